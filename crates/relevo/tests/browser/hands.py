"""What a visitor's hands do on the playground, by the names that a screen reader says."""

import re

from playwright.sync_api import expect


def chat(pane, title):
    """A line of the chat list."""
    return pane.get_by_role("navigation", name="Chats").get_by_role("button", name=re.compile(re.escape(title)))


def topic_of(pane, name):
    """A line of the topic list."""
    return pane.get_by_role("navigation", name="Topics").get_by_role("button", name=re.compile(rf"^{re.escape(name)}\b"))


def composer(pane):
    """Where one writes."""
    return pane.get_by_role("textbox", name=re.compile("^(Message|Caption|Broadcast|Edit)"))


def message(pane, words):
    """The newest message with these words."""
    return pane.get_by_role("article").filter(has_text=words).last


def write(pane, words):
    """Types and sends."""
    composer(pane).fill(words)
    composer(pane).press("Enter")
    expect(composer(pane)).to_have_value("")


def menu_of(pane, article):
    """Opens a message's menu."""
    article.click(button="right")
    menu = pane.page.get_by_role("menu")
    expect(menu).to_be_visible()
    return menu


def choose(menu, name):
    """Chooses from an open menu."""
    menu.get_by_role("menuitem", name=name).click()
