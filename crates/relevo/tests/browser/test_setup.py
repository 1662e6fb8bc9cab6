"""The real desk and its owner: from the token to the first mirrored message, and what follows, as people would do it."""

import os
import re
import signal
import subprocess
import tempfile
import threading
from queue import Empty, Queue

import pytest
from playwright.sync_api import expect

from conftest import PATIENCE_S, PROGRAM
from hands import chat, message, write
from test_owner import open_link

# How often an owner may tap until the bot is connected.
TAPS_MAX = 6

WORDS = {
    "en": ("Choose the group", "Connected", "It works", "Open the topic"),
    "es": ("Elegir el grupo", "Conectado", "Funciona", "Abrir el tema"),
    "ru": ("Выбрать группу", "Подключено", "Всё работает", "Открыть тему"),
    "de": ("Gruppe wählen", "Verbunden", "Es funktioniert", "Thema öffnen"),
}


class Desk:
    """`relevo serve` with a token, against the offline Telegram of a town."""

    def __init__(self, town, token):
        self.folder = tempfile.TemporaryDirectory(prefix="relevo-desk-")
        self.town, self.token = town, token
        self.lines = Queue()
        self.start()

    def start(self):
        environment = {"PATH": os.environ["PATH"], "HOME": self.folder.name, "RELEVO_TOKEN": self.token}
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--data", self.folder.name, "--bot-api-url", self.town.bot_api],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            env=environment,
            text=True,
        )
        threading.Thread(target=self._listen, args=(self.process.stdout,), daemon=True).start()

    def _listen(self, lines):
        for line in lines:
            self.lines.put(line)

    def link(self):
        """The claim link that the terminal shows."""
        while True:
            try:
                line = self.lines.get(timeout=PATIENCE_S)
            except Empty:
                raise AssertionError("no claim link came") from None
            if found := re.search(r"https://t\.me/\S+", line):
                return found.group(0)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=PATIENCE_S) == 0
        self.folder.cleanup()


@pytest.fixture
def desks(quiet_town):
    """Starts desks, and ends them in peace."""
    made = []

    def start(token):
        made.append(Desk(quiet_town, token))
        return made[-1]

    yield start
    for desk in made:
        desk.end()


class Hand:
    """Counts what it taps."""

    def __init__(self):
        self.taps = 0

    def tap(self, what):
        self.taps += 1
        what.click()


def first_minutes(town, shown, desk, words, hand):
    """From the claim link to the topic; what Olivia sees is on the left, what Anna sees on the right."""
    choose, connected, works, _ = words
    pane, dialog = shown.pane("left"), shown.page.get_by_role("dialog")
    hand.taps += 1
    open_link(shown, pane, desk.link())
    hand.tap(pane.get_by_role("button", name="Start", exact=True))
    keys = pane.get_by_role("group", name="The bot's keyboard")
    hand.tap(keys.get_by_role("button", name=choose))
    hand.tap(dialog.get_by_role("button", name="Acme desk"))
    hand.tap(dialog.get_by_role("button", name="Add as administrator"))
    expect(message(pane, connected)).to_be_visible()
    assert hand.taps <= TAPS_MAX


@pytest.fixture
def cast(quiet_town):
    """Olivia with a forum group, Anna, and a bot."""
    def make(language="en"):
        olivia = quiet_town.act("make_person", first_name="Olivia", language=language)
        anna = quiet_town.act("make_person", first_name="Anna")
        group = quiet_town.act("make_forum", title="Acme desk", owner=olivia)
        bot = quiet_town.act("make_bot", username="acme_support_bot", first_name="Acme Support", privacy=False)
        return olivia, anna, group, bot

    return make


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_from_token_to_topic(quiet_town, cast, desks, window, width, scheme):
    """Promise: one token and at most six taps; the first message stands in its topic, one press away; a second person with the same link
    finds nothing."""
    olivia, anna, _, bot = cast()
    desk = desks(bot["token"])
    shown = window(quiet_town, width=width, scheme=scheme).open(left=(olivia,), right=(anna,))
    pane = shown.pane("left")
    first_minutes(quiet_town, shown, desk, WORDS["en"], Hand())
    shown.check()
    shown.picture(f"setup-{width}-{scheme}-connected")
    quiet_town.act("start_bot", person=anna, bot=bot["id"])
    quiet_town.act("say", person=anna, chat=bot["id"], text="hello there")
    expect(message(pane, "It works")).to_be_visible()
    shown.check()
    shown.picture(f"setup-{width}-{scheme}-works")
    pane.get_by_role("button", name=re.compile("Open the topic")).last.click()
    expect(message(pane, "hello there")).to_be_visible()
    shown.picture(f"setup-{width}-{scheme}-topic")


@pytest.mark.parametrize("language", ["es", "ru", "de"])
def test_in_the_language_of_the_app(quiet_town, cast, desks, window, language):
    """Promise: the setup speaks the owner's language from the first word on."""
    olivia, anna, _, bot = cast(language)
    desk = desks(bot["token"])
    shown = window(quiet_town).open(left=(olivia,), right=(anna,))
    first_minutes(quiet_town, shown, desk, WORDS[language], Hand())
    quiet_town.act("start_bot", person=anna, bot=bot["id"])
    quiet_town.act("say", person=anna, chat=bot["id"], text="hello there")
    _, _, works, topic = WORDS[language]
    expect(message(shown.pane("left"), works)).to_be_visible()
    shown.picture(f"setup-{language}")
    shown.pane("left").get_by_role("button", name=re.compile(topic)).last.click()
    expect(message(shown.pane("left"), "hello there")).to_be_visible()


def test_buttons_after_a_kill(quiet_town, cast, desks, window):
    """Promise: a desk that is killed while its owner is in the middle of it goes on where they were, and what they press does it."""
    olivia, anna, _, bot = cast()
    desk = desks(bot["token"])
    shown = window(quiet_town).open(left=(olivia,), right=(anna,))
    pane = shown.pane("left")
    first_minutes(quiet_town, shown, desk, WORDS["en"], Hand())
    write(pane, "/connections")
    pane.get_by_role("button", name=re.compile("i1")).last.click()
    expect(message(pane, "is running")).to_be_visible()
    desk.kill()
    pane.get_by_role("button", name=re.compile("^⏸ Stop")).last.click()
    desk.start()
    expect(message(pane, "is stopped")).to_be_visible()
    shown.check()
    shown.picture("setup-stopped")
    quiet_town.act("start_bot", person=anna, bot=bot["id"])
    quiet_town.act("say", person=anna, chat=bot["id"], text="while it was stopped")
    pane.get_by_role("button", name=re.compile("^▶️ Start")).last.click()
    expect(message(pane, "is running")).to_be_visible()
    chat(pane, "Acme desk").click()
    expect(pane.get_by_text("Anna").first).to_be_visible()


def test_a_forwarded_link(quiet_town, cast, desks, window):
    """Promise: whoever opens a claim link after its owner did is a client, who is greeted as any client and learns of nothing else."""
    olivia, anna, _, bot = cast()
    desk = desks(bot["token"])
    shown = window(quiet_town).open(left=(olivia,), right=(anna,))
    link = desk.link()
    desk.lines.put(link)
    first_minutes(quiet_town, shown, desk, WORDS["en"], Hand())
    right = shown.pane("right")
    open_link(shown, right, link)
    right.get_by_role("button", name="Start", exact=True).click()
    write(right, "is anybody there?")
    left = shown.pane("left")
    expect(message(left, "It works")).to_be_visible()
    expect(right.get_by_role("article").filter(has_text=re.compile("group|setup|Connected"))).to_have_count(0)
