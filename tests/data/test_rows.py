"""No row of the fact files is lost: each became something, and what has a row is listed in rows.csv."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store.terms import ACC, BASE

ROWS = Path(__file__).with_name("rows.csv")
FACT_FILES = ("article_claims.csv", "accords.csv", "arguments.csv")
ROW = ox.NamedNode(str(ACC.row))
URL = ox.NamedNode("https://schema.org/url")
FACTS = Path(folder) if (folder := os.environ.get("ATLAS_FACTS")) and Path(folder).is_dir() else None
SECOND_SOURCE = re.compile(r"\[2nd source: .* (https?://\S+)\]$")


@pytest.fixture(scope="module")
def becomes() -> dict[str, list[str]]:
    """Each row and the IRIs that it became."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        return {
            line["row"]: [BASE + local for local in line["becomes"].split()] for line in csv.DictReader(file)
        }


def test_no_row_is_left_out(becomes):
    numbers = [f"A{n:03}" for n in range(1, 284)] + [f"C{n:02}" for n in range(1, 89)]
    numbers += [f"G{n:03}" for n in range(1, 299)]

    assert list(becomes) == numbers


def test_each_row_became_something(becomes):
    assert [row for row, iris in becomes.items() if not iris] == []


def test_what_a_row_became_is_in_the_data(dataset, becomes):
    subjects = {quad.subject.value for quad in dataset}

    assert {iri for iris in becomes.values() for iri in iris} - subjects == set()


def test_whatever_carries_a_row_is_listed_with_it(dataset, becomes):
    carried = {(quad.object.value, quad.subject.value) for quad in dataset.quads_for_pattern(None, ROW, None)}
    listed = {(row, iri) for row, iris in becomes.items() for iri in iris}

    assert carried - listed == set()


def test_a_row_is_listed_with_nothing_but_what_carries_it(dataset, becomes):
    carried = {(quad.object.value, quad.subject.value) for quad in dataset.quads_for_pattern(None, ROW, None)}
    bare = {(row, iri) for row, iris in becomes.items() for iri in iris} - carried

    # a state in a region is a bare triple, on which no row number can stand
    assert {row for row, _ in bare} == {"C17", "C18", "C59"}


if FACTS:  # the fact files are no part of the project; where they are at hand, they are asked

    def test_every_row_of_the_fact_files_is_listed(becomes):
        rows = {row["id"] for name in FACT_FILES for row in _read(FACTS / name)}

        assert rows ^ becomes.keys() == set()

    def test_both_sources_of_every_row_are_sources_here(dataset):
        urls = {quad.object.value for quad in dataset.quads_for_pattern(None, URL, None)}
        rows = _read(FACTS / "accords.csv")
        named = {row["source_url"] for row in rows if row["source_url"]}
        named |= {second[1] for row in rows if (second := SECOND_SOURCE.search(row["note"]))}

        assert named - urls == set()


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
