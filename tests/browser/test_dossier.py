"""The dossier in a browser: where it leads, its files, paper, and what axe-core finds."""

from __future__ import annotations

import csv
from pathlib import Path

from playwright.sync_api import expect
from rdflib import Dataset, Graph

from tests.browser.test_accessibility import assert_well_wide_and_narrow


def saved(reader, label: str) -> bytes:
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name=label).click()
    return Path(download.value.path()).read_bytes()


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


def test_the_nearest_to_who_is_not_here_has_files_to_read_back_and_paper_without_what_is_clicked(visit):
    reader = visit("/dossier?entity=Kosvo")
    page = reader.page
    expect(page.get_by_role("heading", level=1, name="Nothing here is called “Kosvo”")).to_be_visible()
    page.get_by_role("link", name="Kosovo").first.click()
    expect(page.get_by_role("heading", level=1, name="Kosovo", exact=True)).to_be_visible()
    reader.wait()

    rows = list(csv.DictReader(saved(reader, "Ties as CSV").decode().splitlines()))
    assert {"Kosovo"} < {row["sender"] for row in rows} | {row["receiver"] for row in rows}
    named = Dataset(default_union=True)
    named.parse(data=saved(reader, "All as TriG"), format="trig")
    plain = Graph()
    plain.parse(data=saved(reader, "All as Turtle"), format="turtle")
    assert len(plain) == len(set(named.triples((None, None, None)))) > 100

    page.emulate_media(media="print")
    for name in ("Ties as CSV", "All as TriG"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.get_by_role("link", name="Show on the canvas")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.get_by_role("heading", name="What is not known")).to_be_visible()
    expect(page.get_by_role("cell", name="corroborated").first).to_be_visible()
