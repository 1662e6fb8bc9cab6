"""How the playground looks: every width and theme, names that are long or run the other way, and nothing at all.

The pictures are kept in target/browser: a person looks at them.
"""

import re

import pytest
from playwright.sync_api import expect

from hands import attach, attach_menu, message, picture, write

LONG = "Konstantin-Maximilian von und zu Oberhohenwiesenbach-Schmidthausen the Younger"
ARABIC = "شركة الياسمين للتجارة والخدمات اللوجستية"
WORDS = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde" * 3
LOOKS = [(width, scheme) for width in (390, 1440) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def world():
    """A world of two people, a group with a long name, and a forum with a topic that runs the other way."""
    from conftest import Town

    town = Town("sim", "--playground", "127.0.0.1:0", "--control", "127.0.0.1:0", "--bot-api", "127.0.0.1:0", "--mtproto", "127.0.0.1:0")
    people = {"long": town.act("make_person", first_name=LONG), "arabic": town.act("make_person", first_name=ARABIC)}
    group = town.act("make_supergroup", title=f"{LONG} × {ARABIC}", owner=people["long"])
    town.act("add", person=people["long"], chat=group, account=people["arabic"])
    forum = town.act("make_forum", title="Support", owner=people["arabic"])
    town.act("add", person=people["arabic"], chat=forum, account=people["long"])
    topic = town.act("make_topic", person=people["arabic"], chat=forum, name=ARABIC)
    closed = town.act("make_topic", person=people["arabic"], chat=forum, name=LONG)
    town.act("close_topic", person=people["arabic"], chat=forum, thread=closed)

    def say(person, chat, text, **more):
        return town.act("say", person=person, chat=chat, content={"kind": "text", "text": text}, **more)

    first = say(people["long"], group, WORDS)
    say(people["arabic"], group, "مرحبا، هل وصلت الشحنة إلى حيفا؟ https://parcels.example/4711", reply_to=first)
    for item in range(3):
        town.act(
            "say",
            person=people["arabic"],
            chat=group,
            content={"kind": "media", "media": "photo", "caption": "Three pictures" if item == 0 else ""},
            media_group="one",
        )
    town.act("react", person=people["long"], chat=group, message=first, emoji=["👍"])
    town.act("say", person=people["long"], chat=group, content={"kind": "poll", "question": WORDS[:200], "options": ["Yes", ARABIC, LONG]})
    say(people["long"], forum, f"{LONG}: שלום", thread=topic)
    yield town, people, group, forum, topic
    town.kill()


def fits(shown):
    """Nothing sticks out sideways, and no pane scrolls sideways."""
    wide = shown.page.evaluate(
        """() => [...document.querySelectorAll(".bar, .guide, .pane, .pane-list, .pane-chat, .chat-head, .rows, [role=log]")]
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
            .map((one) => `${one.className}: ${one.scrollWidth} > ${one.clientWidth}`)"""
    )
    assert not wide, wide


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_long_and_foreign_names_fit(world, window, width, scheme):
    """Promise: lists, heads, messages and topics hold any name and any word, in both themes, on a phone and on a desk."""
    town, people, group, forum, topic = world
    shown = window(town, width=width, scheme=scheme)
    shown.open(left=(people["long"], group), right=(people["arabic"], forum, topic))
    expect(message(shown.pane("left"), "Three pictures")).to_be_visible()
    shown.page.wait_for_function("() => [...document.images].every((one) => one.complete)")
    fits(shown)
    shown.check()
    shown.picture(f"names-{width}-{scheme}-chat")
    if width == 390:
        shown.pane("left").get_by_role("button", name="All chats").click()
        fits(shown)
        shown.check()
        shown.picture(f"names-{width}-{scheme}-list")
        shown.page.get_by_role("group", name="Whose chats").get_by_role("button", name=re.compile(ARABIC)).click()
        fits(shown)
        shown.check()
        shown.picture(f"names-{width}-{scheme}-other-side")
        shown.pane("right").get_by_role("button", name="All topics").click()
        fits(shown)
        shown.check()
        shown.picture(f"names-{width}-{scheme}-topics")


def test_previews_run_as_their_words(quiet_town, window):
    """Promise: in lists the last words are cut at their end, whichever way they and their author run; names stand at their picture."""
    latin = quiet_town.act("make_person", first_name="Ann")
    arabic = quiet_town.act("make_person", first_name=ARABIC)
    group = quiet_town.act("make_supergroup", title="Friends", owner=latin)
    quiet_town.act("add", person=latin, chat=group, account=arabic)
    shown = window(quiet_town).open(left=(latin,), right=(arabic,))
    quiet_town.act("add", person=arabic, chat=group, account=quiet_town.act("make_person", first_name="Bob"))
    expect(shown.pane("left").locator(".row-last")).to_have_text(f"{ARABIC} added Bob")
    expect(shown.pane("left").locator(".row-last")).to_have_css("direction", "ltr")
    for speaker, words, direction in ((arabic, "https://parcels.example/4711", "ltr"), (latin, "مرحبا، هل وصلت الشحنة إلى حيفا؟", "rtl")):
        quiet_town.act("say", person=speaker, chat=group, text=words)
        for side in ("left", "right"):
            preview = shown.pane(side).locator(".row-last")
            expect(preview).to_contain_text(words)
            expect(preview).to_have_css("direction", direction)
    beside = shown.pane("right").locator(".chooser-name").evaluate("name => name.getBoundingClientRect().left - name.previousElementSibling.getBoundingClientRect().right")
    assert beside < 20


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_is_a_state_too(quiet_town, window, width, scheme):
    """Promise: a world without people says how to begin, and the first person can be made there."""
    shown = window(quiet_town, width=width, scheme=scheme).open()
    expect(shown.page.get_by_text("Nobody is here yet")).to_be_visible()
    shown.check()
    shown.picture(f"nobody-{width}-{scheme}")
    shown.page.get_by_role("button", name="New person").click()
    dialog = shown.page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill("Ada")
    shown.check()
    shown.page.keyboard.press("Enter")
    expect(shown.pane("left").get_by_text("No chats yet")).to_be_visible()
    shown.check()
    shown.picture(f"first-person-{width}-{scheme}")
    # The other side waits for somebody else, and makes them.
    if width == 390:
        shown.page.get_by_role("group", name="Whose chats").get_by_role("button", name="Nobody").click()
    right = shown.pane("right")
    shown.check()
    shown.picture(f"first-alone-{width}-{scheme}")
    right.get_by_role("button", name="New person").click()
    dialog.get_by_role("textbox").first.fill("Bob")
    shown.page.keyboard.press("Enter")
    expect(right.get_by_role("button", name="Bob: choose another person")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_demo_at_every_size(town, window, tmp_path, width, scheme):
    """Promise: the demo as it opens, with a talk, an open menu and the drawer: readable and accessible at every size."""
    shown = window(town, width=width, scheme=scheme).open()
    expect(shown.page.get_by_role("region", name="Tour")).to_be_visible()
    fits(shown)
    shown.check()
    shown.picture(f"demo-{width}-{scheme}-begin")
    people = town.people()
    shown.open(left=(people["Anna Keller"], people["Acme Support"]), right=(people["Marta Silva"],), side="left")
    pane = shown.pane("left")
    write(pane, "Hello!")
    attach(pane, [picture(tmp_path, f"{name}.png", 400, 300) for name in "ab"], "Two pictures")
    expect(message(pane, "Two pictures").locator("img").first).to_be_visible()
    fits(shown)
    shown.check()
    shown.picture(f"demo-{width}-{scheme}-chat")
    message(pane, "Hello!").click(button="right")
    expect(shown.page.get_by_role("menu")).to_be_visible()
    shown.check()
    shown.picture(f"demo-{width}-{scheme}-menu")
    shown.page.keyboard.press("Escape")
    shown.page.get_by_role("button", name="Faults").click()
    expect(shown.page.get_by_text("What happened")).to_be_visible()
    shown.check()
    shown.picture(f"demo-{width}-{scheme}-faults")


DIALOGS = {
    "poll": ["Poll or quiz"],
    "checklist": ["Checklist"],
    "location": ["Location"],
    "contact": ["Contact"],
    "sticker": ["Sticker"],
    "story": ["More kinds", "Story…"],
    "rich": ["More kinds", "Rich message…"],
    "through-bot": ["More kinds", "Through a bot…"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dialogs_on_a_phone(world, window, scheme):
    """Promise: every dialog of the composer, its menus and the emoji fit a phone and can be read there."""
    town, people, group, forum, topic = world
    if "Quiz Bot" not in town.people():
        town.act("make_bot", username="quiz_bot", first_name="Quiz Bot")
    shown = window(town, width=390, scheme=scheme).open(left=(people["long"], group))
    page, pane = shown.page, shown.pane("left")
    dialog = page.get_by_role("dialog")

    def look(name):
        outside = page.evaluate(
            """() => [...document.querySelectorAll("dialog[open], [role=menu], .composer-emoji")]
                .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth + 1)
                .map((one) => `${one.className}: ${one.scrollWidth} > ${one.clientWidth}`)"""
        )
        assert not outside, outside
        shown.check()
        shown.picture(f"phone-{scheme}-{name}")
        page.keyboard.press("Escape")

    for name, items in DIALOGS.items():
        attach_menu(pane, *items)
        expect(dialog).to_be_visible()
        look(name)
        expect(dialog).to_have_count(0)
    pane.get_by_role("button", name="Attach").click()
    look("attach")
    pane.get_by_role("button", name="Emoji", exact=True).click()
    look("emoji")
    message(pane, "Three pictures").click(button="right")
    look("message")
    pane.get_by_role("button", name="2 members").click()
    look("members")
