"""What an answer to a reader's own query holds, and as what it can be shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.model.entity import EntityType
from graph.model.world import World

Term = Mapping[str, Any]  #: as SPARQL 1.1 JSON has it: type, value, and datatype or xml:lang
Row = Mapping[str, Term]

_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
)
_YEAR = re.compile("[0-9]{4}")
_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")  #: a literal may be of a type and not be written so
_DATES = frozenset(f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("gYear", "gYearMonth", "date"))

MOST_COLOURS = 8  #: values of a column that one can tell apart by colour
MOST_BARS = 60  #: bars that one can read
LONGEST_QUESTION = 200  #: characters of a question that stands above an answer
MOST_DRAWN = 150  #: entities of a result that a picture holds


@dataclass(frozen=True)
class Chart:
    """How a result is charted: by the columns of these names."""

    along: str  #: years, or what there is a bar of each
    number: str
    colour: str = ""
    years: bool = False


@dataclass(frozen=True, eq=False)
class Result:
    """The rows of an answer, told in the words of a world."""

    columns: tuple[str, ...]
    rows: Sequence[Row]
    world: World
    #: IRI → a name for what the world does not hold as an entity, tie, source or kind
    otherwise: Callable[[str], str] = field(default=str)
    question: str = ""  #: that it answers, where the query says it

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """IRIs of the entities that it names, in the order in which they are named first."""
        return tuple(iri for iri in self._iris if iri in self.world.entity_by_iri)

    @cached_property
    def ties(self) -> tuple[str, ...]:
        """IRIs of the ties that it names, or names claims of."""
        found = (self._tie(iri) for iri in self._iris)
        return tuple(dict.fromkeys(iri for iri in found if iri))

    def opens(self, row: Row) -> str:
        """IRI of what a row opens: its first tie, else its first entity; empty where it has neither."""
        iris = [row[name]["value"] for name in self.columns if name in row and row[name]["type"] == "uri"]
        ties = (tie for iri in iris if (tie := self._tie(iri)))
        return next(ties, next((iri for iri in iris if iri in self.world.entity_by_iri), ""))

    def numbers(self, column: str) -> bool:
        """Whether all values of a column are numbers, and there is one."""
        given = [row[column] for row in self.rows if column in row]
        return bool(given) and all(number(term) is not None for term in given)

    @cached_property
    def map(self) -> tuple[str, str] | str:
        """The columns of states and of numbers that a map is coloured by; or why there is no map."""
        states = [name for name in self.columns if self._all_states(name)]
        if not states:
            return "no column holds states alone"
        numbers = [name for name in self.columns if self.numbers(name) and not self._years(name)]
        if not numbers:
            return "no column holds numbers alone"
        given = [row[states[0]]["value"] for row in self.rows if states[0] in row]
        if len(set(given)) < len(given):
            return "a state has several rows, and a map shows one number of each"
        return states[0], numbers[0]

    @cached_property
    def chart(self) -> Chart | str:
        """How it is charted, or why it is not."""
        years = next((name for name in self.columns if self._years(name)), "")
        numbers = [name for name in self.columns if name != years and self.numbers(name)]
        if not numbers:
            return "no column holds numbers alone"
        words = [name for name in self.columns if name not in (years, *numbers)]
        if not years and not words:
            return "there is no column of years or names to chart the numbers by"
        along = years or words[0]
        colour = next((name for name in words if name != along and self._few(name)), "")
        places = {(self._value(row, along), self._value(row, colour)) for row in self.rows}
        if len(places) < len(self.rows):
            return "several rows have the same place in a chart; add up or average in the query"
        if not years and len({self._value(row, along) for row in self.rows}) > MOST_BARS:
            return f"it has more than {MOST_BARS} bars; ask for fewer with LIMIT"
        return Chart(along, numbers[0], colour, bool(years))

    @cached_property
    def canvas(self) -> str:
        """Why it is no picture; empty where it is one."""
        if not self.ties and not self.entities:
            return "it names no entity or tie of the atlas"
        return ""

    def _all_states(self, column: str) -> bool:
        known = self.world.entity_by_iri
        given = [row[column]["value"] for row in self.rows if column in row]
        return bool(given) and all(iri in known and known[iri].type is EntityType.STATE for iri in given)

    def _years(self, column: str) -> bool:
        given = [row[column] for row in self.rows if column in row]
        return bool(given) and all(
            _DATE.fullmatch(term["value"])
            if term.get("datatype") in _DATES
            else "year" in column.lower() and _YEAR.fullmatch(str(term["value"]))
            for term in given
        )

    def _few(self, column: str) -> bool:
        return len({self._value(row, column) for row in self.rows}) <= MOST_COLOURS

    def _value(self, row: Row, column: str) -> str:
        return str(row[column]["value"]) if column in row else ""

    @cached_property
    def _iris(self) -> tuple[str, ...]:
        terms = (row[name] for row in self.rows for name in self.columns if name in row)
        return tuple(dict.fromkeys(term["value"] for term in terms if term["type"] == "uri"))

    def _tie(self, iri: str) -> str:
        """The tie that an IRI names, or that the claim of this name is about."""
        return iri if iri in self.world.tie_by_iri else self._tie_by_claim.get(iri, "")

    @cached_property
    def _tie_by_claim(self) -> Mapping[str, str]:
        known = self.world.tie_by_iri
        return {claim.iri: claim.tie for claim in self.world.claims if claim.tie in known}


def question(text: str) -> str:
    """The question of a query: its first line, where this is a comment."""
    first = text.lstrip().partition("\n")[0]
    asked = " ".join(first.lstrip("# ").split()) if first.startswith("#") else ""
    return asked if len(asked) <= LONGEST_QUESTION else f"{asked[: LONGEST_QUESTION - 1]}…"


def number(term: Term) -> float | None:
    """The number that a term is; None for what is none."""
    if term.get("datatype") not in _NUMBERS:
        return None
    try:
        value = float(term["value"])
    except (ValueError, OverflowError):
        return None
    # what is endless or undefined is no value of a chart
    return value if abs(value) < float("inf") else None


def name(term: Term | None, world: World, otherwise: Callable[[str], str]) -> str:
    """A term as a reader reads it: the name of what an IRI stands for; empty where there is no value."""
    if term is None:
        return ""
    value = str(term["value"])
    if term["type"] == "triple":
        parts = (name(term["value"][part], world, otherwise) for part in ("subject", "predicate", "object"))
        return f"<< {' '.join(parts)} >>"
    if term["type"] == "bnode":
        return f"_:{value}"
    if term["type"] != "uri":
        return value
    if entity := world.entity_by_iri.get(value):
        return entity.label
    if source := world.source_by_iri.get(value):
        return source.title
    return otherwise(value)


def named_ties(found: Result) -> tuple[frozenset[str], frozenset[str]]:
    """The ties that a result names, as many as a picture has room for, and all that are drawn with them."""
    ties: set[str] = set()
    entities = set(found.entities[:MOST_DRAWN])
    for iri in found.ties:
        pairs = found.world.ends(found.world.tie_by_iri[iri], folded=False)
        ends = {end for pair in pairs for end in pair}
        if ends <= entities or len(entities | ends) <= MOST_DRAWN:
            entities |= ends
            ties.add(iri)
    return frozenset(ties), frozenset(entities)
