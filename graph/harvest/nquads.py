"""Quads as a gzip'd N-Quads file: sorted, so that the same facts give the same bytes."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from rdflib import XSD, Literal, URIRef

from graph.harvest.errors import Unwritable

Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]  #: subject, predicate, object, graph

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def write(quads: Iterable[Quad], file: Path) -> int:
    """Write each quad once, in order, and say how many there are."""
    lines = sorted({line(quad) for quad in quads})
    # without a time in its header: it would change the bytes
    save(gzip.compress("".join(lines).encode("utf-8"), compresslevel=9, mtime=0), file)
    return len(lines)


def save(content: bytes, file: Path) -> None:
    """Write a file beside and move it in, so that an error leaves the earlier one as it was."""
    beside = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        os.replace(beside, file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise Unwritable(file, error.strerror or str(error)) from error


def line(quad: Quad) -> str:
    """Write one quad as a line of N-Quads.

    >>> here = URIRef("https://example.org/a")
    >>> line((here, here, Literal("Côte", lang="fr"), here))
    '<https://example.org/a> <https://example.org/a> "Côte"@fr <https://example.org/a> .\\n'
    """
    return " ".join(map(_term, quad)) + " .\n"


@lru_cache(maxsize=1 << 16)
def decimal(value: Decimal) -> Literal:
    """A number as xsd:decimal: without exponent, with a point, without idle zeros.

    >>> decimal(Decimal("0.750")), decimal(Decimal(1))
    (rdflib.term.Literal('0.75', datatype=rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#decimal')), \
rdflib.term.Literal('1.0', datatype=rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#decimal')))
    """
    whole, _, fraction = f"{value:f}".partition(".")
    return Literal(f"{whole}.{fraction.rstrip('0') or '0'}", datatype=XSD.decimal, normalize=False)


@lru_cache(maxsize=1 << 16, typed=True)
def plain(value: str | int | bool) -> Literal:
    """A text, a number or a truth; one is made once, as rdflib looks long at each."""
    return Literal(value)


def year(text: str) -> Literal:
    """A year as xsd:gYear."""
    return Literal(text, datatype=XSD.gYear, normalize=False)


# the same few names stand in hundreds of thousands of lines
@lru_cache(maxsize=1 << 16)
def _term(term: URIRef | Literal) -> str:
    if isinstance(term, URIRef):
        if _NO_IRI.search(term):
            raise ValueError(f"{str(term)!r} is no IRI")  # rdflib takes it, and every export of it fails
        return f"<{term}>"
    text = f'"{str(term).translate(_ESCAPES)}"'
    if term.language:
        return f"{text}@{term.language}"
    if term.datatype and term.datatype != XSD.string:
        return f"{text}^^<{term.datatype}>"
    return text
