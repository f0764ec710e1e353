"""Drawings, made once for each view and kept while they are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.atlas import DRAWINGS, Atlas
from graph.model.results import MOST_DRAWN, named_ties
from graph.model.tie import Certainty, Tie
from graph.model.view import View
from graph.model.words import counted, spoken

if TYPE_CHECKING:
    from graph.model.arguments import Asked
    from graph.model.difference import Difference
    from graph.model.gauged import Ground
    from graph.model.path import Chain, Route
    from graph.model.results import Result
    from graph.model.scenario import Rule, Scenario
    from graph.picture.draw import Drawing


def drawing(atlas: Atlas, view: View) -> Drawing:
    """Draw what fits a view; its bytes are made here too, so that the next reader has them for nothing."""
    drawn = atlas.drawing(view)
    drawn.payload()
    return drawn


@lru_cache(maxsize=DRAWINGS)
def drawing_of_routes(atlas: Atlas, view: View, route: Route, chains: tuple[Chain, ...]) -> Drawing:
    """Draw chains in what a view shows."""
    from graph.network.overlay import overlay
    from graph.network.paths import part
    from graph.picture.routes import draw_routes

    steps = part(atlas.network_of_steps(view, route), chains)
    drawn = draw_routes(
        overlay(atlas.network(view, atlas.pictured(view)), steps),
        steps,
        atlas.spots,
        day=atlas.day(view),
        world=atlas.known(view).world,
        ends=(route.start, route.end),
    )
    drawn.payload()
    return drawn


@lru_cache(maxsize=DRAWINGS)
def drawing_of_measure(atlas: Atlas, view: View, measure: str, ground: Ground) -> Drawing:
    """Draw what a measure says, as far as a picture has room for the ties that are counted."""
    from graph.network.ground import counted
    from graph.network.measures import MEASURES
    from graph.picture.gauged import draw_measured

    wanted = replace(ground.view(view), most=view.most)
    told = MEASURES[measure]
    drawn = draw_measured(
        counted(atlas.ground(view, ground), atlas.network(wanted, atlas.pictured(wanted))),
        atlas.spots,
        atlas.measured(view, measure, ground),
        unit=told.unit,
        figure=told.figure,
        day=atlas.day(view),
        world=atlas.known(view).world,
    )
    drawn.payload()
    return drawn


@lru_cache(maxsize=DRAWINGS)
def drawing_of_what_if(atlas: Atlas, view: View, scenario: Scenario, rule: Rule) -> Drawing:
    """Draw what is supposed under a rule in what is reported."""
    from graph.network.whatif import drawable
    from graph.picture.supposed import draw_supposed

    found = atlas.what_if(view, scenario)
    outcome = found.outcomes[rule]
    drawn = draw_supposed(
        drawable(
            atlas.network_of_what_if(view, scenario),
            atlas.known(view).world.entity_by_iri,
            atlas.places(view),
            atlas.day(view),
            most=view.most,
            named={*scenario.joins, *scenario.leaves, *found.circle.belonging, found.circle.accords},
        ),
        atlas.spots,
        scenario,
        outcome.supposed,
        outcome.ended,
        day=atlas.day(view),
        world=atlas.known(view).world,
    )
    drawn.payload()
    return drawn


@lru_cache(maxsize=DRAWINGS)
def drawing_of_arguments(atlas: Atlas, view: View, asked: Asked) -> Drawing:
    """Draw arguments beside whom they are about."""
    from graph.picture.arguments import draw_arguments

    standing = {iri: place.standing for iri, place in atlas.places(view).items()}
    drawn = draw_arguments(atlas.arguments(view, asked), atlas.known(view).world, standing)
    drawn.payload()
    return drawn


@lru_cache(maxsize=DRAWINGS)
def drawing_of_two(atlas: Atlas, before: View, after: View) -> tuple[Drawing, Difference]:
    """Draw what differs between two moments in one picture; and say it."""
    from graph.network.overlay import overlay, part
    from graph.picture.contrast import Became, became, contrast

    found = atlas.difference(before, after)
    left, right = atlas.network(before), atlas.network(after)
    both, words = overlay(left, right), became(found)
    in_both = {key for *_, key in left.edges(keys=True)} & {key for *_, key in right.edges(keys=True)}
    by_word = {word: {iri for iri, of in words.items() if of is word} for word in Became}
    by_word[Became.SAME] = in_both - words.keys()
    drawn = contrast(
        both,
        {word: part(both, ties) for word, ties in by_word.items() if ties},
        atlas.spots,
        found,
        day=max(atlas.day(before), atlas.day(after)),
        world=atlas.known(after).world,
    )
    drawn.payload()
    return drawn, found


@lru_cache(maxsize=16)
def drawing_of_result(atlas: Atlas, view: View, found: Result) -> tuple[Drawing, str]:
    """Draw the ties that a result names, or those between its entities; and say which."""
    from graph.network.build import build
    from graph.picture.draw import draw
    from graph.table.narrow import Line

    world, day = atlas.known(view).world, atlas.day(view)
    place = {entity.iri: position for position, entity in enumerate(world.entities)}
    if found.ties:
        ties, entities = named_ties(found)
        lines = [
            Line(position, place[start], place[end], *_drawn(tie, day))
            for position, tie in enumerate(world.ties)
            if tie.iri in ties
            for start, end in world.ends(tie, folded=False)
        ]
        told = f"{counted(len(ties), 'tie')} of {len(found.ties):,} that the answer names"
        told += f"; thin what does not hold on {spoken(day)}"
    else:
        entities = frozenset(found.entities[:MOST_DRAWN])
        slugs = frozenset(world.entity_by_iri[iri].slug for iri in entities)
        asked = View(as_of=view.as_of, known_on=view.known_on, lens=view.lens, only=slugs).of_all_entities
        lines = list(atlas.narrow(replace(asked, only=slugs)).lines)
        between = f"{counted(len(entities), 'entity', 'entities')} of {len(found.entities):,}"
        told = f"{counted(len(lines), 'tie')} on {spoken(day)} between {between} that the answer names"
    network = build(world, sorted(place[iri] for iri in entities), lines, atlas.places(view))
    drawn = draw(network, atlas.spots, day=day, world=world)
    drawn.payload()
    return drawn, f"{told}. Click on a line or an entity to read who says so."


def _drawn(tie: Tie, day: date) -> tuple[Certainty, bool]:
    """How a tie is drawn that may not hold on the day."""
    certainty = tie.certainty(day)
    if certainty is Certainty.NO:
        return Certainty.CERTAIN, True
    return certainty, tie.is_past(day)
