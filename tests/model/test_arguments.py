"""Arguments: both sides in columns of their own, each beside what is said against it, either way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model.arguments import Asked, Step, balance, board, finding, reasoned
from graph.model.world import Argument
from tests.conftest import BASE

KHE, SYL = f"{BASE}state/KHE", f"{BASE}state/SYL"
GAZETTE, COURIER = f"{BASE}source/gazette", f"{BASE}source/courier"
TRADE, FAITH = f"{BASE}theme/trade", f"{BASE}theme/faith"


@pytest.fixture
def argued_world(small_world):
    """Four arguments: two about Khemed that answer each other, and two that nobody answers."""
    return replace(
        small_world,
        arguments=(
            Argument(
                "x/1", KHE, "benefit", GAZETTE, "More trade.", "The minister", (SYL,), (TRADE,),
                side="supporter",
            ),
            Argument(
                "x/2", KHE, "cost", COURIER, "Less friendship.", "The poet", (KHE, SYL), (TRADE, FAITH),
                counters=("x/1", "x/unknown"), side="critic", side_of="SYL",
            ),
            Argument("x/3", KHE, "obstacle", COURIER, "The law.", "The judge", side="critic"),
            Argument("x/4", SYL, "benefit", COURIER, "A road.", "The engineer", (KHE,), side="mixed"),
        ),
    )  # fmt: skip


def names(side):
    return [each.argument.iri for each in side]


def test_each_stands_beside_what_answers_it_either_way(argued_world):
    found = {
        each.argument.iri: [other.iri for other in each.against] for each in board(argued_world, Asked()).all
    }

    assert found == {"x/1": ["x/2"], "x/2": ["x/1"], "x/3": [], "x/4": []}


def test_both_sides_have_a_column_and_what_is_answered_comes_first(argued_world):
    found = board(argued_world, Asked())

    assert names(found.favouring) == ["x/1", "x/4"]
    assert names(found.opposing) == ["x/2", "x/3"]
    assert finding(found) == (
        "4 arguments: 2 on what an accession would bring, 2 on what it costs or depends on, "
        "or what stands in the way"
    )
    assert "1 by supporters, 2 by critics and 1 by speakers of both minds" in balance(found)
    assert found.unanswered == (1, 1)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (Asked(about=frozenset({"KHE"})), ["x/1", "x/2", "x/3"]),
        (Asked(themes=frozenset({"faith"})), ["x/2"]),
        (Asked(gains=frozenset({"KHE"})), ["x/4", "x/2"]),
        (Asked(stances=frozenset({"obstacle"})), ["x/3"]),
        (Asked(sides=frozenset({"critic"})), ["x/2", "x/3"]),
        (Asked(by="the POET"), ["x/2"]),
        (Asked(by="syl"), ["x/2"]),
        (Asked(about=frozenset({"SYL"}), stances=frozenset({"cost"})), []),
    ],
)
def test_a_reader_asks_by_state_theme_beneficiary_stance_side_and_speaker(argued_world, asked, left):
    assert names(board(argued_world, asked).all) == left


def test_what_answers_stands_beside_even_if_it_is_not_asked_for(argued_world):
    (found,) = board(argued_world, Asked(by="minister")).all

    assert [other.iri for other in found.against] == ["x/2"]


def test_what_is_asked_survives_its_link(argued_world):
    asked = Asked(
        about=frozenset({"KHE"}), themes=frozenset({"trade"}), gains=frozenset({"SYL"}),
        stances=frozenset({"benefit"}), sides=frozenset({"supporter"}), by="minister",
    )  # fmt: skip
    query = {name: [said] if isinstance(said, str) else said for name, said in asked.to_query().items()}

    assert Asked.from_query(query, argued_world) == (asked, ())


def test_what_of_a_link_is_no_use_is_told(argued_world):
    asked, problems = Asked.from_query({"stance": ["benefit", "song"], "on": ["XXX"]}, argued_world)

    assert asked == Asked(stances=frozenset({"benefit"}))
    assert problems == ("no argument with “on” 'XXX'", "no argument with “stance” 'song'")


def test_a_step_of_reasoning_stands_beside_what_others_say(argued_world):
    step = Step(
        "It would bring trade.", "paragraph 2", ("1", "9"), ("KHE.NUE.diplomatic-relations.inForce", "no")
    )
    (found,) = reasoned([step], argued_world)

    assert [other.text for other in found.argued[0].against] == ["Less friendship."]
    assert [tie.kind.slug for tie in found.ties] == ["diplomatic-relations"]


def test_before_its_source_was_out_nobody_had_argued(argued_world):
    from datetime import date

    assert names(board(argued_world.known_on(date(2022, 1, 1)), Asked()).all) == ["x/1"]
