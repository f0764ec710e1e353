"""axe-core finds nothing serious in any part of the app, by day and by night."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

_NUMBER = re.compile(r"\d")
GROUPS = ("Which ties", "On whose word", "Which states and bodies", "Around whom", "Whose list")


def serious(reader) -> list[str]:
    """What axe-core calls serious or critical: rule, place and words, of each place where it is found."""
    reader.wait()
    # not ours: on a narrow screen Streamlit puts sections of pages into its list of pages
    ours = {"exclude": [["[data-testid=stSidebarNav]"]]}
    found = Axe().run(reader.page, context=ours).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['html'][:120]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_is_found_with_everything_open(visit, theme):
    reader = visit("/?religions=islam&share=60&focus=KAZ", theme=theme)
    for group in GROUPS:
        reader.unfold(group)
    reader.unfold("The same")
    expect(reader.table).to_be_visible()
    reader.search.fill("kaz")
    expect(reader.drawer.get_by_role("button", name="Kazakhstan").first).to_be_visible()

    assert serious(reader) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_is_found_in_the_evidence(visit, theme):
    reader = visit("/?tie=XKX.abraham-accords.accession.inForce&focus=XKX", theme=theme)
    expect(reader.drawer.get_by_text("Denied by", exact=True)).to_be_visible()
    assert serious(reader) == []

    reader.open("/?entity=KAZ&focus=KAZ")
    expect(reader.drawer.get_by_role("heading", name="Kazakhstan")).to_be_visible()
    assert serious(reader) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_is_found_on_the_pages_that_are_read(visit, theme):
    reader = visit(theme=theme)

    for page in ("Method", "Glossary", "Notices"):
        reader.go(page)
        assert serious(reader) == [], page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_is_found_where_nothing_fits_or_a_link_is_bad(visit, theme):
    reader = visit("/?families=cultural&kinds=embassy&regions=atlantis", theme=theme)
    expect(reader.warnings.first).to_be_visible()

    assert serious(reader) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_is_found_in_the_tables_and_among_the_sources(visit, theme):
    reader = visit("/tables?table=claims&find=reuters", theme=theme)
    reader.unfold("Filter by column")
    expect(reader.page.get_by_label("Publisher has")).to_be_visible()
    expect(reader.page.get_by_role("slider", name="True on")).to_have_attribute("aria-valuenow", _NUMBER)
    assert serious(reader) == []

    for path in ("/sources?source=caspian-post-frontier", "/sources?source=caspian-pots"):
        reader.open(path)
        expect(reader.page.get_by_role("heading", name="Every source")).to_be_visible()
        # the clock comes after the words, and is whole once it says its day
        clock = reader.page.get_by_role("slider", name="True on")
        expect(clock).to_have_attribute("aria-valuenow", _NUMBER)
        assert serious(reader) == [], path
