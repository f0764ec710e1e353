"""Sources in a browser: one is picked, its claims open their evidence, what falls is taken away."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.reader import click_row
from tests.browser.test_accessibility import serious


def grid_after(reader, heading: str):
    """The grid that stands after a heading."""
    page = reader.page
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    grids = page.get_by_test_id("stDataFrame")
    names = ["What falls without it", "Its claims", "Every source"]
    expect(grids).to_have_count(3)
    return grids.nth(names.index(heading))


def test_a_source_of_the_list_is_opened_and_its_claim_tells_its_evidence(visit):
    reader = visit("/sources")
    click_row(reader.table.first)

    expect(reader.page.get_by_role("heading", level=1, name=re.compile("^Without "))).to_be_visible()
    expect(reader.page).to_have_url(re.compile(r"[?&]source="))
    click_row(grid_after(reader, "Its claims"))
    expect(reader.drawer.get_by_role("heading", name="Said by")).to_be_visible()
    expect(reader.page).to_have_url(re.compile(r"[?&]tie="))
    # the source is still the one that was picked
    expect(reader.page.get_by_role("heading", level=1, name=re.compile("^Without "))).to_be_visible()


def test_an_unknown_source_leads_to_the_nearest_and_what_falls_without_it_is_told_and_taken_away(
    visit, real_atlas
):
    reader = visit("/sources?source=caspian-pots")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(
        "No source here is called “caspian-pots”"
    )
    expect(reader.page.get_by_role("heading", name="Every source")).to_be_visible()
    reader.expect_the_clock()
    assert serious(reader) == []

    reader.page.get_by_role("button", name=re.compile("The Caspian Post: ")).first.click()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Without The Caspian Post")
    expect(reader.page).to_have_url(re.compile("source=caspian-post-frontier"))
    expect(reader.page.get_by_role("heading", name="Every source")).to_be_visible()
    assert serious(reader) == []
    click_row(grid_after(reader, "What falls without it"))
    expect(reader.drawer.get_by_role("heading", name="Said by")).to_be_visible()

    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="CSV", exact=True).first.click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8"), newline="")))
    world = real_atlas.world
    (source,) = [each.iri for each in world.sources if each.slug == "caspian-post-frontier"]
    only = {tie.iri for tie in world.ties if tie.sources == {source}}
    assert {row["iri"] for row in rows if row["what"] == "lost"} == only
