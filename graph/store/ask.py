"""Prepared questions to a store: one file of SPARQL each, values bound and never written into the text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

QUERIES = Path(__file__).with_name("queries")


def ask(store: ox.Store, question: str, **values: str) -> ox.QuerySolutions:
    """Ask ``queries/<question>.rq`` over the union of all graphs.

    Args:
        store: where to ask.
        question: name of the file.
        values: variable → IRI that it stands for.
    """
    bound: dict[ox.Variable, Term] = {ox.Variable(name): ox.NamedNode(iri) for name, iri in values.items()}
    found = store.query(_text(question), use_default_graph_as_union=True, substitutions=bound)
    return cast("ox.QuerySolutions", found)  # every prepared question is a SELECT


@cache
def _text(question: str) -> str:
    return (QUERIES / f"{question}.rq").read_text(encoding="utf-8")
