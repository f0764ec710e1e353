"""The values of a map as CSV: one state a row, with who says so, and nothing that runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from graph.export.values import COLUMNS, Row, values_csv
from graph.model.measure import Value


def test_each_state_has_a_row_with_its_value_its_class_and_its_sources(small_world):
    state = small_world.entity_by_iri["https://example.org/state/SYL"]
    value = Value("90 %, 2020", low=0.9, high=0.9, sources=("https://example.org/source/almanac",))
    rows = [Row(state, "90 % and more", value), Row(replace(state, label="=1+1"), "no figure", None)]

    written = values_csv(rows, "Share of Islam", "share", "No opinion.", small_world.source_by_iri)
    first, second = csv.DictReader(io.StringIO(written.decode("utf-8"), newline=""))

    assert list(first) == list(COLUMNS)
    told = {"state": "Syldavia", "value": "90 %, 2020", "least": "0.9", "class": "90 % and more"}
    told |= {"sources": "almanac", "note": "No opinion."}
    assert {name: first[name] for name in told} == told
    assert (second["state"], second["value"], second["least"], second["sources"]) == ("'=1+1", "", "", "")


def test_a_figure_says_the_year_that_it_is_of(small_world):
    state = small_world.entity_by_iri["https://example.org/state/SYL"]
    value = Value("1.2 million, 2019", low=1_200_000, high=1_200_000, year="2019")
    written = values_csv([Row(state, "1 million and more", value)], "Population", "", "", {})
    (row,) = csv.DictReader(io.StringIO(written.decode("utf-8"), newline=""))

    assert (row["least"], row["year"]) == ("1200000", "2019")
