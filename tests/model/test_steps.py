"""A step is called by what it changes, in the reader's words."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from graph.model.entity import EntityType
from graph.model.history import Sight
from graph.model.kind import Family
from graph.model.standing import Standing
from graph.model.steps import step
from graph.model.view import View
from tests.model.test_describe import CHANGES


def some(*words):
    return frozenset(words)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (View(), View(religions=some("islam"), share=60), "religion: at least 60 % islam"),
        (View(religions=some("islam")), View(), "religion: any"),
        (View(), View(focus=some("SYL")), "focus on Syldavia"),
        (View(focus=some("SYL")), View(focus=some("SYL"), depth=2), "2 steps around Syldavia"),
        (View(focus=some("SYL"), depth=2), View(), "no focus"),
        (View(), View(hidden=some("SYL")), "hide Syldavia"),
        (View(hidden=some("SYL", "BOR")), View(hidden=some("BOR")), "show Syldavia again"),
        (View(), View(only=some("SYL", "BOR")), "keep only Borduria and Syldavia"),
        (View(only=some("SYL")), View(), "keep all again"),
        (View(), View(families=some(Family.ECONOMIC)), "families: economic"),
        (View(families=some(Family.ECONOMIC)), View(), "families: any"),
        (View(families=some(*Family)), View(families=some(*list(Family)[1:])), "families: without accord"),
        (View(families=some(*list(Family)[1:])), View(families=some(*Family)), "families: also accord"),
        (View(types=some(EntityType.STATE)), View(), "kinds of entity: as usual"),
        (View(), View(standings=some(*list(Standing)[:4])), "standing: broker, declared, member and 1 more"),
        (View(), View(as_of=date(2021, 1, 6)), "day: 6 January 2021"),
        (View(folded=some("east")), View(), "unfold east"),
        (View(), View(sources=2), "at least 2 independent sources"),
    ],
)
def test_a_change_of_the_view_is_told(small_world, before, after, name):
    assert step(Sight(before), Sight(after), small_world) == name


@pytest.mark.parametrize(("clause", "value"), CHANGES)
def test_every_clause_has_a_name_of_its_own(small_world, clause, value):
    there = step(Sight(View()), Sight(replace(View(), **{clause: value})), small_world)
    back = step(Sight(replace(View(), **{clause: value})), Sight(View()), small_world)

    assert "nothing" not in (there, back)
    assert ";" not in there + back
    assert {clause for clause, _ in CHANGES} | {"share", "depth"} >= {f.name for f in fields(View)}


def test_picks_are_told(small_world):
    syldavia = next(e.iri for e in small_world.entities if e.label == "Syldavia")
    first, other = small_world.ties[:2]
    here = Sight(View())

    def to(*iris):
        return step(here, replace(here, opened=iris), small_world)

    assert to(syldavia) == "open Syldavia"
    assert to(first.iri).startswith(f"open {first.kind.label}: ")
    assert to(first.iri, other.iri) == "open 2 ties"
    assert step(replace(here, opened=(syldavia,)), here, small_world) == "close what was open"


def test_places_are_told(small_world):
    here = Sight(View())
    put = replace(here, placed={"SYL": (1, 2)})

    assert step(here, put, small_world) == "pin Syldavia"
    assert step(put, replace(put, placed={"SYL": (9, 2)}), small_world) == "pin Syldavia"
    assert step(put, here, small_world) == "unpin Syldavia"


def test_many_changes_at_once_are_counted(small_world):
    after = View(text="x", sources=1, unverified=True, frame=False, hidden=some("SYL"))

    assert step(Sight(View()), Sight(after), small_world).endswith("; 3 more changes")
