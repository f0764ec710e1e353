"""Why something is in the picture."""

import pytest

from graph.model.kind import Family
from graph.model.reasons import asked_of_ties, entity_reason
from graph.model.standing import Standing, places
from graph.model.view import View
from tests.conftest import HORIZON, RELATIONS


@pytest.mark.parametrize(
    ("code", "view", "fits", "reason"),
    [
        ("KHE", View(), True, "has a tie that fits"),
        ("NUE", View(), False, "kept in every picture"),
        ("KHE", View(standings=frozenset({Standing.CANDIDATE})), True, "candidate"),
        (
            "BOR",
            View(standings=frozenset({Standing.MEMBER}), also=frozenset({"BOR"})),
            True,
            "asked for by name",
        ),
        (
            "SYL",
            View(religions=frozenset({"sunni"}), regions=frozenset({"west"})),
            True,
            "its population fits, in a region asked for",
        ),
        ("KHE", View(text="hem"), True, "“hem” is in its name"),
        ("KHE", View(focus=frozenset({"KHE"})), True, "the focus"),
        ("BOR", View(focus=frozenset({"KHE"})), True, "near the focus"),
    ],
)
def test_a_reason_names_what_of_the_view_is_met(small_world, code, view, fits, reason):
    entity = next(entity for entity in small_world.entities if entity.code == code)
    place = places(small_world, HORIZON, RELATIONS).get(entity.iri)

    assert entity_reason(entity, view, place, fits=fits) == reason


def test_what_is_asked_of_ties_is_told_where_something_is():
    assert asked_of_ties(View()) == ""
    assert asked_of_ties(View(families=frozenset({Family.ACCORD}))) == "ties of this family were asked for"
    assert asked_of_ties(View(families=frozenset({Family.ACCORD}), kinds=frozenset({"visit"}))) == (
        "ties of this family and kind were asked for"
    )
