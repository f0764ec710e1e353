"""The ties of one entity, or those between two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from graph.answers.asked import AsOf, KnownOn, LensName, OfFamily, OfKind, Unverified, view_of, when
from graph.answers.command import Answered, Said
from graph.errors import UsageError
from graph.model.words import counted

if TYPE_CHECKING:
    from graph.atlas import Atlas


def ties(
    atlas: Atlas,
    entity: Annotated[Sequence[str], Said("One or two entities: code, name or alias.", in_place=True)],
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = (),
    family: OfFamily = (),
    unverified: Unverified = False,
) -> Answered:
    """List the ties of one entity, or those between two, with who says so."""
    from graph.export.json import tie_record
    from graph.model.sentences import named, sentence

    if len(entity) > 2:
        raise UsageError(f"ties joins one or two entities, not {len(entity)}; quote names of several words")
    view = view_of(atlas, as_of, known_on, lens, kind, family, unverified)
    ends = [atlas.find(name) for name in entity]
    found = atlas.ties(view, ends)
    world = atlas.known(view).world

    def record() -> list[dict[str, Any]]:
        return [tie_record(tie, certainty, world) for tie, certainty in found]

    def lines() -> Iterator[str]:
        between = " and ".join(end.label for end in ends)
        yield f"{counted(len(found), 'tie')} of {between}, {when(atlas, view)}"
        for tie, certainty in found:
            doubt = {"certain": "", "possible": " (possible on this day)"}[certainty]
            yield f"\n{sentence(tie, world, atlas.day(view))}{doubt} [{tie.grade}]"
            for claim in tie.claims:
                source = world.source_by_iri[claim.source]
                says = "denied by" if claim.denies else "said by"
                yield f"    {says} {source.publisher or source.title}, {source.dated()}: {source.title}"
                if claim.announced_by:
                    yield f"        announced by {named(claim.announced_by, world)}"

    return Answered(record, lines)
