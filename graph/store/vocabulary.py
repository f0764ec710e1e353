"""The words of the atlas for who writes a query: prefixes, classes, properties and kinds, with meanings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from graph.store.terms import BASE, PREFIXES

#: folders of the atlas' own names that queries write short: ``state:KAZ``
FOLDERS = (
    "state", "organization", "person", "agreement", "place", "theme", "kind", "region", "religion", "scheme",
    "question", "source",
)  # fmt: skip

#: prefix → namespace, of all that queries write short
NAMESPACES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()} | {
    folder: f"{BASE}{folder}/" for folder in FOLDERS
}

#: terms of other vocabularies that the data use and our ontology does not define
_BORROWED = {
    "dcterms:issued": "The day, month or year on which a source came out.",
    "dcterms:license": "The licence of a source.",
    "dcterms:publisher": "Who publishes a source.",
    "dcterms:title": "The title of a source.",
    "prov:wasDerivedFrom": "The source that a source is a copy of.",
    "rdfs:comment": "What a claim or an argument says, in our own words.",
    "rdfs:label": "The name of an entity or a kind, in several languages.",
    "schema:latitude": "Degrees north of the equator.",
    "schema:longitude": "Degrees east of Greenwich.",
    "schema:url": "The address of a source.",
    "skos:altLabel": "Another name.",
    "skos:broader": "The wider region or religion.",
    "skos:definition": "What a kind or a concept means.",
    "skos:inScheme": "The scheme of a region or a religion.",
    "skos:prefLabel": "The name of a region or a religion.",
}


@dataclass(frozen=True)
class Word:
    """A word that a query may use."""

    name: str  #: as it is written: "acc:Tie"
    sort: str  #: "class", "property", "kind of tie"
    meaning: str


@lru_cache(maxsize=4)
def words(data: Path) -> tuple[Word, ...]:
    """The classes and properties that our ontology defines and those that it borrows, by name.

    Args:
        data: folder of facts, in which the ontology stands.
    """
    graph = Graph()
    graph.parse(data / "ontology.ttl", format="turtle")
    own = [*_own(graph, OWL.Class, "class")]
    for sort in (OWL.ObjectProperty, OWL.DatatypeProperty):
        own += _own(graph, sort, "property")
    borrowed = [Word(name, "property", meaning) for name, meaning in _BORROWED.items()]
    return tuple(sorted([*own, *borrowed], key=lambda word: word.name.lower()))


def ontology(data: Path) -> bytes:
    """The ontology as its file has it, in Turtle."""
    return (data / "ontology.ttl").read_bytes()


def short(iri: str) -> str:
    """An IRI as queries write it: ``acc:Tie``; in pointed brackets where it has no short form."""
    prefix = max(
        (prefix for prefix, namespace in NAMESPACES.items() if iri.startswith(namespace)),
        key=lambda prefix: len(NAMESPACES[prefix]),
        default="",
    )
    local = iri.removeprefix(NAMESPACES[prefix]) if prefix else ""
    return f"{prefix}:{local}" if local and local.replace("-", "").replace("_", "").isalnum() else f"<{iri}>"


def _own(graph: Graph, sort: URIRef, name: str) -> Iterator[Word]:
    for subject in graph.subjects(RDF.type, sort):
        meaning = graph.value(subject, SKOS.definition) or graph.value(subject, RDFS.label)
        yield Word(short(str(subject)), name, str(meaning or ""))
