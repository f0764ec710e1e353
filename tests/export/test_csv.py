"""Ties as CSV, and the description of its columns."""

import csv
import io
import json

import pytest

from graph.export.csv import COLUMNS, FILE, Told, description, rows, ties_csv
from tests.conftest import HORIZON


@pytest.fixture
def told(small_world):
    return [Told(tie, str(tie.certainty(HORIZON)), small_world, HORIZON) for tie in small_world.ties]


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_a_file_holds_every_tie_once_with_the_columns_that_were_chosen(told):
    columns = ["iri", "sender", "since", "independent_sources", "disputed"]
    found = read(ties_csv(told, columns))

    assert [row["iri"] for row in found] == [each.tie.iri for each in told]
    assert all(list(row) == columns for row in found)
    relations = next(row for row in found if row["iri"].endswith("NUE.SYL.diplomatic-relations.inForce"))
    assert relations == {
        "iri": "https://example.org/tie/NUE.SYL.diplomatic-relations.inForce",
        "sender": "Nuevo Rico",
        "since": "2020-10-18",
        "independent_sources": "2",
        "disputed": "false",
    }


def test_a_date_is_as_precise_as_its_source_and_empty_where_none_says(told):
    found = {row["iri"].rsplit("/", 1)[-1]: row for row in read(ties_csv(told, ["iri", "since"]))}

    assert found["KHE.league.member-of.inForce"]["since"] == "2009"
    assert found["KHE.abraham-accords.candidacy.proposed"]["since"] == "2025-03"
    assert found["BOR.KHE.border"]["since"] == ""


def test_every_column_has_a_value_of_its_kind_for_every_tie(told):
    for row in rows(told, list(COLUMNS)):
        for name, value in row.items():
            kinds = {"integer": int, "number": float, "boolean": bool}.get(COLUMNS[name].datatype, str)
            assert value is None or isinstance(value, kinds), (name, value)


def test_who_denies_it_stands_beside_who_reports_it(told):
    (row,) = (
        row
        for row in read(ties_csv(told, ["iri", "reported_by", "denied_by"]))
        if row["iri"].endswith("SAN.abraham-accords.accession.inForce")
    )

    assert (row["reported_by"], row["denied_by"]) == ("courier", "gazette")


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-x", "@sum", "\t=1", " =1"])
def test_a_name_is_never_run_as_a_formula(builder, name):
    builder.entity("EVL", label=name)
    builder.entity("SYL")
    builder.source("courier")
    builder.says("courier", "EVL", "embassy", "SYL", "inForce")
    world = builder.world()
    (row,) = read(ties_csv([Told(world.ties[0], "certain", world, HORIZON)], ["sender"]))

    assert row["sender"] == f"'{name}"


def test_line_breaks_and_quotes_come_back_as_they_were(builder):
    builder.entity("EVL", label='a "b",\nc')
    builder.entity("SYL")
    builder.source("courier")
    builder.says("courier", "EVL", "embassy", "SYL", "inForce")
    world = builder.world()
    (row,) = read(ties_csv([Told(world.ties[0], "certain", world, HORIZON)], ["sender"]))

    assert row["sender"] == 'a "b",\nc'


def test_the_description_tells_every_column_of_the_file_in_its_order():
    columns = ["iri", "amount", "disputed"]
    told = json.loads(description(columns, {"dc:title": "Ties"}))

    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert (told["url"], told["dc:title"]) == (FILE, "Ties")
    assert [column["name"] for column in told["tableSchema"]["columns"]] == columns
    assert [column["datatype"] for column in told["tableSchema"]["columns"]] == [
        "anyURI",
        "number",
        "boolean",
    ]
    assert all(column["dc:description"] for column in told["tableSchema"]["columns"])
