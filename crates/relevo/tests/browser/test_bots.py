"""Bots of any program, as people meet them: buttons, keyboards, commands, the picker of chats, blocking."""

import re

import pytest
from playwright.sync_api import expect

from bot import Bot
from hands import chat, choose, composer, message, write

COMMANDS = [{"command": "help", "description": "What I can do"}, {"command": "order", "description": "Where your order is"}]
KEYBOARD = {
    "keyboard": [
        [{"text": "My order"}, {"text": "My number", "request_contact": True}],
        [{"text": "My group", "request_chat": {"request_id": 7, "chat_is_channel": False, "bot_is_member": True}}],
    ],
    "resize_keyboard": True,
}


@pytest.fixture
def meeting(quiet_town, window):
    """Ann in the chat with a bot that she has not started."""
    ann = quiet_town.act("make_person", first_name="Ann")
    quiet_town.act("make_person", first_name="Bob")
    bot = Bot(quiet_town)
    bot.call("setMyCommands", commands=COMMANDS)
    shown = window(quiet_town).open(left=(ann, bot.id))
    return shown, shown.pane("left"), bot, ann


def test_start_commands_and_block(meeting):
    """Promise: Start begins, the menu and a typed slash list the commands, a block is told to the bot and taken back."""
    shown, pane, bot, ann = meeting
    pane.get_by_role("button", name="Start").click()
    assert bot.wait_for("text")["text"] == "/start"
    pane.get_by_role("button", name="Menu").click()
    expect(pane.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    shown.check()
    shown.page.keyboard.press("Escape")
    composer(pane).press_sequentially("/or")
    expect(pane.get_by_role("listbox").get_by_role("option")).to_have_count(1)
    shown.page.keyboard.press("Enter")
    assert bot.wait_for("text")["text"] == "/order"
    expect(composer(pane)).to_have_value("")

    pane.get_by_role("button", name="What can be done here").click()
    choose(shown.page.get_by_role("menu"), "Block bot…")
    shown.page.get_by_role("dialog").get_by_role("button", name="Block bot").click()
    assert bot.wait_for("my_chat_member")["new_chat_member"]["status"] == "kicked"
    pane.get_by_role("button", name="Unblock").click()
    assert bot.wait_for("my_chat_member")["new_chat_member"]["status"] == "member"
    write(pane, "I am back")
    assert bot.wait_for("text")["text"] == "I am back"


def test_buttons_under_a_message(meeting):
    """Promise: a pressed button asks the bot, its answer is shown, and a message that the bot edits changes at once."""
    shown, pane, bot, ann = meeting
    pane.get_by_role("button", name="Start").click()
    bot.wait_for("text")
    buttons = [[{"text": "Yes", "callback_data": "yes"}, {"text": "No", "callback_data": "no"}], [{"text": "Shop", "url": "https://shop.example/"}]]
    sent = bot.call("sendMessage", chat_id=ann, text="Did it arrive?", reply_markup={"inline_keyboard": buttons})
    asked = message(pane, "Did it arrive?")
    expect(asked.get_by_role("button", name="No")).to_be_visible()
    shown.check()
    shown.picture("bot-buttons")
    asked.get_by_role("button", name="Yes").click()
    pressed = bot.wait_for("callback_query")
    assert pressed["data"] == "yes"
    bot.call("answerCallbackQuery", callback_query_id=pressed["id"], text="Thank you!")
    expect(shown.page.get_by_text("Thank you!")).to_be_visible()
    bot.call("editMessageText", chat_id=ann, message_id=sent["message_id"], text="It arrived.")
    expect(message(pane, "It arrived.")).to_be_visible()
    expect(pane.get_by_role("button", name="Yes")).to_have_count(0)


def test_a_keyboard_and_the_picker_of_chats(meeting):
    """Promise: the bot's keyboard says its words, shares a number after a question, and lets a chat be picked."""
    shown, pane, bot, ann = meeting
    group = shown.town.act("make_supergroup", title="Ann's crew", owner=ann)
    shown.town.act("make_channel", title="Ann's channel", owner=ann)
    pane.get_by_role("button", name="Start").click()
    bot.wait_for("text")
    bot.call("sendMessage", chat_id=ann, text="What do you need?", reply_markup=KEYBOARD)
    keyboard = pane.get_by_role("group", name="The bot's keyboard")
    expect(keyboard.get_by_role("button")).to_have_count(3)
    shown.check()
    shown.picture("bot-keyboard")
    keyboard.get_by_role("button", name="My order").click()
    assert bot.wait_for("text")["text"] == "My order"

    keyboard.get_by_role("button", name="My number").click()
    shown.page.get_by_role("dialog").get_by_role("button", name="Share").click()
    assert bot.wait_for("contact")["contact"]["user_id"] == ann

    keyboard.get_by_role("button", name="My group").click()
    dialog = shown.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name=re.compile("Ann's channel"))).to_have_count(0)
    shown.check()
    dialog.get_by_role("button", name=re.compile("Ann's crew")).click()
    dialog.get_by_role("button", name="Choose", exact=True).click()
    shared = bot.wait_for("chat_shared")["chat_shared"]
    assert (shared["request_id"], shared["chat_id"]) == (7, group)
    expect(pane.get_by_text("shared").last).to_be_visible()
    chat(pane, "Ann's crew").click()
    expect(pane.get_by_role("feed").get_by_text("added Order Bot")).to_be_visible()


def test_a_new_bot_has_a_token(quiet_town, window):
    """Promise: a bot is made by hand, and its token is shown with the way to copy it: any program can be connected."""
    quiet_town.act("make_person", first_name="Ann")
    shown = window(quiet_town).open()
    pane = shown.pane("left")
    pane.get_by_role("button", name="New chat, group or person").click()
    choose(shown.page.get_by_role("menu"), "New bot…")
    dialog = shown.page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("Order Bot")
    dialog.get_by_label("Username").fill("order_bot")
    dialog.get_by_role("button", name="Make bot").click()
    expect(dialog.get_by_label("Token")).to_have_value(re.compile(r"\d+:[\w-]{20,}"))
    shown.check()
    dialog.get_by_role("button", name="Open its chat").click()
    expect(pane.get_by_role("button", name="Start")).to_be_visible()
