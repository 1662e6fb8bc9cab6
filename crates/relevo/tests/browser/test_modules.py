"""The team's tools as an operator meets them: quick replies, marks, shifts and broadcasts, by commands and buttons of the real desk."""

import re

import pytest
from playwright.sync_api import expect

from hands import message, write
from test_setup import WORDS, Hand, cast, desks, first_minutes  # noqa: F401 (fixtures)

LOOKS = [(1440, "light"), (390, "dark")]


def below_a_message(pane, name):
    """Buttons below messages: the list of topics says the same words."""
    return pane.get_by_role("article").get_by_role("group", name="Buttons").get_by_role("button", name=name)


@pytest.fixture
def shop(quiet_town, cast, desks, window):  # noqa: F811
    """Olivia's desk with Anna's topic; Olivia on the left, Anna on the right."""

    def open_(width=1440, scheme="light", language="en"):
        olivia, anna, group, bot = cast(language)
        desk = desks(bot["token"])
        shown = window(quiet_town, width=width, scheme=scheme).open(left=(olivia,), right=(anna,))
        first_minutes(quiet_town, shown, desk, WORDS[language], Hand())
        quiet_town.act("start_bot", person=anna, bot=bot["id"])
        quiet_town.act("say", person=anna, chat=bot["id"], text="Where is my parcel?")
        _, _, works, topic = WORDS[language]
        expect(message(shown.pane("left"), works)).to_be_visible()
        shown.pane("left").get_by_role("button", name=re.compile(topic)).last.click()
        expect(message(shown.pane("left"), "Where is my parcel?")).to_be_visible()
        general = lambda words: quiet_town.act("say", person=olivia, chat=group, text=words)
        return shown, general, (olivia, anna, group, bot)

    return open_


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_replies_and_marks_in_a_topic(quiet_town, shop, window, width, scheme):
    """Promise: what was saved once is one tap away in every client's topic, and marks are switched by tapping, in place."""
    shown, general, (olivia, anna, group, bot) = shop(width, scheme)
    pane = shown.pane("left")
    general("/mark new vip")
    general("/mark new замовлення")
    words = general("Dear {first_name}, your parcel is on its way.")
    quiet_town.act("say", person=olivia, chat=group, text="/say parcel", reply_to=words)
    write(pane, "/say")
    key = below_a_message(pane, re.compile("^parcel"))
    expect(key.last).to_be_visible()
    shown.check()
    shown.picture(f"modules-{width}-{scheme}-replies")
    key.last.click()
    expect(message(pane, "Dear Anna, your parcel is on its way.")).to_be_visible()
    write(pane, "/mark")
    switch = below_a_message(pane, re.compile("vip$"))
    expect(switch.last).to_be_visible()
    switch.last.click()
    expect(message(pane, "Set here: vip")).to_be_visible()
    shown.check()
    shown.picture(f"modules-{width}-{scheme}-marks")
    client = window(quiet_town, width=width, scheme=scheme).open(left=(anna, bot["id"]))
    expect(message(client.pane("left"), "Dear Anna, your parcel is on its way.")).to_be_visible()


def test_a_broadcast_by_buttons(quiet_town, shop):
    """Promise: from /send alone to a message in a client's chat by buttons; the plan says to how many it goes before anything is sent."""
    shown, general, (olivia, anna, group, bot) = shop()
    words = general("The shop is closed on Monday.")
    quiet_town.act("say", person=olivia, chat=group, text="/say monday", reply_to=words)
    shown.open(left=(olivia, group, 0), right=(anna, bot["id"]))
    left, right = shown.pane("left"), shown.pane("right")
    write(left, "/send")
    below_a_message(left, re.compile("^monday")).last.click()
    below_a_message(left, "Everybody").last.click()
    shown.picture("modules-send-options")
    below_a_message(left, "Next").last.click()
    expect(message(left, "1 will get it.")).to_be_visible()
    shown.check()
    shown.picture("modules-send-plan")
    below_a_message(left, re.compile("Start$")).last.click()
    expect(message(right, "The shop is closed on Monday.")).to_be_visible()
    expect(message(left, "1 has got it")).to_be_visible()
    shown.picture("modules-send-done")


def test_a_rota_in_one_line(shop):
    """Promise: a week is written in one line, and /shift says who is on duty."""
    shown, general, (olivia, anna, group, bot) = shop()
    shown.open(left=(olivia, group, 0), right=(anna, bot["id"]))
    pane = shown.pane("left")
    write(pane, "/shift rota Olivia mon-sun 09:00-13:00, 14:00-23:59")
    expect(message(pane, "14:00")).to_be_visible()
    write(pane, "/shift on")
    expect(message(pane, "On duty now: Olivia")).to_be_visible()
    shown.check()
    shown.picture("modules-shift")


LONG = [
    "محمد عبد الرحمن بن عبد العزيز آل خليفة الهاشمي",
    "אברהם־ישראל בן־דוד הכהן מירושלים הבירה",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk GmbH",
]
MARKS = ["صفقة_كبيرة_جدا_لهذه_السنة_2026", "לקוח_חשוב_מאוד_מאוד", "Vertragsverlaengerung_2026_offen"]

# Whether the line's full stop stands right of its first letter.
FULL_STOP_IS_LAST = """article => {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const words = "It is set in 1 conversation.";
  const place = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left;
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) return place(node, at + words.length - 1) > place(node, at);
  }
  return false;
}"""


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_long_and_foreign_names_in_panels(quiet_town, shop, width, scheme):
    """Promise: names of any length and direction stay inside the panels that list them, and each line stays in order."""
    shown, general, (olivia, anna, group, bot) = shop(width, scheme)
    pane = shown.pane("left")
    for name in LONG:
        person = quiet_town.act("make_person", first_name=name)
        quiet_town.act("start_bot", person=person, bot=bot["id"])
        quiet_town.act("say", person=person, chat=bot["id"], text="Hello")
    for mark in MARKS:
        general(f"/mark new {mark}")
    words = general("שלום {first_name}, ההזמנה שלך בדרך אליך.")
    quiet_town.act("say", person=olivia, chat=group, text=f"/say {MARKS[1]}", reply_to=words)
    write(pane, "/mark")
    for mark in MARKS[:2]:
        switch = below_a_message(pane, re.compile(f"^▫.*{mark}"))
        expect(switch.last).to_be_visible()
        switch.last.click()
        switched = below_a_message(pane, re.compile(f"^✅.*{mark}"))
        expect(switched.last).to_be_visible()
    shown.check()
    shown.picture(f"modules-{width}-{scheme}-long-marks")
    shown.open(left=(olivia, group, 0), right=(anna, bot["id"]))
    write(pane, f"/mark {MARKS[0]}")
    expect(message(pane, MARKS[0])).to_be_visible()
    shown.picture(f"modules-{width}-{scheme}-long-mark")
    assert message(pane, "It is set in 1 conversation.").last.evaluate(FULL_STOP_IS_LAST)
    write(pane, f"/send {MARKS[1]} to all")
    expect(message(pane, "4 will get it.")).to_be_visible()
    shown.check()
    shown.picture(f"modules-{width}-{scheme}-long-plan")
    sideways = pane.evaluate("pane => [...pane.querySelectorAll('*')].some(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'auto')")
    assert not sideways
