"""The table holds the ties of the picture, and both mark the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import expect

ROW, HEAD, BOX = 35, 36, 16  # pixels of a row, of the head, and from the left into the boxes


def click_row(reader, number: int) -> None:
    """Choose a row by its box; the grid is painted, and has no element for it."""
    reader.table.scroll_into_view_if_needed()
    box = reader.table.bounding_box()
    assert box
    reader.page.mouse.click(box["x"] + BOX, box["y"] + HEAD + ROW * number + ROW / 2)


def ties_in_the_address(reader) -> list[str]:
    return parse_qs(reader.query).get("tie", [])


def downloaded(reader, button: str) -> str:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_text("utf-8")


def test_a_row_that_is_chosen_opens_its_evidence_and_is_marked_on_the_canvas(visit, real_atlas):
    reader = visit()
    (first, *_) = [tie for tie, _ in real_atlas.ties(real_atlas.views["first"].view)]
    reader.unfold("The same")
    expect(reader.table).to_be_visible()

    click_row(reader, 0)

    expect(reader.drawer.get_by_text("Said by").first).to_be_visible()
    reader.wait()
    assert ties_in_the_address(reader) == [first.iri.rsplit("/", 1)[-1]]
    expect(reader.stage).not_to_have_attribute("data-picked", "")


def test_a_line_that_is_clicked_is_marked_in_the_table(visit):
    reader = visit()
    reader.unfold("The same")
    expect(reader.table).to_be_visible()
    reader.wait()

    reader.click_line("Kosovo", "Abraham Accords", "accord")
    expect(reader.drawer).to_contain_text("Kosovo")
    reader.wait()
    shown = ties_in_the_address(reader)
    # what the canvas holds stays as it was picked, though the table has been told of it
    reader.press("security")
    reader.wait()

    assert shown
    assert ties_in_the_address(reader) == shown
    assert reader.stage.get_attribute("data-picked")


def test_the_file_holds_the_ties_of_the_picture_and_its_columns_are_described(visit, real_atlas):
    reader = visit()
    view = real_atlas.views["first"].view
    reader.unfold("The same")

    rows = list(csv.DictReader(io.StringIO(downloaded(reader, "Ties as CSV"), newline="")))
    described = json.loads(downloaded(reader, "What its columns mean"))

    assert len(rows) == len(real_atlas.ties(view))
    assert list(rows[0]) == [column["name"] for column in described["tableSchema"]["columns"]]
    assert described["dc:source"].startswith("http://127.0.0.1:")
    assert real_atlas.world.version in described["dc:source"]


def test_the_table_offers_no_file_of_its_own_making(visit):
    reader = visit()
    reader.unfold("The same")
    reader.table.hover()

    expect(reader.page.get_by_role("button", name="Search: Ties of this view")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Download as CSV")).to_have_count(0)
