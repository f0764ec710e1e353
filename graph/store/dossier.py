"""What the store says of one entity: its own triples, its ties, what each source claims, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import PROV, RDF, RDFS

from graph.model.kind import Nature
from graph.store.terms import ACC, ATLAS

#: by which of its properties something speaks of an entity
_TOUCHES = ("sender", "receiver", "party", "onBehalfOf", "place")
_ABOUT = ("about", "state", "theme", "beneficiary")
_OF_A_TIE = ("about", "denies")


def quads_about(store: ox.Store, iri: str) -> tuple[ox.Quad, ...]:
    """Gather the quads about an entity, in order of graph, subject, property and value.

    They are: what it is; the ties that it is an end or the place of, and ties about these; the claims on
    them, the statements, shares, figures and arguments about it, each in the graph of its source; these
    sources with all that they rest on; the kinds of the ties; and the English names of whoever else is
    spoken of. Likenesses stay out: they are no ties, and of a state there are thousands of claims on its
    likeness to all others. Empty for what the store does not know.
    """
    entity = ox.NamedNode(iri)
    ties = _subjects(store, _TOUCHES, [entity], of_class="Tie")
    ties |= _subjects(store, ("receiver",), ties, of_class="Tie")
    alike = _subjects(store, ("nature",), [ox.Literal(str(Nature.SIMILARITY))])
    ties -= {tie for tie in ties if _kinds(store, tie) & alike}
    said = _subjects(store, _OF_A_TIE, ties) | _subjects(store, _ABOUT, [entity]) - ties
    found = {quad for subject in (entity, *ties, *said) for quad in quads_of(store, subject)}
    atlas = ox.NamedNode(str(ATLAS))
    graphs = {quad.graph_name for quad in found if quad.graph_name != atlas}
    for source in with_origins(store, graphs):
        found.update(quads_of(store, source))
    named = {quad.object for quad in found if isinstance(quad.object, ox.NamedNode)}
    described = {quad.subject for quad in found}
    for other in named - described:
        found.update(in_short(store, other, atlas))
    return tuple(sorted(found, key=in_order))


def _kinds(store: ox.Store, tie: ox.NamedNode) -> set[object]:
    return {quad.object for quad in store.quads_for_pattern(tie, acc("kind"), None, None)}


def _subjects(
    store: ox.Store,
    properties: Iterable[str],
    values: Iterable[ox.NamedNode | ox.Literal],
    of_class: str = "",
) -> set[ox.NamedNode]:
    """Everything that has one of some values for one of some properties."""
    found = {
        quad.subject
        for value in values
        for name in properties
        for quad in store.quads_for_pattern(None, acc(name), value, None)
        if isinstance(quad.subject, ox.NamedNode)
    }
    if not of_class:
        return found
    return {one for one in found if any(store.quads_for_pattern(one, _TYPE, acc(of_class), None))}


def quads_of(store: ox.Store, subject: ox.NamedNode) -> Iterator[ox.Quad]:
    """All that is said of something, in every graph."""
    return iter(store.quads_for_pattern(subject, None, None, None))


def with_origins(store: ox.Store, graphs: Iterable[object]) -> set[ox.NamedNode]:
    """Sources, with those that they are derived from, and these from others."""
    found: set[ox.NamedNode] = set()
    ahead = [graph for graph in graphs if isinstance(graph, ox.NamedNode)]
    while ahead:
        source = ahead.pop()
        if source not in found:
            found.add(source)
            above = store.quads_for_pattern(source, _DERIVED, None, None)
            ahead += [quad.object for quad in above if isinstance(quad.object, ox.NamedNode)]
    return found


def in_short(store: ox.Store, subject: ox.NamedNode, atlas: ox.NamedNode) -> Iterator[ox.Quad]:
    """What something else is and is called; of a kind of tie also which family and nature it has."""
    for name in (_TYPE, _LABEL, acc("family"), acc("nature")):
        for quad in store.quads_for_pattern(subject, name, None, atlas):
            if not isinstance(quad.object, ox.Literal) or quad.object.language in (None, "en"):
                yield quad


def acc(name: str) -> ox.NamedNode:
    """A term of our ontology."""
    return ox.NamedNode(str(ACC[name]))


def in_order(quad: ox.Quad) -> tuple[str, str, str, str]:
    """What quads are sorted by, so that the same ones give the same bytes."""
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


_TYPE, _LABEL, _DERIVED = (ox.NamedNode(str(term)) for term in (RDF.type, RDFS.label, PROV.wasDerivedFrom))
