"""What is supposed, taken away: marked in every line, in a graph of its own, and never among facts."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from graph.export import formats
from graph.export.whatif import COLUMNS, whatif_csv, whatif_record, whatif_trig, whatif_turtle
from graph.model.scenario import Rule, Scenario
from graph.model.view import View
from graph.pages.drawings import drawing_of_what_if
from graph.store.terms import ACC, BASE
from graph.store.validate import validate

ACC_ = str(ACC)


@pytest.fixture(scope="module")
def asked(real_atlas):
    """Saudi Arabia and Kazakhstan in, Morocco out, on the first view."""
    joins = frozenset({real_atlas.find("SAU").iri, real_atlas.find("KAZ").iri})
    scenario = Scenario(joins, frozenset({real_atlas.find("MAR").iri}))
    view = real_atlas.views["first"].view
    return view, scenario, real_atlas.what_if(view, scenario)


def test_every_row_of_the_csv_says_that_it_is_supposed(real_atlas, asked):
    view, _, found = asked
    rows = list(csv.DictReader(io.StringIO(whatif_csv(found, real_atlas.known(view).world).decode())))

    assert tuple(rows[0]) == tuple(COLUMNS)
    assert {row["status"] for row in rows} == {"supposed"}
    ties = [row for row in rows if row["what"] == "supposed tie"]
    assert {row["rule"] for row in ties} == set(Rule)
    assert not [row for row in ties if row["sources"] or row["reported_tie"]], "nobody reports them"
    assert all(row["told"].startswith("Supposed: ") for row in ties)
    firsts = {row["told"] for row in rows if row["what"] == "first" and row["one"] == "Kazakhstan"}
    assert any("Caspian" in told for told in firsts)
    assert all(row["sources"] for row in rows if row["what"] in ("first", "reported tie that would end"))


def test_turtle_and_trig_hold_no_fact(real_atlas, asked):
    view, _, found = asked
    world, about = real_atlas.known(view).world, real_atlas.about(view)
    triples = list(ox.parse(whatif_turtle(found, about, world), format=ox.RdfFormat.TURTLE))
    quads = list(ox.parse(whatif_trig(found, about, world), format=ox.RdfFormat.TRIG))

    types = {t.object.value for t in triples if t.predicate.value.endswith("#type")}
    assert types == {f"{ACC_}Scenario", f"{ACC_}SupposedTie"}
    facts = {f"{ACC_}{name}" for name in ("sender", "receiver", "party", "kind", "phase", "about", "denies")}
    assert not [t for t in triples if t.predicate.value in facts]
    supposed = {t.subject for t in triples if t.predicate.value == f"{ACC_}supposedBy"}
    assert len(supposed) == sum(len(outcome.supposed) for outcome in found.outcomes.values())
    assert all(t.subject.value.startswith(f"{BASE}scenario/") for t in triples)
    assert {quad.triple for quad in quads} == {t.triple for t in triples}
    for quad in quads:
        graph = quad.graph_name.value
        assert graph.startswith(f"{BASE}scenario/"), "never the graph of a source, nor that of the facts"
        assert quad.subject.value.startswith(graph)


def test_the_file_is_refused_as_data(real_atlas, asked, light_data, tmp_path):
    """Of TriG; Turtle has the same triples."""
    view, _, found = asked
    file = tmp_path / "supposed.trig"
    file.write_bytes(whatif_trig(found, real_atlas.about(view), real_atlas.known(view).world))
    problems = validate(file, light_data)
    refused = [problem for problem in problems if "never a fact" in problem]

    assert len(refused) >= sum(len(o.supposed) + 1 for o in found.outcomes.values())


def test_no_format_of_facts_has_anything_of_it(real_atlas, asked):
    """Once a scenario was reckoned and drawn, every file of its view is what it was."""
    view, scenario, found = asked
    for rule in Rule:
        assert drawing_of_what_if(real_atlas, view, scenario, rule).edges
    fresh = type(real_atlas)(
        settings=real_atlas.settings,
        folder=real_atlas.folder,
        table=real_atlas.table,
        spots=real_atlas.spots,
        lenses=real_atlas.lenses,
        known_words=real_atlas.known_words,
    )
    for name, write in formats().items():
        content = write(real_atlas.taken(view))
        assert content == write(fresh.taken(view)), name
        text = content.decode("utf-8", "replace").lower()
        assert "supposed" not in text, name
        assert f"{BASE}scenario/" not in text, name
    supposed = {tie.pair for outcome in found.outcomes.values() for tie in outcome.supposed}
    assert supposed
    related = {
        (min(tie.sender, tie.receiver), max(tie.sender, tie.receiver))
        for tie, _ in real_atlas.ties(View(kinds=frozenset({"diplomatic-relations"})))
    }
    assert not supposed & related


def test_the_store_knows_nothing_supposed(real_atlas):
    with real_atlas.queries() as runner:
        ask = f"ASK {{ {{ ?a <{ACC_}supposedBy> ?b }} UNION {{ ?a a <{ACC_}SupposedTie> }} }}"
        assert runner.run(ask).boolean is False


def test_what_takes_facts_takes_no_supposed_tie(asked):
    from graph.model.tie import Tie

    _, _, found = asked
    for outcome in found.outcomes.values():
        assert not [tie for tie in outcome.supposed if isinstance(tie, Tie) or hasattr(tie, "claims")]


def test_the_record_is_json_and_says_what_it_is(real_atlas, asked):
    view, _, found = asked
    world = real_atlas.known(view).world
    record = json.loads(json.dumps(whatif_record(found, real_atlas.about(view), world)))

    assert record["status"] == "supposed"
    assert set(record["rules"]) == set(Rule)
    assert [state["code"] for state in record["members"]["after"]["states"]] == ["ARE", "BHR", "KAZ", "SAU"]
    for outcome in record["rules"].values():
        assert all(tie["status"] == "supposed" for tie in outcome["supposed_ties"])
