"""Bots that a person makes for another bot to manage: by a button of its keyboard, and by a link."""

import urllib.error

import pytest
from playwright.sync_api import expect

from bot import Bot
from hands import choose, message

WISH = {"request_id": 3, "suggested_name": "Ann's shop", "suggested_username": "anns_shop_bot"}
BUTTON = {"keyboard": [[{"text": "Make a bot", "request_managed_bot": WISH}]], "resize_keyboard": True}


@pytest.fixture
def manager(quiet_town):
    """Ann has started a bot that manages bots."""
    ann = quiet_town.act("make_person", first_name="Ann")
    quiet_town.act("make_person", first_name="Bob")
    bot = Bot(quiet_town, "setup_bot", "Setup Bot")
    quiet_town.act("set_manages_bots", bot=bot.id, on=True)
    quiet_town.act("start_bot", person=ann, bot=bot.id)
    return ann, bot


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_a_bot_is_made_for_a_manager(quiet_town, manager, window, width, scheme):
    """Promise: the button opens a filled-in dialog; names that are taken are said there; the manager gets the bot and its token."""
    ann, bot = manager
    Bot(quiet_town, "anns_shop_bot", "Somebody else's")
    bot.call("sendMessage", chat_id=ann, text="Shall Telegram make the bot?", reply_markup=BUTTON)
    shown = window(quiet_town, width=width, scheme=scheme).open(left=(ann, bot.id), right=(quiet_town.people()["Bob"],))
    pane, dialog = shown.pane("left"), shown.page.get_by_role("dialog")
    pane.get_by_role("button", name="Make a bot").click()
    expect(dialog.get_by_label("Name", exact=True)).to_have_value("Ann's shop")
    expect(dialog.get_by_label("Username")).to_have_value("anns_shop_bot")
    shown.check()
    shown.picture(f"managed-{width}-{scheme}")
    dialog.get_by_role("button", name="Create bot").click()
    expect(dialog.get_by_role("alert")).to_have_text("This username is taken.")
    dialog.get_by_label("Username").fill("anns_own_bot")
    shown.page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    made = bot.wait_for("managed_bot")
    assert (made["user"]["id"], made["bot"]["username"]) == (ann, "anns_own_bot")
    assert bot.wait_for("managed_bot_created")["managed_bot_created"]["bot"] == made["bot"]
    expect(pane.get_by_role("feed").get_by_text("created the bot")).to_be_visible()
    token = bot.call("getManagedBotToken", user_id=made["bot"]["id"])
    bot.token = token
    assert bot.call("getMe")["id"] == made["bot"]["id"]


def test_a_link_asks_for_a_bot(quiet_town, manager, window):
    """Promise: a link of the manager's opens the same dialog; a bot that may not manage others cannot ask, neither way."""
    ann, bot = manager
    link = "https://t.me/newbot/Setup_Bot/linked_bot?name=Linked%20Bot"
    bot.call("sendMessage", chat_id=ann, text=f"Make it here: {link}")
    shown = window(quiet_town).open(left=(ann, bot.id), right=(quiet_town.people()["Bob"],))
    pane, dialog = shown.pane("left"), shown.page.get_by_role("dialog")
    message(pane, "Make it here").get_by_role("link").click()
    expect(dialog.get_by_label("Name", exact=True)).to_have_value("Linked Bot")
    expect(dialog.get_by_label("Username")).to_have_value("linked_bot")
    dialog.get_by_role("button", name="Create bot").click()
    assert bot.wait_for("managed_bot")["bot"]["first_name"] == "Linked Bot"
    expect(shown.page.get_by_text("@linked_bot is made, and Setup Bot manages it")).to_be_visible()

    pane.get_by_role("button", name="What can be done here").click()
    choose(shown.page.get_by_role("menu"), "What its maker set…")
    dialog.get_by_label("Bot Management Mode").uncheck()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    message(pane, "Make it here").get_by_role("link").click()
    expect(shown.page.get_by_text("Setup Bot cannot manage bots")).to_be_visible()
    with pytest.raises(urllib.error.HTTPError):
        bot.call("sendMessage", chat_id=ann, text="No", reply_markup=BUTTON)
