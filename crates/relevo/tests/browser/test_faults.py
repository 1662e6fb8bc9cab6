"""The fault drawer: breaking things on purpose, and what came of it."""

import re

from playwright.sync_api import expect

from hands import message, topic_of, write
from test_talk import ANNA, HELLO, anna_and_marta


def open_drawer(shown):
    shown.page.get_by_role("button", name="Faults").click()
    return shown.page.get_by_role("complementary", name="Faults")


def break_it(drawer, fault, **choices):
    """Opens a card, chooses, and breaks."""
    card = drawer.get_by_role("button", name=re.compile(f"^{fault}"))
    if card.get_attribute("aria-expanded") != "true":
        card.click()
    for label, value in choices.items():
        drawer.get_by_label(label).select_option(value)
    drawer.get_by_role("button", name="Break it").click()


def test_a_bad_gateway_is_waited_out(town, window):
    """Promise: a 502 is set, strikes, is seen in the list of calls, and the message arrives all the same, once."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    write(left, HELLO)
    topic_of(right, ANNA).click()
    expect(message(right, HELLO)).to_be_visible()
    drawer = open_drawer(shown)
    break_it(drawer, "Answer 502")
    write(left, "Are you there?")
    expect(drawer.get_by_text("502").first).to_be_visible()
    expect(message(right, "Are you there?")).to_be_visible()
    # The desk cannot know whether the first try arrived: it says so with a mark, which repeats the words it answers.
    arrived = right.get_by_role("article").filter(has_text="Are you there?").filter(has_not_text="⟳")
    expect(arrived).to_have_count(1)
    shown.check()
    shown.picture("faults-502")


def test_too_many_requests_are_waited_out(town, window):
    """Promise: the group is rate-limited; the desk waits as it was told, and the message arrives once."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    write(left, HELLO)
    topic_of(right, ANNA).click()
    expect(message(right, HELLO)).to_be_visible()
    drawer = open_drawer(shown)
    break_it(drawer, "Too many requests")
    write(left, "Are you there?")
    expect(drawer.get_by_text(re.compile("429")).first).to_be_visible()
    expect(message(right, "Are you there?")).to_be_visible()
    expect(right.get_by_role("article").filter(has_text="Are you there?")).to_have_count(1)


def test_a_dropped_answer_is_owned_up_to(town, window):
    """Promise: Telegram does what it was asked and the desk never hears of it: the words are there, a second copy is marked."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    write(left, HELLO)
    topic_of(right, ANNA).click()
    expect(message(right, HELLO)).to_be_visible()
    drawer = open_drawer(shown)
    break_it(drawer, "Drop the answer")
    write(left, "Are you there?")
    expect(right.get_by_role("article").filter(has_text="⟳").last).to_be_visible()
    copies = right.get_by_role("article").filter(has_text="Are you there?").filter(has_not_text="⟳")
    expect(copies).to_have_count(2)
    expect(drawer.get_by_text("struck by a rule").first).to_be_visible()
    shown.check()


def test_the_desk_is_killed_and_nothing_is_lost(town, window):
    """Promise: what is written while the desk is dead is in the topic when it lives again, once and in order."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    write(left, HELLO)
    topic_of(right, ANNA).click()
    expect(message(right, HELLO)).to_be_visible()
    drawer = open_drawer(shown)
    drawer.get_by_role("button", name="Kill the desk").click()
    for number in range(5):
        write(left, f"line {number}")
    expect(message(right, "line 4")).to_be_visible()
    lines = right.get_by_role("article").filter(has_text=re.compile(r"line \d"))
    expect(lines).to_have_count(5)
    assert [re.search(r"line (\d)", text).group(1) for text in lines.all_inner_texts()] == list("01234")


def test_a_blocked_bot_is_told_to_the_team(town, window):
    """Promise: a client blocks the bot; the operator's answer is not lost silently but told in the topic."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    write(left, HELLO)
    topic_of(right, ANNA).click()
    expect(message(right, HELLO)).to_be_visible()
    drawer = open_drawer(shown)
    drawer.get_by_role("button", name=re.compile("^Block the bot")).click()
    drawer.get_by_label("Person").select_option(label=ANNA)
    drawer.get_by_role("button", name="Block it").click()
    expect(left.get_by_role("button", name="Unblock")).to_be_visible()
    write(right, "Are you still there?")
    expect(right.get_by_role("article").filter(has_text=re.compile("blocked", re.IGNORECASE)).last).to_be_visible()
