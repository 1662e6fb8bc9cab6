"""The stage of the browser tests: the real program, a headless Chromium, and what every test expects of a page.

A `Town` is one running `relevo demo` (or `relevo sim`) with its own temporary folder and free ports. A `Window` is a page of the
browser that fails its test if the page wrote an error to the console, asked for anything outside the program, or broke a
rule of accessibility when it is told to check. Pictures are kept in target/browser for people to look at.
"""

import json
import os
import re
import signal
import subprocess
import tempfile
import threading
import urllib.request
from pathlib import Path
from queue import Empty, Queue

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parents[4]
PROGRAM = ROOT / "target" / "debug" / "relevo"
PICTURES = ROOT / "target" / "browser"

# Longest wait for anything a page is to show, in milliseconds. Not a target: a machine may be busy.
PATIENCE_MS = 20_000
PATIENCE_S = 60

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=PATIENCE_MS)


class Town:
    """The program, running, and its control API."""

    def __init__(self, *arguments):
        self.folder = tempfile.TemporaryDirectory(prefix="relevo-browser-")
        environment = {"PATH": os.environ["PATH"], "TMPDIR": self.folder.name, "HOME": self.folder.name}
        self.process = subprocess.Popen(
            [PROGRAM, *arguments],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=environment,
            text=True,
        )
        self.lines = Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.url = self.wait_for(r"Playground\s+(http://\S+)")
        self.control = self.wait_for(r"Control\S*(?: API)?\s+(http://\S+)")
        self.bot_api = self.wait_for(r"Bot API\s+(http://[^/\s]+)")

    def _listen(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def wait_for(self, pattern):
        """The first group of the next line that fits."""
        while True:
            try:
                line = self.lines.get(timeout=PATIENCE_S)
            except Empty:
                raise AssertionError(f"waited in vain for {pattern}") from None
            if line is None:
                raise AssertionError(f"the program ended before {pattern}")
            if found := re.search(pattern, line):
                return found.group(1)

    def act(self, operation, **given):
        """One operation of the control API."""
        request = urllib.request.Request(
            f"{self.control.rstrip('/')}/{operation}",
            data=json.dumps(given).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
            return json.load(response)["result"]

    def get(self, path):
        """Something the playground's door tells."""
        with urllib.request.urlopen(self.url.rstrip("/") + path, timeout=PATIENCE_S) as response:
            return json.load(response)

    def people(self):
        """Accounts by name."""
        return {person["name"]: person["id"] for person in self.get("/api/start")["people"]}

    def end(self):
        """Stops the program as a person would, and looks whether it ended well."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=PATIENCE_S)
        left = os.listdir(self.folder.name)
        self.folder.cleanup()
        assert code == 0, f"the program ended with {code}"
        return left

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()


class Window:
    """A page and what must not happen on it."""

    def __init__(self, context, town):
        self.town = town
        self.page = context.new_page()
        self.errors = []
        self.calm = True
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._watch)

    def expect_trouble(self):
        """From now on errors are meant: the program behind the page is gone."""
        self.calm = False

    def _hear(self, message):
        if self.calm and message.type in ("error", "warning"):
            self.errors.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _watch(self, request):
        if not request.url.startswith((self.town.url, "data:", "blob:")):
            self.errors.append(f"outside request: {request.url}")

    def open(self, left=None, right=None, side="left", path=""):
        """Opens the page with these people, chats and topics in its panes: (person, chat, topic)."""
        part = lambda place: ".".join("" if one is None else str(one) for one in (place or ()))
        hash_ = f"#left={part(left)}&right={part(right)}&side={side}" if left or right else ""
        self.page.goto(self.town.url.rstrip("/") + "/" + path + hash_)
        expect(self.page.get_by_role("main")).to_be_visible()
        return self

    def pane(self, side):
        return self.page.locator(f'.pane[data-side="{side}"]')

    def check(self):
        """No rule of accessibility is broken now."""
        results = Axe().run(
            self.page,
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
        )
        broken = [f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')}" for one in results.response["violations"] for node in one["nodes"]]
        assert not broken, "\n".join(broken)

    def picture(self, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")

    def close(self):
        self.page.close()
        assert not self.errors, "\n".join(self.errors)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM_PATH, args=CHROMIUM)
        yield browser
        browser.close()


CHROMIUM_PATH = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if os.path.exists(path)),
    "chromium",
)


@pytest.fixture
def town():
    """A demo whose tour has not begun."""
    town = Town("demo", "--no-open", "--port", "0")
    yield town
    town.kill()


@pytest.fixture
def quiet_town():
    """A world in which nobody is."""
    town = Town("sim", "--playground", "127.0.0.1:0", "--control", "127.0.0.1:0", "--bot-api", "127.0.0.1:0", "--mtproto", "127.0.0.1:0")
    yield town
    town.kill()


@pytest.fixture
def window(chromium):
    """Makes windows of a town, of any size and theme, and looks at the end whether all went well."""
    windows = []
    contexts = []

    def make(town, width=1440, height=900, scheme="light", touch=False):
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=touch, locale="en-GB")
        contexts.append(context)
        opened = Window(context, town)
        windows.append(opened)
        return opened

    yield make
    problems = []
    for one in windows:
        try:
            one.close()
        except AssertionError as problem:
            problems.append(str(problem))
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)
