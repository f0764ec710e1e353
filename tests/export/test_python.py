"""A view as Python: what is copied asks for the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import graph.atlas
from graph.export.python import code
from graph.model.entity import EntityType
from graph.model.kind import Family, Nature
from graph.model.source import Confidence
from graph.model.view import View


def run(text: str, atlas, monkeypatch) -> dict:
    monkeypatch.setattr(graph.atlas, "open_atlas", lambda: atlas)
    found: dict = {}
    exec(compile(text, "copied", "exec"), found)
    return found


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(as_of=date(2020, 9, 30), known_on=date(2025, 11, 5), lens="signed"),
        View(families=frozenset({Family.ACCORD}), types=frozenset(EntityType), natures=frozenset(Nature)),
        View(text="'\"\\\n__import__('os')#\u202e", statehood=frozenset(), frame=False, past_years=200),
        View(confidence=Confidence.HIGH, kinds=frozenset({"embassy"}), focus=frozenset({"ISR"}), depth=2),
    ],
)
def test_the_copied_lines_make_the_same_view_and_the_same_ties(real_atlas, monkeypatch, view):
    found = run(code(real_atlas.taken(view)), real_atlas, monkeypatch)

    assert found["view"] == replace(view, as_of=real_atlas.day(view))
    assert found["ties"] == real_atlas.ties(view)
    assert set(found["network"].edges(keys=True)) == set(real_atlas.network(view).edges(keys=True))


def test_a_clause_that_does_not_differ_is_not_named(real_atlas):
    text = code(real_atlas.taken(View(lens="signed")))

    assert "lens='signed'" in text
    assert "families" not in text.partition("view = ")[2]


@pytest.mark.parametrize("slug", ["first", "bolivia", "kazakhstan-before"])
def test_a_saved_view_can_be_copied(real_atlas, monkeypatch, slug):
    view = real_atlas.views[slug].view
    found = run(code(real_atlas.taken(view)), real_atlas, monkeypatch)

    assert found["ties"] == real_atlas.ties(view)
