"""What a reader adds to a picture: of one entity the ties of one kind, the strongest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.model.expansion import Expansion
from graph.model.standing import Places
from graph.model.tie import Certainty
from graph.model.view import View
from graph.table.build import Sort, Table
from graph.table.narrow import Line, Narrowed, narrow, unmet

#: clauses of a View that also hold for what is added: its day, and on whose word
_KEPT = ("as_of", "known_on", "lens", "types", "statehood", "natures", "phases", "grades", "sources")
_KEPT_TOO = ("confidence", "unverified", "past_years", "hidden")


def expand(table: Table, narrowed: Narrowed, view: View, places: Places) -> Narrowed:
    """Add the lines that a View expands to what it shows already; what was hidden before counts no more."""
    added: dict[Line, None] = {}
    shown = set(narrowed.lines)
    for word in sorted(view.expanded):
        wanted = Expansion.parse(word)
        more = [line for line in _at(table, view, wanted.entity, places) if line not in shown]
        of_kind = [line for line in more if table.world.ties[line.tie].kind.slug == wanted.kind]
        added |= dict.fromkeys(of_kind[: wanted.most])
    if not added:
        return narrowed
    lines = tuple(sorted((*narrowed.lines, *added)))
    ends = {end for line in added for end in (line.sender, line.receiver)}
    new = {line.tie for line in added} - set(narrowed.ties)
    hidden = Counter(narrowed.hidden) - Counter(_reasons(table, view, places, new))
    kept = {reason: hidden[reason] for reason in narrowed.hidden if hidden[reason]}
    return replace(narrowed, lines=lines, entities=tuple(sorted({*narrowed.entities, *ends})), hidden=kept)


def offers(table: Table, narrowed: Narrowed, view: View, entity: str, places: Places) -> dict[str, int]:
    """Say what expanding an entity would add: kind → ties that are not in the picture, most first."""
    shown = set(narrowed.ties)
    found = {line.tie for line in _at(table, view, entity, places)} - shown
    counted = Counter(table.world.ties[tie].kind.slug for tie in found)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _at(table: Table, view: View, entity: str, places: Places) -> list[Line]:
    """The lines at an entity, whatever the View asks of states and kinds; the strongest first."""
    wide = View(focus=frozenset({entity}), frame=False)
    wide = replace(wide, **{name: getattr(view, name) for name in (*_KEPT, *_KEPT_TOO)})
    here = table.all_called({entity})
    found = (line for line in narrow(table, wide, places).lines if here & {line.sender, line.receiver})
    ties = table.world.ties

    def strength(line: Line) -> tuple[bool, bool, int, Line]:
        surest = line.certainty is not Certainty.CERTAIN
        return line.past, surest, -ties[line.tie].independent_sources, line

    return sorted(found, key=strength)


def _reasons(table: Table, view: View, places: Places, ties: Iterable[int]) -> Iterator[str]:
    """For each tie the reason for which it was hidden."""
    all_there = replace(view, hidden=frozenset(), only=frozenset())
    ladder = {
        "rank": set(narrow(table, view, places).ties),
        "put_away": set(narrow(table, all_there, places).ties),
        "focus": set(narrow(table, replace(all_there, focus=frozenset()), places).ties),
    }
    for tie in ties:
        clause = next(unmet(Sort.of(table.world.ties[tie]), view), None)
        yield clause or next((reason for reason, among in ladder.items() if tie in among), "ends")
