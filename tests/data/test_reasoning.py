"""What the chains of reasoning among the saved views name is there, and every argument is known."""

from __future__ import annotations

import csv

import pytest

from tests.data.test_rows import FACTS


def test_every_step_finds_its_arguments_and_ties(real_atlas):
    arguments = {each.iri.rsplit("/", 1)[-1] for each in real_atlas.world.arguments}
    ties = {each.iri.rsplit("/", 1)[-1] for each in real_atlas.world.ties}
    steps = [(slug, step) for slug, view in real_atlas.views.items() for step in view.steps]

    assert steps
    sources = {source.slug for source in real_atlas.world.sources}
    assert {view.source for view in real_atlas.views.values() if view.steps} <= sources
    missing = [
        (slug, name)
        for slug, step in steps
        for name in (*step.arguments, *step.ties)
        if name not in (arguments if name in step.arguments else ties)
    ]
    assert missing == []


def test_the_chain_of_the_article_holds_every_argument_of_it(real_atlas):
    article = {
        each.iri.rsplit("/", 1)[-1]
        for each in real_atlas.world.arguments
        if each.source.endswith("/caspian-post-frontier")
    }
    steps = real_atlas.views["article-reasoning"].steps

    assert {name for step in steps for name in step.arguments} == article


@pytest.mark.skipif(FACTS is None, reason="ATLAS_FACTS names no folder of facts")
def test_every_row_of_the_facts_is_an_argument(real_atlas):
    with (FACTS / "arguments.csv").open(encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    found = {each.iri.rsplit("/", 1)[-1]: each for each in real_atlas.world.arguments}

    assert found.keys() == rows.keys()
    for name, row in rows.items():
        told = found[name]
        sides = dict(part.split(":", 1) for part in row["note"].split("; ") if part.count(":") == 1)
        assert (told.stance, told.text, told.argued_by) == (row["stance"], row["text"], row["argued_by"])
        assert {iri.rsplit("/", 1)[-1] for iri in told.counters} == set(
            filter(None, row["counters"].split(";"))
        )
        assert told.side == sides["side"]
        assert str(told.confidence) == row["confidence"]
        assert row["theme"] in {"none", *(iri.rsplit("/", 1)[-1] for iri in told.themes)}
