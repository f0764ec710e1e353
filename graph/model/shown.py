"""From claims to ties: which values are shown, on which days a tie holds, and what is disputed.

Of several claims on one tie the first by this rule gives each value: reliability of its source, then
precision of its date, confidence, newest issue, IRI. The others stay beside it as "also said".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Protocol, TypeVar

from graph.model.dates import BEGINNING, FOREVER, PartialDate
from graph.model.kind import Nature, Phase
from graph.model.source import Claim, Reliability, Source, independent
from graph.model.tie import Grade, Outline, Span, Tie


def show(
    outlines: Iterable[Outline], claims: Iterable[Claim], sources: Mapping[str, Source]
) -> tuple[Tie, ...]:
    """Make the ties that the claims affirm; a tie that nobody affirms is left out.

    They come in order of IRI, likenesses after all others: who leaves these out keeps the others' positions.
    """
    claims_by_tie: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        claims_by_tie[claim.tie].append(claim)
    ties = [
        _tie(outline, _in_order(claims_by_tie[outline.iri], sources), sources)
        for outline in sorted(outlines, key=_order)
        if any(not claim.denies for claim in claims_by_tie[outline.iri])
    ]
    return _in_line(ties)


def show_again(
    ties: Iterable[Tie],
    outlines: Iterable[Outline],
    claims: Iterable[Claim],
    kept: Sequence[Claim],
    sources: Mapping[str, Source],
) -> tuple[Tie, ...]:
    """Give what ``show`` makes of the *kept* claims, where *ties* is what it made of all.

    Most ties lose no claim: they and the other stages of their line stay as they are.
    """
    left = {claim.iri for claim in kept}
    lost = {claim.tie for claim in claims if claim.iri not in left}
    return show_more(ties, outlines, kept, lost, sources)


def show_more(
    ties: Iterable[Tie],
    outlines: Iterable[Outline],
    claims: Iterable[Claim],
    changed: Collection[str],
    sources: Mapping[str, Source],
) -> tuple[Tie, ...]:
    """Give what ``show`` makes of all claims, where *ties* is what it made before those on some ties changed.

    Args:
        changed: IRIs of the ties of which other claims speak than before.
    """
    by_line: dict[tuple[str, ...], list[Outline]] = defaultdict(list)
    for outline in outlines:
        by_line[outline.line].append(outline)
    touched = {line for line, stages in by_line.items() if any(stage.iri in changed for stage in stages)}
    anew = show((stage for line in touched for stage in by_line[line]), claims, sources)
    same = (tie for tie in ties if tie.outline.line not in touched)
    return tuple(sorted((*same, *anew), key=lambda tie: _order(tie.outline)))


def _order(outline: Outline) -> tuple[bool, str]:
    return outline.is_likeness, outline.iri


class Sourced(Protocol):
    """Whatever one source says: a claim, a statement, a composition."""

    @property
    def source(self) -> str:
        """IRI of the source."""


Said = TypeVar("Said", bound=Sourced)


def known(said: Iterable[Said], sources: Mapping[str, Source], day: date) -> tuple[Said, ...]:
    """Keep what a source says that was out by a day; reference works stay, undated sources do not."""
    return tuple(item for item in said if out_by(sources[item.source], day))


def out_by(source: Source, day: date) -> bool:
    """Say whether a source was out by a day; a reference work always was, what bears no date never."""
    return source.reference_work or (source.known_by is not None and source.known_by <= day)


def _in_order(claims: Sequence[Claim], sources: Mapping[str, Source]) -> tuple[Claim, ...]:
    if len(claims) == 1:
        return (claims[0],)

    def rank(claim: Claim) -> tuple[bool, bool, int, int, int, int, str]:
        source = sources[claim.source]
        issued = source.known_by or BEGINNING
        precision = claim.since.precision if claim.since else 0
        return (
            claim.denies,
            claim.unverified,
            source.reliability.rank,
            -precision,
            claim.confidence.rank,
            -issued.toordinal(),
            claim.iri,
        )

    return tuple(sorted(claims, key=rank))


def _tie(outline: Outline, claims: tuple[Claim, ...], sources: Mapping[str, Source]) -> Tie:
    affirming = [claim for claim in claims if not claim.denies]
    dated = next((claim for claim in affirming if claim.since), affirming[0])
    ended = dated if dated.until else next((claim for claim in affirming if claim.until), dated)
    figure = next((claim for claim in affirming if claim.amount is not None), None)
    year = next((claim.year for claim in affirming if claim.year), None)
    count = independent((claim.source for claim in affirming if not claim.unverified), sources)
    disputed = any(claim.denies for claim in claims) or dates_exclude(*affirming)
    return Tie(
        outline=outline,
        claims=claims,
        span=_span(outline, affirming, dated, ended, year, sources),
        independent_sources=count,
        grade=_grade(count, disputed, all(claim.unverified for claim in affirming)),
        since=dated.since,
        until=ended.until,
        amount=figure.amount if figure else None,
        unit=figure.unit if figure else "",
        year=figure.year if figure and (figure.year or figure.since) else year,
        role=next((claim.role for claim in affirming if claim.role), ""),
        disputed=disputed,
    )


def _grade(count: int, disputed: bool, unverified: bool) -> Grade:
    if disputed:
        return Grade.DISPUTED
    if unverified or count == 0:
        return Grade.UNSUPPORTED
    return Grade.CORROBORATED if count > 1 else Grade.SINGLE


def dates_exclude(*claims: Claim) -> bool:
    """Say whether two of some claims give beginnings or ends that cannot both be.

    A coarser date excludes nothing.
    """
    # many claims give few dates
    for part in ("since", "until"):
        firm = {_firm(claim, part) for claim in claims}
        if any(one.excludes(other) for one, other in combinations(filter(None, firm), 2)):
            return True
    return False


def _firm(claim: Claim, part: str) -> PartialDate | None:
    """A date of a claim that its source gives, not general knowledge."""
    if claim.unverified or part in claim.unverified_parts:
        return None
    return claim.since if part == "since" else claim.until


def _span(
    outline: Outline,
    affirming: Sequence[Claim],
    dated: Claim,
    ended: Claim,
    year: PartialDate | None,
    sources: Mapping[str, Source],
) -> Span:
    nature = outline.kind.nature
    if nature is Nature.FIXED:
        return Span()
    since = dated.since or (year if nature in (Nature.MEASURE, Nature.SIMILARITY) else None)
    firm = not (dated.unverified or "since" in dated.unverified_parts)
    reported = _reported_from(affirming, sources)
    if since is None:
        possible_from, certain_from = BEGINNING, reported
    elif firm:
        possible_from, certain_from = since.first, since.last
    else:
        possible_from, certain_from = since.first, max(since.last, reported)
    if nature is not Nature.LASTING or ended.until is None:
        # an event has happened, a figure was measured: both stay so for ever
        return Span(possible_from, certain_from)
    until = ended.until
    if ended.unverified or "until" in ended.unverified_parts:
        return Span(possible_from, certain_from, certain_from, until.last)
    return Span(possible_from, certain_from, until.first, until.last)


def _reported_from(affirming: Iterable[Claim], sources: Mapping[str, Source]) -> date:
    """The day from which an undated tie is certain: the first on which a dated source reports it."""
    days = [
        day
        for claim in affirming
        if not claim.unverified
        and sources[claim.source].reliability is not Reliability.NONE
        and (day := sources[claim.source].known_by)
    ]
    return min(days, default=FOREVER)


def _in_line(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """Let the stages of one tie follow one another, and find those that exclude each other."""
    lines: dict[tuple[str, str, str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.kind.nature is Nature.LASTING:
            lines[tie.outline.line].append(tie)
    after: dict[str, date] = {}
    rivals: dict[str, set[str]] = defaultdict(set)
    for stages in lines.values():
        if len(stages) == 1:
            continue
        for a, b in combinations(stages, 2):
            if _exclude(a, b):
                rivals[a.iri].add(b.iri)
                rivals[b.iri].add(a.iri)
        for stage in stages:
            later = [
                other.span.certain_from
                for other in stages
                if other.span.certain_from > stage.span.certain_from
                and other.since is not None
                and other.span.ever_certain
            ]
            after[stage.iri] = min(later, default=FOREVER)
    return tuple(_placed(tie, after.get(tie.iri, FOREVER), rivals.get(tie.iri, set())) for tie in ties)


def _exclude(a: Tie, b: Tie) -> bool:
    """Say whether two stages of one tie cannot both be true."""
    if a.phase == b.phase or a.since is None or b.since is None:
        return False
    if a.since == b.since and a.since.precision == 3:
        return True
    earlier, later = sorted((a, b), key=lambda tie: tie.span.certain_from)
    # what had ended cannot be suspended afterwards
    gone = earlier.until is not None and earlier.until.last + timedelta(days=1) < later.span.possible_from
    return gone and earlier.phase is Phase.IN_FORCE and later.phase is Phase.SUSPENDED


def _placed(tie: Tie, superseded_from: date, rivals: set[str]) -> Tie:
    if superseded_from == FOREVER and not rivals:
        return tie
    disputed = tie.disputed or bool(rivals)
    return replace(
        tie,
        superseded_from=superseded_from,
        rivals=tuple(sorted(rivals)),
        disputed=disputed,
        grade=Grade.DISPUTED if disputed else tie.grade,
    )
