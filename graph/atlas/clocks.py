"""What was known and what was true on a day, and when that changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from graph.model.difference import Difference, diff
from graph.model.disputes import Dispute, disputes
from graph.model.entity import EntityType
from graph.model.group import blocs
from graph.model.kept import kept
from graph.model.lens import Lens
from graph.model.moments import Changes, Event, Year, by_year, changes_of_standing, events
from graph.model.standing import Places, Told, places
from graph.model.tie import Tie
from graph.model.view import View
from graph.table import build as tables
from graph.table.build import Table
from graph.table.fit import Fit, judge, shown_types
from graph.table.majority import majorities
from graph.table.narrow import narrow

if TYPE_CHECKING:
    from graph.atlas.face import Atlas

#: years for which events are shown to who asks for all of them
PAST_YEARS = 200

#: clauses that ``judge`` does not know
_OF_TIES = (
    "families",
    "kinds",
    "kinds_out",
    "natures",
    "phases",
    "grades",
    "sources",
    "confidence",
    "unverified",
)


@kept(16)
def kept_known_on(table: Table, day: date) -> Table:
    return tables.build(table.world.known_on(day))


@kept(16)
def kept_majorities(table: Table) -> Mapping[str, frozenset[str]]:
    return majorities(table.world)


@kept(16)
def kept_blocs(table: Table, day: date) -> Mapping[str, frozenset[str]]:
    return blocs(table.world, day)


@kept(64)
def kept_disputes(table: Table) -> tuple[Dispute, ...]:
    return disputes(table.world)


@kept(256)
def kept_places(table: Table, day: date, lens: Lens) -> Places:
    return places(table.world, day, lens, _told(table, lens))


@kept(16)
def _told(table: Table, lens: Lens) -> Told:
    return Told.of(table.world, lens)


@kept(32)
def kept_difference(atlas: Atlas, before: View, after: View) -> Difference:
    return diff(atlas.moment(before), atlas.moment(after))


@kept(128)
def kept_ever(table: Table, view: View, lens: Lens) -> tuple[Tie, ...]:
    found = narrow(table.always, view, kept_places(table, day_of(table, view), lens))
    return tuple(table.world.ties[position] for position in found.ties)


@kept(64)
def kept_events(table: Table, view: View, lens: Lens) -> tuple[Event, ...]:
    ties, standings = kept_ever(table, view, lens), _changes_of_standing(table, lens)
    return events(table.world, ties, lens, standings, _changes(table))


@kept(16)
def _changes(table: Table) -> Changes:
    return Changes(table.world)


@kept(32)
def _changes_of_standing(table: Table, lens: Lens) -> tuple[Event, ...]:
    return changes_of_standing(table.world, lens, _told(table, lens))


@kept(256)
def _fit(table: Table, view: View, lens: Lens) -> Fit:
    day = day_of(table, view)
    places = kept_places(table, day, lens)
    return Fit(table, view, places, judge(table, view, places, day))


@kept(64)
def kept_events_seen(table: Table, view: View, lens: Lens) -> tuple[Event, ...]:
    world, folded = table.world, EntityType.PERSON not in shown_types(view)
    bodies = view.organizations or view.organizations_out
    changes = sorted({event.day for event in _changes_of_standing(table, lens)})
    # what is asked of ties has no say in which entities fit
    of_entities = replace(view, **{name: getattr(View(), name) for name in _OF_TIES})

    def seen(event: Event) -> bool:
        if event.tie not in world.tie_by_iri:
            return True
        # while all states stand where they stood the same ones fit, unless bodies change their members
        last = bisect_right(changes, event.day)
        day = changes[last - 1] if last and not bodies else event.day
        fit = _fit(table, replace(of_entities, as_of=day), lens)
        return any(
            fit.keeps(table.position[sender], table.position[receiver])
            for sender, receiver in world.ends(world.tie_by_iri[event.tie], folded=folded)
        )

    return tuple(event for event in kept_events(table, view, lens) if seen(event))


@kept(64)
def kept_by_year(table: Table, view: View, lens: Lens) -> tuple[Year, ...]:
    return by_year(table.world, kept_ever(table, view, lens), lens, _told(table, lens))


def day_of(table: Table, view: View) -> date:
    return min(view.as_of or table.world.horizon, table.world.horizon)
