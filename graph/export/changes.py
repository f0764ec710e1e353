"""What two versions of the data do not hold alike, as JSON and as Turtle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from graph.export.rdf import written
from graph.model.versions import Changes, Holding, Version
from graph.model.world import World
from graph.store.terms import DATASET, PREFIXES, source

_SPACES = {
    **{name: str(space) for name, space in PREFIXES.items()},
    "cs": "http://purl.org/vocab/changeset/schema#",
    "void": "http://rdfs.org/ns/void#",
}


def changes_record(found: Changes, world: World) -> dict[str, Any]:
    """Say it in values that JSON can hold; a source that is gone has no title any more."""
    titles = {each.slug: each.title for each in world.sources}

    def told(slug: str) -> dict[str, Any]:
        sides = (("before", found.was.get(slug)), ("after", found.now.get(slug)))
        held = {side: {"triples": each.triples, "digest": each.digest} for side, each in sides if each}
        return {"iri": str(source(slug)), "title": titles.get(slug), **held}

    return {
        "from": _version(found.before),
        "to": _version(found.after),
        "sentence": found.told,
        "added": [told(slug) for slug in found.added],
        "removed": [told(slug) for slug in found.removed],
        "changed": [told(slug) for slug in found.changed],
    }


def changes_turtle(found: Changes) -> bytes:
    """Say it in the Changeset vocabulary: which statements about sources were added and removed."""
    return written(list(_triples(found)), ox.RdfFormat.TURTLE, _SPACES)


def _version(version: Version) -> dict[str, str | None]:
    return {"version": version.name, "recorded": version.recorded or None}


def _triples(found: Changes) -> Iterator[ox.Triple]:
    before, after = (ox.NamedNode(f"{DATASET}/{each.name}") for each in (found.before, found.after))
    for version, node in ((found.before, before), (found.after, after)):
        yield ox.Triple(node, _name("rdf:type"), _name("dcat:Dataset"))
        yield ox.Triple(node, _name("dcat:version"), ox.Literal(version.name))
        if version.recorded:
            yield ox.Triple(
                node, _name("dcterms:issued"), ox.Literal(version.recorded, datatype=_name("xsd:date"))
            )
    change = ox.NamedNode(f"{DATASET}/{found.before.name}..{found.after.name}")
    yield ox.Triple(change, _name("rdf:type"), _name("cs:ChangeSet"))
    yield ox.Triple(change, _name("cs:subjectOfChange"), ox.NamedNode(str(DATASET)))
    yield ox.Triple(change, _name("cs:changeReason"), ox.Literal(found.told, language="en"))
    statements = (
        *(("addition", each) for slug in found.added for each in _held(slug, found.now[slug])),
        *(("removal", each) for slug in found.removed for each in _held(slug, found.was[slug])),
        *(("removal", each) for slug in found.changed for each in _held(slug, found.was[slug])[1:]),
        *(("addition", each) for slug in found.changed for each in _held(slug, found.now[slug])[1:]),
    )
    for number, (what, statement) in enumerate(statements):
        said = ox.BlankNode(f"s{number}")
        yield ox.Triple(change, _name(f"cs:{what}"), said)
        yield ox.Triple(said, _name("rdf:type"), _name("rdf:Statement"))
        yield ox.Triple(said, _name("rdf:subject"), statement.subject)
        yield ox.Triple(said, _name("rdf:predicate"), statement.predicate)
        yield ox.Triple(said, _name("rdf:object"), statement.object)


def _held(slug: str, held: Holding) -> tuple[ox.Triple, ...]:
    """That a source is part of the data, how much it says, and what names its content."""
    node = ox.NamedNode(str(source(slug)))
    return (
        ox.Triple(ox.NamedNode(str(DATASET)), _name("dcterms:hasPart"), node),
        ox.Triple(node, _name("void:triples"), ox.Literal(held.triples)),
        ox.Triple(node, _name("dcterms:identifier"), ox.Literal(held.digest)),
    )


def _name(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(_SPACES[prefix] + local)
