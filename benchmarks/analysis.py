"""Measures what analysis adds to networkx: chains, measures, what-ifs, beside networkx on the same graph.

``python -m benchmarks.analysis``: on the default relations and on the first view of the real data. Ours
and networkx alone take turns; the ratio of medians of one run is what counts. Cost is CPU time of the
process, told beside the seconds. The answer that comes cold is that of a fresh process, from the opened
atlas on.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from statistics import median

import networkx as nx

from benchmarks.answers import Cost, _in_turns, _told, _word
from graph.atlas import FIRST, Atlas, open_atlas
from graph.model.gauged import Told
from graph.model.path import Route
from graph.model.scenario import Circle, Rule, Scenario
from graph.model.standing import Standing
from graph.model.view import View
from graph.network.measures import MEASURES
from graph.network.measures.communities import SEEDS
from graph.network.paths import BODIES, chains, steps
from graph.network.whatif import chart, compare, related, supposing

ROOT = Path(__file__).resolve().parent.parent
TOLD = Told()
ENDS, CHAINS = ("KAZ", "MAR"), 10  #: of the worked example, and how many chains are looked for
MOST = 1.3  #: times what networkx takes alone, promised of the default relations
PROMISED = "default relations"
#: of a fresh process with the atlas open: what the first reader of a page waits for
COLD = """
import sys, time
from graph.atlas import FIRST, open_atlas
from graph.model.scenario import Scenario
atlas = open_atlas()
view = atlas.views[FIRST].view
cpu, wall = time.process_time(), time.perf_counter()
{act}
print(time.process_time() - cpu, time.perf_counter() - wall)
"""
ACTS = {
    "ten chains": "from graph.model.path import Route\\n"
    'atlas.routes(view, Route(atlas.find("KAZ").iri, atlas.find("MAR").iri, most=10))',
    "one measure (betweenness)": 'atlas.measured(view, "betweenness")',
    "all measures": "from graph.network.measures import MEASURES\\n"
    "for slug in MEASURES: atlas.measured(view, slug)",
    "one figure with each source left out": 'found = atlas.measured(view, "betweenness")\\n'
    'atlas.measured_without(view, "betweenness", found.highest[0])',
    "shared memberships": "atlas.shared_bodies(view)",
    "a what-if under three rules": 'atlas.what_if(view, Scenario(frozenset({atlas.find("KAZ").iri})))',
}


def main() -> None:
    """Measure, and print a table and whether the promises are kept."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.analysis", description=__doc__)
    asked.add_argument("--rounds", type=int, default=9, help="times that each is done")
    options = asked.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the beginning", end="\n\n", flush=True)
    atlas = open_atlas()
    print("| | ms of CPU | | / networkx alone | promised | |\n|---|--:|--:|--:|--:|---|")
    for title, view in ((PROMISED, View()), ("first view", atlas.views[FIRST].view)):
        _chains(title, atlas, view, options.rounds)
        _measures(title, atlas, view, options.rounds)
        _what_if(title, atlas, view, options.rounds)
    for title, act in ACTS.items():
        _cold(title, act, max(3, options.rounds // 3))
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


def _chains(title: str, atlas: Atlas, view: View, rounds: int) -> None:
    """The ten best chains between two states, beside networkx on the same graph of steps."""
    route = Route(*(atlas.find(name).iri for name in ENDS), most=CHAINS)
    graph = steps(atlas.network_of_steps(view, route), {})
    bare = nx.Graph()
    bare.add_nodes_from(graph)
    bare.add_weighted_edges_from(graph.edges(data="cost"), weight="cost")
    states = [iri for iri, data in graph.nodes(data=True) if data["entity"].type not in BODIES]
    passed = nx.Graph(bare.subgraph(states))

    def alone() -> None:
        list(islice(nx.shortest_simple_paths(passed, route.start, route.end, weight="cost"), CHAINS))

    def ours() -> None:
        chains(graph, route)

    size = f"{len(passed)} entities, {passed.number_of_edges()} pairs"
    _tell(f"{title}, {size}: {CHAINS} chains from {' to '.join(ENDS)}", ours, alone, rounds)


def _measures(title: str, atlas: Atlas, view: View, rounds: int) -> None:
    """All measures, beside the functions of networkx that answer the same."""
    graph = atlas.ground(view)
    bare = nx.Graph(graph.edges())
    numbered = nx.convert_node_labels_to_integers(bare, ordering="sorted")

    def alone() -> None:
        dict(bare.degree())
        nx.betweenness_centrality(bare)
        nx.closeness_centrality(bare)
        nx.pagerank(bare)
        nx.core_number(bare)
        list(nx.articulation_points(bare))
        list(nx.bridges(bare))
        runs = [nx.community.louvain_communities(numbered, seed=seed) for seed in range(SEEDS)]
        max(nx.community.modularity(numbered, run) for run in runs)

    def ours() -> None:
        for measure in MEASURES.values():
            measure.compute(graph, TOLD)

    _tell(
        f"{title}, {len(graph)} entities, {graph.number_of_edges()} pairs: all measures", ours, alone, rounds
    )


def _what_if(title: str, atlas: Atlas, view: View, rounds: int) -> None:
    """One scenario under three rules, beside networkx on the same four graphs."""
    places = atlas.places(view)
    joins = frozenset(iri for iri, place in places.items() if place.standing is Standing.CANDIDATE)
    leaves = frozenset(sorted(iri for iri, place in places.items() if place.standing is Standing.MEMBER)[:1])
    scenario = Scenario(joins, leaves)
    circle = Circle.of(atlas.known(view).world, places)
    graph = atlas.network_of_what_if(view, scenario)

    def ours() -> None:
        before, have = chart(graph, TOLD), related(graph, circle)
        before.size()
        for rule in Rule:
            supposed, _ = circle.supposed(scenario, rule, have)
            after = chart(supposing(graph, circle, scenario, rule, supposed)[0], TOLD)
            after.size()
            compare(before, after, {circle.accords})

    bare, have = nx.Graph(graph.edges()), related(graph, circle)
    after = {
        rule: supposing(graph, circle, scenario, rule, circle.supposed(scenario, rule, have)[0])[0]
        for rule in Rule
    }
    gone = {rule: [pair for pair in bare.edges() if not after[rule].has_edge(*pair)] for rule in Rule}
    new = {rule: [pair for pair in after[rule].edges() if not bare.has_edge(*pair)] for rule in Rule}

    def reckoned(network: nx.Graph) -> None:
        dict(nx.all_pairs_shortest_path_length(network))
        list(nx.bridges(network))
        list(nx.articulation_points(network))

    def alone() -> None:
        reckoned(bare)
        for rule in Rule:
            made = bare.copy()
            made.remove_edges_from(gone[rule])
            made.add_edges_from(new[rule])
            reckoned(made)

    number = len(joins) + len(leaves)
    _tell(f"{title}: a what-if of {number} states under three rules", ours, alone, rounds)


def _tell(title: str, ours: Callable[[], None], alone: Callable[[], None], rounds: int) -> None:
    contestants: Mapping[str, Callable[[], None]] = {"ours": ours, "alone": alone}
    costs = _in_turns(contestants, rounds)
    print(f"| {title}: networkx alone | {costs['alone']} | | | |")
    if title.startswith(PROMISED):
        _told(title, costs["ours"], costs["alone"], MOST)
    else:
        ratio = median(costs["ours"].cpu) / median(costs["alone"].cpu)
        print(f"| {title} | {costs['ours']} | {ratio:.2f} | | |", flush=True)


def _cold(title: str, act: str, rounds: int) -> None:
    """A fresh process with the atlas open: the first answer on the first view."""
    cost = Cost([], [])
    for _ in range(rounds):
        command = [sys.executable, "-c", COLD.replace("{act}", act.replace("\\n", "\n"))]
        found = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
        cost.cpu.append(float(found[0]))
        cost.wall.append(float(found[1]))
    kept = _word(median(cost.cpu) <= 1.0)
    print(f"| first view, cold: {title} | {cost} | | 1,000 ms | {kept} |", flush=True)


if __name__ == "__main__":
    main()
