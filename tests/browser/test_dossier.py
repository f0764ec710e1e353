"""The dossier in a browser: the way there and back, its files, paper, and what axe-core finds."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import expect
from rdflib import Dataset, Graph

from tests.browser.test_accessibility import assert_well_wide_and_narrow


def opened(visit, slug: str, name: str, **how):
    """Walk from the drawer to the dossier, as a reader does."""
    reader = visit(f"/?entity={slug}&focus={slug}&families=accord&families=diplomatic", **how)
    reader.page.get_by_role("link", name="All that is known of it").click()
    expect(reader.page).to_have_url(re.compile(r"/dossier\?"))
    # the title of the page before may name it too
    expect(reader.page.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()
    reader.wait()
    return reader


def saved(reader, label: str) -> bytes:
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name=label).click()
    return Path(download.value.path()).read_bytes()


def test_the_way_leads_from_the_canvas_to_the_dossier_and_back(visit):
    reader = opened(visit, "XKX", "Kosovo")
    assert "entity=XKX" in reader.query
    query = reader.query

    reader.page.get_by_role("link", name="Show on the canvas").click()
    expect(reader.drawer.get_by_role("heading", name="Kosovo")).to_be_visible()
    expect(reader.stage).to_be_visible()
    reader.wait()

    assert reader.query == query
    assert reader.picked == "Kosovo"


def test_a_dossier_is_well_wide_and_narrow_and_a_tie_leads_to_its_evidence_a_name_to_another(visit):
    reader = visit("/dossier?entity=KAZ")
    expect(reader.page.get_by_test_id("stVegaLiteChart")).to_have_count(2)
    assert_well_wide_and_narrow(reader)

    tie = reader.page.get_by_role(
        "link", name="Israel has diplomatic relations with Kazakhstan since 10 April 1992"
    )

    with reader.page.context.expect_page() as other:
        tie.click()

    expect(other.value.get_by_role("heading", name="Said by")).to_be_visible()
    other.value.close()

    reader.page.get_by_role("searchbox").or_(reader.page.get_by_role("textbox")).first.fill("turkic")
    reader.page.get_by_role("button", name="Organization of Turkic States").click()
    expect(reader.page.get_by_role("heading", level=1, name="Organization of Turkic States")).to_be_visible()
    expect(reader.page.get_by_role("heading", level=2, name="Members")).to_be_visible()
    reader.wait()
    assert "entity=organization-of-turkic-states" in reader.query


def test_the_files_can_be_read_back_and_paper_shows_what_is_read_and_nothing_that_is_clicked(visit):
    reader = visit("/dossier?entity=ARE")

    rows = list(csv.DictReader(saved(reader, "Ties as CSV").decode().splitlines()))
    assert {"United Arab Emirates"} < {row["sender"] for row in rows} | {row["receiver"] for row in rows}
    named = Dataset(default_union=True)
    named.parse(data=saved(reader, "All as TriG"), format="trig")
    plain = Graph()
    plain.parse(data=saved(reader, "All as Turtle"), format="turtle")
    assert len(plain) == len(set(named.triples((None, None, None)))) > 100

    page = reader.page
    page.emulate_media(media="print")
    for name in ("Ties as CSV", "All as TriG"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.get_by_role("link", name="Show on the canvas")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.get_by_role("heading", name="What is not known")).to_be_visible()
    expect(page.get_by_role("cell", name="corroborated").first).to_be_visible()


def test_who_is_not_here_is_answered_with_the_nearest(visit):
    reader = visit("/dossier?entity=Kosvo")
    expect(reader.page.get_by_role("heading", level=1, name="Nothing here is called “Kosvo”")).to_be_visible()

    reader.page.get_by_role("link", name="Kosovo").first.click()

    expect(reader.page.get_by_role("heading", level=1, name="Kosovo")).to_be_visible()
