"""The four tables of a view: what stands in them, how they are searched, and as Parquet."""

from __future__ import annotations

import io

import pyarrow.parquet as pq
import pytest

from graph.export import sheets
from graph.export.csv import Told
from graph.export.parquet import part_parquet
from graph.export.sheets import SHEETS, Shown
from graph.export.taken import LICENCE, NOTICE
from graph.model.reliance import reliances
from tests.conftest import HORIZON


@pytest.fixture
def told(small_world):
    return [Told(tie, str(tie.certainty(HORIZON)), small_world, HORIZON) for tie in small_world.ties]


@pytest.fixture
def by_name(small_world, told):
    """Each table of the small world, whole."""
    shown = [Shown(entity, None, 0, ()) for entity in small_world.entities]
    return {
        "ties": sheets.ties(told).whole(),
        "entities": sheets.entities(shown).whole(),
        "claims": sheets.claims(told).whole(),
        "sources": sheets.sources(reliances(small_world, small_world.ties), small_world).whole(),
    }


@pytest.mark.parametrize("name", SHEETS)
def test_every_column_of_every_table_says_what_its_description_promises(by_name, name):
    table = by_name[name].table(list(SHEETS[name]))

    types = {"number": "double", "integer": "int64", "boolean": "bool"}
    for field in table.schema:
        column = SHEETS[name][field.name]
        assert str(field.type) == types.get(column.datatype, "string")
        assert field.metadata == {
            b"title": column.title.encode(),
            b"description": column.description.encode(),
        }
    assert len(table) == len(by_name[name]) > 0
    assert len(set(table["iri"].to_pylist())) == len(table)


def test_there_is_one_row_for_each_claim_that_somebody_affirms_or_denies(small_world, by_name):
    claims = by_name["claims"].table(["iri", "denies", "tie_iri"]).to_pylist()

    assert {row["iri"] for row in claims} == {claim.iri for claim in small_world.claims}
    (denial,) = [row for row in claims if row["denies"]]
    assert denial["tie_iri"].endswith("SAN.abraham-accords.accession.inForce")


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("khemed EMBASSY", "KHE.NUE.embassy.inForce"),
        ("embassy khemed", "KHE.NUE.embassy.inForce"),
        ("Bórdurià refuSED", "BOR.abraham-accords.refusal.refused"),
        ("2023", "BOR.NUE.oil-supply.2023"),
    ],
)
def test_a_row_says_every_word_in_any_column_whatever_its_case_and_accents(by_name, text, tie):
    found = by_name["ties"].saying(text)

    assert [iri.rsplit("/", 1)[-1] for iri in found.table(["iri"])["iri"].to_pylist()] == [tie]


def test_what_is_searched_is_no_pattern(by_name):
    assert len(by_name["ties"].saying(".*")) == 0
    assert len(by_name["ties"].saying("")) == len(by_name["ties"])
    assert len(by_name["ties"].having("tie", ["("])) == 0


def test_a_choice_is_one_of_the_words_and_any_other_column_says_a_part(by_name):
    ties = by_name["ties"]
    choices = ties.choices("kind")

    assert choices["visit"] == 2
    assert sum(choices.values()) == len(ties)
    assert list(choices.values()) == sorted(choices.values(), reverse=True)
    assert len(ties.having("kind", ["visit", "embassy"])) == choices["visit"] + choices["embassy"]
    assert len(ties.having("kind", ["vis"])) == 0
    assert len(ties.having("sender", ["ottok", "SONDO"])) == 3
    assert ties.having("disputed", ["true"]).table(["disputed"])["disputed"].to_pylist() == [True]
    assert len(ties.having("phase", ["(none)"])) == choices_of(ties, "phase", None)


def choices_of(part, name, value) -> int:
    return part.table([name])[name].to_pylist().count(value)


def test_rows_that_are_left_are_those_of_the_records(by_name):
    found = by_name["ties"].saying("visited")

    assert [found.row(n).tie.iri for n in range(len(found))] == found.table(["iri"])["iri"].to_pylist()
    with pytest.raises(IndexError):
        found.row(len(found))


def test_the_screen_has_the_same_values_in_fewer_bytes(small_world, told):
    many = sheets.ties(told * 50).whole()
    names = ["tie", "kind", "amount", "disputed"]

    assert many.shown(names).to_pydict() == many.table(names).to_pydict()
    assert many.shown(names).nbytes * 2 < many.table(names).nbytes


def test_parquet_says_what_its_columns_mean_and_where_it_is_from(by_name):
    part = by_name["claims"].having("denies", ["true"])
    about = {"as_of": "2026-06-29", "lens": "relations", "data": "small"}

    read = pq.read_table(io.BytesIO(part_parquet(part, ["iri", "amount", "denies"], about)))

    assert read.to_pydict() == part.table(["iri", "amount", "denies"]).to_pydict()
    assert read.schema.field("denies").metadata[b"description"] == b"Whether it says that the tie is not."
    said = {name.decode(): value.decode() for name, value in read.schema.metadata.items()}
    assert said == {**about, "licence": LICENCE, "attribution": NOTICE}


def test_a_text_that_no_file_can_hold_is_made_fit(builder):
    builder.entity("EVL", label="a\ud800b")
    builder.entity("SYL")
    builder.source("courier")
    builder.says("courier", "EVL", "embassy", "SYL", "inForce")
    world = builder.world()
    part = sheets.ties([Told(world.ties[0], "certain", world, HORIZON)]).whole()

    assert part.table(["sender"])["sender"].to_pylist() == ["a?b"]
