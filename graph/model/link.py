"""Reading the parameters of a link: each has a type, a greatest length, and words that exist.

A reader takes the parameter's name, its values and the known words, and gives the value together
with a sentence for each part that it left out; a ValueError says that nothing of it can be used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from graph.model.dates import PartialDate
from graph.model.entity import EntityType, Statehood
from graph.model.expansion import Expansion
from graph.model.kind import Family, Nature, Phase
from graph.model.looks import Layout, Width
from graph.model.source import Confidence
from graph.model.standing import Standing
from graph.model.tie import Grade

LONGEST_VALUE = 200  #: characters of one value
LONGEST_LIST = 100  #: values of one parameter; more than there are kinds or regions
LONGEST_QUERY = 6_000  #: characters of a SPARQL query in a link; servers and mail cut longer ones
ALWAYS = "all"  #: known on: all that the data version knows
NOTHING = "none"  #: an empty set where the default is not empty
#: no clauses of a View: the data version, what is open, and what single pages ask for besides
NOT_OURS = frozenset(
    {
        *("data", "tie", "entity"),
        *("from_as_of", "to_as_of", "from_known_on", "to_known_on", "from_lens", "to_lens"),
        *("about", "matter"),
        *("colour", "of", "part", "lines"),
        *("from", "to", "through", "avoiding", "bodies", "events", "prefer", "within"),
        *("table", "find", "where", "columns"),
        *("source", "resting"),
        *("weight", "candidate"),
        *("on", "theme", "gains", "stance", "side", "by", "canvas", "argument", "reasoning"),
        *("with", "show", "ties", "order", "cells"),
        *("measure", "joins", "leaves", "rule"),
        *("query", "over"),
        "at",
    }
)
FOREIGN = ("utm_", "embed")  #: beginnings of parameters that others add to links, or Streamlit reads itself

Known = Mapping[str, frozenset[str]]
Read = tuple[object, tuple[str, ...]]
Reader = Callable[[str, Sequence[str], Known], Read]


def unknown(noun: str, words: Sequence[str]) -> list[str]:
    """Say which words of a link do not exist: the first three by name, the others by number."""
    if not words:
        return []
    shown = ", ".join(quoted(word) for word in words[:3])
    more = f" and {len(words) - 3} more" if len(words) > 3 else ""
    return [f"no {noun} {shown}{more}"]


def _one(name: str, values: Sequence[str]) -> str:
    value = values[0] if values else ""
    if len(value) > LONGEST_VALUE:
        raise ValueError(f"{name} in the link is longer than {LONGEST_VALUE} characters and was left out")
    return value


def quoted(text: str) -> str:
    """Quote a text of a link, cut where it is long."""
    return repr(text if len(text) <= 60 else text[:57] + "...")


def _day(name: str, values: Sequence[str], known: Known) -> Read:
    text = _one(name, values)
    try:
        return PartialDate.parse(text).last, ()
    except ValueError:
        raise ValueError(f"{name} in the link: {quoted(text)} is not a date like 2026-06-29") from None


def _day_or_always(name: str, values: Sequence[str], known: Known) -> Read:
    return (None, ()) if _one(name, values) == ALWAYS else _day(name, values, known)


def _number(low: int, high: int) -> Reader:
    def read(name: str, values: Sequence[str], known: Known) -> Read:
        text = _one(name, values)
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(f"{name} in the link: {quoted(text)} is not a whole number from {low} to {high}")
        return int(text), ()

    return read


def _flag(name: str, values: Sequence[str], known: Known) -> Read:
    text = _one(name, values)
    if text not in ("yes", "no"):
        raise ValueError(f"{name} in the link: {quoted(text)} is neither yes nor no")
    return text == "yes", ()


def _text(name: str, values: Sequence[str], known: Known) -> Read:
    return _one(name, values), ()


def _word(name: str, values: Sequence[str], known: Known) -> Read:
    text = _one(name, values)
    if text not in known[name]:
        raise ValueError(f"no {name} {quoted(text)}")
    return text, ()


def _words(among: str, noun: str) -> Reader:
    def read(name: str, values: Sequence[str], known: Known) -> Read:
        kept, said = _kept(name, values, known[among], noun)
        return frozenset(kept), said

    return read


def _members(make: type[StrEnum], noun: str) -> Reader:
    words = frozenset(str(member) for member in make)

    def read(name: str, values: Sequence[str], known: Known) -> Read:
        kept, said = _kept(name, values, words, noun)
        return frozenset(make(word) for word in kept), said

    return read


def _member(make: type[StrEnum], noun: str) -> Reader:
    def read(name: str, values: Sequence[str], known: Known) -> Read:
        text = _one(name, values)
        if text not in set(make):
            raise ValueError(f"no {noun} {quoted(text)}; there are {', '.join(make)}")
        return make(text), ()

    return read


def _kept(
    name: str, values: Sequence[str], words: frozenset[str], noun: str
) -> tuple[list[str], tuple[str, ...]]:
    if list(values) == [NOTHING]:
        return [], ()
    said = unknown(noun, [value for value in values[:LONGEST_LIST] if value not in words])
    if len(values) > LONGEST_LIST:
        said.append(
            f"{name} in the link has more than {LONGEST_LIST} values; only the first {LONGEST_LIST} are used"
        )
    kept = [value for value in values[:LONGEST_LIST] if value in words]
    if not kept:
        raise ValueError("; ".join(said) or f"{name} in the link is empty")
    return kept, tuple(said)


def _expansions(name: str, values: Sequence[str], known: Known) -> Read:
    def meant(word: str) -> bool:
        try:
            wanted = Expansion.parse(word)
        except ValueError:
            return False
        return wanted.entity in known["entities"] and wanted.kind in known["kinds"]

    kept, said = _kept(name, values, frozenset(filter(meant, values[:LONGEST_LIST])), "expansion")
    return frozenset(kept), said


READERS: Mapping[str, Reader] = {
    "as_of": _day,
    "known_on": _day_or_always,
    "lens": _word,
    "types": _members(EntityType, "kind of entity"),
    "families": _members(Family, "family"),
    "kinds": _words("kinds", "kind of tie"),
    "kinds_out": _words("kinds", "kind of tie"),
    "natures": _members(Nature, "nature"),
    "phases": _members(Phase, "phase"),
    "religions": _words("religions", "religion"),
    "share": _number(0, 100),
    "regions": _words("regions", "region"),
    "standings": _members(Standing, "standing"),
    "also": _words("entities", "entity"),
    "statehood": _members(Statehood, "statehood"),
    "frame": _flag,
    "organizations": _words("organizations", "organization"),
    "organizations_out": _words("organizations", "organization"),
    "grades": _members(Grade, "grade"),
    "sources": _number(0, 99),
    "confidence": _member(Confidence, "confidence"),
    "unverified": _flag,
    "past_years": _number(0, 200),
    "focus": _words("entities", "entity"),
    "depth": _number(1, 4),
    "hidden": _words("entities", "entity"),
    "only": _words("entities", "entity"),
    "expanded": _expansions,
    "folded": _words("groups", "group"),
    "layout": _member(Layout, "layout"),
    "widths": _member(Width, "width"),
    "most": _number(0, 100_000),
    "text": _text,
}
