"""Free play: odd moments, other people's deeds, bots, and ways back. Each test is a fault that somebody would have met."""

import re

from playwright.sync_api import expect

from conftest import Town
from hands import chat, choose, composer, menu_of, message

# A refused drop opens the file at once, if at all.
DROP_MS = 300


def two_people(town):
    """Ann and Bob, and a group of both."""
    ann = town.act("make_person", first_name="Ann")
    bob = town.act("make_person", first_name="Bob")
    group = town.act("make_supergroup", title="Friends", owner=ann)
    town.act("add", person=ann, chat=group, account=bob)
    return ann, bob, group


def test_a_reply_and_an_edit_survive_a_reload(quiet_town, window):
    """Promise: what one was replying to or changing is still being replied to or changed after a reload."""
    ann, bob, group = two_people(quiet_town)
    quiet_town.act("say", person=ann, chat=group, text="an own word")
    quiet_town.act("say", person=ann, chat=group, text="a word for Bob")
    shown = window(quiet_town).open(left=(ann, group), right=(bob, group))
    left, right = shown.pane("left"), shown.pane("right")
    choose(menu_of(message(left, "an own word")), "Edit")
    composer(left).fill("an own word, half chang")
    choose(menu_of(message(right, "a word for Bob")), "Reply")
    composer(right).fill("half an answ")
    shown.page.reload()
    expect(composer(left)).to_have_value("an own word, half chang")
    expect(composer(right)).to_have_value("half an answ")
    composer(right).press("Enter")
    expect(message(left, "half an answ")).to_contain_text("a word for Bob")
    composer(left).press("Enter")
    expect(message(right, "half chang")).to_contain_text("edited")
    expect(composer(left)).to_have_value("")
    shown.page.reload()
    expect(message(left, "half an answ")).to_be_visible()
    expect(left.get_by_role("button", name="Do not edit")).to_have_count(0)


def test_the_way_back_leads_back_once(quiet_town, window):
    """Promise: on a phone the page's arrow and the browser's button are one way back, and forward leads there again."""
    ann, bob, group = two_people(quiet_town)
    shown = window(quiet_town, width=390, height=800, touch=True).open(left=(ann,), right=(bob,))
    page, left = shown.page, shown.pane("left")
    begun = page.evaluate("history.length")
    for _ in range(3):
        chat(left, "Friends").click()
        left.get_by_role("button", name="All chats").click()
        expect(chat(left, "Friends")).to_be_visible()
    assert page.evaluate("history.length") == begun + 1
    page.go_forward()
    expect(composer(left)).to_be_visible()
    page.go_back()
    expect(chat(left, "Friends")).to_be_visible()


def test_a_person_made_on_a_side_is_seen_there(quiet_town, window):
    """Promise: whoever is made in a pane is shown in it, even if the news of them come late."""
    ann, bob, _ = two_people(quiet_town)
    shown = window(quiet_town).open(left=(ann,), right=(bob,))
    page, right = shown.page, shown.pane("right")
    for name in ("Cleo", "Dora", "Emil"):
        right.get_by_role("button", name="New chat, group or person").click()
        choose(page.get_by_role("menu"), "New person…")
        page.get_by_role("dialog").get_by_label("First name").fill(name)
        page.keyboard.press("Enter")
        expect(right.get_by_role("button", name=f"{name}: choose another person")).to_be_visible()
        expect(right.get_by_text("No chats yet")).to_be_visible()


def test_a_file_dropped_beside_a_chat_does_not_leave_the_page(quiet_town, window):
    """Promise: a file that misses its chat is not opened by the browser."""
    ann, bob, group = two_people(quiet_town)
    shown = window(quiet_town).open(left=(ann, group), right=(bob,))
    page = shown.page
    expect(composer(shown.pane("left"))).to_be_visible()
    prevented = page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["words"], "notes.txt", { type: "text/plain" }));
            const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
            document.querySelector(".pane-list").dispatchEvent(drop);
            return drop.defaultPrevented;
        }"""
    )
    assert prevented
    page.wait_for_timeout(DROP_MS)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_another_program_behind_an_open_page(quiet_town, window):
    """Promise: when the program was started anew, an open page shows the new world and nothing of the old one."""
    ann, bob, group = two_people(quiet_town)
    for number in range(3):
        quiet_town.act("say", person=bob, chat=group, text=f"old {number}")
    shown = window(quiet_town).open(left=(ann, group), right=(bob, group))
    left = shown.pane("left")
    expect(message(left, "old 2")).to_be_visible()
    address = quiet_town.url.removeprefix("http://").rstrip("/")
    again = ("sim", "--playground", address, "--control", "127.0.0.1:0", "--bot-api", "127.0.0.1:0", "--mtproto", "127.0.0.1:0")

    shown.expect_trouble()
    quiet_town.end()
    expect(shown.page.get_by_text("Connection lost")).to_be_visible()
    empty = Town(*again)
    try:
        expect(shown.page.get_by_text("Nobody is here yet")).to_be_visible()
        ann, bob, group = two_people(empty)
        empty.act("say", person=bob, chat=group, text="middle")
        chat(left, "Friends").click()
        expect(message(left, "middle")).to_be_visible()
    finally:
        empty.kill()

    # More has happened in the next world than in this one, so that its numbers alone do not tell them apart.
    expect(shown.page.get_by_text("Connection lost")).to_be_visible()
    other = Town(*again)
    try:
        _, bob, group = two_people(other)
        for number in range(30):
            other.act("say", person=bob, chat=group, text=f"new {number}")
        expect(left.get_by_role("article").filter(has_text="new").first).to_be_visible()
        expect(left.get_by_role("article").filter(has_text=re.compile("old|middle"))).to_have_count(0)
        expect(shown.page.get_by_text("Connection lost")).to_have_count(0)
    finally:
        other.kill()


def test_the_first_person_is_seen_however_late_the_news(quiet_town, window):
    """Promise: in a world in which nothing has happened yet, a stream that has told nothing yet loses nothing when it is begun anew."""
    shown = window(quiet_town)
    streams = []

    def answer(route):
        streams.append(route.request.url)
        # The first stream is never answered: a slow machine between the page and the program.
        if len(streams) > 1:
            route.continue_()

    shown.page.route("**/api/events*", answer)
    shown.open()
    shown.page.get_by_role("button", name="New person").click()
    shown.page.get_by_role("dialog").get_by_label("First name").fill("Ada")
    shown.page.keyboard.press("Enter")
    expect(shown.pane("left").get_by_role("button", name="Ada: choose another person")).to_be_visible()
    assert len(streams) > 1
