"""Which claims may speak in a ranking: on a day, from what was known, or the day before something happened.

A back-test must not know what came later. It admits what a source dates and what began by the day: a lasting
tie with its beginning, a figure whose whole period was over. Of what bears no date only borders and regions
of the United Nations are admitted. A source that came out after the day is not heard; a reference work is
kept up to date and bears no day of its own, so that of it the dates of what it says decide alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from graph.model.dates import PartialDate
from graph.model.kind import Nature, TieKind
from graph.model.shown import out_by
from graph.model.source import Claim, Reliability, Source
from graph.model.tie import Outline


class Left(StrEnum):
    """Why a claim is not heard; the first that applies."""

    GENERAL = "general"
    REFERENCE = "reference"
    OUT_LATER = "out-later"
    UNDATED = "undated"
    LATER = "later"

    @property
    def label(self) -> str:
        """What the reader sees."""
        return _LABELS[self]


_LABELS = {
    Left.GENERAL: "from general knowledge alone",
    Left.REFERENCE: "of reference works, which bear no day of knowledge",
    Left.OUT_LATER: "of sources that came out later, or bear no date",
    Left.UNDATED: "without a date",
    Left.LATER: "begun, or measured to an end, later",
}


@dataclass(frozen=True)
class Admitted:
    """The claims that are heard, and how many are not."""

    claims: tuple[Claim, ...]
    heard: Mapping[str, int]  #: slug of a kind → claims that are heard
    left: Mapping[tuple[str, Left], int]  #: slug of a kind, reason → claims that are not

    def left_of(self, kinds: Iterable[str]) -> dict[Left, int]:
        """How many claims on some kinds are not heard: reason → number."""
        wanted = set(kinds)
        found = {
            why: sum(n for (kind, left), n in self.left.items() if left is why and kind in wanted)
            for why in Left
        }
        return {why: number for why, number in found.items() if number}


def before(
    outlines: Iterable[Outline], claims: Iterable[Claim], sources: Mapping[str, Source], day: date
) -> Admitted:
    """Admit what was so by a day and bears a date; ends that lie after it are not known yet."""
    kinds = {outline.iri: outline.kind for outline in outlines}
    found = _admitted(kinds, claims, lambda claim, kind: _reason(claim, kind, sources[claim.source], day))
    kept = tuple(_without_later_end(claim, kinds[claim.tie], day) for claim in found.claims)
    return replace(found, claims=kept)


def known(
    outlines: Iterable[Outline], claims: Iterable[Claim], sources: Mapping[str, Source], day: date | None
) -> Admitted:
    """Admit what was known on a day, of sources out by then and of no reference work; all if it is None."""
    kinds = {outline.iri: outline.kind for outline in outlines}
    return _admitted(kinds, claims, lambda claim, _: _unknown(claim, sources[claim.source], day))


def _admitted(
    kinds: Mapping[str, TieKind], claims: Iterable[Claim], why_not: Callable[[Claim, TieKind], Left | None]
) -> Admitted:
    """Part the claims on some ties, IRI → kind, by whether there is a reason not to hear them."""
    kept, heard, left = [], Counter[str](), Counter[tuple[str, Left]]()
    for claim in claims:
        kind = kinds.get(claim.tie)
        if kind is None:
            continue
        if why := why_not(claim, kind):
            left[kind.slug, why] += 1
        else:
            heard[kind.slug] += 1
            kept.append(claim)
    return Admitted(tuple(kept), heard, left)


def dated_by(year: PartialDate | None, day: date) -> bool:
    """Say whether a figure's period is told and was over by a day."""
    return year is not None and year.last <= day


def _reason(claim: Claim, kind: TieKind, source: Source, day: date) -> Left | None:
    if claim.unverified or source.reliability is Reliability.NONE:
        return Left.GENERAL
    if not out_by(source, day):
        return Left.OUT_LATER
    if kind.nature is Nature.FIXED:
        return None
    begun = claim.since
    if kind.nature in (Nature.MEASURE, Nature.SIMILARITY):
        begun = claim.until or claim.year or claim.since
    elif "since" in claim.unverified_parts:
        begun = None
    if begun is None:
        return Left.UNDATED
    return None if begun.last <= day else Left.LATER


def _unknown(claim: Claim, source: Source, day: date | None) -> Left | None:
    if claim.unverified or source.reliability is Reliability.NONE:
        return Left.GENERAL
    if day is None:
        return None
    if source.reference_work:
        return Left.REFERENCE
    return None if out_by(source, day) else Left.OUT_LATER


def _without_later_end(claim: Claim, kind: TieKind, day: date) -> Claim:
    if kind.nature is not Nature.LASTING or claim.until is None or claim.until.last <= day:
        return claim
    return replace(claim, until=None)
