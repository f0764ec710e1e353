"""Ties: what is talked about, with the values that are shown and the days on which it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model.dates import BEGINNING, FOREVER, PartialDate
from graph.model.kind import Nature, Phase, TieKind
from graph.model.source import Claim


class Grade(StrEnum):
    """How well a tie is supported."""

    UNSUPPORTED = "unsupported"  #: general knowledge only
    SINGLE = "single"  #: one independent source
    CORROBORATED = "corroborated"  #: two or more
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"  #: on a day: a later stage of the same tie has begun by then

    @property
    def label(self) -> str:
        """What the reader sees."""
        return _GRADES[self][0]

    @property
    def meaning(self) -> str:
        """One sentence for the reader."""
        return _GRADES[self][1]


_GRADES = {
    Grade.UNSUPPORTED: (
        "general knowledge only",
        "Written from general knowledge; no source that can be checked. Never taken as certain.",
    ),
    Grade.SINGLE: (
        "one independent source",
        "Reported by one source, or by several that rest on the same origin.",
    ),
    Grade.CORROBORATED: (
        "corroborated",
        "Reported by two or more sources that do not rest on one another.",
    ),
    Grade.DISPUTED: ("disputed", "Sources contradict one another. Both sides are shown."),
    Grade.SUPERSEDED: ("superseded", "It was so. A later stage has taken its place by the day shown."),
}


class Certainty(StrEnum):
    """Whether something holds on a day."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True)
class Outline:
    """What a tie is, apart from what is said of it: two ends, a kind, a stage, an occasion."""

    iri: str
    sender: str  #: IRI of the entity that acts, owns, sends or is measured
    receiver: str  #: IRI of the other end, an entity or a tie
    kind: TieKind
    phase: Phase | None = None  #: lasting kinds only
    occasion: str = ""
    place: str = ""  #: IRI
    themes: tuple[str, ...] = ()  #: IRIs
    on_behalf_of: str = ""  #: IRI of the state for which a person acts

    @property
    def is_likeness(self) -> bool:
        """Whether it only says that two are alike."""
        return self.kind.nature is Nature.SIMILARITY

    @property
    def line(self) -> tuple[str, str, str, str]:
        """What its earlier and later stages share: the ends, the kind and the place."""
        return self.sender, self.receiver, self.kind.slug, self.place


@dataclass(frozen=True)
class Span:
    """The days on which a tie can and must hold, all inclusive."""

    possible_from: date = BEGINNING
    certain_from: date = BEGINNING
    certain_to: date = FOREVER
    possible_to: date = FOREVER

    @property
    def ever_certain(self) -> bool:
        """Whether there is a day on which it must hold; what rests on general knowledge may have none."""
        return self.certain_from <= min(self.certain_to, self.possible_to)


@dataclass(frozen=True)
class Tie:
    """One relation between two entities, with those who report it."""

    outline: Outline
    claims: tuple[Claim, ...]  #: those known, the one whose values are shown first; never empty
    span: Span
    independent_sources: int
    grade: Grade  #: whatever the day, so never superseded; ``grade_on`` tells that
    since: PartialDate | None = None
    until: PartialDate | None = None
    amount: float | None = None
    unit: str = ""
    year: PartialDate | None = None
    role: str = ""
    superseded_from: date = FOREVER  #: first day on which a later stage certainly holds
    disputed: bool = False
    rivals: tuple[str, ...] = ()  #: IRIs of ties that exclude it

    @property
    def iri(self) -> str:
        """Stable and citable."""
        return self.outline.iri

    @property
    def sender(self) -> str:
        """IRI of the entity that acts; for a symmetric kind the two ends are in alphabetical order."""
        return self.outline.sender

    @property
    def receiver(self) -> str:
        """IRI of the other end, an entity or another tie."""
        return self.outline.receiver

    @property
    def kind(self) -> TieKind:
        """Its kind."""
        return self.outline.kind

    @property
    def phase(self) -> Phase | None:
        """Its stage; None unless its kind is lasting."""
        return self.outline.phase

    @property
    def affirming(self) -> tuple[Claim, ...]:
        """The claims that it exists."""
        return tuple(claim for claim in self.claims if not claim.denies)

    @property
    def denying(self) -> tuple[Claim, ...]:
        """The claims that it does not."""
        return tuple(claim for claim in self.claims if claim.denies)

    @property
    def unverified(self) -> bool:
        """Whether it rests on general knowledge alone."""
        return all(claim.unverified for claim in self.affirming)

    @property
    def sources(self) -> frozenset[str]:
        """IRIs of the sources that report it; never empty."""
        return frozenset(claim.source for claim in self.affirming)

    def certainty(self, day: date) -> Certainty:
        """Say whether it holds on a day; an event that is over still counts as having happened."""
        span = self.span
        if day >= self.superseded_from or not span.possible_from <= day <= span.possible_to:
            return Certainty.NO
        if span.certain_from <= day <= span.certain_to:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE

    def grade_on(self, day: date) -> Grade:
        """Say how well it is supported on a day: superseded from the first day of a later stage on."""
        return Grade.SUPERSEDED if day >= self.superseded_from else self.grade

    def is_past(self, day: date) -> bool:
        """Say whether it is over by a day: an event after its last day, a tie whose stage is ended."""
        if self.kind.nature is Nature.EVENT:
            return day > self.over_on
        return self.phase is Phase.ENDED

    @property
    def over_on(self) -> date:
        """The last day of an event; for one without a date the day by which it was reported."""
        last = self.until or self.since
        return last.last if last else self.span.certain_from
