"""A difference as JSON and CSV: every change once, with its sources, and no formula for a spreadsheet."""

import csv
import io
from datetime import date

import pytest

from graph.export.difference import COLUMNS, difference_csv, difference_record
from graph.model.difference import diff
from tests.conftest import HORIZON
from tests.model.test_difference import moment


@pytest.fixture
def embassy(builder):
    """An embassy announced in 2020 and opened in 2021, as one paper tells."""
    builder.entity("A", label="=HYPERLINK(1)"), builder.entity("B", label="Borduria")
    builder.source("paper", "2022", url="https://example.org/paper")
    builder.says("paper", "A", "embassy", "B", "announced", "2020-01-01")
    builder.says("paper", "A", "embassy", "B", "inForce", "2021-01-01")
    builder.says("paper", "A", "visit", "B", since="2021-05", occasion="2021-05")
    return builder.world()


def test_the_record_tells_both_stages_with_their_claims(embassy):
    found = diff(moment(embassy, date(2020, 6, 1)), moment(embassy))

    record = difference_record(found, embassy, embassy)

    assert set(record) == {
        "sentence", "gained", "lost", "raised", "lowered", "changed", "supported", "possible", "standings",
    }  # fmt: skip
    assert record["sentence"] == "1 tie gained and 1 raised"
    assert [tie["kind"] for tie in record["gained"]] == ["visit"]
    (step,) = record["raised"]
    assert (step["before"]["phase"], step["after"]["phase"]) == ("announced", "inForce")
    assert step["values"] == ["since"]
    assert step["after"]["claims"][0]["url"] == "https://example.org/paper"


def test_the_table_has_a_line_for_every_change_and_names_its_sources(embassy):
    found = diff(moment(embassy, date(2020, 6, 1)), moment(embassy))

    rows = list(csv.DictReader(io.StringIO(difference_csv(found, embassy, embassy))))

    assert tuple(rows[0]) == COLUMNS
    assert [(row["change"], row["phase before"], row["phase after"]) for row in rows] == [
        ("gained", "", ""),
        ("raised", "announced", "inForce"),
    ]
    assert {row["sources"] for row in rows} == {"Title of paper"}
    assert {row["urls"] for row in rows} == {"https://example.org/paper"}


def test_a_name_that_reads_like_a_formula_is_kept_as_text(embassy):
    found = diff(moment(embassy, date(2020, 6, 1)), moment(embassy))

    rows = list(csv.DictReader(io.StringIO(difference_csv(found, embassy, embassy))))

    assert {row["sender"] for row in rows} == {"'=HYPERLINK(1)"}


def test_a_state_that_stands_elsewhere_has_its_line_and_its_ties(small_world):
    found = diff(moment(small_world, date(2020, 9, 30)), moment(small_world, date(2020, 12, 31)))

    record = difference_record(found, small_world, small_world)
    rows = list(csv.DictReader(io.StringIO(difference_csv(found, small_world, small_world))))

    (state,) = record["standings"]
    assert (state["code"], state["from"], state["to"]) == ("SYL", "declared", "member")
    assert [tie["kind"] for tie in state["ties"]] == ["signature", "diplomatic-relations"]
    assert (rows[0]["change"], rows[0]["phase before"], rows[0]["phase after"]) == (
        "standing", "declared", "member",
    )  # fmt: skip
    assert rows[0]["since after"] == "2020-10-18"


def test_no_difference_is_a_table_without_lines(small_world):
    found = diff(moment(small_world, HORIZON), moment(small_world, HORIZON))

    assert difference_csv(found, small_world, small_world) == ",".join(COLUMNS) + "\r\n"
