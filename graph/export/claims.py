"""What sources say of the ties of a view, as a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.export.lines import lines_of
from graph.export.taken import Taken
from graph.model.sentences import sentence
from graph.model.source import Claim, Source


@dataclass(frozen=True)
class _Said:
    claim: Claim
    source: Source
    tie: str  #: in a sentence


def _or_none(value: object) -> str | None:
    return str(value) if value else None


#: every column, in the order in which they stand
COLUMNS: Mapping[str, Callable[[_Said], object]] = {
    "tie": lambda said: said.tie,
    "denies": lambda said: said.claim.denies,
    "source": lambda said: said.source.title,
    "publisher": lambda said: said.source.publisher or None,
    "reliability": lambda said: str(said.source.reliability),
    "issued": lambda said: _or_none(said.source.issued),
    "since": lambda said: _or_none(said.claim.since),
    "until": lambda said: _or_none(said.claim.until),
    "amount": lambda said: said.claim.amount,
    "unit": lambda said: said.claim.unit or None,
    "year": lambda said: _or_none(said.claim.year),
    "role": lambda said: said.claim.role or None,
    "confidence": lambda said: str(said.claim.confidence),
    "contested": lambda said: said.claim.contested,
    "unverified": lambda said: said.claim.unverified,
    "locator": lambda said: said.claim.locator or None,
    "url": lambda said: said.source.url or None,
    "tie_iri": lambda said: said.claim.tie,
    "iri": lambda said: said.claim.iri,
}


def written(taken: Taken) -> bytes:
    """Write one line a claim, tie by tie, the one whose values are shown first."""
    said = (
        _Said(claim, taken.world.source_by_iri[claim.source], told)
        for tie, _ in taken.ties
        for told in (sentence(tie, taken.world, taken.day),)
        for claim in taken.claims(tie)
    )
    return lines_of(taken, COLUMNS, said)
