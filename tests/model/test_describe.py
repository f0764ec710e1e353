"""A View and a world in sentences."""

from datetime import date

import pytest

from graph.model.describe import describe, finding
from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.standing import Standing, places
from graph.model.view import View
from tests.conftest import HORIZON, RELATIONS


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View(), "All states and organisations; as of 29 June 2026"),
        (
            View(religions=frozenset({"sunni", "shia"}), share=60, regions=frozenset({"east"})),
            "States whose population is at least 60 % shia or sunni, of east; with the Accords, their party "
            "and their broker; as of 29 June 2026",
        ),
        (
            View(standings=frozenset({Standing.MEMBER, Standing.CANDIDATE}), also=frozenset({"BOR"})),
            "States that stand toward the Accords as member or candidate (with Borduria); as of 29 June 2026",
        ),
        (
            View(standings=frozenset(Standing) - {Standing.OUTSIDE}, families=frozenset({Family.ACCORD})),
            "States with a standing toward the Accords; ties: accord; as of 29 June 2026",
        ),
        (
            View(
                kinds=frozenset({"embassy"}), sources=2, known_on=date(2025, 11, 5), as_of=date(2020, 9, 30)
            ),
            "All states and organisations; only embassy; said by at least 2 independent sources; "
            "as of 30 September 2020, from what was known on 5 November 2025",
        ),
        (
            View(focus=frozenset({"SYL"}), types=frozenset({EntityType.STATE}), text="x", frame=False),
            "States with “x” in the name; shown: state or territory; within 1 step of Syldavia; "
            "as of 29 June 2026",
        ),
        (View(as_of=date(2030, 1, 1)), "All states and organisations; as of 29 June 2026"),
    ],
)
def test_a_view_has_a_sentence(small_world, view, said):
    assert describe(view, small_world) == said


def test_the_title_is_a_finding(small_world):
    assert finding(places(small_world, HORIZON, RELATIONS), small_world) == (
        "One state is a member of the Abraham Accords, San Theodoros has only signed and one is a candidate"
    )
    assert finding(places(small_world, date(2019, 1, 1), RELATIONS), small_world) == (
        "No state had joined the Abraham Accords yet"
    )


def test_the_title_speaks_of_the_states_that_were_asked_for(small_world):
    stand = places(small_world, HORIZON, RELATIONS)
    iri = {entity.code: entity.iri for entity in small_world.entities if entity.code}

    assert finding(stand, small_world, {iri["KHE"], iri["BOR"], iri["POL"]}) == (
        "Of three states that fit, Khemed is a candidate, Borduria is reported to have declined and Poldavia "
        "stands outside"
    )
    assert finding(stand, small_world, {iri["SYL"]}) == "Syldavia is a member"
    assert finding(stand, small_world, set()) == "No state fits what was asked for"
