"""The playground without a mouse: every journey by keyboard alone."""

import re

from playwright.sync_api import expect

from hands import composer, message, topic_of
from test_talk import ANNA, HELLO, anna_and_marta

TABS_MAX = 60


def tab_to(page, target):
    """Presses Tab until the target has the focus."""
    for _ in range(TABS_MAX):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not reach it")


def test_a_whole_talk_by_keyboard(town, window):
    """Promise: choose a chat and a topic, write, answer, reply, react and close a menu without a mouse."""
    shown = anna_and_marta(town, window)
    page, left, right = shown.page, shown.pane("left"), shown.pane("right")
    tab_to(page, composer(left))
    page.keyboard.type(HELLO)
    page.keyboard.press("Enter")
    expect(message(left, HELLO)).to_be_visible()

    expect(topic_of(right, ANNA)).to_be_visible()
    tab_to(page, right.get_by_role("navigation", name="Topics").get_by_role("button").first)
    page.keyboard.press("ArrowDown")
    expect(topic_of(right, ANNA)).to_be_focused()
    page.keyboard.press("Enter")
    expect(message(right, HELLO)).to_be_visible()

    tab_to(page, message(right, HELLO))
    page.keyboard.press("Enter")
    menu = page.get_by_role("menu")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(message(right, HELLO)).to_be_focused()

    page.keyboard.press("Enter")
    for _ in range(20):
        if menu.get_by_role("menuitem", name="Reply").evaluate("item => item === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(composer(right)).to_be_focused()
    page.keyboard.type("By keyboard")
    page.keyboard.press("Enter")
    expect(message(left, "By keyboard")).to_contain_text(HELLO)

    tab_to(page, page.get_by_role("button", name="Faults"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Faults")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Faults")).to_have_count(0)
    expect(page.get_by_role("button", name="Faults")).to_be_focused()


def test_new_messages_are_said(town, window):
    """Promise: a screen reader hears a new message of the open chat."""
    shown = anna_and_marta(town, window)
    left, right = shown.pane("left"), shown.pane("right")
    composer(left).fill(HELLO)
    composer(left).press("Enter")
    topic_of(right, ANNA).click()
    composer(right).fill("Hi Anna, one moment.")
    composer(right).press("Enter")
    said = left.locator("[aria-live=polite]").filter(has_text=re.compile("one moment"))
    expect(said).to_have_count(1)
