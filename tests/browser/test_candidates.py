"""Candidates and arguments in a browser: a rank opens to its evidence, arguments are nodes that open."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.test_accessibility import serious


def test_a_rank_opens_to_the_evidence_on_a_tie(visit):
    reader = visit("/candidates?candidate=KAZ")
    reader.page.get_by_role("button", name=re.compile("relations with Kazakhstan since")).first.click()

    expect(reader.page.get_by_role("heading", name="Said by")).to_be_visible()
    reader.wait()
    assert "candidate=KAZ" in reader.query
    assert "tie=ISR.KAZ.diplomatic-relations.inForce" in reader.query
    reader.page.get_by_role("button", name=re.compile("Kazakhstan voted .* like United States")).first.click()
    heading = reader.page.get_by_role("heading", name=re.compile("Kazakhstan voted .* like United States"))
    expect(heading).to_be_visible()
    expect(reader.page.get_by_text("contradicts")).to_have_count(0)
    reader.wait()
    assert serious(reader) == []


def test_arguments_are_drawn_beside_their_board(visit):
    reader = visit("/arguments?on=KAZ&theme=technology&canvas=yes")

    expect(reader.stage).to_have_attribute("data-stable", "1")
    strokes = reader.stage.evaluate(
        "stage => [...stage.atlas.stage.edges.values()].map((edge) => edge.stroke)"
    )
    assert "favours" in strokes
    expect(reader.page.get_by_text("none found in the sources").first).to_be_visible()
    assert serious(reader) == []
