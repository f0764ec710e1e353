"""States or blocs side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from graph.answers.asked import AsOf, KnownOn, LensName, OfFamily, OfKind, view_of, when
from graph.answers.command import Answered, Said
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.atlas import Atlas
    from graph.model.view import View


def compare(
    atlas: Atlas,
    sides: Annotated[
        Sequence[str],
        Said(
            "Two to five: a state, a body, a region, or a standing such as member.",
            name="with",
            in_place=True,
        ),
    ],
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = (),
    family: OfFamily = (),
) -> Answered:
    """Lay states or blocs side by side: ties that all have, that one alone has, that one lacks."""
    from graph.export.shared import shared_record
    from graph.model.sentences import named
    from graph.model.shared import Common, cell, finding
    from graph.model.sides import LEAST, MOST

    if not LEAST <= len(sides) <= MOST:
        raise UsageError(f"{LEAST} to {MOST} can be compared, not {len(sides)}; quote names of several words")
    view = view_of(atlas, as_of, known_on, lens, kind, family)
    words = [_side(atlas, view, name) for name in sides]
    if len(set(words)) < len(words):
        raise UsageError("the same side is named twice; name another one to compare it with")
    found = atlas.shared(atlas.sides(words, view), view, filtered=bool(kind or family))
    world = atlas.known(view).world

    def lines() -> Iterator[str]:
        yield f"{finding(found)}, {when(atlas, view)}\nties that our sources report; others may exist"
        for common in Common:
            rows = found.of(common)
            if rows:
                yield f"\n{common.label} ({len(rows)})"
            for row in rows:
                told = "; ".join(
                    f"{side.label}: {cell(held, side, world)}"
                    for side, held in zip(found.sides, row.held, strict=True)
                )
                yield f"  {row.says} {named(row.other, world)}: {told}"

    return Answered(lambda: shared_record(found, world), lines, rows="rows")


def _side(atlas: Atlas, view: View, name: str) -> str:
    """The word for a side: a standing or a region as such, else an entity by any of its names."""
    if atlas.sides([name], view):
        return name
    return atlas.find(name).slug
