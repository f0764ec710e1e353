from __future__ import annotations

import pytest

from graph.errors import DataError

BORDERS = "iso3,neighbour_iso3,km\n"


def claims(desk) -> dict[str, set[str]]:
    """Border claims by their name, what each says without its graph."""
    names = {
        line.split(" ", 1)[0].strip("<>")
        for line in desk.harvest("factbook")
        if line.startswith("<claim/factbook/border.")
    }
    return {
        name.removeprefix("claim/factbook/border."): {
            said.removesuffix(" <source/factbook>") for said in desk.about("factbook", name)
        }
        for name in names
    }


def test_a_border_that_both_sides_list_alike_is_one_tie_with_one_claim(desk):
    desk.table("factbook/borders.csv", BORDERS + "SYL,KHE,120\nKHE,SYL,120")

    assert claims(desk) == {
        "KHE.SYL": {
            "type <ontology#Claim>",
            "about <tie/KHE.SYL.border>",
            'amount "120.0"^^<xsd:decimal>',
            'unit "km"',
            'confidence "high"',
        }
    }
    assert "sender <state/KHE> <graph/atlas>" in desk.about("factbook", "tie/KHE.SYL.border")


def test_two_records_of_one_state_are_summed_and_marked(desk):
    desk.table("factbook/borders.csv", BORDERS + "SYL,KHE,59\nSYL,KHE,330\nKHE,SYL,59\nKHE,SYL,330")

    assert {
        'amount "389.0"^^<xsd:decimal>',
        'derived "true"^^<xsd:boolean>',
        'comment "derived: sum of 59 km and 330 km"@en',
    } <= claims(desk)["KHE.SYL"]


def test_sides_that_differ_both_have_their_say(desk):
    desk.table("factbook/borders.csv", BORDERS + "SYL,KHE,120\nKHE,SYL,100")
    found = claims(desk)

    assert found.keys() == {"KHE.SYL.KHE", "KHE.SYL.SYL"}
    assert 'amount "100.0"^^<xsd:decimal>' in found["KHE.SYL.KHE"]
    assert 'amount "120.0"^^<xsd:decimal>' in found["KHE.SYL.SYL"]


def test_a_base_without_a_code_is_no_neighbour_and_a_place_without_borders_has_none(desk):
    desk.fact("locations.toml", '[KHE]\nreason = "disputed"\nuse = "none"\nborders = false')
    desk.table("factbook/borders.csv", BORDERS + "SYL,,28.5\nKHE,SYL,100")

    assert claims(desk) == {}


def test_a_border_that_a_hand_written_file_has_from_the_same_source_is_not_said_again(desk):
    desk.fact(
        "curated/factbook.trig",
        """
        @base <https://w3id.org/accord-atlas/> .
        @prefix acc: <https://w3id.org/accord-atlas/ontology#> .
        GRAPH <source/factbook> { <claim/factbook/A1> acc:about <tie/KHE.SYL.border> . }
        """,
    )
    desk.table("factbook/borders.csv", BORDERS + "SYL,KHE,120\nKHE,SYL,120")

    assert claims(desk) == {}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("SYL,KHE,", "column 'km': '' is no length"),
        ("SYL,KHE,long", "column 'km': 'long' is no number"),
        ("SYL,Khemed,3", "column 'neighbour_iso3': 'Khemed' is no alpha-3 code"),
    ],
)
def test_a_bad_border_is_named(desk, row, message):
    desk.table("factbook/borders.csv", BORDERS + row)

    with pytest.raises(DataError) as caught:
        desk.harvest("factbook")
    assert str(caught.value) == f"borders.csv, row 2, {message}"
