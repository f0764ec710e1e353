"""What an accession is said to bring or cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from graph.answers.asked import KnownOn, view_of
from graph.answers.command import Answered, Said
from graph.errors import UnknownName
from graph.model.arguments import Speaker, Stance

if TYPE_CHECKING:
    from graph.atlas import Atlas


def arguments(
    atlas: Atlas,
    about: Annotated[
        Sequence[str],
        Said("States that they are about, or the Accords; all if none is named.", in_place=True),
    ] = (),
    theme: Annotated[Sequence[str], Said("Only on this theme; may be repeated.")] = (),
    gains: Annotated[Sequence[str], Said("Only where this one would gain or pay; may be repeated.")] = (),
    stance: Annotated[Sequence[Stance], Said("Only of this stance; may be repeated.")] = (),
    side: Annotated[Sequence[Speaker], Said("Only by those of this side.")] = (),
    by: Annotated[str, Said("Only by whose name or country's code says these words.")] = "",
    known_on: KnownOn = "",
) -> Answered:
    """List what an accession is said to bring or cost, each argument with what is said against it."""
    from graph.export.arguments import board_record
    from graph.model.arguments import Asked, balance, finding, options
    from graph.model.sentences import named
    from graph.model.words import enumerated

    view = view_of(atlas, known_on=known_on)
    world = atlas.known(view).world
    themes = options(atlas.world)["themes"]
    if wrong := [word for word in theme if word not in themes]:
        raise UnknownName("theme of an argument", wrong[0], tuple(sorted(themes)))
    asked = Asked(
        about=frozenset(atlas.find(name).slug for name in about),
        themes=frozenset(theme),
        gains=frozenset(atlas.find(name).slug for name in gains),
        stances=frozenset(map(str, stance)),
        sides=frozenset(map(str, side)),
        by=by,
    )
    found = atlas.arguments(view, asked)

    def lines() -> Iterator[str]:
        yield f"{finding(found)}\n{balance(found)}"
        for each in found.all:
            argument, whose = each.argument, named(each.argument.about, world)
            gaining = enumerated(named(iri, world) for iri in argument.beneficiaries)
            whom = f" for {gaining}" if gaining else ""
            yield f"\n{argument.stance}{whom}, about {whose}: {argument.text}"
            yield f"    argued by {argument.argued_by or 'the source'}, in {each.source.title}"
            for other in each.against:
                yield f"    against it: {other.text} ({other.argued_by or 'the source'})"
            if not each.against:
                yield "    against it: none found"

    return Answered(lambda: board_record(found, world), lines, rows="arguments")
