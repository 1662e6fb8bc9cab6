"""A person and the bot that is set up: links, Start, the bot's keyboard, and the picker of chats with the rights it gives."""

import re

import pytest
from playwright.sync_api import expect

from bot import Bot
from hands import choose, composer, message, write

RIGHTS = [
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
]
NEEDED = {right: right in ("can_manage_topics", "can_pin_messages", "can_delete_messages") for right in RIGHTS}
CHOOSE = {
    "request_id": 7,
    "chat_is_channel": False,
    "chat_is_forum": True,
    "user_administrator_rights": NEEDED,
    "bot_administrator_rights": NEEDED,
    "request_title": True,
}
LOOKS = [(width, scheme) for width in (390, 1440) for scheme in ("light", "dark")]


def keyboard(*rows, **more):
    """A fitted keyboard of these rows."""
    return {"keyboard": list(rows), "resize_keyboard": True, **more}


def open_link(shown, pane, link):
    """Pastes a link where links are opened."""
    pane.get_by_role("button", name="New chat, group or person").click()
    choose(shown.page.get_by_role("menu"), "Open a link…")
    shown.page.get_by_role("dialog").get_by_label("Link").fill(link)
    shown.page.keyboard.press("Enter")


@pytest.fixture
def desk(quiet_town):
    """Ann, Bob, and a bot that nobody has started."""
    people = {name: quiet_town.act("make_person", first_name=name) for name in ("Ann", "Bob")}
    return people, Bot(quiet_town, "setup_bot", "Setup Bot")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_an_owner_sets_up_a_bot(quiet_town, desk, window, width, scheme):
    """Promise: a pasted link, Start, the bot's button, a group, the rights: at every size, the bot is where it is to be."""
    people, bot = desk
    ann = people["Ann"]
    forum = quiet_town.act("make_forum", title="Acme desk", owner=ann)
    bot.call("setMyDescription", description="I bring your clients to your team.")
    shown = window(quiet_town, width=width, scheme=scheme).open(left=(ann,), right=(people["Bob"],))
    pane, dialog = shown.pane("left"), shown.page.get_by_role("dialog")
    open_link(shown, pane, "https://t.me/setup_bot?start=claim_4711")
    expect(dialog).to_have_count(0)
    expect(pane.get_by_text("I bring your clients to your team.")).to_be_visible()
    shown.check()
    shown.picture(f"owner-{width}-{scheme}-start")
    # Nothing was said yet: in Telegram, too, it is Start that speaks.
    expect(pane.get_by_role("article")).to_have_count(0)
    pane.get_by_role("button", name="Start", exact=True).click()
    assert bot.wait_for("text")["text"] == "/start claim_4711"

    button = {"text": "Choose the group", "request_chat": CHOOSE}
    bot.call("sendMessage", chat_id=ann, text="Where is your team?", reply_markup=keyboard([button], ["Not now"], one_time_keyboard=True))
    keys = pane.get_by_role("group", name="The bot's keyboard")
    expect(keys.get_by_role("button")).to_have_count(2)
    shown.check()
    shown.picture(f"owner-{width}-{scheme}-keyboard")
    # A question that is asked and not answered uses nothing up.
    keys.get_by_role("button", name="Choose the group").click()
    expect(dialog.get_by_role("heading", name="Choose a group with topics")).to_be_visible()
    shown.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    keys.get_by_role("button", name="Choose the group").click()
    expect(dialog.get_by_role("heading", name="Choose a group with topics")).to_be_visible()
    expect(dialog.get_by_role("button", name="Acme desk")).to_be_visible()
    shown.check()
    shown.picture(f"owner-{width}-{scheme}-pick")
    dialog.get_by_role("button", name="Acme desk").click()
    expect(dialog.get_by_role("heading", name="Choose Acme desk?")).to_be_visible()
    expect(dialog.get_by_role("listitem")).to_have_text(["Delete messages", "Pin messages", "Manage topics"])
    shown.check()
    shown.picture(f"owner-{width}-{scheme}-confirm")
    dialog.get_by_role("button", name="Add as administrator").click()
    expect(dialog).to_have_count(0)
    expect(keys).to_have_count(0)
    pane.get_by_role("button", name="The bot's keyboard").click()
    expect(keys).to_be_visible()
    joined = bot.wait_for("my_chat_member")
    assert (joined["chat"]["id"], joined["new_chat_member"]["status"]) == (forum, "administrator")
    assert (joined["new_chat_member"]["can_manage_topics"], joined["new_chat_member"]["can_restrict_members"]) == (True, False)
    assert bot.wait_for("chat_shared")["chat_shared"] == {"request_id": 7, "chat_id": forum, "title": "Acme desk"}
    bot.call("sendMessage", chat_id=ann, text="Done.", reply_markup={"remove_keyboard": True})
    expect(message(pane, "Done.")).to_be_visible()
    expect(keys).to_have_count(0)
    shown.picture(f"owner-{width}-{scheme}-done")


def test_by_keyboard_alone_and_without_a_group(quiet_town, desk, window):
    """Promise: whoever has no fitting group can make one on the spot; all of it works by keyboard, and one can go back."""
    people, bot = desk
    ann = people["Ann"]
    quiet_town.act("make_supergroup", title="No topics", owner=ann)
    quiet_town.act("start_bot", person=ann, bot=bot.id)
    button = {"text": "Choose the group", "request_chat": CHOOSE}
    bot.call("sendMessage", chat_id=ann, text="Where is your team?", reply_markup=keyboard([button]))
    shown = window(quiet_town).open(left=(ann, bot.id), right=(people["Bob"],))
    pane, page = shown.pane("left"), shown.page
    dialog = page.get_by_role("dialog")
    pane.get_by_role("button", name="Choose the group").focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("It takes a group with topics in which you may add administrators. You have none yet.")).to_be_visible()
    expect(dialog.get_by_role("button", name="No topics")).to_have_count(0)
    shown.check()
    shown.picture("owner-no-group")
    # From the field onwards: the button below the empty list.
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Make a new group with topics")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading", name="Choose Support?")).to_be_visible()
    expect(dialog.get_by_role("button", name="Add as administrator")).to_be_focused()
    dialog.get_by_role("button", name="Back").press("Enter")
    expect(dialog.get_by_role("button", name="Support")).to_be_visible()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading", name="Choose Support?")).to_be_visible()
    page.keyboard.press("Enter")
    assert bot.wait_for("chat_shared")["chat_shared"]["title"] == "Support"
    expect(dialog).to_have_count(0)


def test_links_in_messages(quiet_town, desk, window):
    """Promise: a link to a bot in a message or under one opens its chat, and Start hands over what it brings, also after a reload and
    to a bot that is known or was blocked; nothing leaves the page."""
    people, bot = desk
    ann = people["Ann"]
    shown = window(quiet_town).open(left=(ann, people["Bob"]), right=(people["Bob"],))
    pane = shown.pane("left")
    start = pane.get_by_role("button", name="Start", exact=True)
    quiet_town.act("say", person=people["Bob"], chat=ann, text="Press t.me/setup_bot?start=one and see")
    message(pane, "and see").get_by_role("link", name="t.me/setup_bot?start=one").click()
    expect(pane.get_by_role("heading", name="Setup Bot")).to_be_visible()
    expect(start).to_be_visible()
    shown.page.reload()
    start.click()
    assert bot.wait_for("text")["text"] == "/start one"
    expect(composer(pane)).to_be_visible()

    # It was started before and is blocked now.
    quiet_town.act("block_bot", person=ann, bot=bot.id)
    expect(pane.get_by_role("button", name="Unblock")).to_be_visible()
    shown.open(left=(ann, people["Bob"]), right=(people["Bob"],))
    entities = [{"type": "text_link", "offset": 0, "length": 4, "url": "https://t.me/setup_bot?start=two"}]
    quiet_town.act("say", person=people["Bob"], chat=ann, content={"kind": "text", "text": "Here it is again", "entities": entities})
    link = message(pane, "it is again").get_by_role("link", name="Here")
    link.focus()
    shown.page.keyboard.press("Enter")
    start.click()
    assert bot.wait_for("text")["text"] == "/start two"
    buttons = [[{"text": "Go on", "url": "tg://resolve?domain=setup_bot&start=three"}, {"text": "Elsewhere", "url": "https://t.me/nobody_bot"}]]
    bot.call("sendMessage", chat_id=ann, text="Buttons lead there, too", reply_markup={"inline_keyboard": buttons})
    asked = message(pane, "Buttons lead there")
    asked.get_by_role("button", name="Elsewhere").click()
    expect(shown.page.get_by_text("Nobody here is called @nobody_bot.")).to_be_visible()
    asked.get_by_role("button", name="Go on").click()
    start.click()
    assert bot.wait_for("text")["text"] == "/start three"


def test_links_to_topics_and_messages(quiet_town, desk, window):
    """Promise: links to a topic, to a message in one or in General, and to a message of a group open that place; what is gone is said."""
    people, bot = desk
    ann = people["Ann"]
    forum = quiet_town.act("make_forum", title="Acme desk", owner=ann)
    group = quiet_town.act("make_supergroup", title="Clients", owner=ann)
    topic = quiet_town.act("make_topic", person=ann, chat=forum, name="Kim")
    gone = quiet_town.act("make_topic", person=ann, chat=forum, name="Gone")
    quiet_town.act("delete_topic", person=ann, chat=forum, thread=gone)
    inside = quiet_town.act("say", person=ann, chat=forum, thread=topic, text="The first of many")
    general = quiet_town.act("say", person=ann, chat=forum, text="For everybody")
    said = quiet_town.act("say", person=ann, chat=group, text="In the group")
    for number in range(80):
        for where in ({"chat": forum, "thread": topic}, {"chat": group}):
            quiet_town.act("say", person=ann, text=f"Word {number}", **where)
    number_of = lambda chat: str(chat).removeprefix("-100")
    shown = window(quiet_town).open(left=(ann,), right=(people["Bob"],))
    pane, dialog = shown.pane("left"), shown.page.get_by_role("dialog")
    for place, heading, words in (
        (f"{number_of(forum)}/{topic}", "Kim", "Word 79"),
        (f"{number_of(forum)}/{topic}/{inside}", "Kim", "The first of many"),
        (f"{number_of(group)}/{said}", "Clients", "In the group"),
        (f"{number_of(forum)}/{general}", "General", "For everybody"),
        (f"{number_of(forum)}/{inside}?thread={topic}", "Kim", "The first of many"),
    ):
        open_link(shown, pane, f"https://t.me/c/{place}")
        expect(dialog).to_have_count(0)
        expect(pane.get_by_role("heading", name=heading)).to_be_visible()
        expect(pane.get_by_role("article").filter(has_text=words)).to_be_in_viewport()
    open_link(shown, pane, f"https://t.me/c/{number_of(forum)}/{gone}")
    expect(dialog.get_by_role("alert")).to_have_text("This topic or message is not there any more.")
    dialog.get_by_label("Link").fill("https://t.me/c/999/1")
    shown.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("This person is in no such chat.")


def test_pasted_links_that_lead_nowhere(quiet_town, desk, window):
    """Promise: what is no link of Telegram's, or names nobody here, is refused in words; what was typed stays."""
    people, bot = desk
    shown = window(quiet_town).open(left=(people["Ann"],), right=(people["Bob"],))
    pane, dialog = shown.pane("left"), shown.page.get_by_role("dialog")
    open_link(shown, pane, "https://shop.example/")
    expect(dialog.get_by_role("alert")).to_contain_text("no link of Telegram")
    shown.check()
    shown.picture("owner-link")
    for link, words in (
        ("t.me/nobody_bot?start=x", "Nobody here is called @nobody_bot."),
        ("https://t.me/+abc", "Links of this kind are not played here."),
    ):
        dialog.get_by_label("Link").fill(link)
        shown.page.keyboard.press("Enter")
        expect(dialog.get_by_role("alert")).to_have_text(words)
        expect(dialog.get_by_label("Link")).to_have_value(link)
    dialog.get_by_label("Link").fill("T.me/Setup_Bot")
    shown.page.keyboard.press("Enter")
    expect(pane.get_by_role("button", name="Start", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_keyboards_of_every_sort(quiet_town, desk, window, width):
    """Promise: a keyboard for one use folds when used and can be opened again; a persistent one cannot be folded; colours show."""
    people, bot = desk
    ann = people["Ann"]
    quiet_town.act("start_bot", person=ann, bot=bot.id)
    shown = window(quiet_town, width=width).open(left=(ann, bot.id), right=(people["Bob"],))
    pane = shown.pane("left")
    keys = pane.get_by_role("group", name="The bot's keyboard")
    fold = pane.get_by_role("button", name="The bot's keyboard")
    once = {"keyboard": [[{"text": "Yes", "style": "success"}, {"text": "No", "style": "danger"}], [{"text": "Later", "style": "primary"}]]}
    bot.call("sendMessage", chat_id=ann, text="Shall I?", reply_markup={**once, "one_time_keyboard": True, "input_field_placeholder": "Yes or no"})
    expect(composer(pane)).to_have_attribute("placeholder", "Yes or no")
    shown.check()
    shown.picture(f"keyboard-{width}-tall")
    assert keys.bounding_box()["height"] > 180
    keys.get_by_role("button", name="Yes").click()
    assert bot.wait_for("text")["text"] == "/start"
    assert bot.wait_for("text")["text"] == "Yes"
    expect(keys).to_have_count(0)
    fold.click()
    expect(keys).to_be_visible()

    bot.call("sendMessage", chat_id=ann, text="Always here", reply_markup=keyboard(["One", "Two"], is_persistent=True))
    expect(keys.get_by_role("button", name="Two")).to_be_visible()
    assert keys.bounding_box()["height"] < 120
    expect(fold).to_have_count(0)
    write(pane, "Hello")
    expect(keys).to_be_visible()
    bot.call("sendMessage", chat_id=ann, text="Gone", reply_markup={"remove_keyboard": True})
    expect(keys).to_have_count(0)
    expect(composer(pane)).to_have_attribute("placeholder", re.compile("Message"))
