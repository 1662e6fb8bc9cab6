"""A client and an operator talk, each in a pane of one page, with the real desk between them."""

import re

from playwright.sync_api import expect

from hands import attach, chat, choose, composer, menu_of, message, picture, topic_of, write

ANNA = "Anna Keller"
MARTA = "Marta Silva"
HELLO = "Hello! My parcel 4711 has not arrived"


def anna_and_marta(town, window, **size):
    """A page with the client's chat on the left and the operator's group on the right."""
    people = town.people()
    bot = people["Acme Support"]
    group = next(row for row in town.get(f"/api/chats?as={people[MARTA]}")["chats"] if row["is_forum"])
    return window(town, **size).open(left=(people[ANNA], bot), right=(people[MARTA], group["id"]))


def test_words_go_to_the_topic_and_back(town, window):
    """Promise: what a client writes appears in the topic, and what an operator replies appears at the client."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    write(left, HELLO)
    expect(message(left, HELLO)).to_be_visible()
    topic_of(right, ANNA).click()
    expect(message(right, HELLO)).to_be_visible()
    write(right, "Hi Anna, I am looking into it.")
    expect(message(left, "Hi Anna, I am looking into it.")).to_be_visible()
    shown.check()


def test_a_picture_a_reply_an_edit_and_a_reaction(town, window, tmp_path):
    """Promise: the composer and the menus do what Telegram's do, and others see it at once."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    write(left, HELLO)
    topic_of(right, ANNA).click()
    expect(message(right, HELLO)).to_be_visible()

    attach(left, [picture(tmp_path)], "This is how it looks")
    expect(message(right, "This is how it looks").locator("img")).to_be_visible()
    width = message(right, "This is how it looks").locator("img").evaluate("picture => picture.decode().then(() => picture.naturalWidth)")
    assert width == 40, "the operator sees the picture itself"

    choose(menu_of(message(right, HELLO)), "Reply")
    write(right, "Which street is it?")
    expect(message(left, "Which street is it?")).to_contain_text(HELLO)

    choose(menu_of(message(left, HELLO, oldest=True)), "Edit")
    composer(left).fill(f"{HELLO} yet")
    composer(left).press("Enter")
    expect(message(left, f"{HELLO} yet", oldest=True)).to_contain_text("edited")

    menu_of(message(left, "Which street is it?"))
    shown.page.get_by_role("menu").get_by_role("menuitemcheckbox", name="React 👍").click()
    expect(message(left, "Which street is it?").get_by_role("button", name=re.compile("👍"))).to_be_visible()


def test_a_deleted_topic_heals(town, window):
    """Promise: the topic is deleted by hand, the client writes again, and the talk goes on in a new topic."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    write(left, HELLO)
    topic_of(right, ANNA).click(button="right")
    choose(shown.page.get_by_role("menu"), "Delete topic…")
    shown.page.get_by_role("dialog").get_by_role("button", name=re.compile("^Delete")).click()
    expect(topic_of(right, ANNA)).to_have_count(0)
    write(left, "Any news?")
    topic_of(right, ANNA).click()
    expect(message(right, "Any news?")).to_be_visible()


def test_a_reload_loses_nothing(town, window):
    """Promise: after a reload the same people, chats and messages are there, and what was being written."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    write(left, HELLO)
    topic_of(right, ANNA).click()
    expect(message(right, HELLO)).to_be_visible()
    composer(right).fill("half an answ")
    shown.page.reload()
    expect(message(left, HELLO)).to_be_visible()
    expect(message(right, HELLO)).to_be_visible()
    expect(composer(right)).to_have_value("half an answ")


def test_tabs_are_people(town, window):
    """Promise: several tabs are several people of one world; what happened while a tab was hidden is there when it is looked at."""
    people = town.people()
    bot = people["Acme Support"]
    client = window(town, width=390, height=800).open(left=(people[ANNA], bot))
    other = window(town, width=390, height=800).open(left=(people[ANNA], bot))
    write(client.pane("left"), HELLO)
    expect(message(other.pane("left"), HELLO)).to_be_visible()


def test_unread_marks_come_and_go(town, window):
    """Promise: what one has not seen is counted in the list, and no longer when it was on the screen."""
    people = town.people()
    bot = people["Acme Support"]
    group = next(row for row in town.get(f"/api/chats?as={people[MARTA]}")["chats"] if row["is_forum"])
    shown = window(town).open(left=(people[ANNA], bot), right=(people[MARTA],))
    write(shown.pane("left"), HELLO)
    row = chat(shown.pane("right"), group["title"])
    expect(row).to_have_accessible_name(re.compile(r"\d+ unread"))
    row.click()
    topic = topic_of(shown.pane("right"), ANNA)
    expect(topic).to_have_accessible_name(re.compile(r"\d+ unread"))
    topic.click()
    expect(message(shown.pane("right"), HELLO)).to_be_visible()
    expect(topic).not_to_have_accessible_name(re.compile(r"unread"))
