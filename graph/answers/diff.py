"""What differs between two days, two days of knowledge or two lenses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from graph.answers.asked import (
    AsOf,
    KnownOn,
    LensName,
    OfFamily,
    OfKind,
    Unverified,
    day_of,
    view_of,
    when,
)
from graph.answers.command import Answered, Said
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.atlas import Atlas
    from graph.model.difference import Difference
    from graph.model.tie import Tie
    from graph.model.view import View
    from graph.model.world import World


def diff(
    atlas: Atlas,
    from_as_of: Annotated[str, Said("The earlier day.")] = "",
    to_as_of: Annotated[str, Said("The later day.")] = "",
    from_known_on: Annotated[str, Said("The earlier day of knowledge.")] = "",
    to_known_on: Annotated[str, Said("The later day of knowledge.")] = "",
    from_lens: Annotated[str, Said("The first list of members.")] = "",
    to_lens: Annotated[str, Said("The second list of members.")] = "",
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = (),
    family: OfFamily = (),
    unverified: Unverified = False,
) -> Answered:
    """Say what differs between two days, two days of knowledge or two lenses."""
    from graph.export.difference import difference_csv, difference_record

    if not any((from_as_of, to_as_of, from_known_on, to_known_on, from_lens, to_lens)):
        raise UsageError("diff compares two moments; name what differs, e.g. --from-as-of 2020-09-30")
    _in_order("as-of", from_as_of or as_of, to_as_of or as_of)
    _in_order("known-on", from_known_on or known_on, to_known_on or known_on)
    before, after = (
        # a tie that ended is lowered, not lost, so that every stage must be seen
        replace(view_of(atlas, *clocks, kind, family, unverified), phases=frozenset())
        for clocks in (
            (from_as_of or as_of, from_known_on or known_on, from_lens or lens),
            (to_as_of or as_of, to_known_on or known_on, to_lens or lens),
        )
    )
    found = atlas.difference(before, after)
    worlds = atlas.known(before).world, atlas.known(after).world
    late = [view for view in (before, after) if view.as_of and view.as_of > atlas.horizon]

    def record() -> dict[str, Any]:
        moments = {"from": _moment(atlas, before), "to": _moment(atlas, after)}
        return moments | difference_record(found, *worlds)

    def lines() -> Iterator[str]:
        yield f"from {when(atlas, before)}\nto   {when(atlas, after)}\n{found.sentence()}"
        yield from _told(found, worlds, (atlas.day(before), atlas.day(after)))

    return Answered(
        record,
        lines,
        {"csv": lambda: difference_csv(found, *worlds).encode("utf-8", "replace")},
        aside="; ".join(when(atlas, view) for view in late),
    )


def _in_order(clock: str, first: str, second: str) -> None:
    days = day_of(f"from-{clock}", first), day_of(f"to-{clock}", second)
    if days[0] and days[1] and days[0] > days[1]:
        raise UsageError(f"--from-{clock} {first} is later than --to-{clock} {second}; exchange the two")


def _moment(atlas: Atlas, view: View) -> dict[str, str | None]:
    return {
        "as_of": atlas.day(view).isoformat(),
        "known_on": view.known_on.isoformat() if view.known_on else None,
        "lens": view.lens,
    }


def _told(found: Difference, worlds: tuple[World, World], days: tuple[date, date]) -> Iterator[str]:
    """A difference in lines: who stands elsewhere, then each tie with its sources."""
    from graph.model.sentences import named, sentence

    def source(tie: Tie, side: int) -> str:
        known = worlds[side].source_by_iri
        titles = dict.fromkeys(
            f"{known[claim.source].publisher or known[claim.source].title}, {known[claim.source].dated()}"
            for claim in tie.affirming
        )
        return f"    said by {'; '.join(titles)}"

    if found.standings:
        yield "\nstandings"
    for moved in found.standings:
        yield f"  {named(moved.state, worlds[1])}: {moved.standing[0]} → {moved.standing[1]}"
        side = 1 if moved.after and moved.after.ties else 0
        for iri in moved.ties:
            tie = worlds[side].tie_by_iri[iri]
            yield f"    by {sentence(tie, worlds[side], days[side])}"
            yield f"  {source(tie, side)}"
    for title, changes in (("", found.certain), ("possibly ", found.possible)):
        for name, ties, side in (("gained", changes.gained, 1), ("lost", changes.lost, 0)):
            if ties:
                yield f"\n{title}{name}"
            for tie in ties:
                yield f"  {sentence(tie, worlds[side], days[side])}"
                yield source(tie, side)
        for name in ("raised", "lowered", "changed"):
            if steps := getattr(changes, name):
                yield f"\n{title}{name}"
                for step in steps:
                    yield f"  {sentence(step.before, worlds[0], days[0])}"
                    yield f"  → {sentence(step.after, worlds[1], days[1])}"
                    yield source(step.after, 1)
