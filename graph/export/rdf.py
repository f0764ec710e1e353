"""What the store says of an entity or of a view, as RDF.

TriG and JSON-LD keep who says what; Turtle is the union of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from graph.export.taken import LICENCE, NOTICE, Taken
from graph.model.words import one_line
from graph.store.dossier import quads_about
from graph.store.extract import quads_shown
from graph.store.snapshot import open_store
from graph.store.terms import DATASET, PREFIXES, VIEW, document

TRIG, TURTLE = "application/trig", "text/turtle"  #: media types

_PREFIXES = {name: str(namespace) for name, namespace in PREFIXES.items()}


def trig_about(snapshot: Path, iri: str) -> bytes:
    """Write what a snapshot's store says of an entity as TriG (UTF-8), each graph under its name.

    Empty but for its prefixes where the store does not know it; the same data gives the same bytes.
    """
    return written(quads_about(open_store(snapshot), iri), ox.RdfFormat.TRIG)


def turtle_about(snapshot: Path, iri: str) -> bytes:
    """Write the same as Turtle: without graphs, a triple of several graphs once."""
    return _union(quads_about(open_store(snapshot), iri))


def trig(taken: Taken) -> bytes:
    """Write a view as TriG (UTF-8): each source in its own graph, the view in ``graph/view``."""
    return written(_quads(taken), ox.RdfFormat.TRIG)


def turtle(taken: Taken) -> bytes:
    """Write a view as Turtle: without graphs, a triple of several graphs once."""
    return _union(_quads(taken))


def json_ld(taken: Taken) -> bytes:
    """Write a view as JSON-LD 1.1, every name in full, so that no context is asked for; graphs as in TriG."""
    return written(_quads(taken), ox.RdfFormat.JSON_LD)


def _quads(taken: Taken) -> tuple[ox.Quad, ...]:
    quads = quads_shown(
        open_store(taken.snapshot),
        list(taken.network),
        [tie.iri for tie, _ in taken.ties],
        [claim.iri for tie, _ in taken.ties for claim in taken.claims(tie)],
        all_known=taken.view.known_on is None,
    )
    return (*_described(taken), *quads)


def _described(taken: Taken) -> Iterator[ox.Quad]:
    """What is said of the whole: on a document, and on what holds in it."""
    graph = ox.NamedNode(str(VIEW))
    # the same view of the same data has the same name
    about = taken.about
    clauses = sorted(taken.view.to_query(version=about["data"], horizon=taken.day).items())
    digest = hashlib.sha256(repr((about["as_of"], clauses)).encode("utf-8", "replace")).hexdigest()
    view = ox.NamedNode(str(document(digest[:16])))

    def say(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        prefix, _, local = name.partition(":")
        return ox.Quad(subject, ox.NamedNode(str(PREFIXES[prefix][local])), value, graph)

    def words(text: str) -> ox.Literal:
        return ox.Literal(one_line(text), language="en")

    def day(text: str) -> ox.Literal:
        return ox.Literal(text, datatype=ox.NamedNode(str(PREFIXES["xsd"]["date"])))

    yield say(view, "rdf:type", ox.NamedNode(str(PREFIXES["dcat"]["Dataset"])))
    yield say(view, "dcterms:title", words(taken.title))
    yield say(view, "dcterms:description", words(about["view"]))
    yield say(view, "dcterms:isPartOf", ox.NamedNode(str(DATASET)))
    yield say(view, "dcterms:license", ox.NamedNode(LICENCE))
    yield say(view, "dcterms:rights", words(NOTICE))
    yield say(view, "dcat:version", ox.Literal(about["data"]))
    yield say(view, "acc:asOf", day(about["as_of"]))
    if about["known_on"] == "all":
        yield say(view, "rdfs:comment", words("Told from all that is known."))
    else:
        yield say(view, "acc:knownOn", day(about["known_on"]))
    yield say(view, "acc:lens", ox.Literal(about["lens"]))
    for tie, certainty in taken.ties:
        yield say(view, "dcterms:hasPart", ox.NamedNode(tie.iri))
        yield say(ox.NamedNode(tie.iri), "acc:certainty", ox.Literal(certainty))
    for iri, data in sorted(taken.network.nodes(data=True)):
        if data["standing"]:
            yield say(ox.NamedNode(iri), "acc:standing", ox.Literal(str(data["standing"])))


def _union(quads: Iterable[ox.Quad]) -> bytes:
    # as many paragraphs as subjects: by graph a subject would come again and again
    triples = sorted(dict.fromkeys(quad.triple for quad in quads), key=lambda triple: str(triple.subject))
    return written(triples, ox.RdfFormat.TURTLE)


def written(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple],
    format: ox.RdfFormat,
    prefixes: Mapping[str, str] = _PREFIXES,
) -> bytes:
    """Write statements with our prefixes; the same statements in the same order give the same bytes."""
    text = ox.serialize(statements, format=format, prefixes=dict(prefixes)) or b""
    # it writes the prefixes in another order in each process
    first = text.split(b"\n")
    many = next((i for i, line in enumerate(first) if not line.startswith(b"@prefix")), 0)
    return b"\n".join((*sorted(first[:many]), *first[many:]))
