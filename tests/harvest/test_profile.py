from __future__ import annotations

import pytest

from graph.errors import DataError

PROFILE = "iso3,name,capital_coord,coord,capital,population_text,area_total,gdp_official,government_type\n"
HERE = ',"45 00 N, 20 00 E"'


def figures(desk) -> dict[str, set[str]]:
    subjects = {line.split(" ", 1)[0].strip("<>") for line in desk.harvest("factbook") if "Figure" in line}
    return {
        subject.removeprefix("figure/factbook/"): {
            said.removesuffix(" <source/factbook>")
            for said in desk.about("factbook", subject)
            if said.startswith(("amount", "unit", "year", "derived", "comment"))
        }
        for subject in subjects
    }


def test_figures_have_their_unit_and_their_year(desk):
    assert figures(desk) == {
        "SYL.population.2024": {
            'amount "642000.0"^^<xsd:decimal>',
            'unit "count"',
            'year "2024"^^<xsd:gYear>',
        },
        "SYL.area": {'amount "12300.0"^^<xsd:decimal>', 'unit "km2"'},
        "SYL.gdp.2023": {'amount "3649000000.0"^^<xsd:decimal>', 'unit "USD"', 'year "2023"^^<xsd:gYear>'},
    }


def test_capital_and_government_are_the_source_s_words(desk):
    assert {
        "about <state/SYL> <source/factbook>",
        "question <question/capital> <source/factbook>",
        'answer "Klow" <source/factbook>',
    } <= desk.about("factbook", "statement/factbook.SYL.capital")
    assert 'answer "monarchy" <source/factbook>' in desk.about(
        "factbook", "statement/factbook.SYL.government"
    )
    assert desk.about("factbook", "statement/factbook.KHE.capital") == set()


def test_two_records_of_one_state_are_summed_and_an_economy_measured_as_one_is_not(desk):
    desk.fact("locations.toml", '[SYL]\nreason = "two parts"\nuse = "none"')
    desk.table(
        "factbook/profile.csv",
        PROFILE
        + f'SYL,North,{HERE},,"1,000 (2025 est.)",5 sq km,$2 million (2024 est.),\n'
        + f'SYL,South,{HERE},,"2,000 (2025 est.)",7 sq km,$2 million (2024 est.),',
    )
    found = figures(desk)

    assert {
        'amount "3000.0"^^<xsd:decimal>',
        'derived "true"^^<xsd:boolean>',
        'comment "derived: sum of 1,000 (North) and 2,000 (South)"@en',
    } <= found["SYL.population.2025"]
    assert {'amount "2000000.0"^^<xsd:decimal>', 'comment "as one for North and South"@en'} <= found[
        "SYL.gdp.2024"
    ]
    assert not [said for said in found["SYL.gdp.2024"] if said.startswith("derived")]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("many,,,", "column 'population_text': 'many' is no count with a year"),
        (",wide,,", "column 'area_total': 'wide' is no area"),
        (",,rich,", "column 'gdp_official': 'rich' is no sum with a year"),
    ],
)
def test_a_bad_figure_is_named(desk, cells, message):
    desk.table("factbook/profile.csv", PROFILE + f"SYL,Syldavia,{HERE},,{cells}")

    with pytest.raises(DataError, match=r"^profile\.csv, row 2, ") as caught:
        desk.harvest("factbook")
    assert message in str(caught.value)
