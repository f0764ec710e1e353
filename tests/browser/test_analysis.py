"""Analysis in a browser: figures say what they rest on, what is supposed is drawn and told as such."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.test_accessibility import serious


def strokes(reader) -> list[str]:
    return reader.stage.evaluate(
        "stage => [...new Set([...stage.atlas.stage.edges.values()].map((edge) => edge.stroke))].sort()"
    )


def test_a_measure_says_what_it_is_and_what_changes_it_and_what_is_supposed_is_drawn_as_such(visit):
    reader = visit("/?entity=KAZ&focus=KAZ&families=accord&families=diplomatic")
    reader.go("Measures")
    expect(reader.page.get_by_role("heading", name="With each source left out")).to_be_visible()
    expect(
        reader.page.get_by_text(re.compile("Degree of Kazakhstan .tied to. by all sources"))
    ).to_be_visible()
    reader.wait()

    assert "measure=degree" in reader.query
    assert strokes(reader) == ["counted"]
    reader.unfold("What it is, and when it means little")
    expect(reader.page.get_by_text("L. C. Freeman")).to_be_visible()
    assert serious(reader) == []

    reader.go("What if")
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Suppose Kazakhstan joins")
    expect(reader.page.get_by_text("Supposed ties (no source reports them)")).to_be_visible()
    reader.wait()
    assert "supposed" in strokes(reader)
    assert "joins=KAZ" in reader.query
    assert serious(reader) == []
