"""What would follow if states joined the Accords or left them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

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
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.atlas import Atlas


def whatif(
    atlas: Atlas,
    join: Annotated[Sequence[str], Said("A state supposed to join; may be repeated.")] = (),
    leave: Annotated[Sequence[str], Said("One supposed to leave; may be repeated.")] = (),
    saved: Saved = "",
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
    kind: OfKind = (),
    family: OfFamily = (),
) -> Answered:
    """Tell what would follow if states joined the Accords or left them, under each of three rules.

    Nothing of it is a fact or a forecast: every line, and every line of a file, says that it is supposed.
    """
    from graph.export.whatif import whatif_csv, whatif_record, whatif_trig, whatif_turtle
    from graph.model.scenario import SUPPOSED, Scenario, named_party
    from graph.model.sentences import named

    if not (join or leave):
        raise UsageError("whatif supposes that somebody joins or leaves; name a state, e.g. --join KAZ")
    view = measured_view(atlas, saved, view_of(atlas, as_of, known_on, lens, kind, family))
    joins, leaves = (frozenset(atlas.find(name).iri for name in names) for names in (join, leave))
    scenario, world, about = Scenario(joins, leaves), atlas.known(view).world, atlas.about(view)
    found = atlas.what_if(view, scenario)

    def lines() -> Iterator[str]:
        yield f"suppose {scenario.told(world)}, {when(atlas, view)}\n{SUPPOSED}"
        for first in found.firsts:
            yield f"supposed to join, {named(first.state, world)} would be the first member {first.told}"
        for rule, outcome in found.outcomes.items():
            changes = outcome.changes
            yield f"\n{named_party(rule.label, found.circle, world)}"
            yield from (f"  {tie.told(world)}" for tie in outcome.supposed)
            yield from (f"  supposed to end: {named(iri, world)}" for iri in outcome.ended)
            yield (
                f"  supposed chains: {len(changes.new)} new, {len(changes.shorter)} shorter, "
                f"{len(changes.longer)} longer, {len(changes.lost)} lost; bridges {found.before.bridges} → "
                f"{outcome.after.bridges}, cut points {found.before.cut_points} → {outcome.after.cut_points}"
            )

    return Answered(
        lambda: whatif_record(found, about, world),
        lines,
        {
            "csv": lambda: whatif_csv(found, world),
            "turtle": lambda: whatif_turtle(found, about, world),
            "trig": lambda: whatif_trig(found, about, world),
        },
    )
