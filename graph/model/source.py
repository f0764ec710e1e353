"""Sources, what each claims, and which of them stand on their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model.dates import PartialDate
from graph.model.kind import Phase


class Reliability(StrEnum):
    """How near a source is to what it reports, best first."""

    PRIMARY = "primary"
    AGENCY = "agency"
    REFERENCE = "reference"
    PRESS = "press"
    DIGEST = "digest"
    PARTISAN = "partisan"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Reliability).index(self)


class Confidence(StrEnum):
    """How sure a claim is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return list(Confidence).index(self)


@dataclass(frozen=True)
class Source:
    """A page, paper or table that says something."""

    iri: str
    title: str
    publisher: str
    reliability: Reliability
    author: str = ""
    issued: PartialDate | None = None
    issued_earliest: PartialDate | None = None
    issued_latest: PartialDate | None = None
    issued_reason: str = ""
    url: str = ""
    licence: str = ""
    reference_work: bool = False  #: kept up to date by its publisher, so that no day of issue bounds it
    derived_from: tuple[str, ...] = ()  #: IRIs of the sources that it copies or reports

    @property
    def slug(self) -> str:
        """The last part of its IRI."""
        return self.iri.rsplit("/", 1)[-1]

    @property
    def known_by(self) -> date | None:
        """The day by which it was certainly out; None where no source says."""
        bound = self.issued or self.issued_latest
        return bound.last if bound else None

    def dated(self) -> str:
        """Its day of issue in words, with its bounds where it is inferred."""
        if self.issued:
            return self.issued.spoken()
        if self.issued_earliest and self.issued_latest:
            return f"between {self.issued_earliest.spoken()} and {self.issued_latest.spoken()} (inferred)"
        return "undated"


@dataclass(frozen=True)
class Claim:
    """What one source says of one tie."""

    iri: str
    tie: str  #: IRI
    source: str  #: IRI
    denies: bool = False
    phase: Phase | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    amount: float | None = None
    unit: str = ""
    year: PartialDate | None = None
    role: str = ""
    theme: str = ""  #: IRI
    confidence: Confidence = Confidence.MEDIUM
    contested: bool = False  #: reported as a claim of somebody, not as a fact
    unverified: bool = False  #: written from general knowledge
    unverified_parts: tuple[str, ...] = ()  #: "since", "until": which of its dates are
    announced_by: str = ""  #: IRI of who announced an accession
    locator: str = ""
    comment: str = ""


def roots(iri: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """Say which sources an IRI finally rests on: itself, or those that it is derived from.

    A circle of derivation counts as one root, the smallest IRI in it.
    """
    found: set[str] = set()
    seen: set[str] = set()
    ahead = [iri]
    while ahead:
        here = ahead.pop()
        if here in seen:
            continue
        seen.add(here)
        above = sources[here].derived_from if here in sources else ()
        if above:
            ahead.extend(above)
        else:
            found.add(here)
    return frozenset(found or {min(seen)})


def independent(iris: Iterable[str], sources: Mapping[str, Source]) -> int:
    """Count the sources that stand on their own: no shared root of derivation, no shared publisher.

    General knowledge (reliability "none") counts nothing.
    """
    marks = [
        _marks(iri, sources)
        for iri in sorted(set(iris))
        if iri in sources and sources[iri].reliability is not Reliability.NONE
    ]
    groups: list[set[str]] = []
    for mark in marks:
        touching = [group for group in groups if group & mark]
        groups = [group for group in groups if not group & mark]
        groups.append(mark.union(*touching))
    return len(groups)


def _marks(iri: str, sources: Mapping[str, Source]) -> set[str]:
    """What another source may not share: its roots, its publisher, and who published the roots."""
    found = roots(iri, sources)
    published = {sources[one].publisher.casefold() for one in (iri, *found) if one in sources}
    return {*found, *(f"publisher {name}" for name in published if name)}
