"""A View and a world in sentences."""

from dataclasses import fields, replace
from datetime import date

import pytest

from graph.model.describe import describe, finding
from graph.model.entity import EntityType, Statehood
from graph.model.kind import Family, Nature, Phase
from graph.model.looks import Layout, Width
from graph.model.source import Confidence
from graph.model.standing import Standing, places
from graph.model.tie import Grade
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
            "States with “x” in the name; the Accords, their party and their broker only where they fit; "
            "shown: state or territory; within 1 step of Syldavia; as of 29 June 2026",
        ),
        (View(as_of=date(2030, 1, 1)), "All states and organisations; as of 29 June 2026"),
        (
            View(
                natures=frozenset({Nature.LASTING, Nature.EVENT}),
                phases=frozenset({Phase.PROPOSED, Phase.SIGNED}),
                past_years=0,
                grades=frozenset({Grade.DISPUTED, Grade.CORROBORATED}),
                confidence=Confidence.MEDIUM,
                unverified=True,
                lens="signed",
            ),
            "All states and organisations; only lasting ties and events; what has stages only where proposed "
            "or signed; no past events; support: corroborated or disputed; with medium confidence or more; "
            "general knowledge included; as of 29 June 2026, members as “signed” counts them",
        ),
        (
            View(
                statehood=frozenset({Statehood.UN_OBSERVER, Statehood.TERRITORY}),
                organizations_out=frozenset({"league"}),
                also=frozenset({"league", "BOR"}),
                phases=frozenset(Phase),
                past_years=1,
            ),
            "States outside The League; with the Accords, their party and their broker; of places only "
            "observers at the United Nations and territories; of others only The League; what has ended "
            "included; events of the last 1 year; as of 29 June 2026",
        ),
    ],
)
def test_a_view_has_a_sentence(small_world, view, said):
    assert describe(view, small_world) == said


CHANGES = [
    ("as_of", date(2020, 9, 15)),
    ("known_on", date(2025, 11, 5)),
    ("lens", "signed"),
    ("types", frozenset(EntityType)),
    ("types", frozenset()),
    ("families", frozenset({Family.ACCORD})),
    ("kinds", frozenset({"embassy"})),
    ("kinds_out", frozenset({"embassy"})),
    ("natures", frozenset(Nature)),
    ("phases", frozenset({Phase.REFUSED})),
    ("phases", frozenset()),
    ("religions", frozenset({"sunni"})),
    ("regions", frozenset({"west"})),
    ("standings", frozenset({Standing.MEMBER})),
    ("also", frozenset({"league"})),
    ("statehood", frozenset({Statehood.UN_MEMBER})),
    ("statehood", frozenset(Statehood)),
    ("frame", False),
    ("organizations", frozenset({"league"})),
    ("organizations_out", frozenset({"league"})),
    ("grades", frozenset({Grade.SINGLE})),
    ("sources", 1),
    ("confidence", Confidence.HIGH),
    ("unverified", True),
    ("past_years", 7),
    ("focus", frozenset({"SYL"})),
    ("hidden", frozenset({"SYL"})),
    ("only", frozenset({"SYL"})),
    ("expanded", frozenset({"SYL.embassy.10"})),
    ("folded", frozenset({"east", "bodies"})),
    ("layout", Layout.REGION),
    ("widths", Width.AMOUNT),
    ("most", 500),
    ("most", 0),
    ("text", "syl"),
]


@pytest.mark.parametrize("default", [View(), View(regions=frozenset({"east"}), as_of=date(2021, 6, 1))])
@pytest.mark.parametrize(("clause", "value"), CHANGES)
def test_a_view_that_shows_something_else_says_so(small_world, default, clause, value):
    assert describe(replace(default, **{clause: value}), small_world) != describe(default, small_world)


def test_every_clause_has_its_words():
    assert {clause for clause, _ in CHANGES} | {"share", "depth"} == {field.name for field in fields(View)}


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
