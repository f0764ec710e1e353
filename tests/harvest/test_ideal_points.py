from __future__ import annotations

import pytest

from graph.errors import DataError

POINTS = "iso3,year,ideal_point_fp\n"


def test_a_point_is_a_figure_of_its_year(desk):
    desk.table(
        "un_votes/ideal_points.csv", POINTS + "SYL,1946,-0.4986\nKHE,1946,1e-04\nCSK,1946,1\nSYL,1947,"
    )

    assert desk.about("ideal_points", "figure/un-ideal-points/SYL.un-ideal-point.1946") == {
        f"{said} <source/un-ideal-points>"
        for said in (
            "type <ontology#Figure>",
            "state <state/SYL>",
            'indicator "un-ideal-point"',
            'amount "-0.4986"^^<xsd:decimal>',
            'unit "ideal point"',
            'year "1946"^^<xsd:gYear>',
        )
    }
    assert 'amount "0.0001"^^<xsd:decimal> <source/un-ideal-points>' in desk.about(
        "ideal_points", "figure/un-ideal-points/KHE.un-ideal-point.1946"
    )
    assert not [line for line in desk.harvest("ideal_points") if "CSK" in line or "1947" in line]


def test_the_seat_of_serbia_goes_on_under_the_code_of_yugoslavia(desk):
    desk.table(
        "country_codes/extra_entities.csv",
        "code,kind,name_en,m49_region_like\nSRB,disputed,Serbia,Southern Europe",
    )
    desk.table("un_votes/ideal_points.csv", POINTS + "YUG,2005,1\nYUG,2007,1")
    subjects = {line.split(" ")[0] for line in desk.harvest("ideal_points") if line.startswith("<figure")}

    assert subjects == {"<figure/un-ideal-points/SRB.un-ideal-point.2007>"}


def test_a_bad_point_is_named(desk):
    desk.table("un_votes/ideal_points.csv", POINTS + "SYL,1946,left")

    with pytest.raises(
        DataError, match=r"^ideal_points\.csv, row 2, column 'ideal_point_fp': 'left' is no number$"
    ):
        desk.harvest("ideal_points")
