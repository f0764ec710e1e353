"""The table holds the ties of the picture, and both mark the same."""

from __future__ import annotations

from urllib.parse import parse_qs

from playwright.sync_api import expect

from tests.browser.reader import click_row


def ties_in_the_address(reader) -> list[str]:
    return parse_qs(reader.query).get("tie", [])


def test_a_row_opens_its_evidence_and_is_marked_on_the_canvas_and_a_line_in_the_table(visit, real_atlas):
    reader = visit()
    (first, *_) = [tie for tie, _ in real_atlas.ties(real_atlas.views["first"].view)]
    reader.unfold("The same")
    expect(reader.table).to_be_visible()

    click_row(reader.table)

    expect(reader.drawer.get_by_text("Said by").first).to_be_visible()
    reader.wait()
    row = ties_in_the_address(reader)
    assert row == [first.iri.rsplit("/", 1)[-1]]
    expect(reader.stage).not_to_have_attribute("data-picked", "")

    reader.click_line("Kosovo", "Abraham Accords", "accord")
    expect(reader.drawer).to_contain_text("Kosovo")
    reader.wait()
    shown = ties_in_the_address(reader)
    assert shown
    assert shown != row
    # what the canvas holds stays as it was picked, though the table has been told of it
    reader.press("security")
    reader.wait()
    assert ties_in_the_address(reader) == shown
    assert reader.stage.get_attribute("data-picked")
