"""What falls without a source, as a table: one thing a row, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.export.column import Column
from graph.export.sheet import Part, Sheet
from graph.model.reliance import Altered, Fall
from graph.model.sentences import named, sentence
from graph.model.world import World

FILE = "accord-atlas-without-a-source.csv"


@dataclass(frozen=True)
class Fallen:
    """One thing that is otherwise without the source."""

    what: str  #: "standing", "lost", "grade", "value" or "on the day"
    about: str  #: the tie in a sentence, or the name of the state
    part: str  #: of a value: which
    before: str
    after: str
    iri: str  #: of the tie or the state


COLUMNS: Mapping[str, Column[Fallen]] = {
    "what": Column(
        "What",
        "standing: a state stands elsewhere; lost: nobody else reports the tie; grade: it is supported "
        "otherwise; value: another value is shown; on the day: whether it holds then.",
        lambda f: f.what,
        few=True,
    ),
    "about": Column("Of what", "The tie in a sentence as it was, or the state.", lambda f: f.about),
    "part": Column("Value", "Which value is another.", lambda f: f.part or None, few=True),
    "before": Column("With it", "As it is now; empty where nothing is said.", lambda f: f.before or None),
    "after": Column("Without it", "As it would be.", lambda f: f.after or None),
    "iri": Column("Address", "The address of the tie or the state.", lambda f: f.iri, "anyURI"),
}


def fallen(found: Fall, world: World, day: date) -> Part:
    """One row for each thing that falls or changes, states first, then what is lost."""
    return Sheet("falls", COLUMNS, list(_rows(found, world, day))).whole()


def _rows(found: Fall, world: World, day: date) -> Iterator[Fallen]:
    for moved in found.standings:
        before, after = map(str, moved.standing)
        yield Fallen("standing", named(moved.state, world), "", before, after, moved.state)
    for tie in found.lost:
        grade = tie.grade_on(day).label
        yield Fallen("lost", sentence(tie, world, day), "", grade, "reported by nobody", tie.iri)
    yield from _altered("grade", found.grades, world, day)
    yield from _altered("value", found.values, world, day)
    yield from _altered("on the day", found.holding, world, day)


def _altered(what: str, altered: Iterable[Altered], world: World, day: date) -> Iterator[Fallen]:
    for one in altered:
        part = one.part if what == "value" else ""
        said = sentence(one.tie, world, day)
        yield Fallen(what, said, part, one.before, one.after, one.tie.iri)
