"""How two entities are connected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from graph.answers.asked import AsOf, KnownOn, LensName, OfFamily, OfKind, view_of, when
from graph.answers.command import Answered, Said

if TYPE_CHECKING:
    from graph.atlas import Atlas


def path(
    atlas: Atlas,
    start: Annotated[str, Said("One end: code, name or alias.", in_place=True)],
    end: Annotated[str, Said("The other end.", in_place=True)],
    through: Annotated[str, Said("Every chain passes this entity.")] = "",
    avoiding: Annotated[Sequence[str], Said("No chain passes it; may be repeated.")] = (),
    bodies: Annotated[bool, Said("Chains may pass organisations and agreements.")] = False,
    events: Annotated[bool, Said("An event, such as a visit, is a step too.")] = False,
    sourced: Annotated[bool, Said("The best sourced first, not the shortest.")] = False,
    most: Annotated[int, Said("How many chains at most.", least=1, most=50)] = 10,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = (),
    family: OfFamily = (),
) -> Answered:
    """Tell how two entities are connected: chains of ties that certainly hold, with who says so."""
    from graph.export.json import routes_record
    from graph.model.path import Prefer, Route
    from graph.model.sentences import named, reported, sentence

    view = view_of(atlas, as_of, known_on, lens, kind, family)
    ends = atlas.find(start), atlas.find(end)
    route = Route(
        start=ends[0].iri,
        end=ends[1].iri,
        through=atlas.find(through).iri if through else "",
        avoiding=frozenset(atlas.find(name).iri for name in avoiding),
        bodies=bodies,
        events=events,
        prefer=Prefer.SOURCED if sourced else Prefer.SHORTEST,
        most=most,
    )
    found, world, day = atlas.routes(view, route), atlas.known(view).world, atlas.day(view)

    def lines() -> Iterator[str]:
        joined = f"{ends[0].label} and {ends[1].label}"
        if not found.chains:
            yield f"no chain of ties joins {joined}, {when(atlas, view)}"
            yield from (f"  {told}" for told in found.told_without())
            return
        yield f"{len(found.chains)} chains of ties join {joined}, {when(atlas, view)}"
        yield "ties that our sources report; others may exist"
        for number, chain in enumerate(found.chains, 1):
            names = " – ".join(named(iri, world) for iri in chain.entities)
            yield f"\n{number}. {names} ({chain.told_length})"
            for step in chain.steps:
                yield f"    {sentence(step.ties[0], world, day)} ({reported(step.ties[0], world)})"

    return Answered(lambda: routes_record(found, world, day), lines)
