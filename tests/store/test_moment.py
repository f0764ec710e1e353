"""A view as a graph for readers' queries: there while they run, in a copy, and gone afterwards."""

from datetime import date

import pytest

from graph.errors import CacheUnwritable
from graph.model.standing import places
from graph.model.view import View
from graph.store.moment import laid_beside, view_quads
from graph.store.terms import ACC, VIEW
from tests.conftest import RELATIONS

DAY = date(2020, 9, 30)

ASK = f"""
    PREFIX acc: <{ACC}>
    SELECT ?code ?standing {{
        GRAPH <{VIEW}> {{ ?state acc:standing ?standing FILTER (?standing != "outside") }}
        ?state acc:code ?code
    }}
    ORDER BY ?code
"""


def told(world, day=DAY, known_on=None):
    """What the graph of a view says: (last part of the subject, property) → values."""
    known = world.known_on(known_on) if known_on else world
    said: dict[tuple[str, str], set[str]] = {}
    for quad in view_quads(known, day, known_on, "relations", places(known, day, RELATIONS)):
        assert quad.graph_name.value == str(VIEW)
        key = quad.subject.value.rsplit("/", 1)[-1], quad.predicate.value.rsplit("#", 1)[-1]
        said.setdefault(key, set()).add(quad.object.value.rsplit("/", 1)[-1])
    return said


def test_it_says_its_clocks_and_its_lens(small_world):
    said = told(small_world, known_on=date(2026, 1, 20))

    assert (said["view", "asOf"], said["view", "knownOn"]) == ({"2020-09-30"}, {"2026-01-20"})
    assert said["view", "lens"] == {"relations"}
    assert ("view", "knownOn") not in told(small_world)


def test_ties_that_hold_are_certain_or_possible_and_others_are_not_told(small_world):
    said = told(small_world, date(2020, 10, 18))

    assert said["NUE.SYL.diplomatic-relations.inForce", "certainty"] == {"certain"}
    assert ("NUE.SYL.diplomatic-relations.inForce", "certainty") not in told(small_world)
    assert told(small_world, date(2021, 6, 1))["SAN.abraham-accords.accession.inForce", "certainty"] == {
        "possible"
    }


def test_states_stand_where_the_lens_puts_them(small_world):
    assert told(small_world)["SYL", "standing"] == {"declared"}
    assert told(small_world)["POL", "standing"] == {"outside"}


def test_only_claims_that_were_known_are_told(small_world):
    early = told(small_world, known_on=date(2021, 6, 1))["view", "knows"]

    assert early < told(small_world)["view", "knows"]
    assert len(told(small_world)["view", "knows"]) == len(small_world.claims)


def test_a_query_finds_the_graph_and_the_snapshot_stays_as_it_was(real_atlas):
    before = sorted(path.name for path in real_atlas.folder.parent.glob(".view-*"))
    view = View(as_of=DAY, lens="signed")

    with real_atlas.queries_of(view) as runner:
        rows = [{name: term["value"] for name, term in row.items()} for row in runner.run(ASK).rows]
        named = runner.run(f"ASK FROM <{VIEW}> {{ ?view <{ACC}asOf> ?day }}")
    with real_atlas.queries() as runner:
        without = runner.run(ASK).rows

    assert [(row["code"], row["standing"]) for row in rows] == [
        ("ARE", "member"),
        ("BHR", "member"),
        ("ISR", "party"),
        ("USA", "broker"),
    ]
    assert named.boolean is True
    assert without == ()
    assert sorted(path.name for path in real_atlas.folder.parent.glob(".view-*")) == before


def test_the_graph_agrees_with_the_ties_of_the_view(real_atlas):
    view = View(as_of=date(2009, 6, 1), known_on=date(2026, 1, 1))
    query = f'SELECT ?tie {{ GRAPH <{VIEW}> {{ ?tie <{ACC}certainty> "certain" }} }}'
    world = real_atlas.known(view).world

    with real_atlas.queries_of(view) as runner:
        found = {row["tie"]["value"] for row in runner.run(query).rows}

    assert found == {tie.iri for tie in world.ties if tie.certainty(date(2009, 6, 1)) == "certain"}


def test_a_cache_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(CacheUnwritable), laid_beside(tmp_path / "nowhere" / "snapshot", []):
        pass


def test_a_snapshot_without_a_store_leaves_nothing_behind(tmp_path):
    (tmp_path / "snapshot").mkdir()

    with pytest.raises(CacheUnwritable), laid_beside(tmp_path / "snapshot", []):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["snapshot"]
