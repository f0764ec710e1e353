"""What a link asks of the tables."""

from __future__ import annotations

import pytest

from graph.model.link import LONGEST_LIST, LONGEST_VALUE, NOT_OURS
from graph.model.rows import Rows, from_query

TABLES = {"ties": ("tie", "kind", "since"), "sources": ("source", "kind")}


def read(query):
    return from_query({k: [v] if isinstance(v, str) else v for k, v in query.items()}, TABLES)


@pytest.mark.parametrize(
    "rows",
    [
        Rows(),
        Rows("sources", "reuters 2020"),
        Rows("ties", "a:b", (("kind", "embassy"), ("kind", "a: b"), ("tie", "x")), ("tie", "since")),
    ],
)
def test_what_is_written_is_read_back(rows):
    assert read(rows.to_query()) == (rows, ())
    assert rows.to_query().keys() <= NOT_OURS


def test_nothing_said_is_the_table_of_ties():
    assert read({}) == (Rows(), ())


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"table": "spies"}, "no table 'spies'"),
        ({"columns": ["kind", "colour"]}, "no column 'colour'"),
        ({"where": "colour:red"}, "where in the link: 'colour:red' is not like kind:embassy"),
        ({"where": "kind"}, "where in the link: 'kind' is not like kind:embassy"),
        ({"find": "x" * 201}, f"find in the link is longer than {LONGEST_VALUE} characters and was left out"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(query, told):
    rows, problems = read(query)

    assert problems == (told,)
    assert rows.find == ""
    assert rows.where == ()
    assert rows.table == "ties"


def test_too_many_values_are_cut():
    rows, problems = read({"where": [f"kind:{n}" for n in range(150)]})

    assert len(rows.where) == LONGEST_LIST
    assert len(problems) == 1


def test_columns_stand_in_the_order_of_the_table_and_values_of_one_column_together():
    rows, _ = read({"columns": ["since", "tie"], "where": ["kind:a", "tie:x", "kind:b"]})

    assert rows.columns == ("tie", "since")
    assert rows.values() == {"kind": ("a", "b"), "tie": ("x",)}
    assert rows.spoken() == "kind: a or b; tie: x"
    assert Rows(find="sun").spoken() == "“sun” in any column"
