"""Sides beside each other, and one entity beside all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graph.atlas.clocks import kept_ever, kept_places
from graph.atlas.seen import narrowed_view
from graph.model.dossier import Dossier, Likeness, dossier, likenesses
from graph.model.kept import kept
from graph.model.lens import Lens
from graph.model.shared import Counted, Shared, holding, share, years
from graph.model.sides import Side
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.votes import Agreement, agreements
from graph.table import build as tables
from graph.table.build import Table

if TYPE_CHECKING:
    from graph.atlas.face import Atlas


@kept(256)
def kept_likenesses(table: Table, iri: str, known_on: date | None) -> tuple[Likeness, ...]:
    return likenesses(tables.alike(table, [iri], known_on), table.world.entity_by_iri[iri])


@kept(32)
def kept_dossier(atlas: Atlas, iri: str, view: View) -> Dossier:
    table, day = atlas.known(view), atlas.day(view)
    return dossier(
        table.world,
        table.world.entity_by_iri[iri],
        day,
        atlas.places(view),
        [(lens, kept_places(table, day, lens)) for lens in atlas.lenses.values()],
        atlas.disputes(view),
    )


@kept(128)
def kept_shared(table: Table, day: date, sides: tuple[Side, ...], view: View | None, lens: Lens) -> Shared:
    held = kept_holding(table, day)
    if view is not None:
        kept = {table.world.ties[position].iri for position in narrowed_view(table, view, lens).ties}
        held = tuple(tie for tie in held if tie.iri in kept)
    return share(table.world, sides, held, day)


@kept(16)
def kept_holding(table: Table, day: date) -> tuple[Tie, ...]:
    return holding(table.world.ties, day)


@kept(128)
def kept_shared_by_year(
    table: Table, sides: tuple[Side, ...], view: View | None, lens: Lens
) -> tuple[tuple[Counted, ...], ...]:
    return years(table.world, sides, table.world.ties if view is None else kept_ever(table, view, lens))


@kept(128)
def kept_agreements(table: Table, sides: tuple[Side, ...], known_on: date | None) -> tuple[Agreement, ...]:
    states = sorted({iri for each in sides for iri in each.states})
    return agreements(sides, tables.alike(table, states, known_on).ties)
