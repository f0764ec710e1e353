"""Paths in a browser: a step opens its evidence, the picture stresses the chain, the link says it all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import serious


def asked(visit, **how):
    """Kazakhstan to Morocco, asked on the page."""
    reader = visit("/?entity=KAZ&focus=KAZ", **how)
    reader.go("Paths")
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Kazakhstan and ")
    reader.wait()
    return reader


def test_a_step_opens_its_evidence_and_the_address_says_all(visit):
    reader = asked(visit)
    reader.page.get_by_role("button", name=re.compile("relations with Kazakhstan since")).first.click()

    expect(reader.page.get_by_role("heading", name="Said by")).to_be_visible()
    reader.wait()
    assert "from=KAZ" in reader.query
    assert "tie=ISR.KAZ.diplomatic-relations.inForce" in reader.query
    strokes = reader.stage.evaluate(
        "stage => [...stage.atlas.stage.edges.values()].filter((edge) => edge.stroke === 'chain').length"
    )
    assert strokes >= 2


def test_whom_a_chain_shall_not_pass_it_goes_around(visit):
    reader = asked(visit)
    reader.unfold("Which chains")
    # of sixty and more names a list holds those in sight; typing brings the others
    reader.page.get_by_role("combobox", name="Not passing").click()
    reader.page.keyboard.type("Israel")
    reader.page.get_by_role("option", name="Israel", exact=True).click()
    reader.page.keyboard.press("Escape")
    expect(reader.page.get_by_role("heading", level=1)).not_to_contain_text("Israel")
    expect(reader.page).to_have_url(re.compile("avoiding=ISR"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_is_found(visit, theme):
    reader = asked(visit, theme=theme)
    reader.unfold("Which chains")

    assert serious(reader) == []
