"""The concepts of data/schemes/: which a table's words may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from graph.errors import BrokenFile
from graph.harvest.table import Row
from graph.store.terms import religion, scheme

_RELIGION = str(religion(""))
_OTHER = "other"  #: a heading more than a root: the faiths under it are listed beside it, not inside
_SLUGS = {"folk": "folk-religions"}  #: concepts that the hand tables call otherwise


@dataclass(frozen=True)
class Religions:
    """The religions of data/schemes/religions.ttl."""

    broader: Mapping[str, str]  #: slug → slug of the concept above; "" for a root

    @classmethod
    def read(cls, data: Path) -> Religions:
        """Read the scheme."""
        graph = _graph(data / "schemes" / "religions.ttl")
        concepts = graph.subjects(SKOS.inScheme, scheme("religions"))
        return cls({_slug(concept): _slug(graph.value(concept, SKOS.broader)) for concept in concepts})

    def root(self, concept: str) -> str:
        """The concept that a figure for *concept* lies inside; itself for what stands on level 1."""
        above = self.broader[concept]
        return concept if above in {"", _OTHER} else above

    def level(self, concept: str) -> int:
        """1 for what adds up to the whole, 2 for a branch."""
        return 1 if self.root(concept) == concept else 2

    def concept(self, row: Row, column: str = "concept") -> str:
        """The slug that a hand table's cell means."""
        concept = _SLUGS.get(row[column], row[column])
        if concept not in self.broader:
            raise row.wrong(column, "is no concept of data/schemes/religions.ttl")
        return concept


@dataclass(frozen=True)
class Regions:
    """The regions of one scheme of data/schemes/regions.ttl."""

    by_word: Mapping[str, URIRef]  #: the label and the notation of each

    @classmethod
    def read(cls, data: Path, slug: str) -> Regions:
        """Read the scheme of that slug: m49, factbook-regions."""
        graph = _graph(data / "schemes" / "regions.ttl")
        return cls(
            {
                str(word): concept
                for concept in graph.subjects(SKOS.inScheme, scheme(slug))
                if isinstance(concept, URIRef)
                for predicate in (RDFS.label, SKOS.notation)
                for word in graph.objects(concept, predicate)
            }
        )

    def concept(self, row: Row, column: str) -> URIRef:
        """The region that a cell names."""
        if row[column] not in self.by_word:
            raise row.wrong(column, "is no region of data/schemes/regions.ttl")
        return self.by_word[row[column]]


def _slug(concept: Node | None) -> str:
    return str(concept or "").removeprefix(_RELIGION)


def _graph(file: Path) -> Graph:
    try:
        return Graph().parse(file, format="turtle")
    except OSError as error:
        raise BrokenFile(file, error.strerror or "cannot be read") from error
    except SyntaxError as error:
        raise BrokenFile(file, "is no Turtle", error.lineno) from error
