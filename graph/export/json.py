"""Ties and members as the shell and HTTP hand them out: values that JSON can hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.export.taken import NOTICE, Taken
from graph.model.entity import Entity
from graph.model.path import Routes
from graph.model.sentences import named, sentence
from graph.model.source import Claim
from graph.model.standing import Place
from graph.model.tie import Tie
from graph.model.world import World


def written(taken: Taken) -> bytes:
    """Write all ties of a view, with what is said of the whole."""
    told = {
        "about": {**taken.about, "notice": NOTICE},
        "ties": [tie_record(tie, certainty, taken.world, taken.claims(tie)) for tie, certainty in taken.ties],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def tie_record(
    tie: Tie, certainty: str, world: World, claims: Sequence[Claim] | None = None
) -> dict[str, Any]:
    """One tie with its ends and claims, all unless some are chosen; what no source says is None."""
    return {
        "iri": tie.iri,
        "sender": end_record(tie.sender, world),
        "receiver": end_record(tie.receiver, world),
        "kind": tie.kind.slug,
        "family": str(tie.kind.family),
        "nature": str(tie.kind.nature),
        "phase": _said(tie.phase),
        "since": _said(tie.since),
        "until": _said(tie.until),
        "amount": tie.amount,
        "unit": _said(tie.unit),
        "year": _said(tie.year),
        "role": _said(tie.role),
        "certainty": certainty,
        "grade": str(tie.grade),
        "disputed": tie.disputed,
        "claims": [_claim(claim, world) for claim in (tie.claims if claims is None else claims)],
    }


def member_record(entity: Entity, place: Place, world: World) -> dict[str, Any]:
    """One state with its standing, since when as precise as the source, and who says so."""
    return {
        "iri": entity.iri,
        "code": entity.code,
        "label": entity.label,
        "standing": str(place.standing),
        "since": _said(place.said),
        "sources": sorted({source for iri in place.ties for source in world.tie_by_iri[iri].sources}),
    }


def routes_record(found: Routes, world: World, day: date) -> dict[str, Any]:
    """The chains between two entities, each step with its ties; ``without`` says what stands in the way."""
    return {
        "chains": [
            {
                "length": round(chain.cost, 4),
                "least_independent_sources": chain.weakest,
                "entities": [end_record(iri, world) for iri in chain.entities],
                "steps": [
                    {
                        "length": round(step.cost, 4),
                        "told": sentence(step.ties[0], world, day),
                        "ties": [tie_record(tie, str(tie.certainty(day)), world) for tie in step.ties],
                    }
                    for step in chain.steps
                ],
            }
            for chain in found.chains
        ],
        "without": {what: round(length, 4) for what, length in found.without.items()},
    }


def end_record(iri: str, world: World) -> dict[str, str]:
    """An entity, or a tie that another one is about, as the end of a tie."""
    entity = world.entity_by_iri.get(iri)
    return {
        "iri": iri,
        "code": entity.code if entity else "",
        "label": named(iri, world),
        "type": str(entity.type) if entity else "Tie",
    }


def _claim(claim: Claim, world: World) -> dict[str, Any]:
    source = world.source_by_iri[claim.source]
    return {
        "iri": claim.iri,
        "source": claim.source,
        "title": source.title,
        "issued": _said(source.issued),
        "url": _said(source.url),
        "locator": _said(claim.locator),
        "confidence": str(claim.confidence),
        "denies": claim.denies,
    }


def _said(value: object) -> str | None:
    return str(value) if value else None
