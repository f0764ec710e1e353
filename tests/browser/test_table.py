"""The table holds the ties of the picture, and both mark the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import expect

from tests.browser.reader import click_row


def ties_in_the_address(reader) -> list[str]:
    return parse_qs(reader.query).get("tie", [])


def downloaded(reader, button: str) -> str:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_text("utf-8")


def test_the_file_of_the_table_holds_the_ties_of_the_picture_and_its_columns_are_described(visit, real_atlas):
    reader = visit()
    view = real_atlas.views["first"].view
    reader.unfold("The same")

    rows = list(csv.DictReader(io.StringIO(downloaded(reader, "Ties as CSV"), newline="")))
    described = json.loads(downloaded(reader, "What its columns mean"))

    assert len(rows) == len(real_atlas.ties(view))
    assert list(rows[0]) == [column["name"] for column in described["tableSchema"]["columns"]]
    assert described["dc:source"].startswith("http://127.0.0.1:")
    assert real_atlas.world.version in described["dc:source"]
    # and the table offers no file of its own making
    reader.table.hover()
    expect(reader.page.get_by_role("button", name="Search: Ties of this view")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Download as CSV")).to_have_count(0)


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
