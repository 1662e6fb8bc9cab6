"""A bot on a person's own account: connecting it, what it may do, pausing it, and what it then hears of the person's chats."""

import pytest
from playwright.sync_api import expect

from bot import Bot
from hands import choose, chat, composer, menu_of, message, write

LOOKS = [(width, scheme) for width in (390, 1440) for scheme in ("light", "dark")]


@pytest.fixture
def account(quiet_town):
    """Olga, her client Kim, and a bot that people may connect."""
    people = {name: quiet_town.act("make_person", first_name=name) for name in ("Olga", "Kim")}
    return people, Bot(quiet_town, "secretary_bot", "Secretary")


def open_settings(shown, pane):
    """The bot on the account of whoever is in the pane."""
    pane.get_by_role("button", name="New chat, group or person").click()
    choose(shown.page.get_by_role("menu"), "Bot on your account…")
    return shown.page.get_by_role("dialog")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_bot_is_connected_to_an_account(quiet_town, account, window, width, scheme):
    """Promise: a person chooses a bot and its rights, sees it at work above each chat, and takes it off; the bot hears all of that."""
    people, bot = account
    olga, kim = people["Olga"], people["Kim"]
    shown = window(quiet_town, width=width, scheme=scheme).open(left=(olga,), right=(kim, olga))
    pane = shown.pane("left")
    dialog = open_settings(shown, pane)
    expect(dialog.get_by_role("heading", name="Connect a bot to your account")).to_be_visible()
    shown.check()
    shown.picture(f"business-{width}-{scheme}-choose")
    dialog.get_by_role("button", name="Secretary").click()
    expect(dialog.get_by_role("heading", name="What Secretary may do")).to_be_visible()
    dialog.get_by_label("Delete any message").check()
    dialog.get_by_label("Mark messages as read").uncheck()
    shown.check()
    shown.picture(f"business-{width}-{scheme}-rights")
    dialog.get_by_role("button", name="Connect", exact=True).click()
    expect(dialog).to_have_count(0)
    told = bot.wait_for("business_connection")
    assert (told["user"]["id"], told["is_enabled"]) == (olga, True)
    assert told["rights"] == {"can_reply": True, "can_delete_sent_messages": True, "can_delete_all_messages": True}

    theirs = quiet_town.act("say", person=kim, chat=olga, text="Is the shop open?")
    heard = bot.wait_for("business_message")
    assert (heard["text"], heard["chat"]["id"], heard["business_connection_id"]) == ("Is the shop open?", kim, told["id"])
    chat(pane, "Kim").click()
    bar = pane.get_by_role("group", name="Connected bot")
    expect(bar.get_by_text("reads this chat for you")).to_be_visible()
    bot.call("sendMessage", business_connection_id=told["id"], chat_id=kim, text="Until six.")
    expect(message(pane, "Until six.").get_by_role("button", name="Secretary")).to_be_visible()
    shown.check()
    shown.picture(f"business-{width}-{scheme}-chat")
    quiet_town.act("delete", person=kim, chat=olga, message=theirs)
    assert bot.wait_for("deleted_business_messages")["message_ids"] == [heard["message_id"]]

    if width == 390:
        pane.get_by_role("button", name="All chats").click()
    dialog = open_settings(shown, pane)
    expect(dialog.get_by_role("listitem")).to_have_text(["Reply to messages", "Delete what it sent", "Delete any message"])
    shown.check()
    shown.picture(f"business-{width}-{scheme}-connected")
    dialog.get_by_role("button", name="Disconnect…").click()
    dialog.get_by_role("button", name="Disconnect", exact=True).click()
    assert bot.wait_for("business_connection")["is_enabled"] is False
    expect(bar).to_have_count(0)


def test_pausing_and_other_rights(quiet_town, account, window):
    """Promise: a bot is paused in one chat or everywhere and goes on; other rights come under a new id; what the owner deletes is told."""
    people, bot = account
    olga, kim = people["Olga"], people["Kim"]
    first = quiet_town.act("connect_business", owner=olga, bot=bot.id, rights={"can_reply": True})
    quiet_town.act("say", person=kim, chat=olga, text="Hello?")
    shown = window(quiet_town).open(left=(olga, kim), right=(kim, olga))
    pane, right = shown.pane("left"), shown.pane("right")
    bar = pane.get_by_role("group", name="Connected bot")
    assert bot.wait_for("business_message")["text"] == "Hello?"
    # The client sees nothing of it.
    expect(bar).to_be_visible()
    expect(right.get_by_role("group", name="Connected bot")).to_have_count(0)
    bar.get_by_role("button", name="Pause").click()
    expect(bar.get_by_text("is paused in this chat")).to_be_visible()
    write(right, "Not for the bot")
    expect(message(pane, "Not for the bot")).to_be_visible()
    shown.check()
    bar.get_by_role("button", name="Go on").click()
    expect(bar.get_by_text("reads this chat for you")).to_be_visible()
    write(right, "For the bot")
    assert bot.wait_for("business_message")["text"] == "For the bot"

    dialog = open_settings(shown, pane)
    dialog.get_by_role("button", name="Pause everywhere").click()
    assert bot.wait_for("business_connection") | {"user": 0, "date": 0, "rights": 0, "user_chat_id": 0} == {
        "id": first, "is_enabled": False, "user": 0, "date": 0, "rights": 0, "user_chat_id": 0,
    }  # fmt: skip
    expect(dialog.get_by_text("paused everywhere")).to_be_visible()
    expect(bar.get_by_text("is paused everywhere")).to_have_count(1)
    dialog.get_by_role("button", name="Go on").click()
    assert bot.wait_for("business_connection")["is_enabled"] is True
    dialog.get_by_role("button", name="Change rights…").click()
    dialog.get_by_label("Mark messages as read").check()
    dialog.get_by_role("button", name="Save").click()
    expect(shown.page.get_by_text("Its rights are changed")).to_be_visible()
    changed = bot.wait_for("business_connection")
    assert changed["id"] != first
    assert changed["rights"] == {"can_reply": True, "can_read_messages": True}

    write(pane, "Sent by mistake")
    assert bot.wait_for("business_message")["text"] == "Sent by mistake"
    choose(menu_of(message(pane, "Sent by mistake")), "Delete…")
    shown.page.get_by_role("dialog").get_by_role("button", name="Delete for everybody").click()
    assert len(bot.wait_for("deleted_business_messages")["message_ids"]) == 1
    bar.get_by_role("button", name="More about the bot").click()
    choose(shown.page.get_by_role("menu"), "Manage bot")
    pane.get_by_role("button", name="Start", exact=True).click()
    assert bot.wait_for("text")["text"] == f"/start bizChat{kim}"


def test_only_bots_that_may_be_connected(quiet_town, account, window):
    """Promise: a bot whose maker has not switched Secretary Mode on is not offered; its maker can switch it on in the playground."""
    people, bot = account
    quiet_town.act("set_business_mode", bot=bot.id, on=False)
    shown = window(quiet_town).open(left=(people["Olga"], bot.id), right=(people["Kim"],))
    pane = shown.pane("left")
    dialog = open_settings(shown, pane)
    expect(dialog.get_by_text("There is no bot here with Secretary Mode on.")).to_be_visible()
    shown.page.keyboard.press("Escape")
    pane.get_by_role("button", name="What can be done here").click()
    choose(shown.page.get_by_role("menu"), "What its maker set…")
    expect(dialog.get_by_label("Privacy mode")).to_be_checked()
    dialog.get_by_label("Secretary Mode").check()
    dialog.get_by_label("Privacy mode").uncheck()
    shown.check()
    shown.picture("bot-settings")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    me = bot.call("getMe")
    assert (me["can_connect_to_business"], me["can_read_all_group_messages"]) == (True, True)
    expect(open_settings(shown, pane).get_by_role("button", name="Secretary")).to_be_visible()
