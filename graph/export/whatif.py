"""What is supposed, as JSON, CSV, Turtle and TriG: marked as such in every line, and never as a fact.

A supposed tie is no ``acc:Tie`` and has none of its properties: a query for ties, senders or kinds finds
nothing here. Every one says by which scenario it is supposed, and stands in a graph of that scenario.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from graph.export.cells import cell
from graph.export.rdf import written
from graph.export.taken import LICENCE
from graph.model.outcome import Length, Outcome, Size, WhatIf
from graph.model.reach import Reach, Sum
from graph.model.scenario import SUPPOSED, Supposed, named_party
from graph.model.source import called
from graph.model.words import one_line
from graph.model.world import World
from graph.store import terms

FILE = "accord-atlas-supposed"
#: column of the CSV → what it holds
COLUMNS: Mapping[str, str] = {
    "status": "Always: supposed, not reported.",
    "rule": "What an accession brings: relations, members or forum; all where it is the same under each.",
    "what": "A supposed tie, a tie that would end, a chain, a bridge, a cut point, or a first.",
    "change": "new, gone, shorter, longer, lost.",
    "one": "An entity.",
    "other": "The other one, of a pair.",
    "kind": "Kind of the tie.",
    "before": "Steps between the two before; empty where no chain joins them.",
    "after": "Steps between them after.",
    "told": "In words.",
    "reported_tie": "Address of a reported tie: of one that would end, or that a first rests on.",
    "sources": "Who reports it; empty for what is supposed.",
}
_LENGTHS = ("new", "shorter", "longer", "lost")


# --- JSON -----------------------------------------------------------------------------------------------


def whatif_record(found: WhatIf, about: Mapping[str, str], world: World) -> dict[str, Any]:
    """A scenario under every rule, before and after."""
    before, after = found.members
    return {
        "status": "supposed",
        "notice": SUPPOSED,
        "about": {**about},
        "scenario": {
            "told": found.scenario.told(world),
            "joins": _entities(found.scenario.joins, world),
            "leaves": _entities(found.scenario.leaves, world),
        },
        "before": {"network": _size(found.before), "tied_to_party": _reach(found.tied, world)},
        "members": {"before": _reach(before, world), "after": _reach(after, world)},
        "firsts": [
            {
                "state": _entity(first.state, world),
                "would_be_first_member": first.told,
                "sort": first.sort,
                "ties": list(first.ties),
                "sources": list(first.sources),
            }
            for first in found.firsts
        ],
        "rules": {
            str(rule): {
                "told": named_party(rule.meaning, found.circle, world),
                **_outcome(outcome, world),
            }
            for rule, outcome in found.outcomes.items()
        },
    }


def _outcome(outcome: Outcome, world: World) -> dict[str, Any]:
    changes = outcome.changes
    return {
        "supposed_ties": [
            {
                "status": "supposed",
                "sender": _entity(tie.sender, world),
                "receiver": _entity(tie.receiver, world),
                "kind": tie.kind,
                "told": tie.told(world),
            }
            for tie in outcome.supposed
        ],
        "reported_already": [_entities(pair, world) for pair in outcome.already],
        "reported_ties_that_would_end": list(outcome.ended),
        "network": _size(outcome.after),
        "chains": {name: [_length(each, world) for each in getattr(changes, name)] for name in _LENGTHS},
        "bridges": {
            name: [_entities(pair, world) for pair in pairs]
            for name, pairs in zip(("new", "gone"), changes.bridges, strict=True)
        },
        "cut_points": {
            name: _entities(iris, world)
            for name, iris in zip(("new", "gone"), changes.cut_points, strict=True)
        },
        "tied_to_party": _reach(outcome.tied, world),
    }


def _size(size: Size) -> dict[str, Any]:
    return {
        "entities": size.entities,
        "pairs_tied": size.pairs,
        "pairs_joined_by_a_chain": size.joined,
        "mean_steps": size.steps,
        "bridges": size.bridges,
        "cut_points": size.cut_points,
    }


def _reach(reach: Reach, world: World) -> dict[str, Any]:
    return {
        "states": _entities(reach.states, world),
        "population": _sum(reach.population, world),
        "gdp": _sum(reach.gdp, world),
        "religions": {slug: _entities(states, world) for slug, states in reach.religions.items()},
        "no_majority_known": _entities(reach.no_majority, world),
        "regions": list(reach.regions),
        "neighbours": {
            world.entity_by_iri[power].code: _entities(near, world)
            for power, near in reach.neighbours.items()
        },
    }


def _sum(sum_: Sum, world: World) -> dict[str, Any]:
    return {
        "amount": sum_.amount if sum_.unit else None,
        "unit": sum_.unit or None,
        "years": sorted({year for year in sum_.years if year}),
        "sources": list(sum_.sources),
        "no_figure": _entities(sum_.without, world),
    }


def _length(length: Length, world: World) -> dict[str, Any]:
    return {"ends": _entities(length.pair, world), "before": length.before, "after": length.after}


def _entities(iris: Iterable[str], world: World) -> list[dict[str, str]]:
    return [_entity(iri, world) for iri in sorted(iris)]


def _entity(iri: str, world: World) -> dict[str, str]:
    entity = world.entity_by_iri[iri]
    return {"iri": iri, "code": entity.code, "label": entity.label}


# --- CSV ------------------------------------------------------------------------------------------------


def whatif_csv(found: WhatIf, world: World) -> bytes:
    """Write the difference as CSV (RFC 4180, UTF-8): every row says that it is supposed."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    for row in _rows(found, world):
        told = {"status": "supposed", **row}
        lines.writerow([cell(told.get(column)) for column in COLUMNS])
    return text.getvalue().encode("utf-8", "replace")


def _rows(found: WhatIf, world: World) -> Iterator[dict[str, Any]]:
    def name(iri: str) -> str:
        return world.entity_by_iri[iri].label

    for rule, outcome in found.outcomes.items():
        for tie in outcome.supposed:
            yield {
                "rule": str(rule),
                "what": "supposed tie",
                "change": "new",
                "one": name(tie.sender),
                "other": name(tie.receiver),
                "kind": tie.kind,
                "told": tie.told(world),
            }
        for iri in outcome.ended:
            ended = world.tie_by_iri[iri]
            yield {
                "rule": str(rule),
                "what": "reported tie that would end",
                "change": "gone",
                "one": name(ended.sender),
                "other": name(ended.receiver),
                "kind": ended.kind.slug,
                **_on_whose_word([iri], world),
            }
        for change in _LENGTHS:
            for length in getattr(outcome.changes, change):
                yield {
                    "rule": str(rule),
                    "what": "chain",
                    "change": change,
                    "one": name(length.pair[0]),
                    "other": name(length.pair[1]),
                    "before": length.before,
                    "after": length.after,
                }
        for change, pairs in zip(("new", "gone"), outcome.changes.bridges, strict=True):
            for one, other in pairs:
                yield {
                    "rule": str(rule),
                    "what": "bridge",
                    "change": change,
                    "one": name(one),
                    "other": name(other),
                }
        for change, iris in zip(("new", "gone"), outcome.changes.cut_points, strict=True):
            for iri in iris:
                yield {"rule": str(rule), "what": "cut point", "change": change, "one": name(iri)}
    for first in found.firsts:
        yield {
            "rule": "all",
            "what": "first",
            "change": "new",
            "one": name(first.state),
            "told": f"would be the first member {first.told}",
            **_on_whose_word(first.ties, world),
            **(
                {"sources": "; ".join(called(iri, world.source_by_iri) for iri in first.sources)}
                if first.sources
                else {}
            ),
        }


def _on_whose_word(iris: Iterable[str], world: World) -> dict[str, str]:
    ties = [world.tie_by_iri[iri] for iri in iris]
    sources = dict.fromkeys(claim.source for tie in ties for claim in tie.affirming)
    return {
        "reported_tie": " ".join(tie.iri for tie in ties),
        "sources": "; ".join(dict.fromkeys(called(iri, world.source_by_iri) for iri in sources)),
    }


# --- RDF ------------------------------------------------------------------------------------------------


def whatif_turtle(found: WhatIf, about: Mapping[str, str], world: World) -> bytes:
    """Write what is supposed as Turtle: one scenario for each rule, and its supposed ties."""
    return written([quad.triple for quad in _quads(found, about, world)], ox.RdfFormat.TURTLE)


def whatif_trig(found: WhatIf, about: Mapping[str, str], world: World) -> bytes:
    """Write the same as TriG: what each scenario supposes stands in the graph of that scenario."""
    return written(_quads(found, about, world), ox.RdfFormat.TRIG)


def _quads(found: WhatIf, about: Mapping[str, str], world: World) -> list[ox.Quad]:
    return [quad for outcome in found.outcomes.values() for quad in _scenario(found, outcome, about, world)]


def _scenario(found: WhatIf, outcome: Outcome, about: Mapping[str, str], world: World) -> Iterator[ox.Quad]:
    rule = outcome.rule
    graph = ox.NamedNode(str(terms.scenario(found.scenario.digest, rule)))

    def say(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        prefix, _, local = name.partition(":")
        return ox.Quad(subject, ox.NamedNode(str(terms.PREFIXES[prefix][local])), value, graph)

    def words(text: str) -> ox.Literal:
        return ox.Literal(one_line(text), language="en")

    def acc(name: str) -> ox.NamedNode:
        return ox.NamedNode(str(terms.ACC[name]))

    yield say(graph, "rdf:type", acc("Scenario"))
    yield say(graph, "dcterms:title", words(f"Supposed: {found.scenario.told(world)}"))
    yield say(graph, "dcterms:description", words(named_party(rule.meaning, found.circle, world)))
    yield say(graph, "rdfs:comment", words(SUPPOSED))
    yield say(graph, "acc:rule", ox.Literal(str(rule)))
    yield say(graph, "acc:lens", ox.Literal(about["lens"]))
    yield say(graph, "dcat:version", ox.Literal(about["data"]))
    yield say(graph, "dcterms:license", ox.NamedNode(LICENCE))
    day = ox.NamedNode(str(terms.PREFIXES["xsd"]["date"]))
    yield say(graph, "acc:asOf", ox.Literal(about["as_of"], datatype=day))
    if about["known_on"] != "all":
        yield say(graph, "acc:knownOn", ox.Literal(about["known_on"], datatype=day))
    for tie in outcome.supposed:
        ident = ox.NamedNode(str(terms.supposed(found.scenario.digest, rule, _ends(tie, world))))
        yield say(ident, "rdf:type", acc("SupposedTie"))
        yield say(ident, "rdfs:label", words(tie.told(world)))
        yield say(ident, "acc:supposedBy", graph)
        yield say(ident, "acc:supposedSender", ox.NamedNode(tie.sender))
        yield say(ident, "acc:supposedReceiver", ox.NamedNode(tie.receiver))
        yield say(ident, "acc:supposedKind", ox.NamedNode(str(terms.kind(tie.kind))))
    for iri in outcome.ended:
        yield say(graph, "acc:supposesEnded", ox.NamedNode(iri))


def _ends(tie: Supposed, world: World) -> str:
    return ".".join(world.entity_by_iri[iri].slug for iri in (tie.sender, tie.receiver)) + f".{tie.kind}"
