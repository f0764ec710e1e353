"""axe-core finds nothing serious in any part of the app, by day and by night."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

GROUPS = (
    "Which ties",
    "On whose word",
    "Which states and bodies",
    "Around whom",
    "How it is drawn",
    "Whose list",
)


def serious(reader, *themes: str, within: Locator | None = None, colours: bool = True) -> list[str]:
    """What axe-core calls serious or critical by day and by night: rule, place and words of each place.

    Args:
        themes: day or night alone.
        within: a part of the page, where another test asks for the rest.
        colours: whether words must stand out, too.
    """
    reader.wait()
    # not ours: on a narrow screen Streamlit puts sections of pages into its list of pages
    ours = {"exclude": [["[data-testid=stSidebarNav]"]]} | (_part(within) if within else {})
    # of what is well it does not say where each place is, which takes longest on a page of many, and it does
    # not read the style sheets beforehand, as no rule that is asked looks at them
    options: dict[str, object] = {
        "resultTypes": ["violations"],
        "preload": {"assets": ["media"]},
        # the dearest of those that find nothing serious whatever they find
        "rules": {"region": {"enabled": False}, "color-contrast": {"enabled": colours}},
    }
    told = []
    for theme in themes or sorted(("dark", "light"), key=lambda each: each != reader.scheme):
        reader.turn(theme)
        found = _axe(reader.page).run(reader.page, ours, options).response["violations"]
        told += [
            f"{theme}, {each['id']}: {node['target']} {node['html'][:120]}"
            for each in found
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"]
        ]
        # another theme is other colours, and nothing else
        options = options | {"rules": {}, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
    return told


def assert_well_wide_and_narrow(reader) -> None:
    """Nothing serious is found and nothing runs out of the window, on a desk and on a phone."""
    assert serious(reader) == []
    reader.expect_to_fit()
    reader.resize(390, 844)
    reader.expect_to_fit()
    # no colour hangs on the width
    assert serious(reader, reader.scheme, colours=False) == []
    reader.resize(1440, 900)
    reader.expect_to_fit()


def _part(within: Locator) -> dict[str, list[list[str]]]:
    """Mark the part of the page that bears something, as a page of components within components names it."""
    within.evaluate(
        """(at) => {
          document.querySelectorAll("[data-asked]").forEach((each) => delete each.dataset.asked);
          while (at.getRootNode().host) at = at.getRootNode().host;
          at.dataset.asked = "";
        }"""
    )
    return {"include": [["[data-asked]"]]}


def _axe(page: Page) -> Axe:
    """axe-core, which is read once on each page."""
    return Axe("0") if page.evaluate("'axe' in window") else Axe()


def test_nothing_serious_is_found_with_everything_open(visit):
    reader = visit("/?religions=islam&share=60&focus=KAZ")
    reader.unfold(*GROUPS)
    expect(reader.sidebar.locator("details[open]")).to_have_count(len(GROUPS))
    reader.unfold("The same")
    expect(reader.table).to_be_visible()
    reader.search.fill("kaz")
    expect(reader.drawer.get_by_role("button", name="Kazakhstan").first).to_be_visible()

    assert serious(reader) == []


def test_nothing_serious_is_found_in_the_evidence(visit):
    reader = visit("/?tie=XKX.abraham-accords.accession.inForce&focus=XKX&families=accord")
    expect(reader.drawer.get_by_text("Denied by", exact=True)).to_be_visible()
    assert serious(reader) == []

    # all beside it is as before
    reader.click_entity("Kosovo")
    expect(reader.drawer.get_by_role("heading", name="Kosovo")).to_be_visible()
    assert serious(reader, within=reader.drawer) == []
