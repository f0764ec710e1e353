"""Figures of the network of a view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from graph.answers.asked import (
    AsOf,
    KnownOn,
    LensName,
    OfFamily,
    OfKind,
    Saved,
    measured_view,
    view_of,
    when,
)
from graph.answers.command import Answered, Said
from graph.errors import UnknownName

if TYPE_CHECKING:
    from graph.atlas import Atlas
    from graph.model.view import View

SHARED = "Who belongs to more together than chance would give?"


def measures(
    atlas: Atlas,
    measure: Annotated[str, Said("Which; without one they are listed, or shared.", in_place=True)] = "",
    bodies: Annotated[bool, Said("Organisations and agreements are entities too.")] = False,
    events: Annotated[bool, Said("An event, such as a visit, is a tie too.")] = False,
    without: Annotated[str, Said("An entity: its figure with each source left out.")] = "",
    saved: Saved = "",
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = (),
    family: OfFamily = (),
) -> Answered:
    """Measure the network of a view: degree, betweenness, ... or shared, for shared memberships.

    Ties are those that certainly hold on the day and that our sources report; others may exist.
    """
    from graph.network.measures import MEASURES

    questions = {slug: each.question for slug, each in MEASURES.items()} | {"shared": SHARED}
    if not measure:
        return Answered(
            lambda: [{"measure": slug, "question": question} for slug, question in questions.items()],
            lambda: (f"{slug:<13}{question}" for slug, question in questions.items()),
        )
    if measure not in questions:
        raise UnknownName("measure", measure, tuple(questions))
    view = measured_view(atlas, saved, view_of(atlas, as_of, known_on, lens, kind, family))
    if measure == "shared":
        return _shared(atlas, view)
    return _measured(atlas, view, measure, bodies, events, without)


def _shared(atlas: Atlas, view: View) -> Answered:
    from graph.export.measured import shared_record
    from graph.model.gauged import LEVEL
    from graph.model.sentences import named
    from graph.network.memberships import METHOD

    world, pairs = atlas.known(view).world, atlas.shared_bodies(view)

    def lines() -> Iterator[str]:
        beyond = [pair for pair in pairs if pair.q <= LEVEL]
        yield f"{len(beyond)} of {len(pairs)} pairs share more than chance would give, {when(atlas, view)}"
        yield METHOD
        for pair in beyond:
            both = f"{named(pair.one, world)} – {named(pair.other, world)}"
            yield f"{pair.shared:>4} shared, {pair.expected:.1f} expected, corrected p {pair.q:.2g}: {both}"

    return Answered(
        lambda: {"about": atlas.about(view), **shared_record(pairs, METHOD, world)}, lines, rows="pairs"
    )


def _measured(atlas: Atlas, view: View, measure: str, bodies: bool, events: bool, without: str) -> Answered:
    from graph.export.measured import left_out_record, measured_record
    from graph.model.gauged import REPORTED, Ground, told_figure
    from graph.model.sentences import named
    from graph.network.measures import MEASURES
    from graph.network.measures.measure import warnings

    world = atlas.known(view).world
    asked, told = Ground(bodies=bodies, events=events), MEASURES[measure]
    found = atlas.measured(view, measure, asked)
    entity = atlas.find(without).iri if without else ""
    changes = atlas.measured_without(view, measure, entity, asked) if entity else ()
    weak = warnings(told, atlas.ground(view, asked), found)

    def record() -> dict[str, Any]:
        record = measured_record(told, found, weak, {**atlas.about(view), "measured": asked.told}, world)
        if entity:
            record["without"] = {"entity": entity, "sources": left_out_record(changes, world)}
        return record

    def lines() -> Iterator[str]:
        names = {iri: named(iri, world) for iri in found.values}
        yield f"{told.finding(found, names)}, {when(atlas, view)}"
        yield f"{told.title}, {asked.told}: {told.definition}\n{REPORTED}"
        for warning in weak:
            yield f"little can be said: {warning}"
        if entity:
            for each in changes:
                after = "tied to nobody" if each.after is None else told_figure(each.after, told.unit)
                source = world.source_by_iri[each.without.source]
                yield f"{after:>12}  without {source.publisher or source.title}: {source.title}"
            figure = told_figure(found.values[entity], told.unit)
            yield f"{figure:>12}  {named(entity, world)} with all sources; others change nothing"
            return
        for (one, other), value in sorted(found.pairs.items(), key=lambda item: (-item[1], item[0])):
            yield f"{told_figure(value, 'count'):>12}  {named(one, world)} – {named(other, world)}"
        for iri in found.highest:
            group = f", group {found.groups[iri]}" if iri in found.groups else ""
            yield f"{told_figure(found.values[iri], told.unit):>12}  {names[iri]}{group}"

    return Answered(record, lines, rows="figures")
