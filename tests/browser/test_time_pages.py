"""The pages that show a View otherwise: what a click does, what is kept, what axe-core finds."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.test_accessibility import serious

PAGES = ("Timeline", "Two moments", "Lists", "Disputes")


def test_nothing_serious_is_found_on_any_of_them_and_a_dispute_is_shown_on_the_canvas(visit):
    reader = visit("/?tie=SDN.abraham-accords.accession.inForce&focus=SDN&families=accord")

    for page in PAGES:
        reader.go(page)
        expect(reader.page.get_by_role("heading", name="Denied by", exact=True)).to_be_visible()
        assert serious(reader) == [], page

    reader.page.get_by_role("link", name="Show on the canvas").first.click()
    expect(reader.stage).to_be_visible()
    expect(reader.drawer.get_by_role("heading", level=2)).to_contain_text("Abraham Accords")
    assert reader.query.count("tie=") == 2


def test_a_mark_tells_in_plain_text_moves_the_day_and_opens_evidence_and_what_differs_is_picked(visit):
    reader = visit("/timeline")
    chart = reader.page.get_by_test_id("stVegaLiteChart").first
    mark = chart.locator(".layer_2_marks path").first
    mark.hover()
    tooltip = reader.page.locator("#vg-tooltip-element")
    expect(tooltip).to_contain_text("Reported by")
    assert tooltip.locator("img, a, script").count() == 0
    mark.click()

    expect(reader.page.get_by_role("button", name="Close the evidence")).to_be_visible()
    expect(reader.page.get_by_text(re.compile("The day shown is (?!29 June 2026)"))).to_be_visible()
    reader.wait()
    day, opened = (re.search(rf"\b{name}=([^&]+)", reader.query)[1] for name in ("as_of", "tie"))
    reader.go("Explore")

    assert f"as_of={day}" in reader.query
    assert f"tie={opened}" in reader.query

    reader.go("Two moments")
    reader.unfold("Worked examples")
    reader.page.get_by_role("button", name=re.compile("^On 5 November 2025")).click()
    expect(reader.page).to_have_url(re.compile("from_known_on=2025-11-05&to_known_on=2025-11-30"))
    reader.wait()
    expect(reader.stage).to_be_visible()
    reader.settle()
    assert any("candidate → announced" in name for name in reader.entities)
