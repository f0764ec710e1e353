from __future__ import annotations

import pytest

from graph.errors import DataError

PROFILE = "iso3,capital_coord,coord,name,capital,population_text,area_total,gdp_official,government_type\n"
NOTHING_ELSE = ",,,,,,"  #: the cells behind the places


def places(desk, code: str) -> set[str]:
    return {line for line in desk.about("factbook", f"state/{code}") if "itude" in line}


def test_a_state_stands_at_its_capital(desk):
    assert places(desk, "SYL") == {
        'latitude "45.5"^^<xsd:decimal> <graph/atlas>',
        'longitude "20.25"^^<xsd:decimal> <graph/atlas>',
    }


def test_without_a_capital_it_stands_where_the_country_does(desk):
    assert places(desk, "KHE") == {
        'latitude "-12.0"^^<xsd:decimal> <graph/atlas>',
        'longitude "-45.6667"^^<xsd:decimal> <graph/atlas>',
    }


def test_a_disputed_capital_is_not_used(desk):
    desk.fact("locations.toml", '[SYL]\nreason = "disputed"\nuse = "country"')

    assert places(desk, "SYL") == {
        'latitude "45.0"^^<xsd:decimal> <graph/atlas>',
        'longitude "20.0"^^<xsd:decimal> <graph/atlas>',
    }


def test_a_disputed_place_has_no_location_even_with_two_records(desk):
    desk.fact("locations.toml", '[SYL]\nreason = "disputed"\nuse = "none"')
    desk.table(
        "factbook/profile.csv",
        PROFILE + f'SYL,,"45 00 N, 20 00 E"{NOTHING_ELSE}\nSYL,,"46 00 N, 20 00 E"{NOTHING_ELSE}',
    )

    assert places(desk, "SYL") == set()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('SYL,"45 84 N, 20 15 E",', "column 'capital_coord': '45 84 N, 20 15 E' lies outside the globe"),
        ('SYL,,"45 00 N, 181 00 E"', "column 'coord': '45 00 N, 181 00 E' lies outside the globe"),
        ("SYL,,here: 45 N", "column 'coord': 'here: 45 N' is no latitude and longitude"),
        ("SYL,,", "column 'coord': '' is no latitude and longitude"),
        ('Syldavia,,"45 00 N, 20 00 E"', "column 'iso3': 'Syldavia' is no alpha-3 code"),
        ('SYL,,"45 00 N, 20 00 E"\nSYL,,"46 00 N, 20 00 E"', "column 'iso3': 'SYL' has a second record"),
    ],
)
def test_a_bad_place_is_named(desk, row, message):
    rows = "\n".join(line + NOTHING_ELSE for line in row.splitlines())
    desk.table("factbook/profile.csv", PROFILE + rows)

    with pytest.raises(DataError, match=r"^profile\.csv, row [23], ") as caught:
        desk.harvest("factbook")
    assert message in str(caught.value)


def test_a_region_is_the_source_s_word(desk):
    assert "region <region/factbook-middle-east> <source/factbook>" in desk.about("factbook", "state/KHE")


def test_what_the_tables_of_codes_do_not_have_is_not_harvested(desk):
    desk.table("factbook/gec_iso3.csv", "iso3,factbook_folder\nZZZ,europe\nSYL,europe")

    assert not [line for line in desk.harvest("factbook") if "ZZZ" in line]


def test_a_range_is_two_bounds_in_the_graph_of_the_source(desk):
    assert desk.about("factbook", "composition/factbook/KHE.islam") == {
        "type <ontology#Composition> <source/factbook>",
        "state <state/KHE> <source/factbook>",
        "religion <religion/islam> <source/factbook>",
        'base "population" <source/factbook>',
        'shareLow "0.95"^^<xsd:decimal> <source/factbook>',
        'shareHigh "0.98"^^<xsd:decimal> <source/factbook>',
        'year "2015"^^<xsd:gYear> <source/factbook>',
        'level "1"^^<xsd:integer> <source/factbook>',
        'comment "by hand from the published text: as published"@en <source/factbook>',
    }


def test_words_alone_give_no_figure(desk):
    said = desk.about("factbook", "composition/factbook/KHE.christianity")

    assert not [line for line in said if line.startswith(("share", "year"))]


def test_another_base_has_a_name_of_its_own_and_one_bound_stays_one(desk):
    said = desk.about("factbook", "composition/factbook/KHE.shia.citizens")

    assert {
        line.removesuffix(" <source/factbook>") for line in said if line.startswith(("share", "base"))
    } == {
        'base "citizens"',
        'shareHigh "0.6"^^<xsd:decimal>',
    }


def test_what_a_hand_written_file_says_of_the_factbook_is_not_said_again(desk):
    desk.fact(
        "curated/factbook.trig",
        """
        @base <https://w3id.org/accord-atlas/> .
        @prefix acc: <https://w3id.org/accord-atlas/ontology#> .
        GRAPH <source/factbook> {
        <composition/factbook/A1> acc:base "population" ;
            acc:religion <religion/islam> ; acc:state <state/KHE> .
        }
        """,
    )

    assert desk.about("factbook", "composition/factbook/KHE.islam") == set()
