"""What falls without a source, as a table."""

from __future__ import annotations

from graph.export.csv import lines_csv
from graph.export.falls import COLUMNS, fallen
from graph.model.reliance import fall
from tests.conftest import BASE, HORIZON, SIGNED


def test_each_thing_that_falls_has_a_row_states_first(small_world):
    found = fall(small_world, frozenset({f"{BASE}source/gazette"}), HORIZON, SIGNED)
    part = fallen(found, small_world, HORIZON)
    rows = part.table(list(COLUMNS)).to_pylist()

    assert [row["what"] for row in rows] == ["standing", *["lost"] * len(found.lost), "grade"]
    assert rows[0] == {
        "what": "standing",
        "about": "San Theodoros",
        "part": None,
        "before": "member",
        "after": "outside",
        "iri": f"{BASE}state/SAN",
    }
    assert (rows[-1]["before"], rows[-1]["after"]) == ("disputed", "one independent source")
    assert {row["iri"] for row in rows if row["what"] == "lost"} == {tie.iri for tie in found.lost}
    content = lines_csv(list(COLUMNS), (row.values() for row in rows)).decode()
    assert content.splitlines()[1] == f"standing,San Theodoros,,member,outside,{BASE}state/SAN"


def test_a_value_says_which_it_is(builder):
    builder.entity("AAA")
    builder.entity("BBB")
    builder.source("one", "2024")
    builder.source("two", "2023")
    tie = builder.says("one", "AAA", "oil-supply", "BBB", year="2023", amount=0.4, unit="share")
    builder.claim(tie, "two", year="2022", amount=0.3, unit="share")
    world = builder.world()

    found = fall(world, frozenset({f"{BASE}source/one"}), HORIZON, SIGNED)
    rows = fallen(found, world, HORIZON).table(["what", "part", "before", "after"]).to_pylist()

    assert [tuple(row.values()) for row in rows if row["what"] == "value"] == [
        ("value", "year", "2023", "2022"),
        ("value", "amount", "40 %", "30 %"),
    ]
