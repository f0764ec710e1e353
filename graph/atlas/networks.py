"""Measures of a network, and what a scenario would change in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import UnknownName
from graph.model.gauged import Changed, Found, Ground, Progress, SharedBodies, Told, Without
from graph.model.indicator import newest_of_each
from graph.model.kept import kept
from graph.model.left_out import without_each
from graph.model.outcome import Outcome, WhatIf
from graph.model.reach import GDP, POPULATION, Reach, borders, firsts, reach, regions_by_state
from graph.model.reach import Known as KnownOfStates
from graph.model.scenario import Circle, Rule, Scenario
from graph.model.view import View
from graph.table import build as tables

if TYPE_CHECKING:
    import networkx as nx

    from graph.atlas.face import Atlas


@kept(64)
def kept_steps(atlas: Atlas, view: View) -> nx.Graph:
    from graph.network.paths import sizes, steps

    # a body is as large as it is known to be, whoever of its members the view shows
    whole = replace(View(as_of=view.as_of, known_on=view.known_on, lens=view.lens), statehood=frozenset())
    return steps(atlas.network(view), sizes(atlas.network(whole)))


@kept(64)
def kept_ground(atlas: Atlas, view: View, ground: Ground) -> nx.Graph:
    from graph.network.ground import ground as of

    return of(atlas.network(ground.view(view)), bodies=ground.bodies)


def known_measure(slug: str) -> str:
    from graph.network.measures import MEASURES

    if slug not in MEASURES:
        raise UnknownName("measure", slug, tuple(MEASURES))
    return slug


@kept(256)
def kept_measured(atlas: Atlas, view: View, measure: str, ground: Ground, told: Told) -> Found:
    from graph.network.measures import MEASURES

    return MEASURES[measure].compute(kept_ground(atlas, view, ground), told)


@kept(64)
def _without(atlas: Atlas, view: View, ground: Ground) -> tuple[Without, ...]:
    graph = kept_ground(atlas, view, ground)
    joined = {
        (min(one, other), max(one, other)): [tie.iri for tie in ties]
        for one, other, ties in graph.edges(data="ties")
    }
    return without_each(atlas.known(view).world, view, ground, joined, set(graph))


@kept(64)
def kept_measured_without(
    atlas: Atlas, view: View, measure: str, entity: str, ground: Ground, told: Told
) -> tuple[Changed, ...]:
    from graph.network.ground import left_out
    from graph.network.measures import MEASURES

    graph = kept_ground(atlas, view, ground)
    before = kept_measured(atlas, view, measure, ground, told).values.get(entity, 0.0)
    found, changes = _without(atlas, view, ground), []
    figures: dict[object, float | None] = {}
    for number, without in enumerate(found):
        told(number / len(found))
        # several sources may leave the same network
        left = without.lost, without.gained
        if left not in figures:
            rest, inner = left_out(graph, without), partial(_within, told, number, len(found))
            figures[left] = MEASURES[measure].compute(rest, inner).values.get(entity)
        changes.append(Changed(without, before, figures[left]))
    return tuple(sorted(changes, key=lambda each: (-abs(each.change), each.without.source)))


def _within(progress: Progress, number: int, of: int, share: float) -> None:
    """Tell how far one part of several is as a share of the whole."""
    progress((number + share) / of)


@kept(16)
def kept_shared_bodies(atlas: Atlas, view: View, told: Told) -> tuple[SharedBodies, ...]:
    from graph.model.memberships import full_members
    from graph.network.memberships import shared_bodies

    world, narrowed = atlas.known(view).world, atlas.narrow(view)
    told(0.0)
    members = full_members(world, atlas.day(view), view.statehood)
    shown = {world.entities[position].iri for position in narrowed.entities}
    return shared_bodies(members, shown & members.keys(), told)


@kept(32)
def kept_circled(atlas: Atlas, view: View, scenario: Scenario) -> nx.Graph:
    from graph.network.whatif import circled

    world = atlas.known(view).world
    named = scenario.joins | scenario.leaves
    circle = Circle.of(world, atlas.places(view))
    return circled(kept_ground(atlas, view, Ground()), circle, named, world.tie_by_iri)


@kept(32)
def kept_what_if(atlas: Atlas, view: View, scenario: Scenario, told: Told) -> WhatIf:
    from graph.network.whatif import chart, compare, related, supposing

    circle = Circle.of(atlas.known(view).world, atlas.places(view))
    graph = kept_circled(atlas, view, scenario)
    known = _known_of_states(atlas, view)
    steps = len(Rule) + 1
    before = chart(graph, partial(_within, told, 0, steps))
    have = related(graph, circle)
    outcomes: dict[Rule, Outcome] = {}
    for number, rule in enumerate(Rule, 1):
        supposed, already = circle.supposed(scenario, rule, have)
        network, ended = supposing(graph, circle, scenario, rule, supposed)
        after = chart(network, partial(_within, told, number, steps))
        changes = compare(before, after, {circle.accords})
        tied = _tied(network, circle, known)
        outcomes[rule] = Outcome(rule, supposed, already, ended, changes, after.size(), tied)
    return WhatIf(
        scenario=scenario,
        circle=circle,
        before=before.size(),
        tied=_tied(graph, circle, known),
        members=(reach(circle.members, known), reach(circle.after(scenario), known)),
        firsts=firsts(scenario.joins, circle.members, known),
        outcomes=outcomes,
    )


def _tied(graph: nx.Graph, circle: Circle, known: KnownOfStates) -> Reach:
    """How far those reach that are tied to the party directly."""
    near = {other for party in circle.parties for other in graph[party]}
    return reach(near - {circle.accords, *circle.parties}, known)


@kept(16)
def _known_of_states(atlas: Atlas, view: View) -> KnownOfStates:
    from graph.model.memberships import full_members

    table, day = atlas.known(view), atlas.day(view)
    world = table.world
    majorities: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for (state, religion), found in tables.shares(world).items():
        if found.low > 0.5:
            parts = (found.composition, *([found.of_muslims] if found.of_muslims else []))
            majorities[state][religion] = tuple(dict.fromkeys(each.source for each in parts))
    figures = tables.figures_of(atlas.table, (POPULATION, GDP))
    return KnownOfStates(
        world=world,
        figures=newest_of_each(figures, day, atlas.world.source_by_iri, view.known_on),
        majorities=dict(majorities),
        borders=borders(world, day),
        bodies=full_members(world, day),
        regions=regions_by_state(world),
    )
