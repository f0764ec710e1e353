"""A comparison as CSV: one row for each tie toward somebody and each side, safe in a spreadsheet."""

from __future__ import annotations

import csv
from dataclasses import replace

from graph.export.shared import COLUMNS, shared_csv
from graph.model.shared import holding, share
from graph.model.sides import side
from graph.model.standing import places
from tests.conftest import HORIZON, RELATIONS


def read(world, *words: str) -> list[dict[str, str]]:
    stand = places(world, HORIZON, RELATIONS)
    sides = [side(word, world, HORIZON, stand) for word in words]
    shared = share(world, sides, holding(world.ties, HORIZON), HORIZON)
    return list(csv.DictReader(shared_csv(shared, world).decode().splitlines()))


def test_every_row_has_each_side_with_all_columns(small_world):
    rows = read(small_world, "league", "BOR")

    assert set(rows[0]) == set(COLUMNS)
    assert [row["side"] for row in rows[:2]] == ["The League", "Borduria"]
    (relations,) = [r for r in rows if r["kind"] == "diplomatic relations" and r["side"] == "The League"]
    assert (relations["states_having"], relations["states"], relations["names"], relations["has"]) == (
        "2", "2", "Khemed; Syldavia", "true",
    )  # fmt: skip
    assert len(relations["ties"].split()) == 2
    assert relations["sources"] == "courier; agency"


def test_who_is_the_other_end_has_no_answer(small_world):
    (border,) = [
        row
        for row in read(small_world, "league", "BOR")
        if row["kind"] == "border" and row["other"] == row["side"] == "Borduria"
    ]

    assert (border["has"], border["states"], border["said"]) == ("", "0", "itself")


def test_no_name_is_run_as_a_formula(small_world):
    world = replace(
        small_world,
        entities=tuple(replace(e, label=f"=HYPERLINK({e.slug})") for e in small_world.entities),
    )

    assert all(row["side"].startswith("'=") for row in read(world, "SYL", "KHE"))
