"""Makes docs/pictures/playground.png, the picture in the README, from the running demo:

    cargo build && .venv/bin/python crates/relevo/tests/browser/picture.py

The page stays as the tour left it after the step in which pictures and files travel. Another file may be named.
"""

import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from conftest import CHROMIUM, CHROMIUM_PATH, PATIENCE_MS, ROOT, Town

TARGET = ROOT / "docs" / "pictures" / "playground.png"
STEPS = 4


def main(target):
    town = Town("demo", "--no-open", "--port", "0")
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM_PATH, args=CHROMIUM)
            page = browser.new_page(viewport={"width": 1440, "height": 860}, locale="en-GB")
            page.set_default_timeout(PATIENCE_MS)
            page.goto(town.url)
            tour = page.get_by_role("region", name="Tour")
            for step in range(STEPS):
                tour.get_by_role("button", name="Start" if step == 0 else "Next").click()
                expect(tour.get_by_role("button", name="Next")).to_be_enabled()
            picture = page.locator('.pane[data-side="right"]').get_by_role("article").locator("img").last
            picture.evaluate("picture => picture.decode()")
            # What is on the screen is read, a moment later.
            expect(page.locator(".row[aria-current=true] .row-unread")).to_have_count(0)
            page.screenshot(path=target)
            browser.close()
    finally:
        town.kill()
    print(target, target.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
