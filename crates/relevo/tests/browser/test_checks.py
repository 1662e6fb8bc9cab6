"""The pure parts of the pages check themselves in the browser; here they are asked."""

import pytest

MODULES = ["gallery/checks.js", "history/checks.js", "composer/checks.js"]


@pytest.mark.parametrize("module", MODULES)
def test_the_pages_own_checks(quiet_town, window, module):
    """Promise: entities, layouts, loaded pages, markup: every check that a module brings holds."""
    shown = window(quiet_town).open()
    results = shown.page.evaluate(
        "module => import(`/assets/${module}`).then((one) => one.checks())",
        module,
    )
    assert len(results) > 5
    broken = [f"{one['name']}: {one.get('detail', '')}" for one in results if not one["ok"]]
    assert not broken, "\n".join(broken)
    print(f"\n{module}: {len(results)} checks")


@pytest.mark.parametrize(("width", "scheme"), [(width, scheme) for width in (390, 1440) for scheme in ("light", "dark")])
def test_the_gallery_of_every_kind(quiet_town, window, width, scheme):
    """Promise: every kind of message can be drawn, and the page of all of them breaks no rule of accessibility."""
    shown = window(quiet_town, width=width, scheme=scheme)
    shown.expect_trouble()
    # Its pictures and sounds are made up, so that the calm placeholders are seen too.
    shown.page.goto(f"{quiet_town.url}assets/gallery.html")
    shown.page.get_by_role("article").first.wait_for()
    assert shown.page.get_by_role("article").count() > 60
    shown.check()
    sideways = shown.page.evaluate("() => { const one = document.getElementById('gallery'); return one.scrollWidth - one.clientWidth; }")
    assert sideways <= 0, f"{sideways} px stick out"
    shown.picture(f"gallery-{width}-{scheme}")
