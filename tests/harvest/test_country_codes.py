from __future__ import annotations

import pytest

from graph.errors import DataError


def test_a_member_state_is_described_with_codes_and_names(desk):
    assert desk.about("country_codes", "state/SYL") == {
        "type <ontology#State> <graph/atlas>",
        "type <https://schema.org/Country> <graph/atlas>",
        'code "SYL" <graph/atlas>',
        'iso2 "QX" <graph/atlas>',
        'isoNumeric "901" <graph/atlas>',
        'statehood "un-member" <graph/atlas>',
        'label "Syldavia"@en <graph/atlas>',
        'label "Syldavie"@fr <graph/atlas>',
        "sameAs <http://www.wikidata.org/entity/Q1> <graph/atlas>",
        "source <source/cldr> <graph/atlas>",
        "source <source/country-codes> <graph/atlas>",
        "region <region/m49-southern-europe> <source/country-codes>",
    }


def test_the_code_na_stays_and_names_by_cldr_go_before_the_table(desk):
    said = desk.about("country_codes", "state/KHE")

    assert 'iso2 "NA" <graph/atlas>' in said
    assert 'label "Namibia"@en <graph/atlas>' in said  # the name that CLDR gives to NA
    assert {'altLabel "Khemed"@en <graph/atlas>', 'altLabel "Emirate of Khemed"@en <graph/atlas>'} <= said


def test_a_state_that_no_hand_written_file_speaks_of_is_described_too(desk):
    desk.speak_of("SYL")

    assert {'code "KHE" <graph/atlas>', 'code "STH" <graph/atlas>'} <= {
        line.split("#", 1)[-1].replace("code>", "code") for line in desk.harvest("country_codes")
    }


def test_a_territory_is_no_country_and_lies_in_the_narrowest_region(desk):
    said = desk.about("country_codes", "state/STH")

    assert 'statehood "territory" <graph/atlas>' in said
    assert "region <region/m49-south-america> <source/country-codes>" in said
    assert not any("Country" in line or line.startswith("sameAs") for line in said)


def test_an_entity_outside_iso_has_its_region_by_our_own_word(desk):
    desk.speak_of("XBO")

    assert desk.about("country_codes", "state/XBO") == {
        "type <ontology#State> <graph/atlas>",
        'code "XBO" <graph/atlas>',
        'statehood "recognised-by-some" <graph/atlas>',
        'label "Borduria"@en <graph/atlas>',
        "source <source/extra-entities> <graph/atlas>",
        "region <region/m49-southern-europe> <source/extra-entities>",
    }


def test_an_override_names_a_state_and_keeps_the_other_names(desk):
    desk.fact(
        "labels.toml", '[SYL]\nreason = "asked for by the state"\nlabel.en = "Zyldavia"\nalias.fr = ["Z"]'
    )
    said = desk.about("country_codes", "state/SYL")

    assert {
        'label "Zyldavia"@en <graph/atlas>',
        'altLabel "Syldavia"@en <graph/atlas>',
        'altLabel "Z"@fr <graph/atlas>',
        'editorialNote "asked for by the state"@en <graph/atlas>',
    } <= said


def test_a_state_that_no_table_has_is_an_error(desk):
    desk.speak_of("SYL", "ZZZ")

    with pytest.raises(DataError, match=r"^data/ speaks of state 'ZZZ'; .* have no such row$"):
        desk.harvest("country_codes")


def test_a_name_that_is_settled_for_no_state_of_the_tables_is_an_error(desk):
    desk.fact("labels.toml", '[ZZZ]\nreason = "no table has it"')

    with pytest.raises(DataError, match="state 'ZZZ'"):
        desk.harvest("country_codes")


def test_an_organisation_is_no_state(desk):
    desk.speak_of("XEU")

    with pytest.raises(DataError, match="state 'XEU'"):
        desk.harvest("country_codes")


def test_a_region_that_no_scheme_has_is_an_error(desk):
    desk.table(
        "country_codes/extra_entities.csv", "code,kind,name_en,m49_region_like\nXBO,disputed,Borduria,Balkans"
    )
    desk.speak_of("XBO")

    with pytest.raises(DataError) as caught:
        desk.harvest("country_codes")
    assert str(caught.value).endswith(
        "row 2, column 'm49_region_like': 'Balkans' is no region of data/schemes/regions.ttl"
    )


def test_a_kind_that_nobody_knows_is_an_error(desk):
    desk.table("country_codes/extra_entities.csv", "code,kind,name_en,m49_region_like\nXBO,empire,Borduria,")
    desk.speak_of("XBO")

    with pytest.raises(DataError, match=r"^extra_entities\.csv, row 2, column 'kind': 'empire' is none of "):
        desk.harvest("country_codes")


def test_a_state_without_an_english_name_is_an_error(desk):
    desk.table("country_codes/extra_entities.csv", "code,kind,name_en,m49_region_like\nXBO,disputed,,")
    desk.speak_of("XBO")

    with pytest.raises(
        DataError, match=r"^labels\.toml: \[XBO\] gives no English label, and no table has one$"
    ):
        desk.harvest("country_codes")
