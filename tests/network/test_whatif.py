"""What-ifs: the network after is the one built from scratch; small worlds worked out by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.model.entity import EntityType
from graph.model.gauged import Ground, Told
from graph.model.scenario import Circle, Rule, Scenario
from graph.model.standing import places
from graph.model.view import View
from graph.network.build import build
from graph.network.ground import ground
from graph.network.whatif import chart, circled, compare, related, supposing
from graph.table.build import build as table_of
from graph.table.narrow import narrow
from tests.conftest import BASE, RELATIONS

STATES = ["ISR", "AAA", "BBB", "CCC", "DDD", "EEE"]
JOINED = {"AAA", "BBB"}  #: members: signed, and relations with ISR since


def state(code: str) -> str:
    return f"{BASE}state/{code}"


ACCORDS = f"{BASE}agreement/abraham-accords"


def written(builder, related: set, members: set, *, borders: tuple = ()):
    """A world in which these have relations, and those have signed and are members."""
    b = builder
    for code in STATES:
        b.entity(code)
    b.entity("abraham-accords", EntityType.AGREEMENT)
    b.source("paper")
    for code in ("ISR", *sorted(members)):
        b.says("paper", code, "signature", "abraham-accords", since="2020-01-01", occasion="2020-01-01")
    for code in sorted(members):
        b.says("paper", code, "accession", "abraham-accords", "inForce", "2020-01-01")
    for one, other in sorted(tuple(sorted(pair)) for pair in related):
        b.says("paper", one, "diplomatic-relations", other, "inForce", "2020-02-01")
    for one, other in borders:
        b.says("paper", one, "border", other, amount=9.0, unit="km")
    return b.world()


RELATED = {("ISR", "AAA"), ("ISR", "BBB"), ("CCC", "DDD"), ("AAA", "EEE")}
BORDERS = (("BBB", "CCC"), ("BBB", "ISR"))


@pytest.fixture
def world(builder):
    """ISR – AAA – EEE and ISR – BBB – CCC – DDD, where BBB – CCC and BBB – ISR are borders too."""
    return written(builder, RELATED, JOINED, borders=BORDERS)


def network_of(world, named=()) -> tuple[nx.Graph, Circle]:
    asked, view = Ground(), View(statehood=frozenset())
    stand = places(world, world.horizon, RELATIONS)
    found = narrow(table_of(world), asked.view(view), stand)
    circle = Circle.of(world, stand)
    whole = ground(build(world, found.entities, found.lines, stand))
    return circled(whole, circle, named, world.tie_by_iri), circle


def after(world, scenario: Scenario, rule: Rule) -> nx.Graph:
    graph, circle = network_of(world, scenario.joins | scenario.leaves)
    supposed, _ = circle.supposed(scenario, rule, related(graph, circle))
    return supposing(graph, circle, scenario, rule, supposed)[0]


def pairs(graph: nx.Graph) -> set:
    return {frozenset(iri.rsplit("/")[-1] for iri in pair) for pair in graph.edges()}


def sets(*given: tuple) -> set:
    return {frozenset(pair) for pair in given}


DDD_IN_AAA_OUT = Scenario(frozenset({state("DDD")}), frozenset({state("AAA")}))


def test_relations_only_is_the_network_of_a_world_that_has_them(world):
    from tests.conftest import Builder

    scratch = written(Builder(), (RELATED - {("ISR", "AAA")}) | {("ISR", "DDD")}, {"BBB"}, borders=BORDERS)
    made, of_scratch = after(world, DDD_IN_AAA_OUT, Rule.RELATIONS), network_of(scratch)[0]

    # under this rule nobody's belonging to the body changes: that is the rule "forum"
    assert {pair for pair in pairs(made) if "abraham-accords" not in pair} == {
        pair for pair in pairs(of_scratch) if "abraham-accords" not in pair
    }
    assert set(of_scratch) <= set(made)


def test_ties_with_all_members_is_the_network_of_a_world_that_has_them(world):
    from tests.conftest import Builder

    new = {("ISR", "DDD"), ("BBB", "DDD")}
    scratch = written(Builder(), (RELATED - {("ISR", "AAA")}) | new, {"BBB"}, borders=BORDERS)
    made, of_scratch = after(world, DDD_IN_AAA_OUT, Rule.MEMBERS), network_of(scratch)[0]

    assert {pair for pair in pairs(made) if "abraham-accords" not in pair} == {
        pair for pair in pairs(of_scratch) if "abraham-accords" not in pair
    }


def test_forum_only_is_the_network_of_a_world_in_which_it_belongs(world):
    made = after(world, DDD_IN_AAA_OUT, Rule.FORUM)
    before = network_of(world)[0]

    gone, new = sets(("AAA", "abraham-accords")), sets(("DDD", "abraham-accords"))
    assert pairs(made) == (pairs(before) - gone) | new


def test_figures_after_are_those_of_the_network_built_from_scratch(world):
    """All that is compared, beside networkx on a graph of pairs written down anew."""
    for rule in Rule:
        made = after(world, DDD_IN_AAA_OUT, rule)
        scratch = nx.Graph([tuple(pair) for pair in pairs(made)])
        scratch.add_nodes_from(iri.rsplit("/")[-1] for iri in made)
        charted, size = chart(made, Told()), chart(made, Told()).size()
        lengths = dict(nx.all_pairs_shortest_path_length(scratch))
        found = {
            (one.rsplit("/")[-1], other.rsplit("/")[-1]): steps
            for one, reached in charted.distances.items()
            for other, steps in reached.items()
        }
        assert found == {(one, other): n for one, reached in lengths.items() for other, n in reached.items()}
        assert size.bridges == len(list(nx.bridges(scratch)))
        assert size.cut_points == len(list(nx.articulation_points(scratch)))
        ways = [n for one, reached in lengths.items() for other, n in reached.items() if one != other]
        assert (size.joined, size.steps) == (len(ways) / 2, pytest.approx(sum(ways) / len(ways)))


def test_before_and_after_worked_by_hand(world):
    """DDD comes to ISR in one step and not in three, CCC in two as before; EEE hangs on AAA."""
    graph, circle = network_of(world)
    scenario = Scenario(frozenset({state("DDD")}))
    supposed, already = circle.supposed(scenario, Rule.RELATIONS, related(graph, circle))
    made, ended = supposing(graph, circle, scenario, Rule.RELATIONS, supposed)
    found = compare(chart(graph, Told()), chart(made, Told()), {ACCORDS})
    told = {
        tuple(iri.rsplit("/")[-1] for iri in each.pair): (each.before, each.after) for each in found.shorter
    }

    assert [(tie.sender, tie.receiver) for tie in supposed] == [(state("DDD"), state("ISR"))]
    assert (already, ended) == ((), ())
    assert told == {("DDD", "ISR"): (3, 1), ("AAA", "DDD"): (4, 2), ("DDD", "EEE"): (5, 3)}
    assert (found.new, found.longer, found.lost) == ((), (), ())
    gone = {tuple(iri.rsplit("/")[-1] for iri in pair) for pair in found.bridges[1]}
    assert gone == {("BBB", "CCC"), ("CCC", "DDD")}
    assert {iri.rsplit("/")[-1] for iri in found.cut_points[1]} == {"BBB", "CCC"}


def test_who_leaves_loses_ties_of_the_accords_and_keeps_its_border(world):
    scenario = Scenario(leaves=frozenset({state("BBB")}))
    made = after(world, scenario, Rule.RELATIONS)

    assert made.has_edge(state("BBB"), state("ISR"))
    kept = made.edges[state("BBB"), state("ISR")]["ties"]
    assert [tie.kind.slug for tie in kept] == ["border"]
    lost = after(world, Scenario(leaves=frozenset({state("AAA")})), Rule.RELATIONS)
    assert not lost.has_edge(state("AAA"), state("ISR"))
    assert lost.has_edge(state("AAA"), ACCORDS), "the forum is another rule"


def test_what_sources_report_already_is_not_supposed(world):
    graph, circle = network_of(world, {state("EEE")})
    scenario = Scenario(frozenset({state("EEE")}))
    supposed, already = circle.supposed(scenario, Rule.MEMBERS, related(graph, circle))

    assert {tie.receiver for tie in supposed} == {state("ISR"), state("BBB")}
    assert already == ((state("AAA"), state("EEE")),)


def test_two_that_join_have_ties_with_each_other_once(world):
    graph, circle = network_of(world, {state("CCC"), state("EEE")})
    scenario = Scenario(frozenset({state("CCC"), state("EEE")}))
    supposed, _ = circle.supposed(scenario, Rule.MEMBERS, related(graph, circle))

    assert len({tie.pair for tie in supposed}) == len(supposed)
    assert (state("CCC"), state("EEE")) in {tie.pair for tie in supposed}


def test_a_chain_that_is_lost_is_told(world):
    graph, circle = network_of(world)
    scenario = Scenario(leaves=frozenset({state("AAA")}))
    made, ended = supposing(graph, circle, scenario, Rule.RELATIONS, ())
    made, _ = supposing(made, circle, scenario, Rule.FORUM, ())
    found = compare(chart(graph, Told()), chart(made, Told()), {ACCORDS})

    assert [iri.rsplit("/")[-1] for iri in ended] == ["AAA.ISR.diplomatic-relations.inForce"]
    assert len(found.lost) == 2 * 4, "AAA and EEE, each to four others"
    assert graph.has_edge(state("AAA"), state("ISR")), "the network before is left as it was"


def test_all_that_a_member_has_is_the_network_of_a_world_in_which_it_is_one(world):
    """Ties with all members and the forum together: as if it had signed, and had relations."""
    from tests.conftest import Builder

    new = {("ISR", "DDD"), ("BBB", "DDD")}
    scratch = written(Builder(), (RELATED - {("ISR", "AAA")}) | new, {"BBB", "DDD"}, borders=BORDERS)
    graph, circle = network_of(world)
    made = graph
    for rule in (Rule.MEMBERS, Rule.FORUM):
        supposed, _ = circle.supposed(DDD_IN_AAA_OUT, rule, related(graph, circle))
        made, _ = supposing(made, circle, DDD_IN_AAA_OUT, rule, supposed)
    of_scratch, circle_of_scratch = network_of(scratch)

    assert pairs(made) == pairs(of_scratch)
    assert circle.after(DDD_IN_AAA_OUT) == circle_of_scratch.members
