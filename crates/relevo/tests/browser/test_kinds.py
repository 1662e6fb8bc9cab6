"""Every kind of message that a person can send, sent by hand and seen by somebody else. One world for all of them."""

import re

import pytest
from playwright.sync_api import expect

from conftest import Town
from hands import attach, attach_menu, choose, composer, menu_of, message, picture, write


@pytest.fixture(scope="module")
def friends():
    """Ann and Bob in a group; Ann has a channel, and there is a bot."""
    town = Town("sim", "--playground", "127.0.0.1:0", "--control", "127.0.0.1:0", "--bot-api", "127.0.0.1:0", "--mtproto", "127.0.0.1:0")
    ann = town.act("make_person", first_name="Ann")
    bob = town.act("make_person", first_name="Bob")
    group = town.act("make_supergroup", title="Friends", owner=ann)
    town.act("add", person=ann, chat=group, account=bob)
    town.act("make_channel", title="Ann's News", owner=ann)
    town.act("make_bot", username="quiz_bot", first_name="Quiz Bot")
    yield town, ann, bob, group
    town.kill()


@pytest.fixture
def panes(friends, window):
    """Ann on the left and Bob on the right, both in the group."""
    town, ann, bob, group = friends
    shown = window(town).open(left=(ann, group), right=(bob, group))
    expect(composer(shown.pane("left"))).to_be_visible()
    return shown, shown.pane("left"), shown.pane("right")


def newest(friends):
    """The newest message as Bob's app gets it, in the Bot API's words."""
    town, _, bob, group = friends
    return town.get(f"/api/messages?as={bob}&chat={group}&limit=1")["messages"][-1]["message"]


def dialog_of(pane):
    return pane.page.get_by_role("dialog")


def send(pane):
    """Presses the open dialog's button."""
    dialog_of(pane).get_by_role("button", name=re.compile("^Send")).click()
    expect(dialog_of(pane)).to_have_count(0)


def test_several_files_are_one_album_of_ten_at_most(panes, friends, tmp_path):
    """Promise: eleven pictures at once are an album of ten and one more; the caption stands under the first."""
    shown, left, right = panes
    town, _, bob, group = friends
    paths = [picture(tmp_path, f"{number}.png") for number in range(11)]
    attach(left, paths, "Eleven of them")
    expect(message(right, "Eleven of them").locator("img")).to_have_count(10)
    rows = town.get(f"/api/messages?as={bob}&chat={group}&limit=11")["messages"]
    albums = [row["message"].get("media_group_id") for row in rows]
    assert len(set(albums[:10])) == 1 and albums[0] and albums[10] is None
    assert [row["message"].get("caption") for row in rows] == ["Eleven of them"] + [None] * 10


def test_a_hidden_picture(panes, friends, tmp_path):
    """Promise: a picture sent hidden is covered until it is pressed."""
    shown, left, right = panes
    attach_menu(left, "Photo or video", files=[picture(tmp_path)])
    dialog_of(left).get_by_role("textbox").fill("Do not look")
    dialog_of(left).get_by_label("Hide until it is pressed").check()
    shown.check()
    send(left)
    expect(message(right, "Do not look")).to_be_visible()
    assert newest(friends)["has_media_spoiler"] is True


@pytest.mark.parametrize(
    ("item", "name", "field", "spoken"),
    [
        ("File", "words.pdf", "document", "words.pdf"),
        ("Voice message from a file", "v.ogg", "voice", "Voice message"),
        ("Video message from a file", "r.mp4", "video_note", "Video message"),
    ],
)
def test_files_of_every_sort(panes, friends, tmp_path, item, name, field, spoken):
    """Promise: a file, a voice message and a round video go as what they were chosen to be."""
    shown, left, right = panes
    path = tmp_path / name
    path.write_bytes(b"not really a recording")
    attach_menu(left, item, files=[path])
    if field == "document":
        send(left)
    expect(right.get_by_role("article").last).to_have_accessible_name(re.compile(f"^Ann.*{spoken}"))
    assert field in newest(friends)


def test_a_sticker_and_a_die(panes, friends):
    """Promise: a sticker is chosen from its dialog, a die is thrown from the menu."""
    shown, left, right = panes
    attach_menu(left, "Sticker")
    shown.check()
    dialog_of(left).get_by_role("button", name="🦊").click()
    expect(right.get_by_role("article").last.locator("img")).to_be_visible()
    assert "sticker" in newest(friends)
    attach_menu(left, "Dice", "🎯")
    expect(right.get_by_role("article").last).to_contain_text("🎯")
    assert 1 <= newest(friends)["dice"]["value"] <= 6


def test_a_poll_is_voted_in_and_stopped(panes, friends):
    """Promise: others vote in a poll and take the vote back; whoever made it stops it, and then nobody votes."""
    shown, left, right = panes
    attach_menu(left, "Poll or quiz")
    dialog = dialog_of(left)
    dialog.get_by_label("Question").fill("Which day?")
    dialog.get_by_label("Option 1").fill("Monday")
    dialog.get_by_label("Option 2").fill("Tuesday")
    dialog.get_by_label("Anonymous").uncheck()
    shown.check()
    send(left)
    asked = message(right, "Which day?")
    asked.get_by_role("button", name="Monday").click()
    expect(asked).to_contain_text("100%")
    expect(message(left, "Which day?")).to_contain_text("1 vote")
    choose(menu_of(asked), "Retract vote")
    expect(asked.get_by_role("button", name="Monday")).to_be_visible()
    expect(asked).to_contain_text("No votes")
    choose(menu_of(message(left, "Which day?")), "Stop poll")
    expect(asked).to_contain_text("Final results")
    expect(asked.get_by_role("button", name="Monday")).to_have_count(0)


def test_a_quiz_knows_the_right_answer(panes, friends):
    """Promise: in a quiz the right option is marked after a vote, which stays."""
    shown, left, right = panes
    attach_menu(left, "Poll or quiz")
    dialog = dialog_of(left)
    dialog.get_by_label("Quiz").check()
    dialog.get_by_label("Question").fill("Who sends it?")
    dialog.get_by_label("Option 1", exact=True).fill("The client")
    dialog.get_by_label("Option 2", exact=True).fill("The desk")
    dialog.get_by_label("Option 2 is right").check()
    send(left)
    asked = message(right, "Who sends it?")
    asked.get_by_role("button", name="The client").click()
    expect(asked.get_by_role("listitem").filter(has_text="The desk")).to_contain_text("right answer")
    menu = menu_of(asked)
    expect(menu.get_by_role("menuitem", name="Retract vote")).to_have_count(0)
    shown.page.keyboard.press("Escape")


def test_a_live_location_moves_and_ends(panes, friends):
    """Promise: a live location is walked on and stopped; the other side sees each place."""
    shown, left, right = panes
    attach_menu(left, "Location")
    dialog_of(left).get_by_role("button", name="Lima").click()
    dialog_of(left).get_by_label("Live").select_option("3600")
    shown.check()
    send(left)
    # A new place is another text, so that the message is looked for by its kind.
    here = right.get_by_role("article").last
    expect(here).to_contain_text("Live until")
    before = newest(friends)["location"]["latitude"]
    choose(menu_of(left.get_by_role("article").last), "Walk 100 m on")
    expect(here).to_contain_text("-12.04547")
    assert newest(friends)["location"]["latitude"] == pytest.approx(before + 0.0009)
    choose(menu_of(left.get_by_role("article").last), "Stop sharing")
    expect(here).not_to_contain_text("Live until")
    menu = menu_of(left.get_by_role("article").last)
    expect(menu.get_by_role("menuitem", name="Stop sharing")).to_have_count(0)
    shown.page.keyboard.press("Escape")


def test_a_venue_and_a_contact(panes, friends):
    """Promise: a place with a name and somebody's number are sent from their dialogs."""
    shown, left, right = panes
    attach_menu(left, "Location")
    dialog_of(left).get_by_label("Name of the place").fill("Harbour office")
    dialog_of(left).get_by_label("Address").fill("Pier 3")
    send(left)
    expect(message(right, "Harbour office")).to_contain_text("Pier 3")
    attach_menu(left, "Contact")
    dialog_of(left).get_by_label("Who").select_option(label="Bob")
    shown.check()
    send(left)
    expect(message(right, "+999")).to_contain_text("Bob")
    assert newest(friends)["contact"]["user_id"] == friends[2]


def test_a_checklist(panes, friends):
    """Promise: a checklist has its title and its tasks, with a new line for one as soon as the last is begun."""
    shown, left, right = panes
    attach_menu(left, "Checklist")
    dialog = dialog_of(left)
    dialog.get_by_label("Title").fill("Before winter")
    for number, words in enumerate(("Boats out", "**Ropes** in")):
        dialog.get_by_label(f"Task {number + 1}").fill(words)
    shown.check()
    send(left)
    expect(message(right, "Before winter")).to_contain_text("0 of 2 done")
    tasks = newest(friends)["checklist"]["tasks"]
    assert [(task["id"], task["text"]) for task in tasks] == [(1, "Boats out"), (2, "Ropes in")]
    assert tasks[1]["text_entities"] == [{"type": "bold", "offset": 0, "length": 5}]


def test_a_story(panes, friends):
    """Promise: a story of a person or of an own channel is shared."""
    shown, left, right = panes
    attach_menu(left, "More kinds", "Story…")
    shown.check()
    dialog_of(left).get_by_role("button", name=re.compile("Ann's News")).click()
    expect(message(right, "Story")).to_contain_text("from Ann's News")
    assert newest(friends)["story"]["chat"]["type"] == "channel"


def test_a_rich_message(panes, friends):
    """Promise: typed lines become headings, lists, tables and quotes."""
    shown, left, right = panes
    attach_menu(left, "More kinds", "Rich message…")
    words = dialog_of(left).get_by_role("textbox")
    words.fill("# Tides\nHigh water is **early**.\n\n- ropes\n- boats\n\n| Day | Metres |\n|---|---|\n| Friday | 4.2 |\n\n> The sea does not wait.")
    shown.check()
    send(left)
    rich = message(right, "Tides")
    expect(rich.get_by_role("heading", name="Tides")).to_be_visible()
    expect(rich.get_by_role("cell", name="4.2")).to_be_visible()
    blocks = newest(friends)["rich_message"]["blocks"]
    assert [block["type"] for block in blocks] == ["heading", "paragraph", "list", "table", "blockquote"]


def test_words_through_a_bot_with_a_button(panes, friends):
    """Promise: words can come through another bot and carry a button, as inline mode makes them."""
    shown, left, right = panes
    attach_menu(left, "More kinds", "Through a bot…")
    dialog = dialog_of(left)
    dialog.get_by_label("Words").fill("Guess my number")
    dialog.get_by_label("Button").fill("Play")
    dialog.get_by_label("Its link").fill("https://play.example/1")
    shown.check()
    send(left)
    guess = message(right, "Guess my number")
    expect(guess).to_contain_text("via @quiz_bot")
    expect(guess.get_by_text("Play")).to_be_visible()
    assert newest(friends)["via_bot"]["username"] == "quiz_bot"


def test_a_custom_emoji(panes, friends):
    """Promise: a custom emoji goes as one, among words, and an edit keeps it."""
    shown, left, right = panes
    left.get_by_role("button", name="Emoji").click()
    shown.check()
    left.get_by_role("button", name="Custom emoji 🦊").click()
    shown.page.keyboard.type(" says hello")
    shown.page.keyboard.press("Enter")
    expect(message(right, "🦊 says hello")).to_be_visible()
    assert newest(friends)["entities"] == [{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5002"}]
    choose(menu_of(message(left, "says hello")), "Edit")
    composer(left).press("End")
    shown.page.keyboard.type(" again")
    shown.page.keyboard.press("Enter")
    expect(message(right, "🦊 says hello again")).to_contain_text("edited")
    assert newest(friends)["entities"][0]["custom_emoji_id"] == "5002"


def test_reactions_of_every_sort(panes, friends):
    """Promise: a custom emoji is a reaction like any other: given from the menu, counted, taken back by a press."""
    shown, left, right = panes
    write(left, "How was it?")
    asked = message(right, "How was it?")
    menu = menu_of(asked)
    menu.get_by_role("menuitem", name="More reactions").click()
    shown.check()
    menu.get_by_role("menuitemcheckbox", name="React with custom emoji 💎").click()
    given = asked.get_by_role("button", name=re.compile("^Custom emoji 💎 1"))
    expect(given).to_have_attribute("aria-pressed", "true")
    seen = message(left, "How was it?").get_by_role("button", name=re.compile("💎 1, Bob"))
    seen.click()
    expect(message(left, "How was it?").get_by_role("button", name=re.compile("💎 2"))).to_be_visible()
    given = asked.get_by_role("button", name=re.compile("^Custom emoji 💎 2"))
    given.click()
    expect(asked.get_by_role("button", name=re.compile("^Custom emoji 💎 1, Ann"))).to_have_attribute("aria-pressed", "false")


def test_in_a_channels_name(panes, friends):
    """Promise: whoever owns a channel may write in its name, the choice survives a reload, and own words are own again."""
    shown, left, right = panes
    left.get_by_role("button", name="Send as Ann").click()
    choose_name = shown.page.get_by_role("menu").get_by_role("menuitemradio", name="Ann's News")
    shown.check()
    choose_name.click()
    shown.page.reload()
    write(left, "Official words")
    expect(message(right, "Official words")).to_contain_text("Ann's News")
    assert newest(friends)["sender_chat"]["title"] == "Ann's News"
    left.get_by_role("button", name="Send as Ann's News").click()
    shown.page.get_by_role("menu").get_by_role("menuitemradio", name="Ann", exact=True).click()
    write(left, "Private words")
    expect(message(right, "Private words")).to_be_visible()
    assert "sender_chat" not in newest(friends)
    # Bob owns none: he has no choice to make.
    expect(right.get_by_role("button", name=re.compile("^Send as"))).to_have_count(0)


@pytest.mark.parametrize(
    ("item", "words"),
    [("Paid photo", "25"), ("Invoice", "Order 4711"), ("A kind that nobody knows yet", "hologram")],
)
def test_ready_made_kinds(panes, friends, item, words):
    """Promise: what nobody writes by hand is there ready-made, also what no program knows."""
    shown, left, right = panes
    attach_menu(left, "More kinds", item)
    expect(message(right, words)).to_be_visible()


def test_a_quote_and_marks(panes, friends):
    """Promise: selected words become the quote of a reply; typed marks become styles."""
    shown, left, right = panes
    write(left, "The tea set is **in pieces** ||again||")
    said = message(right, "The tea set is")
    expect(said.locator("b", has_text="in pieces")).to_be_visible()
    said.locator("b", has_text="in pieces").evaluate("bold => getSelection().selectAllChildren(bold)")
    # The other mouse button belongs to the selection.
    said.hover()
    said.get_by_role("button", name="What to do with this message").click()
    choose(shown.page.get_by_role("menu"), "Reply")
    write(right, "Both cups?")
    answer = message(left, "Both cups?")
    expect(answer).to_contain_text("in pieces")
    assert newest(friends)["quote"]["text"] == "in pieces"


def test_a_forward_and_a_pin(panes, friends):
    """Promise: a message is forwarded with its origin, pinned above the chat, and deleted for everybody."""
    shown, left, right = panes
    write(left, "Keep this in mind")
    choose(menu_of(message(right, "Keep this in mind")), "Forward…")
    shown.check()
    dialog_of(right).get_by_role("button", name=re.compile("Friends")).click()
    expect(dialog_of(right)).to_have_count(0)
    expect(message(left, "Keep this in mind")).to_contain_text("Forwarded from")
    choose(menu_of(message(left, "Keep this in mind", oldest=True)), "Pin")
    expect(right.get_by_role("button", name=re.compile("Pinned message"))).to_contain_text("Keep this in mind")
    choose(menu_of(message(left, "Keep this in mind", oldest=True)), "Delete…")
    dialog_of(left).get_by_role("button", name="Delete for everybody").click()
    expect(right.get_by_role("button", name=re.compile("Pinned message"))).to_have_count(0)
