"""Makes docs/pictures/playground.png, the picture in the README, from the running demo:

    cargo build && .venv/bin/python crates/relevo/tests/browser/picture.py

The page stays as the tour left it after the step in which pictures and files travel.
"""

from playwright.sync_api import expect, sync_playwright

from conftest import CHROMIUM, CHROMIUM_PATH, PATIENCE_MS, ROOT, Town

TARGET = ROOT / "docs" / "pictures" / "playground.png"
STEPS = 4


def main():
    town = Town("demo", "--no-open", "--port", "0")
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM_PATH, args=CHROMIUM)
            page = browser.new_page(viewport={"width": 1440, "height": 860}, locale="en-GB")
            page.set_default_timeout(PATIENCE_MS)
            page.goto(town.url)
            for step in range(STEPS):
                page.get_by_role("button", name="Start" if step == 0 else "Next").click()
                expect(page.get_by_role("button", name="Next")).to_be_enabled()
            picture = page.locator('.pane[data-side="right"]').get_by_role("article").locator("img").last
            picture.evaluate("picture => picture.decode()")
            page.screenshot(path=TARGET)
            browser.close()
    finally:
        town.kill()
    print(TARGET.relative_to(ROOT), TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
