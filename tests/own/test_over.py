"""A world with more in it is what it would be had it been made so from the beginning."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.shown import show
from graph.model.standing import Places
from graph.model.view import View
from graph.table import build as tables
from graph.table.narrow import narrow
from tests.conftest import HORIZON
from tests.table.worlds import worlds


@settings(max_examples=settings.default.max_examples // 2)
@given(worlds(), st.data())
def test_ties_are_shown_as_if_all_claims_had_come_at_once(world, data):
    later = data.draw(st.sets(st.sampled_from(world.claims))) if world.claims else set()
    first = replace(world, claims=tuple(claim for claim in world.claims if claim not in later))
    said = {claim.tie for claim in first.claims}
    first = replace(first, outlines=tuple(each for each in first.outlines if each.iri in said))

    more = first.with_more(outlines=world.outlines, claims=later)

    assert more.ties == show(world.outlines, (*first.claims, *later), world.source_by_iri)


def test_a_table_laid_over_another_answers_as_one_made_whole(small_world):
    base = tables.build(small_world)
    over = tables.lay_over(small_world, base)

    view = View(as_of=HORIZON)
    assert narrow(over, view, Places()).ties == narrow(base, view, Places()).ties
    assert over.under is base
    assert over.filed is None


def test_what_is_kept_for_all_readers_is_about_no_atlas_and_no_table():
    """Else it would hold on to a reader's own data after that reader has gone; see ``graph.model.kept``."""
    wrong = []
    for file in sorted((Path(__file__).resolve().parents[2] / "graph").rglob("*.py")):
        text = file.read_text("utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].annotation:
                about = ast.unparse(node.args.args[0].annotation)
                cached = any("cache(" in ast.unparse(each) for each in node.decorator_list)
                if about in ("Atlas", "Table", "World") and cached:
                    wrong.append(f"{file.name}: {node.name}")

    assert wrong == []


def test_what_is_alike_is_counted_as_hidden_over_another_table_too(small_world):
    base = tables.build(small_world)
    over = tables.lay_over(small_world.without_likenesses(), base)
    view = View(as_of=HORIZON)

    assert narrow(base, view, Places()).hidden["natures"]
    assert narrow(over, view, Places()).hidden == narrow(base, view, Places()).hidden
