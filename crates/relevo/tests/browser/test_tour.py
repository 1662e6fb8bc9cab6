"""The guided tour of the demo: it shows what it says, and ends with every promise counted."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from conftest import PATIENCE_MS, PATIENCE_S, Town

# A step waits for the real desk, and the crash step for its rest of three seconds.
STEP_MS = 2 * PATIENCE_MS


def tour_of(page):
    return page.get_by_role("region", name="Tour")


def steps_of(town):
    return town.get("/api/start")["host"]["guide"]["steps"]


@pytest.mark.parametrize("width", (390, 1440))
def test_a_visitor_walks_through(town, window, width):
    """Promise: Next tells step after step, the panes show what each is about, and at the end all promises are kept."""
    shown = window(town, width=width, height=800).open()
    tour = tour_of(shown.page)
    steps = steps_of(town)
    assert len(steps) >= 8
    tour.get_by_role("button", name="Start").click()
    for number, step in enumerate(steps[:-1]):
        expect(tour).to_contain_text(step["title"])
        expect(tour.get_by_role("button", name="Next")).to_be_enabled(timeout=STEP_MS)
        shows = steps_of(town)[number]["look"][-1]
        place = f"{shows['person']}.{shows['chat']}.{shows.get('thread', '')}"
        expect(shown.page).to_have_url(re.compile(re.escape(place)))
        shown.picture(f"tour-{width}-{number + 1:02}")
        if number % 4 == 0:
            shown.check()
        tour.get_by_role("button", name="Next").click()
    expect(tour).to_contain_text("your turn", ignore_case=True, timeout=STEP_MS)
    # The last step stands there while the desk comes to rest; then the tour is over and the promises are counted.
    expect(tour.get_by_role("button", name="Close")).to_be_visible(timeout=STEP_MS)
    checks = town.get("/api/start")["host"]["guide"]["checks"]
    assert len(checks) >= 5
    assert all(check["kept"] for check in checks), checks
    shown.check()
    shown.picture(f"tour-{width}-end")
    tour.get_by_role("button", name="Close").click()
    expect(tour).to_have_count(0)


def test_the_tour_can_be_skipped(town, window):
    """Promise: Skip tells the rest at once, and everything is there afterwards."""
    shown = window(town).open()
    tour = tour_of(shown.page)
    tour.get_by_role("button", name=re.compile("^Skip")).click()
    expect(tour).to_contain_text("your turn", ignore_case=True, timeout=4 * STEP_MS)
    expect(tour.get_by_role("button", name="Close")).to_be_visible(timeout=STEP_MS)
    checks = town.get("/api/start")["host"]["guide"]["checks"]
    assert checks and all(check["kept"] for check in checks), checks


def test_the_demo_ends_well_under_an_open_page(town, window):
    """Promise: told to stop while a page is open, the program ends at once and leaves nothing behind; the page says so."""
    shown = window(town).open()
    expect(tour_of(shown.page)).to_be_visible()
    shown.expect_trouble()
    left = town.end()
    expect(shown.page.get_by_text("Connection lost")).to_be_visible()
    assert left == []


def numbers(seed):
    """Message numbers and the bot's token of a demo with this seed."""
    demo = Town("demo", "--no-open", "--port", "0", "--seed", str(seed))
    try:
        people = demo.people()
        bot = people["Acme Support"]
        views = demo.get(f"/api/messages?as={people['Anna Keller']}&chat={bot}&limit=60")["messages"]
        return [view["id"] for view in views], demo.act("token_of", bot=bot)
    finally:
        demo.kill()


def test_a_seed_makes_the_same_world():
    """Promise: the same seed gives the same numbers and tokens, another seed others."""
    assert numbers(5) == numbers(5)
    assert numbers(5) != numbers(6)


def test_the_picture_of_the_readme_can_be_made(tmp_path):
    """Promise: the script that makes the README's picture from the running demo works."""
    target = tmp_path / "playground.png"
    script = Path(__file__).with_name("picture.py")
    subprocess.run([sys.executable, script, target], check=True, timeout=PATIENCE_S)
    assert target.read_bytes().startswith(b"\x89PNG")
