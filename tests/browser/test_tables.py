"""Tables in a browser: rows are searched, chosen, seen on the canvas and taken away."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import pyarrow.parquet as pq
from playwright.sync_api import expect

from tests.browser.reader import click_row
from tests.browser.test_accessibility import serious


def saved(reader, label: str) -> bytes:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name=label, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def asked(reader, name: str) -> list[str]:
    return parse_qs(reader.query).get(name, [])


def address_says(reader, words: str) -> None:
    expect(reader.page).to_have_url(re.compile(re.escape(words)))


def test_a_row_that_is_found_and_chosen_is_seen_on_the_canvas(visit):
    reader = visit("/tables?find=kazakhstan+announced&columns=tie&columns=kind")
    expect(reader.table).to_be_visible()

    click_row(reader.table)

    expect(reader.drawer.get_by_role("heading", name="Said by")).to_be_visible()
    address_says(reader, "tie=")
    reader.wait()
    tie = asked(reader, "tie")
    reader.page.get_by_role("link", name="Show on the canvas").click()
    expect(reader.stage).to_be_visible()
    expect(reader.drawer.get_by_role("heading", name="Said by")).to_be_visible()
    reader.wait()
    assert asked(reader, "tie") == tie
    assert "find" not in reader.query


def test_the_files_hold_the_rows_and_columns_that_are_shown(visit):
    reader = visit("/tables?table=sources&columns=source&columns=alone&columns=iri&where=reliability:agency")
    expect(reader.table).to_be_visible()

    rows = list(csv.DictReader(io.StringIO(saved(reader, "CSV").decode(), newline="")))
    described = json.loads(saved(reader, "What its columns mean"))
    table = pq.read_table(io.BytesIO(saved(reader, "Parquet")))

    assert list(rows[0]) == table.column_names == ["source", "alone", "iri"]
    assert [row["iri"] for row in rows] == table["iri"].to_pylist()
    assert [column["name"] for column in described["tableSchema"]["columns"]] == table.column_names
    assert table.schema.field("alone").metadata[b"description"].startswith(b"How many of the ties")
    assert table.schema.metadata[b"rows"] == b"reliability: agency"
    assert b"where=reliability%3Aagency" in table.schema.metadata[b"address"]
    assert table.schema.metadata[b"licence"].startswith(b"https://creativecommons.org/")


def test_the_address_opens_the_same_a_filter_of_a_column_stays_open_and_nothing_serious_is_found(visit):
    reader = visit("/tables")
    reader.page.get_by_role("radio", name=re.compile("^Claims")).click()
    address_says(reader, "table=claims")
    box = reader.page.get_by_label("Find in any column")
    box.fill("turkic")
    box.press("Enter")
    told = reader.page.get_by_text(re.compile(r"^\d+ of \d+ claims with “turkic” in any column\.$"))
    expect(told).to_be_visible()
    address_says(reader, "find=turkic")
    reader.wait()
    words = told.inner_text()
    reader.open(f"/tables?{reader.query}")
    expect(reader.page.get_by_text(words, exact=True)).to_be_visible()

    reader.unfold("Filter by column")
    box = reader.page.get_by_label("Publisher has")
    box.fill("post")
    box.press("Enter")
    expect(reader.page.get_by_text(re.compile(r"publisher: post\.$"))).to_be_visible()
    address_says(reader, "where=publisher%3Apost")
    expect(box).to_be_visible()
    reader.expect_the_clock()
    assert serious(reader) == []
