"""Tables of many rows, and what stands on a source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.atlas.clocks import day_of, kept_places
from graph.atlas.seen import narrowed_view
from graph.model.kept import kept
from graph.model.lens import Lens
from graph.model.reliance import Fall, Reliance, fall, reliances
from graph.model.shown import out_by
from graph.model.standing import Place
from graph.model.view import View
from graph.table.build import Table
from graph.table.narrow import Narrowed

if TYPE_CHECKING:
    from graph.atlas.face import Atlas
    from graph.export.sheet import Part, Sheet
    from graph.export.sheets import Shown
    from graph.export.taken import Taken


# one who takes a view away often wants it in several formats
@kept(4)
def kept_taken(atlas: Atlas, view: View) -> Taken:
    from graph.export.taken import Taken

    return Taken(
        atlas.ties(view),
        atlas.network(view),
        atlas.known(view).world,
        atlas.day(view),
        atlas.about(view),
        title=atlas.finding(view),
        view=view,
        snapshot=atlas.folder,
        picture=lambda: atlas.drawing(view),
    )


# rows of all ties and claims are many: of few days only, and a column is made when somebody asks for it
@kept(4)
def _whole(table: Table, day: date, name: str) -> Sheet[Any]:
    from graph.export import sheets
    from graph.export.csv import Told

    if name == "claims":
        return sheets.claims(_whole(table, day, "ties").rows)
    world = table.world
    return sheets.ties([Told(tie, str(tie.certainty(day)), world, day) for tie in world.ties])


@kept(64)
def kept_claims_of(table: Table, day: date, source: str) -> Part:
    whole = _whole(table, day, "claims")
    return whole.part([row for row, said in enumerate(whole.rows) if said.claim.source == source])


@kept(64)
def kept_sheet(table: Table, view: View, lens: Lens, name: str) -> Part:
    from graph.export import sheets

    world, day, found = table.world, day_of(table, view), narrowed_view(table, view, lens)
    if name in ("ties", "claims"):
        whole, shown = _whole(table, day, name), set(found.ties)
        if name == "ties":
            return whole.part(found.ties)
        iris = {world.ties[position].iri for position in shown}
        return whole.part([row for row, said in enumerate(whole.rows) if said.told.tie.iri in iris])
    if name == "entities":
        return sheets.entities(_shown(table, found, kept_places(table, day, lens))).whole()
    ties = [world.ties[position] for position in found.ties]
    spoken = {claim.source for tie in ties for claim in tie.claims}
    return sheets.sources(
        (each for each in reliances(world, ties) if each.source.iri in spoken), world
    ).whole()


@kept(256)
def kept_sizes(table: Table, view: View, lens: Lens) -> Mapping[str, int]:
    found = narrowed_view(table, view, lens)
    claims = [claim.source for position in found.ties for claim in table.world.ties[position].claims]
    return {
        "ties": len(found.ties),
        "entities": len(found.entities),
        "claims": len(claims),
        "sources": len(set(claims)),
    }


def _shown(table: Table, found: Narrowed, standing: Mapping[str, Place]) -> list[Shown]:
    from graph.export.sheets import Shown

    world = table.world
    lines = {(line.tie, end) for line in found.lines for end in (line.sender, line.receiver)}
    ties = Counter(end for _, end in lines)
    regions: dict[str, list[str]] = defaultdict(list)
    for located in world.located:
        regions[located.state].append(world.concept_by_slug[located.region].label)
    return [
        Shown(entity, standing.get(entity.iri), ties[position], tuple(dict.fromkeys(regions[entity.iri])))
        for position in found.entities
        for entity in (world.entities[position],)
    ]


@kept(16)
def kept_reliances(table: Table, known_on: date | None) -> tuple[Reliance, ...]:
    found = reliances(table.world, table.world.ties)
    return tuple(each for each in found if known_on is None or out_by(each.source, known_on))


@kept(64)
def kept_fall(table: Table, gone: frozenset[str], day: date, lens: Lens) -> Fall:
    return fall(table.world, gone, day, lens)
