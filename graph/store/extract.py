"""What the store says of what a view shows, and of nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from graph.store.dossier import acc, in_order, in_short, quads_of, with_origins
from graph.store.terms import ATLAS

_ATLAS = ox.NamedNode(str(ATLAS))

#: what a tie is; its other values were chosen by all claims together
_OUTLINE = ("sender", "receiver", "party", "kind", "phase", "occasion", "onBehalfOf", "place", "theme")
_IS = {"http://www.w3.org/1999/02/22-rdf-syntax-ns#type", *(acc(name).value for name in _OUTLINE)}


def quads_shown(
    store: ox.Store,
    entities: Collection[str],
    ties: Collection[str],
    claims: Collection[str],
    *,
    all_known: bool = True,
) -> tuple[ox.Quad, ...]:
    """Gather the quads of a view, in order of graph, subject, property and value.

    They are: what its entities and ties are; its claims, each in the graph of its source; these sources with
    all that they rest on; and the English names of whatever else is spoken of, unless that is a tie.

    Args:
        store: of the snapshot.
        entities: IRIs.
        ties: IRIs.
        claims: IRIs of those on the ties that the view knows and wants.
        all_known: whether every claim counts, so that the values the store holds beside each tie are those
            of the view; otherwise they are left out.
    """
    found = {quad for iri in entities for quad in _plainly(store, iri)}
    for iri in ties:
        found.update(quad for quad in _plainly(store, iri) if all_known or quad.predicate.value in _IS)
    said = {quad for iri in claims for quad in quads_of(store, ox.NamedNode(iri))}
    for source in with_origins(store, {quad.graph_name for quad in said}):
        found.update(_plainly(store, source.value))
    found |= said
    named = {quad.object for quad in found if isinstance(quad.object, ox.NamedNode)}
    for other in named - {quad.subject for quad in found}:
        about = set(in_short(store, other, _ATLAS))
        if not any(quad.object == acc("Tie") for quad in about):
            found.update(about)
    return tuple(sorted(found, key=in_order))


def _plainly(store: ox.Store, iri: str) -> Iterator[ox.Quad]:
    """What something is, which no source claims alone."""
    return iter(store.quads_for_pattern(ox.NamedNode(iri), None, None, _ATLAS))
