"""The data described for machines: DCAT and VoID of the whole, and of the service that answers queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from graph.export.bundle import FILE, MEDIA
from graph.export.taken import LICENCE, NOTICE
from graph.model.entity import EntityType
from graph.model.world import World
from graph.store.snapshot import open_store
from graph.store.terms import ACC, ATLAS, BASE, DATASET, PREFIXES

FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "xml": ox.RdfFormat.RDF_XML,
}

_SPACES = {
    **{name: str(space) for name, space in PREFIXES.items()},
    "void": "http://rdfs.org/ns/void#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "formats": "http://www.w3.org/ns/formats/",
}
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "SPARQL_Results_XML")
_CLASSES = ("Tie", "Claim", "Source", "Statement", "Composition", "Figure", "Argument", *EntityType)
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML")

#: one of each sort, for who wants to see what the data are like
_EXAMPLES = ("state/KAZ", "agreement/abraham-accords", "kind/diplomatic-relations")


@dataclass(frozen=True)
class Held:
    """How much a store holds, likenesses included, which the world of a view is opened without."""

    triples: int
    of_class: Mapping[str, int]  #: class of ours → how many there are, those of which there are any


@lru_cache(maxsize=4)
def held(snapshot: Path) -> Held:
    """Count what the store of a snapshot holds."""
    store = open_store(snapshot)

    def count(name: str) -> int:
        return sum(1 for _ in store.quads_for_pattern(None, _name("rdf:type"), ox.NamedNode(str(ACC[name]))))

    counts = {name: count(name) for name in sorted(_CLASSES)}
    # no triple stands in two graphs
    return Held(len(store), {name: number for name, number in counts.items() if number})


def described(snapshot: Path, world: World, site: str, form: str = "turtle", *, packed: bool = True) -> bytes:
    """Describe the data set: what it holds, under which terms, and where it is had.

    Args:
        snapshot: folder of the built snapshot.
        site: address below which the app serves ``/sparql``, ``/api`` and ``/dataset``.
        packed: whether it serves all of them in one file as well.
    """
    dump = _dump(f"{site}/dataset/{FILE}") if packed else ()
    return _written([*_dataset(snapshot, world, site), *dump, *_services(site)], form)


def service(world: World, endpoint: str, form: str = "turtle") -> bytes:
    """Describe the SPARQL endpoint, as the protocol asks for it."""
    return _written(list(_endpoint(world, endpoint)), form)


def _dataset(snapshot: Path, world: World, site: str) -> Iterator[ox.Triple]:
    me = str(DATASET)
    yield from _typed(me, "dcat:Dataset", "void:Dataset")
    yield _says(me, "dcterms:title", _words("Accord Atlas"))
    yield _says(
        me,
        "dcterms:description",
        _words(
            "The diplomatic network of the Abraham Accords: who is tied to whom, since when, and who says "
            "so. Each source speaks in a graph of its own."
        ),
    )
    yield _says(me, "dcterms:license", ox.NamedNode(LICENCE))
    yield _says(me, "dcterms:rights", _words(NOTICE))
    yield _says(me, "dcat:version", ox.Literal(world.version))
    yield _says(me, "acc:evidenceHorizon", _day(world.horizon.isoformat()))
    yield _says(me, "dcat:landingPage", ox.NamedNode(f"{site}/"))
    yield _says(me, "dcterms:conformsTo", ox.NamedNode(BASE + "ontology"))
    yield _says(me, "void:uriSpace", ox.Literal(BASE))
    yield _says(me, "void:sparqlEndpoint", ox.NamedNode(f"{site}/sparql"))
    for name in ("acc", "skos", "dcterms", "prov", "schema", "org"):
        yield _says(me, "void:vocabulary", ox.NamedNode(_SPACES[name]))
    for example in _EXAMPLES:
        yield _says(me, "void:exampleResource", ox.NamedNode(BASE + example))
    counts = held(snapshot)
    yield _says(me, "void:triples", _number(counts.triples))
    parts = {name: f"{me}/{name.lower()}" for name in counts.of_class}
    for part in parts.values():
        yield _says(me, "void:classPartition", ox.NamedNode(part))
    for name, part in parts.items():
        yield _says(part, "void:class", ox.NamedNode(str(ACC[name])))
        yield _says(part, "void:entities", _number(counts.of_class[name]))


def _dump(address: str) -> Iterator[ox.Triple]:
    me = str(DATASET)
    yield _says(me, "void:dataDump", ox.NamedNode(address))
    yield _says(me, "dcat:distribution", ox.NamedNode(address))
    yield from _typed(address, "dcat:Distribution")
    yield _says(address, "dcterms:title", _words("Everything, with README, licence and notices"))
    yield _says(address, "dcat:downloadURL", ox.NamedNode(address))
    yield _says(address, "dcat:mediaType", ox.NamedNode(_MEDIA_TYPES + MEDIA))
    yield _says(address, "dcterms:license", ox.NamedNode(LICENCE))


def _services(site: str) -> Iterator[ox.Triple]:
    for path, title in (("sparql", "SPARQL 1.1, for reading"), ("api", "The commands of the shell, as JSON")):
        address = f"{site}/{path}"
        yield from _typed(address, "dcat:DataService")
        yield _says(address, "dcterms:title", _words(title))
        yield _says(address, "dcat:endpointURL", ox.NamedNode(address))
        yield _says(address, "dcat:servesDataset", ox.NamedNode(str(DATASET)))
    yield _says(f"{site}/api", "dcat:endpointDescription", ox.NamedNode(f"{site}/api/openapi.json"))


def _endpoint(world: World, endpoint: str) -> Iterator[ox.Triple]:
    yield from _typed(endpoint, "sd:Service")
    yield _says(endpoint, "sd:endpoint", ox.NamedNode(endpoint))
    yield _says(endpoint, "sd:supportedLanguage", _name("sd:SPARQL11Query"))
    yield _says(endpoint, "sd:feature", _name("sd:UnionDefaultGraph"))
    for name in (*_RESULTS, *_GRAPHS):
        yield _says(endpoint, "sd:resultFormat", _name(f"formats:{name}"))
    yield _says(endpoint, "sd:defaultDataset", ox.NamedNode(str(DATASET)))
    yield from _typed(str(DATASET), "sd:Dataset")
    yield _says(str(DATASET), "dcat:version", ox.Literal(world.version))
    for number, graph in enumerate((str(ATLAS), *sorted(source.iri for source in world.sources))):
        node = ox.BlankNode(f"g{number}")
        yield ox.Triple(ox.NamedNode(str(DATASET)), _name("sd:namedGraph"), node)
        yield ox.Triple(node, _name("rdf:type"), _name("sd:NamedGraph"))
        yield ox.Triple(node, _name("sd:name"), ox.NamedNode(graph))


def _typed(subject: str, *types: str) -> Iterator[ox.Triple]:
    return (_says(subject, "rdf:type", _name(each)) for each in types)


def _says(subject: str, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), _name(name), value)


def _name(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(_SPACES[prefix] + local)


def _words(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")


def _day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=_name("xsd:date"))


def _number(number: int) -> ox.Literal:
    return ox.Literal(number)


def _written(triples: Sequence[ox.Triple], form: str) -> bytes:
    from graph.export.rdf import written

    prefixes = _SPACES if form == "turtle" else {}
    return written(triples, FORMS[form], prefixes)
