"""Small worlds as they are taken away, with a store that says the same and more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from graph.export.taken import Taken
from graph.model.standing import places
from graph.model.view import View
from graph.model.world import World
from graph.network.build import build
from graph.store.snapshot import index, write_text
from graph.store.terms import ACC, ATLAS
from graph.table import build as tables
from graph.table.narrow import narrow
from tests.conftest import HORIZON, RELATIONS

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def quads(world: World) -> Iterator[ox.Quad]:
    """All that a world holds, whatever a view hides of it, as the store says it."""
    atlas = ox.NamedNode(str(ATLAS))

    def acc(name: str) -> ox.NamedNode:
        return ox.NamedNode(str(ACC[name]))

    for entity in world.entities:
        yield ox.Quad(ox.NamedNode(entity.iri), TYPE, acc(str(entity.type)), atlas)
        yield ox.Quad(ox.NamedNode(entity.iri), LABEL, ox.Literal(entity.label, language="en"), atlas)
    for outline in world.outlines:
        tie = ox.NamedNode(outline.iri)
        yield ox.Quad(tie, TYPE, acc("Tie"), atlas)
        yield ox.Quad(tie, acc("sender"), ox.NamedNode(outline.sender), atlas)
        yield ox.Quad(tie, acc("receiver"), ox.NamedNode(outline.receiver), atlas)
        yield ox.Quad(tie, acc("grade"), ox.Literal("as all claims decide"), atlas)
    for source in world.sources:
        yield ox.Quad(ox.NamedNode(source.iri), TYPE, acc("Source"), atlas)
        yield ox.Quad(ox.NamedNode(source.iri), LABEL, ox.Literal(source.title, language="en"), atlas)
    for claim in world.claims:
        node, graph = ox.NamedNode(claim.iri), ox.NamedNode(claim.source)
        yield ox.Quad(node, TYPE, acc("Claim"), graph)
        yield ox.Quad(node, acc("denies" if claim.denies else "about"), ox.NamedNode(claim.tie), graph)


def stored(world: World, folder: Path) -> Path:
    """Write a snapshot that has the store of a world and nothing else."""
    store = ox.Store()
    store.extend(quads(world))
    write_text(store, folder)
    index(folder)
    return folder


def taken_of(world: World, view: View | None = None, snapshot: Path = Path()) -> Taken:
    """Take a view of a world away; of a snapshot only what is written as RDF makes use."""
    view = view or View()
    known = world.known_on(view.known_on) if view.known_on else world
    day = view.as_of or HORIZON
    standing = places(known, day, RELATIONS)
    narrowed = narrow(tables.build(known), view, standing)
    certain = set(narrowed.certain_ties)
    told = tuple(
        (known.ties[position], "certain" if position in certain else "possible") for position in narrowed.ties
    )
    about = {
        "view": "All states",
        "as_of": day.isoformat(),
        "known_on": view.known_on.isoformat() if view.known_on else "all",
        "lens": "relations",
        "data": "small",
    }
    network = build(known, narrowed.entities, narrowed.lines, standing)
    return Taken(told, network, known, day, about, "Who has joined", view, snapshot)
