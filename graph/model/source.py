"""Sources, what each claims, and which of them stand on their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

    @property
    def label(self) -> str:
        """What the reader sees of it beside a source."""
        return _RELIABILITIES[self]


_RELIABILITIES = {
    Reliability.PRIMARY: "an office's own text",
    Reliability.AGENCY: "agency report",
    Reliability.REFERENCE: "reference work or research",
    Reliability.PRESS: "press report",
    Reliability.DIGEST: "digest or repost",
    Reliability.PARTISAN: "advocacy or state-line outlet",
    Reliability.NONE: "general knowledge",
}


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
    derived: bool = False  #: its amount is a sum of ours
    roll_calls: int = 0  #: of an agreement in votes: on how many both voted; 0 for every other claim


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


@dataclass(frozen=True)
class Voice:
    """Sources that count as one, because they rest on one origin or have one publisher."""

    sources: tuple[str, ...]  #: IRIs, in the order in which they were asked for; never empty
    origin: str = ""  #: IRI of the root that all of them rest on; empty where there is no such one
    because: tuple[str, ...] = ()  #: why several are one, in words; empty for a single source


def voices(iris: Iterable[str], sources: Mapping[str, Source]) -> tuple[Voice, ...]:
    """Group sources into those that stand on their own: no shared root of derivation, no shared publisher.

    General knowledge (reliability "none") is no voice. The order is that of the first source of each.
    """
    marks = _voiced(iris, sources)
    place = {iri: n for n, iri in enumerate(marks)}
    ordered = sorted(
        [sorted(group, key=place.__getitem__) for group in _grouped(marks)], key=lambda g: place[g[0]]
    )
    return tuple(_voice(tuple(group), sources) for group in ordered)


def _voiced(iris: Iterable[str], sources: Mapping[str, Source]) -> dict[str, set[str]]:
    """The sources that have a voice, each with what another may not share."""
    return {
        iri: _marks(iri, sources)
        for iri in dict.fromkeys(iris)
        if iri in sources and sources[iri].reliability is not Reliability.NONE
    }


def _grouped(marks: Mapping[str, set[str]]) -> list[tuple[str, ...]]:
    groups: list[tuple[str, ...]] = []
    for iri, mark in marks.items():
        touching = [group for group in groups if any(mark & marks[other] for other in group)]
        merged = tuple(other for group in touching for other in group)
        groups = [group for group in groups if group not in touching]
        groups.append((*merged, iri))
    return groups


def independent(iris: Iterable[str], sources: Mapping[str, Source]) -> int:
    """Count the voices among sources."""
    named = set(iris)
    if len(named) == 1:
        # most ties have one source, which is one voice unless it is general knowledge
        return int(all(iri in sources and sources[iri].reliability is not Reliability.NONE for iri in named))
    return len(_grouped(_voiced(named, sources)))


def _marks(iri: str, sources: Mapping[str, Source]) -> set[str]:
    """What another source may not share: its roots, its publisher, and who published the roots."""
    found = roots(iri, sources)
    published = {sources[one].publisher.casefold() for one in (iri, *found) if one in sources}
    return {*found, *(f"publisher {name}" for name in published if name)}


def _voice(members: tuple[str, ...], sources: Mapping[str, Source]) -> Voice:
    by_root: dict[str, list[str]] = {}
    by_publisher: dict[str, list[str]] = {}
    spelt: dict[str, str] = {}
    for iri in members:
        above = sorted(roots(iri, sources))
        for root in above:
            by_root.setdefault(root, []).append(iri)
        names = [sources[one].publisher for one in (iri, *above) if one in sources]
        for name in dict.fromkeys(name.casefold() for name in names if name):
            by_publisher.setdefault(name, []).append(iri)
        for name in names:
            spelt.setdefault(name.casefold(), name)
    because = []
    for root, found in by_root.items():
        if len(found) > 1:
            copies = [iri for iri in found if iri != root]
            verb = "copies or retells" if len(copies) == 1 else "copy or retell"
            because.append(f"{_of(copies, members)} {verb} {origin_called(root, sources)}")
    for name, found in by_publisher.items():
        # who copies an agency need not be told that the agency publishes itself
        if len(found) > 1 and found not in by_root.values():
            because.append(f"{_of(found, members)} share the publisher {spelt[name]}")
    origin = next((root for root, found in by_root.items() if len(found) == len(members)), "")
    return Voice(members, origin, tuple(because))


def _of(some: Sequence[str], members: Sequence[str]) -> str:
    if len(some) < len(members):
        return str(len(some))
    return "both" if len(some) == 2 else f"all {len(some)}"


def called(iri: str, sources: Mapping[str, Source]) -> str:
    """The name of who speaks: the publisher of a source, its title where it has none."""
    source = sources.get(iri)
    return (source.publisher or source.title) if source else iri.rsplit("/", 1)[-1].replace("-", " ")


def origin_called(iri: str, sources: Mapping[str, Source]) -> str:
    """The name of what others copy: its title where it has no page of its own, as a news agency has none."""
    source = sources.get(iri)
    return source.title if source and not source.url else called(iri, sources)
