"""Paths in a browser: a step opens its evidence, the picture stresses the chain, the link says it all."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.test_accessibility import serious


def test_a_step_opens_its_evidence_the_address_says_all_and_nothing_serious_is_found(visit):
    reader = visit("/?entity=KAZ&focus=KAZ&families=accord&families=diplomatic")
    reader.go("Paths")
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Kazakhstan and ")
    reader.wait()
    reader.unfold("Which chains")
    assert serious(reader) == []

    reader.page.get_by_role("button", name=re.compile("relations with Kazakhstan since")).first.click()

    expect(reader.page.get_by_role("heading", name="Said by")).to_be_visible()
    reader.wait()
    assert "from=KAZ" in reader.query
    assert "tie=ISR.KAZ.diplomatic-relations.inForce" in reader.query
    strokes = reader.stage.evaluate(
        "stage => [...stage.atlas.stage.edges.values()].filter((edge) => edge.stroke === 'chain').length"
    )
    assert strokes >= 2
