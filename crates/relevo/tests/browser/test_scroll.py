"""A long chat scrolls smoothly: only what is near the screen is in the page. Figures are printed, not judged."""

import json

from playwright.sync_api import expect

from hands import message

MESSAGES = 2000
DRAWN_MAX = 80


def fill(town):
    """Two people and their long talk: short and long words, pictures, replies."""
    ann = town.act("make_person", first_name="Ann")
    bob = town.act("make_person", first_name="Bob")
    group = town.act("make_supergroup", title="Long", owner=ann)
    town.act("add", person=ann, chat=group, account=bob)
    last = None
    for number in range(MESSAGES):
        speaker = ann if (number // 3) % 2 == 0 else bob
        words = f"message {number} " + "and more words " * (number * 7 % 23)
        if number % 40 == 13:
            content = {"kind": "media", "media": "photo", "caption": f"message {number}"}
        else:
            content = {"kind": "text", "text": words}
        reply = {"reply_to": last} if last and number % 11 == 0 else {}
        last = town.act("say", person=speaker, chat=group, content=content, **reply)
    for person in (ann, bob):
        town.act("read", person=person, chat=group, message=last)
    return ann, bob, group


def test_two_thousand_messages_scroll(quiet_town, window):
    """Promise: from the newest to the oldest and back, with a bounded page, nothing lost and nothing twice."""
    ann, bob, group = fill(quiet_town)
    shown = window(quiet_town).open(left=(ann, group), right=(bob, group))
    pane = shown.pane("left")
    expect(message(pane, f"message {MESSAGES - 1} ")).to_be_visible()
    history = pane.locator(".history")
    figures = history.evaluate(
        """async (log) => {
            const { measureScroll } = await import("/assets/history/measure.js");
            const element = log.querySelector(".history-screen");
            return [await measureScroll(element, { pixels: -400, frames: 240 }), await measureScroll(element, { pixels: 400, frames: 240 })];
        }"""
    )
    print(f"\n{MESSAGES} messages, 400 px a frame, up and down: {json.dumps(figures)}")
    assert all(one["drawn"] <= DRAWN_MAX for one in figures)

    # By keyboard to the very first message, and back.
    message(pane, f"message {MESSAGES - 1} ").focus()
    shown.page.keyboard.press("Home")
    expect(pane.get_by_text("message 0 ", exact=False).first).to_be_visible()
    assert pane.get_by_role("article").count() <= DRAWN_MAX
    shown.page.keyboard.press("End")
    expect(message(pane, f"message {MESSAGES - 1} ")).to_be_visible()


def test_reading_on_every_message_comes_once(quiet_town, window):
    """Promise: walking up message by message shows each exactly once, in order."""
    ann, _, group = fill(quiet_town)
    first, last = (quiet_town.get(f"/api/messages?as={ann}&chat={group}&limit=1&{end}")["messages"][0]["id"] for end in ("after=0", "before=999999"))
    shown = window(quiet_town).open(left=(ann, group))
    pane = shown.pane("left")
    expect(message(pane, f"message {MESSAGES - 1} ")).to_be_visible()
    seen = pane.locator(".history").evaluate(
        """async (log, first) => {
            const element = log.querySelector(".history-screen");
            const order = [];
            const known = new Set();
            const note = () => {
                const fresh = [...log.querySelectorAll("[data-message]")].map((one) => Number(one.dataset.message));
                order.unshift(...fresh.filter((id) => !known.has(id)));
                fresh.forEach((id) => known.add(id));
            };
            for (let round = 0; round < 3000 && !known.has(first); round += 1) {
                note();
                element.scrollTop -= element.clientHeight / 2;
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            }
            note();
            return order;
        }""",
        first,
    )
    assert seen == list(range(first, last + 1)), f"{len(seen)} of {last + 1 - first} in another order"
