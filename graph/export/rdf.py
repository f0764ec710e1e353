"""All that the store says of an entity, as RDF: TriG keeps who says what, Turtle is the union of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graph.store.dossier import quads_about
from graph.store.snapshot import open_store
from graph.store.terms import PREFIXES

TRIG, TURTLE = "application/trig", "text/turtle"  #: media types

_PREFIXES = {name: str(namespace) for name, namespace in PREFIXES.items()}


def trig_about(snapshot: Path, iri: str) -> bytes:
    """Write what a snapshot's store says of an entity as TriG (UTF-8), each graph under its name.

    Empty but for its prefixes where the store does not know it; the same data gives the same bytes.
    """
    return _written(quads_about(open_store(snapshot), iri), ox.RdfFormat.TRIG)


def turtle_about(snapshot: Path, iri: str) -> bytes:
    """Write the same as Turtle: without graphs, a triple of several graphs once."""
    quads = quads_about(open_store(snapshot), iri)
    # as many paragraphs as subjects: by graph a subject would come again and again
    triples = sorted(dict.fromkeys(quad.triple for quad in quads), key=lambda triple: str(triple.subject))
    return _written(triples, ox.RdfFormat.TURTLE)


def _written(statements: Iterable[ox.Quad] | Iterable[ox.Triple], format: ox.RdfFormat) -> bytes:
    return ox.serialize(statements, format=format, prefixes=_PREFIXES) or b""
