"""What the ranking of candidates and its back-test reckon with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from graph.atlas.clocks import kept_places
from graph.atlas.seen import REGIONS
from graph.model import admission
from graph.model.admission import Admitted
from graph.model.backtest import Case, Tested, baselines, cases
from graph.model.candidates import Weights, frame_of, pool, rank
from graph.model.criteria import INPUTS, Background, Frame, Values
from graph.model.criteria import measure as measure_criteria
from graph.model.entity import Composition
from graph.model.kept import kept
from graph.model.kind import Nature, Phase
from graph.model.lens import Lens
from graph.model.shown import out_by, show
from graph.model.source import Claim, Source
from graph.model.tie import Certainty, Outline, Tie
from graph.model.world import World
from graph.table import build as tables
from graph.table.build import Table

if TYPE_CHECKING:
    pass


@kept(64)
def kept_valued(
    all_known: Table, table: Table, day: date, known_on: date | None, lens: Lens
) -> tuple[Frame, Values, Admitted]:
    """What each candidate of a day has of each criterion, by what was known."""
    world, places = table.world, kept_places(table, day, lens)
    frame = frame_of(day, places, kept_places(all_known, all_known.world.horizon, lens))
    outlines, claims = _inputs(all_known, frame)
    admitted = admission.known(outlines, claims, world.source_by_iri, known_on)
    background = _background(
        world,
        lambda source: known_on is None or (not source.reference_work and out_by(source, known_on)),
        lambda composition: composition.year is None or composition.year.last <= day,
    )
    states = pool(world, (frame.party, frame.broker, *frame.members))
    if known_on is None:
        # the ties of a world are shown already
        ties = [tie for kind in INPUTS for tie in world.ties_by_kind.get(kind, ()) if not tie.unverified]
        here = {tie.iri for tie in ties}
        fresh = [outline for outline in outlines if outline.is_likeness and outline.iri not in here]
        ties += show(fresh, admitted.claims, world.source_by_iri)
    else:
        ties = list(show(outlines, admitted.claims, world.source_by_iri))
    return frame, measure_criteria(world, ties, frame, states, background), admitted


@kept(64)
def kept_cases(table: Table, day: date, lens: Lens) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    places = kept_places(table, day, lens)
    frame = frame_of(day, places, kept_places(table, table.world.horizon, lens))
    return cases(places, frame.party, frame.broker)


@kept(32)
def _valued_before(table: Table, case: Case) -> tuple[Values, Admitted, tuple[Tie, ...], Mapping[str, int]]:
    """What each candidate had on the day before an accession, from what may be admitted of that day."""
    from graph.network.neighbours import common

    world, frame = table.world, case.frame
    outlines, claims = _inputs(table, frame)
    admitted = admission.before(outlines, claims, world.source_by_iri, frame.day)
    background = _background(
        world,
        lambda source: out_by(source, frame.day),
        lambda composition: admission.dated_by(composition.year, frame.day),
    )
    states = pool(world, (frame.party, frame.broker, *frame.members))
    ties = show(outlines, admitted.claims, world.source_by_iri)
    joining = [
        tie
        for tie in ties
        if tie.kind.nature in (Nature.LASTING, Nature.FIXED)
        and tie.phase in (None, Phase.IN_FORCE)
        and tie.certainty(frame.day) is Certainty.CERTAIN
    ]
    values = measure_criteria(world, ties, frame, states, background)
    return values, admitted, ties, common(joining, frame.party, states)


def tested(table: Table, case: Case, weights: Weights) -> Tested:
    values, admitted, ties, common = _valued_before(table, case)
    # where states stood is what the test is about: it is told of nobody
    ranking = rank(values, case.frame, weights, {}, admitted)
    return Tested(case, ranking, baselines(case, ranking, common), ties)


def _inputs(table: Table, frame: Frame) -> tuple[list[Outline], list[Claim]]:
    """All that criteria may read: ties of their kinds, and how often those of the frame vote like others."""
    world = table.world
    outlines = [
        outline for outline in world.outlines if outline.kind.slug in INPUTS and not outline.is_likeness
    ]
    named = {outline.iri for outline in outlines}
    claims = [claim for claim in world.claims if claim.tie in named]
    for one in filter(None, (frame.party, frame.broker, *frame.members)):
        alike = _said_alike(table, one)
        fresh = [outline for outline in alike[0] if outline.iri not in named and outline.kind.slug in INPUTS]
        named.update(outline.iri for outline in fresh)
        outlines += fresh
        ours = {outline.iri for outline in fresh}
        # shares by issue are compared nowhere
        claims += [claim for claim in alike[1] if claim.tie in ours and not claim.theme]
    return outlines, claims


@kept(32)
def _said_alike(table: Table, one: str) -> tuple[tuple[Outline, ...], tuple[Claim, ...]]:
    return tables.said_alike(table, [one])


def _background(
    world: World, heard: Callable[[Source], bool], dated: Callable[[Composition], bool]
) -> Background:
    """Religions and regions of states, of the sources that are heard and the years that count."""
    sources = world.source_by_iri
    kept = [each for each in world.compositions if heard(sources[each.source]) and dated(each)]
    roots = {each.slug for each in world.concepts if each.scheme == "religions" and not each.broader}
    religions: dict[str, dict[str, float]] = defaultdict(dict)
    said_by: dict[str, set[str]] = defaultdict(set)
    for (state, religion), given in tables.shares(replace(world, compositions=tuple(kept))).items():
        if religion in roots:
            religions[state][religion] = given.low
            said_by[state].add(given.composition.source)
    united = {each.slug for each in world.concepts if each.scheme == REGIONS}
    regions: dict[str, set[str]] = defaultdict(set)
    placed_by: dict[str, set[str]] = defaultdict(set)
    for each in world.located:
        if each.region in united and heard(sources[each.source]):
            regions[each.state].add(each.region)
            placed_by[each.state].add(each.source)
    return Background(
        religions,
        {state: frozenset(found) for state, found in regions.items()},
        {state: tuple(sorted(found)) for state, found in said_by.items()},
        {state: tuple(sorted(found)) for state, found in placed_by.items()},
    )
