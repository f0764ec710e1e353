"""Compare in a browser: the way there and back, cells that open evidence, the matrix, what axe-core finds."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.reader import click_row
from tests.browser.test_accessibility import assert_well_wide_and_narrow


def trail(reader):
    return reader.page.locator(".st-key-trail")


def dossier_of(reader, name: str) -> None:
    """Walk from the drawer to the dossier, as a reader does."""
    reader.page.get_by_role("link", name="All that is known of it").click()
    expect(reader.page).to_have_url(re.compile(r"/dossier\?"))
    # the title of the page before may name it too
    expect(reader.page.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()
    reader.wait()


def test_the_way_leads_from_the_canvas_to_a_dossier_and_a_comparison_and_back(visit):
    reader = visit("/?entity=XKX&focus=XKX&families=accord&families=diplomatic")
    dossier_of(reader, "Kosovo")
    assert "entity=XKX" in reader.query
    query = reader.query
    reader.page.get_by_role("link", name="Show on the canvas").click()
    expect(reader.drawer.get_by_role("heading", name="Kosovo")).to_be_visible()
    expect(reader.stage).to_be_visible()
    reader.wait()
    assert reader.query == query
    assert reader.picked == "Kosovo"

    dossier_of(reader, "Kosovo")
    reader.page.get_by_role("link", name="Compare with others").click()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Kosovo and Members share")
    reader.wait()
    expect(reader.page).to_have_url(re.compile("with=XKX&with=member"))
    expect(trail(reader)).to_have_text(re.compile(r"Explore\W*Kosovo\W*Compare"))

    trail(reader).get_by_role("link", name="Kosovo").click()
    expect(reader.page.get_by_role("heading", level=1, name="Kosovo")).to_be_visible()
    expect(trail(reader)).to_have_text(re.compile(r"Explore\W*Kosovo$"))
    trail(reader).get_by_role("link", name="Explore").click()
    expect(reader.stage).to_be_visible()
    expect(reader.drawer.get_by_role("heading", name="Kosovo")).to_be_visible()


def test_a_comparison_is_well_wide_and_narrow_and_can_be_taken_away_and_a_cell_opens_its_evidence(visit):
    reader = visit("/compare?with=KAZ&with=member")
    expect(reader.page.get_by_test_id("stVegaLiteChart")).to_have_count(4)
    expect(reader.table.first).to_be_visible()
    click_row(reader.table.first, x=60)
    expect(reader.page.get_by_role("button", name="Close the evidence")).to_be_visible()
    expect(reader.page).to_have_url(re.compile(r"[?&]tie="))
    reader.page.get_by_role("button", name="Close the evidence").click()
    expect(reader.page).not_to_have_url(re.compile(r"[?&]tie="))
    reader.wait()

    assert_well_wide_and_narrow(reader)

    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="Comparison as CSV").click()
    rows = list(csv.DictReader(Path(waiting.value.path()).read_text("utf-8").splitlines()))
    assert {row["side"] for row in rows} == {"Kazakhstan", "Members"}


def test_the_matrix_has_another_order_by_its_address_and_a_square_says_its_ties_and_opens_them(visit):
    reader = visit("/compare")
    chart = reader.page.get_by_test_id("stVegaLiteChart").last
    # charts that come late push the list away, and it closes
    labels = chart.locator(".role-axis-label").first
    expect(labels).to_be_visible()
    reader.wait()
    reader.page.get_by_role("combobox", name=re.compile("Order")).click()
    reader.page.keyboard.type("Name")
    reader.page.get_by_role("option", name="Name", exact=True).click()
    expect(reader.page).to_have_url(re.compile("order=name"))
    expect(labels.locator("text").first).to_have_text(re.compile("^A"))
    reader.wait()

    square = chart.locator(".layer_1_marks path").first
    square.scroll_into_view_if_needed()
    square.hover()
    tooltip = reader.page.locator("#vg-tooltip-element")
    expect(tooltip).to_contain_text("Between")
    expect(tooltip.locator("img, a, script")).to_have_count(0)

    square.click()

    expect(reader.page.get_by_role("button", name="Close the evidence")).to_be_visible()
    expect(reader.page).to_have_url(re.compile(r"[?&]tie="))


def test_what_is_found_on_a_page_that_is_read_leads_to_its_dossier(visit):
    reader = visit("/?focus=KAZ&families=accord")
    reader.go("Method")
    reader.search.fill("azerb")
    found = reader.page.get_by_role("button", name=re.compile("^Azerbaijan")).first
    expect(found).to_be_visible()
    # what is found may still be drawn anew
    reader.wait()
    found.click()

    expect(reader.page.get_by_role("heading", level=1, name="Azerbaijan")).to_be_visible()
    expect(trail(reader)).to_have_text(re.compile(r"Explore\W*Method\W*Azerbaijan"))
