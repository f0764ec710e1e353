"""What the hand-written files of data/ speak of, so that no table says it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.errors import BrokenFile
from graph.store.terms import ACC, BASE, state

FOLDERS = ("curated", "entities", "ties")
_FORMATS = {".trig": RdfFormat.TRIG, ".ttl": RdfFormat.TURTLE}
_STATE, _CLAIM = str(state("")), f"{BASE}claim/"


@dataclass(frozen=True)
class Affirmed:
    """What one claim says of a tie that it affirms."""

    source: str  #: IRI
    tie: str  #: IRI
    since: str  #: as precise as the source; "" where it gives none
    until: str


@dataclass(frozen=True)
class Curated:
    """The quads of the hand-written files."""

    quads: tuple[Quad, ...]

    @classmethod
    def read(cls, data: Path) -> Curated:
        """Read data/curated, data/entities and data/ties; a folder that is not there says nothing."""
        files = sorted(
            file for folder in FOLDERS for file in (data / folder).glob("*") if file.suffix in _FORMATS
        )
        return cls(tuple(quad for file in files for quad in _quads(file)))

    @cached_property
    def states(self) -> frozenset[str]:
        """Codes of the states that any of them names, or whose supporters or critics argue."""
        named = {
            term.value.removeprefix(_STATE)
            for quad in self.quads
            for term in (quad.subject, quad.object)
            if isinstance(term, NamedNode) and term.value.startswith(_STATE)
        }
        # acc:sideOf holds the code of the state whose supporter or critic speaks, not its IRI
        sides = {
            value.value
            for quad in self.quads
            if _is(quad, "sideOf") and isinstance(value := quad.object, Literal)
        }
        return frozenset(named | sides)

    @cached_property
    def compositions(self) -> frozenset[tuple[str, ...]]:
        """Source, state, religion and base of every share that they give."""
        return self._described("state", "religion", "base")

    @cached_property
    def statements(self) -> frozenset[tuple[str, ...]]:
        """Source, subject and question of every statement."""
        return self._described("about", "question")

    @cached_property
    def ties(self) -> frozenset[str]:
        """IRIs of the ties that they describe."""
        return frozenset(_name(quad) for quad in self.quads if _is(quad, "sender"))

    @cached_property
    def organizations(self) -> frozenset[str]:
        """IRIs of the organizations that they describe."""
        return frozenset(
            _name(quad)
            for quad in self.quads
            if isinstance(quad.object, NamedNode) and quad.object.value == str(ACC.Organization)
        )

    @cached_property
    def claims(self) -> frozenset[tuple[str, ...]]:
        """Source and tie of every claim that affirms one."""
        return frozenset((said.source, said.tie) for said in self.affirmed)

    @cached_property
    def affirmed(self) -> tuple[Affirmed, ...]:
        """What each of their claims says of the tie that it affirms."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for quad in self.quads:
            if isinstance(quad.graph_name, NamedNode) and _name(quad).startswith(_CLAIM):
                said = found.setdefault((quad.graph_name.value, _name(quad)), {})
                said[quad.predicate.value.removeprefix(str(ACC))] = getattr(quad.object, "value", "")
        return tuple(
            Affirmed(graph, said["about"], said.get("since", ""), said.get("until", ""))
            for (graph, _), said in found.items()
            if "about" in said
        )

    def _described(self, *properties: str) -> frozenset[tuple[str, ...]]:
        found: dict[tuple[str, str], dict[str, str]] = {}
        for quad in self.quads:
            for name in properties:
                if (
                    _is(quad, name)
                    and isinstance(quad.subject, NamedNode)
                    and isinstance(quad.graph_name, NamedNode)
                ):
                    thing = found.setdefault((quad.graph_name.value, quad.subject.value), {})
                    thing[name] = getattr(quad.object, "value", "")
        return frozenset(
            (graph, *(thing[name] for name in properties))
            for (graph, _), thing in found.items()
            if len(thing) == len(properties)
        )


def _quads(file: Path) -> Iterator[Quad]:
    try:
        yield from parse(path=str(file), format=_FORMATS[file.suffix])
    except SyntaxError as error:
        raise BrokenFile(file, str(error.msg), error.lineno) from error
    except OSError as error:
        raise BrokenFile(file, error.strerror or str(error)) from error


def _name(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def _is(quad: Quad, name: str) -> bool:
    return quad.predicate.value == str(ACC[name])
