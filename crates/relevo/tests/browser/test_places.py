"""Groups, channels, forums and who is in them: made and changed by hand, seen by somebody else."""

import re

import pytest
from playwright.sync_api import expect

from hands import chat, choose, composer, message, picture, topic_of, write


@pytest.fixture
def pair(quiet_town, window):
    """Ann on the left and Bob on the right, who do not know each other; and the ids of both."""
    ann, bob = (quiet_town.act("make_person", first_name=name) for name in ("Ann", "Bob"))
    shown = window(quiet_town).open(left=(ann,), right=(bob,))
    return shown, shown.pane("left"), shown.pane("right"), ann, bob


def dialog_of(shown):
    return shown.page.get_by_role("dialog")


def done(shown, name):
    """Presses a dialog's button, which closes it."""
    dialog_of(shown).get_by_role("button", name=name, exact=True).click()
    expect(dialog_of(shown)).to_have_count(0)


def make(shown, pane, kind, name):
    """Makes a group, forum or channel by the pencil."""
    pane.get_by_role("button", name="New chat, group or person").click()
    choose(shown.page.get_by_role("menu"), f"New {kind}…")
    dialog_of(shown).get_by_role("textbox").fill(name)
    done(shown, f"Make {kind}")
    expect(pane.get_by_text(name).first).to_be_visible()


def do_here(shown, pane, item):
    """Chooses from the menu of the open chat or topic."""
    pane.get_by_role("button", name="What can be done here").click()
    choose(shown.page.get_by_role("menu"), item)


def add(shown, pane, name):
    """Adds somebody to the open chat."""
    do_here(shown, pane, "Add people…")
    dialog_of(shown).get_by_role("checkbox", name=re.compile(name)).check()
    done(shown, "Add")


def member(shown, pane, name):
    """Opens a member's page, from the line under the open chat's title."""
    pane.get_by_role("button", name=re.compile(r"^\d+ (members?|subscribers?)$")).click()
    dialog_of(shown).get_by_role("button", name=re.compile(name)).click()


def test_a_group_and_its_people(pair):
    """Promise: a group is made, somebody is added, made an administrator with a title, dismissed, and removed."""
    shown, left, right, ann, bob = pair
    make(shown, left, "group", "Crew")
    add(shown, left, "Bob")
    chat(right, "Crew").click()
    expect(right.get_by_role("feed").get_by_text("Ann added Bob")).to_be_visible()

    member(shown, left, "Bob")
    shown.check()
    dialog_of(shown).get_by_role("button", name="Make administrator…").click()
    dialog_of(shown).get_by_label("Custom title").fill("Cook")
    shown.check()
    dialog_of(shown).get_by_role("button", name="Save").click()
    expect(dialog_of(shown).get_by_text("Cook")).to_be_visible()
    shown.page.keyboard.press("Escape")
    write(right, "Soup is ready")
    expect(message(left, "Soup is ready")).to_contain_text("Cook")

    member(shown, left, "Bob")
    dialog_of(shown).get_by_role("button", name="Dismiss administrator…").click()
    dialog_of(shown).get_by_role("button", name="Dismiss", exact=True).click()
    # Every deed leads back to the list.
    expect(dialog_of(shown).get_by_text("Cook")).to_have_count(0)
    dialog_of(shown).get_by_role("button", name=re.compile("Bob")).click()
    dialog_of(shown).get_by_role("button", name="Remove…").click()
    shown.check()
    dialog_of(shown).get_by_role("button", name="Remove", exact=True).click()
    expect(dialog_of(shown).get_by_role("heading", name="Members · 1")).to_be_visible()
    shown.page.keyboard.press("Escape")
    expect(left.get_by_role("feed").get_by_text("Ann removed Bob").or_(left.get_by_role("feed").get_by_text("You removed Bob"))).to_be_visible()
    expect(composer(right)).to_have_count(0)


def test_a_deleted_account(pair):
    """Promise: an account can be deleted by hand; what it said stays, without its name, and nobody is on its side any more."""
    shown, left, right, ann, bob = pair
    group = shown.town.act("make_group", title="Crew", owner=ann)
    shown.town.act("add", person=ann, chat=group, account=bob)
    shown.town.act("say", person=bob, chat=group, text="Farewell")
    chat(left, "Crew").click()
    expect(message(left, "Farewell")).to_contain_text("Bob")
    right.get_by_role("button", name="New chat, group or person").click()
    choose(shown.page.get_by_role("menu"), "Delete the account…")
    shown.check()
    done(shown, "Delete account")
    expect(right.get_by_role("heading", name="Nobody on this side")).to_be_visible()
    expect(message(left, "Farewell")).not_to_contain_text("Bob")
    shown.check()


def test_a_channel_and_its_reader(pair):
    """Promise: a channel's posts reach its subscribers, who cannot write there, and are counted there."""
    shown, left, right, ann, bob = pair
    make(shown, left, "channel", "Harbour News")
    add(shown, left, "Bob")
    expect(left.get_by_role("textbox", name="Broadcast")).to_be_visible()
    write(left, "The fish market opens at five.")
    chat(right, "Harbour News").click()
    expect(message(right, "opens at five")).to_contain_text("Harbour News")
    expect(composer(right)).to_have_count(0)
    shown.check()


def test_topics_from_their_birth_to_their_end(pair):
    """Promise: a topic is made, renamed, closed, reopened and deleted by hand; the list of others follows."""
    shown, left, right, ann, bob = pair
    make(shown, left, "forum", "Desk")
    left.get_by_role("button", name="Desk", exact=True).click()
    choose(shown.page.get_by_role("menu"), "Add people…")
    dialog_of(shown).get_by_role("checkbox", name=re.compile("Bob")).check()
    done(shown, "Add")
    left.get_by_role("button", name="New topic").click()
    dialog_of(shown).get_by_role("textbox").fill("🟪 Boats")
    done(shown, "Make topic")
    chat(right, "Desk").click()
    boats = topic_of(right, "🟪 Boats")
    expect(boats).to_be_visible()
    expect(boats.locator(".topic-icon")).to_have_text("B")
    boats.click()

    do_here(shown, left, "Rename…")
    dialog_of(shown).get_by_role("textbox").fill("🟩 Boats and ropes")
    done(shown, "Rename")
    expect(right.get_by_role("heading", name="🟩 Boats and ropes")).to_be_visible()

    do_here(shown, left, "Close topic")
    expect(topic_of(right, "🟩 Boats and ropes")).to_have_accessible_name(re.compile("closed"))
    expect(composer(right)).to_have_count(0)
    shown.check()
    shown.picture("topic-closed")
    do_here(shown, left, "Reopen topic")
    write(right, "Open again")
    expect(message(left, "Open again")).to_be_visible()

    do_here(shown, left, "Delete topic…")
    done(shown, "Delete for everybody")
    expect(topic_of(right, "🟩 Boats and ropes")).to_have_count(0)


def drop(pane, target, name, kind, words):
    """Drops a file on something in a pane; whether the page took it."""
    return pane.page.evaluate(
        """([side, target, name, type, words]) => {
            const data = new DataTransfer();
            data.items.add(new File([words], name, { type }));
            const place = document.querySelector(`.pane[data-side="${side}"] ${target}`);
            let taken = true;
            for (const kind of ["dragover", "drop"]) {
                const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
                place.dispatchEvent(event);
                taken &&= event.defaultPrevented;
            }
            return taken;
        }""",
        [pane.get_attribute("data-side"), target, name, kind, words],
    )


def test_a_file_is_dropped_and_one_is_pasted(pair):
    """Promise: a file dropped on a chat and a picture pasted into the field are sent, with what was typed as caption."""
    shown, left, right, ann, bob = pair
    group = shown.town.act("make_group", title="Crew", owner=ann)
    shown.town.act("add", person=ann, chat=group, account=bob)
    chat(left, "Crew").click()
    chat(right, "Crew").click()
    composer(left).fill("The list")
    assert drop(left, ".history", "list.txt", "text/plain", "ropes")
    dialog = dialog_of(shown)
    expect(dialog.get_by_role("textbox")).to_have_value("The list")
    shown.check()
    dialog.get_by_role("button", name="Send", exact=True).click()
    expect(message(right, "The list")).to_contain_text("list.txt")
    expect(composer(left)).to_have_value("")

    composer(left).evaluate(
        """async (field) => {
            const picture = document.createElement("canvas");
            picture.width = picture.height = 60;
            picture.getContext("2d").fillRect(0, 0, 60, 60);
            const blob = await new Promise((done) => picture.toBlob(done, "image/png"));
            const data = new DataTransfer();
            data.items.add(new File([blob], "pasted.png", { type: "image/png" }));
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    dialog.get_by_role("textbox").fill("Pasted")
    shown.page.keyboard.press("Enter")
    expect(message(right, "Pasted").locator("img")).to_be_visible()


def test_files_that_cannot_go_are_named(pair, tmp_path):
    """Promise: an empty file is refused with its name, and the others can still go."""
    shown, left, right, ann, bob = pair
    group = shown.town.act("make_group", title="Crew", owner=ann)
    chat(left, "Crew").click()
    (tmp_path / "nothing.txt").write_bytes(b"")
    left.get_by_role("button", name="Attach").click()
    with shown.page.expect_file_chooser() as chooser:
        choose(shown.page.get_by_role("menu"), "File")
    chooser.value.set_files([tmp_path / "nothing.txt", picture(tmp_path)])
    expect(dialog_of(shown).get_by_role("alert").first).to_contain_text("nothing.txt")
    done(shown, "Send")
    expect(message(left, "parcel.png")).to_be_visible()
    assert group < 0
