"""What a visitor's hands do on the playground, by the names that a screen reader says."""

import re
import struct
import zlib

from playwright.sync_api import expect

# A menu item's icon is not part of its name; its words are.


def chat(pane, title):
    """A line of the chat list."""
    return pane.get_by_role("navigation", name="Chats").get_by_role("button", name=re.compile(re.escape(title)))


def topic_of(pane, name):
    """A line of the topic list: the name behind the square of its status."""
    return pane.get_by_role("navigation", name="Topics").get_by_role("button", name=re.compile(rf"^(?:(?:🟪|🟨|⬛) )?{re.escape(name)}"))


def composer(pane):
    """Where one writes."""
    return pane.get_by_role("textbox")


def message(pane, words, oldest=False):
    """The newest message with these words, be it in what it answers; or the oldest."""
    found = pane.get_by_role("article").filter(has_text=words)
    return found.first if oldest else found.last


def write(pane, words):
    """Types and sends."""
    composer(pane).fill(words)
    composer(pane).press("Enter")
    expect(composer(pane)).to_have_value("")


def menu_of(article):
    """Opens a message's menu."""
    article.click(button="right")
    menu = article.page.get_by_role("menu")
    expect(menu).to_be_visible()
    return menu


def choose(menu, name):
    """Chooses from an open menu."""
    menu.get_by_role("menuitem", name=name, exact=True).click()


def picture(folder, name="parcel.png", width=40, height=30):
    """A real picture of this size, in a file."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + b"\xc0\x40\x30" * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b"")
    path = folder / name
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def attach_menu(pane, *items, files=None):
    """Goes through the menus of the attach button; `files` answer the chooser that opens at the end."""
    menu = pane.page.get_by_role("menu")
    pane.get_by_role("button", name="Attach").click()
    for item in items[:-1]:
        choose(menu, item)
    if files is None:
        choose(menu, items[-1])
        return
    with pane.page.expect_file_chooser() as chooser:
        choose(menu, items[-1])
    chooser.value.set_files(files)


def attach(pane, paths, caption, kind="Photo or video"):
    """Attaches files by the button, with a caption."""
    attach_menu(pane, kind, files=paths)
    dialog = pane.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(caption)
    dialog.get_by_role("button", name=re.compile("^Send")).click()
    expect(dialog).to_have_count(0)
