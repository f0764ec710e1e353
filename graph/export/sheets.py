"""The four tables of a view: its entities, ties, claims and sources, each with what its columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.export.column import Column
from graph.export.csv import COLUMNS as TIES
from graph.export.csv import Told
from graph.export.sheet import Sheet
from graph.model.entity import Entity
from graph.model.reliance import Reliance
from graph.model.sentences import named
from graph.model.source import Claim, Source, called
from graph.model.standing import Place
from graph.model.world import World


@dataclass(frozen=True)
class Shown:
    """One entity as a view shows it."""

    entity: Entity
    place: Place | None  #: where a state stands; None for what is no state
    ties: int  #: of the view that it is an end of
    regions: tuple[str, ...]  #: names


@dataclass(frozen=True)
class Said:
    """One claim, with the tie that it speaks of and its source."""

    claim: Claim
    told: Told
    source: Source


@dataclass(frozen=True)
class Stood:
    """One source with what stands on it."""

    reliance: Reliance
    world: World

    @property
    def source(self) -> Source:
        """The source."""
        return self.reliance.source


def _said(value: object) -> str | None:
    return str(value) if value else None


ENTITIES: Mapping[str, Column[Shown]] = {
    "entity": Column("Entity", "Its name in English.", lambda s: s.entity.label),
    "type": Column("Type", "What kind of thing it is.", lambda s: s.entity.type.label, few=True),
    "code": Column(
        "Code",
        "ISO 3166-1 alpha-3, or XKX, XSO, XNC; empty for what is no state or territory.",
        lambda s: s.entity.code or None,
    ),
    "statehood": Column(
        "Statehood",
        "How far it is recognised as a state.",
        lambda s: s.entity.statehood.meaning if s.entity.statehood else None,
        few=True,
    ),
    "standing": Column(
        "Standing",
        "Where it stands toward the Accords on the day of the view, under its lens.",
        lambda s: str(s.place.standing) if s.place else None,
        few=True,
    ),
    "standing_since": Column(
        "Standing since",
        "From when it stands there, as precise as the source; empty where no source dates it.",
        lambda s: _said(s.place.said) if s.place else None,
    ),
    "ties": Column("Ties", "How many ties of the view it is an end of.", lambda s: s.ties, "integer"),
    "regions": Column(
        "Regions",
        "The regions that sources say it lies in.",
        lambda s: "; ".join(s.regions) or None,
    ),
    "latitude": Column(
        "Latitude", "Degrees north; empty for disputed places.", lambda s: s.entity.latitude, "number"
    ),
    "longitude": Column(
        "Longitude", "Degrees east; empty for disputed places.", lambda s: s.entity.longitude, "number"
    ),
    "definition": Column("Description", "What it is, in our words.", lambda s: s.entity.definition or None),
    "iri": Column("Address", "Its stable address, by which it is cited.", lambda s: s.entity.iri, "anyURI"),
}

CLAIMS: Mapping[str, Column[Said]] = {
    "tie": Column("Tie", "The tie that it speaks of, as it is shown.", lambda s: s.told.sentence),
    "denies": Column(
        "Denies", "Whether it says that the tie is not.", lambda s: s.claim.denies, "boolean", True
    ),
    "source": Column("Source", "The title of the source.", lambda s: s.source.title),
    "publisher": Column("Publisher", "Who publishes the source.", lambda s: s.source.publisher or None),
    "reliability": Column(
        "Kind of source",
        "How near the source is to what it reports.",
        lambda s: str(s.source.reliability),
        few=True,
    ),
    "issued": Column("Issued", "When the source came out.", lambda s: s.source.dated()),
    "kind": Column("Kind", "What kind of tie it is.", lambda s: s.told.tie.kind.label, few=True),
    "sender": Column(
        "Sender", "Who acts, owns, sends or is measured.", lambda s: named(s.told.tie.sender, s.told.world)
    ),
    "receiver": Column("Receiver", "The other end.", lambda s: named(s.told.tie.receiver, s.told.world)),
    "phase": Column(
        "Phase",
        "The stage that it speaks of.",
        lambda s: phase.label if (phase := s.claim.phase or s.told.tie.phase) else None,
        few=True,
    ),
    "since": Column(
        "Since",
        "When it says that the tie began or happened, as precise as it says; empty where it does not.",
        lambda s: _said(s.claim.since),
    ),
    "until": Column(
        "Until", "The last day, month or year that it gives, inclusive.", lambda s: _said(s.claim.until)
    ),
    "amount": Column(
        "Amount", "The figure that it gives; shares run from 0 to 1.", lambda s: s.claim.amount, "number"
    ),
    "unit": Column("Unit", "The unit of the amount.", lambda s: s.claim.unit or None, few=True),
    "year": Column("Year of the figure", "The period that was measured.", lambda s: _said(s.claim.year)),
    "role": Column(
        "Role", "As what: member, observer, witness, ...", lambda s: s.claim.role or None, few=True
    ),
    "confidence": Column(
        "Confidence", "How sure this claim is.", lambda s: str(s.claim.confidence), few=True
    ),
    "contested": Column(
        "Told as a claim",
        "Whether the source tells it as somebody's claim.",
        lambda s: s.claim.contested,
        "boolean",
        True,
    ),
    "unverified": Column(
        "Unverified",
        "Whether it is written from general knowledge alone.",
        lambda s: s.claim.unverified,
        "boolean",
        True,
    ),
    "locator": Column("Where in it", "Where in the source it stands.", lambda s: s.claim.locator or None),
    "comment": Column("Note", "What it says, in our words.", lambda s: s.claim.comment or None),
    "url": Column("Page", "The page of the source.", lambda s: s.source.url or None, "anyURI"),
    "tie_iri": Column("Address of the tie", "Its stable address.", lambda s: s.claim.tie, "anyURI"),
    "iri": Column("Address", "The stable address of the claim.", lambda s: s.claim.iri, "anyURI"),
}

SOURCES: Mapping[str, Column[Stood]] = {
    "source": Column("Source", "Its title.", lambda s: s.source.title),
    "publisher": Column("Publisher", "Who publishes it.", lambda s: s.source.publisher or None),
    "author": Column("Author", "Who wrote it.", lambda s: s.source.author or None),
    "issued": Column(
        "Issued",
        "When it came out: as it says itself, or between which days, inferred.",
        lambda s: s.source.dated(),
    ),
    "reliability": Column(
        "Kind", "How near it is to what it reports.", lambda s: str(s.source.reliability), few=True
    ),
    "claims": Column(
        "Claims", "How many claims on ties it makes, denials too.", lambda s: s.reliance.claims, "integer"
    ),
    "reported": Column("Ties", "How many ties it reports.", lambda s: len(s.reliance.reported), "integer"),
    "denied": Column("Denied", "How many ties it denies.", lambda s: len(s.reliance.denied), "integer"),
    "alone": Column(
        "Alone on ties",
        "How many of the ties that it reports no source independent of it reports.",
        lambda s: len(s.reliance.alone),
        "integer",
    ),
    "only": Column(
        "Fall without it",
        "How many ties no other source at all reports, not even one that rests on it.",
        lambda s: len(s.reliance.only),
        "integer",
    ),
    "entities": Column(
        "Alone on entities",
        "How many entities have no tie that a source independent of it reports.",
        lambda s: len(s.reliance.entities),
        "integer",
    ),
    "besides": Column(
        "Says besides",
        "How many answers, shares of religions, regions and arguments it gives.",
        lambda s: s.reliance.besides,
        "integer",
    ),
    "rests_on": Column(
        "Rests on",
        "The sources that it copies or reports; it is counted by these.",
        lambda s: "; ".join(called(iri, s.world.source_by_iri) for iri in s.source.derived_from) or None,
    ),
    "resting": Column(
        "Resting on it", "How many sources rest on it.", lambda s: len(s.reliance.resting), "integer"
    ),
    "licence": Column("Licence", "Under which licence it stands.", lambda s: s.source.licence or None),
    "url": Column("Page", "Its page.", lambda s: s.source.url or None, "anyURI"),
    "iri": Column("Address", "Its stable address.", lambda s: s.source.iri, "anyURI"),
}

#: name of each table → its columns, in the order in which they stand
SHEETS: Mapping[str, Mapping[str, Column[Any]]] = {
    "ties": TIES,
    "entities": ENTITIES,
    "claims": CLAIMS,
    "sources": SOURCES,
}


def ties(told: Sequence[Told]) -> Sheet[Told]:
    """One row a tie."""
    return Sheet("ties", TIES, told)


def claims(told: Iterable[Told]) -> Sheet[Said]:
    """One row a claim, tie by tie, the one whose values are shown first."""
    return Sheet(
        "claims",
        CLAIMS,
        [
            Said(claim, each, each.world.source_by_iri[claim.source])
            for each in told
            for claim in each.tie.claims
        ],
    )


def entities(shown: Sequence[Shown]) -> Sheet[Shown]:
    """One row an entity."""
    return Sheet("entities", ENTITIES, shown)


def sources(found: Iterable[Reliance], world: World) -> Sheet[Stood]:
    """One row a source."""
    return Sheet("sources", SOURCES, [Stood(each, world) for each in found])
