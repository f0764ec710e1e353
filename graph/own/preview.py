"""What own data would change: which ties they add, corroborate or contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model.source import Claim
from graph.model.tie import Tie
from graph.model.world import World


class Effect(StrEnum):
    """What happens to a tie or an answer."""

    ADDED = "added"
    CORROBORATED = "corroborated"
    CONTRADICTED = "contradicted"
    REPEATED = "repeated"

    @property
    def meaning(self) -> str:
        """One line for the reader."""
        return _MEANINGS[self]


_MEANINGS = {
    Effect.ADDED: "the atlas has no such tie",
    Effect.CORROBORATED: "the atlas has it, and one more independent voice says so",
    Effect.CONTRADICTED: "the atlas has it, and says otherwise; both are shown",
    Effect.REPEATED: "the atlas has it, from the same voice or an older one; the grade stays",
}


@dataclass(frozen=True)
class Change:
    """One tie or answer of which own data speak."""

    effect: Effect
    iri: str  #: of the tie, or of the subject of an answer
    what: str  #: in a sentence
    before: str  #: what the atlas says; empty for something new
    said: str  #: what the own data say
    after: str  #: what comes of both


def changes(before: World, after: World, own: World) -> tuple[Change, ...]:
    """Compare a world with the same under own data, in order of effect and words."""
    mine: dict[str, list[Claim]] = defaultdict(list)
    for claim in own.claims:
        mine[claim.tie].append(claim)
    found = [_of_tie(before, after, iri, claims) for iri, claims in mine.items()]
    found += _of_answers(before, own)
    order = list(Effect)
    return tuple(
        sorted((each for each in found if each), key=lambda each: (order.index(each.effect), each.what))
    )


def _of_tie(before: World, after: World, iri: str, claims: Sequence[Claim]) -> Change:
    from graph.model.sentences import sentence

    was, is_ = before.tie_by_iri.get(iri), after.tie_by_iri.get(iri)
    if is_ is None:  # denied by the own data, and affirmed by nobody
        outline = after.outline_by_iri[iri]
        ends = " and ".join(_label(after, end) for end in (outline.sender, outline.receiver))
        said = f"{outline.kind.label} of {ends} is denied"
        return Change(Effect.REPEATED, iri, said, "nobody reports it", _said(claims), "nobody reports it")
    what = sentence(is_, after, after.horizon)
    if was is None:
        return Change(_new(is_), iri, what, "", _said(claims), _grade(is_))
    if is_.disputed and (not was.disputed or len(is_.rivals) > len(was.rivals) or _contradicts(was, is_)):
        effect = Effect.CONTRADICTED
    elif is_.independent_sources > was.independent_sources:
        effect = Effect.CORROBORATED
    else:
        effect = Effect.REPEATED
    return Change(effect, iri, what, f"{_days(was)}; {_grade(was)}", _said(claims), _grade(is_))


def _new(tie: Tie) -> Effect:
    return Effect.CONTRADICTED if tie.rivals else Effect.ADDED


def _contradicts(was: Tie, is_: Tie) -> bool:
    """Whether the claims that came exclude one of those that were there."""
    from graph.model.shown import dates_exclude

    known = {claim.iri for claim in was.claims}
    new = [claim for claim in is_.claims if claim.iri not in known]
    return any(claim.denies for claim in new) or any(
        dates_exclude(one, other) for one in new for other in was.affirming
    )


def _of_answers(before: World, own: World) -> Sequence[Change]:
    single = {question.slug: question for question in before.questions}
    found = []
    for said in own.statements:
        others = [
            each
            for each in before.statements
            if each.question == said.question and each.about == said.about and each.year == said.year
        ]
        question = single[said.question]
        answer = ", ".join(_label(before, each) for each in said.answers)
        theirs = "; ".join(
            sorted({", ".join(_label(before, one) for one in each.answers) for each in others})
        )
        if not others:
            effect = Effect.ADDED
        elif any(set(each.answers) == set(said.answers) for each in others):
            effect = Effect.CORROBORATED
        else:
            effect = Effect.CONTRADICTED if question.single_valued else Effect.ADDED
        what = f"{question.label} of {_label(before, said.about)}"
        found.append(Change(effect, said.about, what, theirs, answer, ""))
    return found


def _label(world: World, iri: str) -> str:
    from graph.model.sentences import named

    return named(iri, world) if iri.startswith("http") else iri


def _said(claims: Sequence[Claim]) -> str:
    return "; ".join(dict.fromkeys("denies it" if claim.denies else _days(claim) for claim in claims))


def _days(told: Tie | Claim) -> str:
    days = f"since {told.since}" if told.since else "no date"
    until = f" until {told.until}" if told.until else ""
    amount = f", {told.amount:g} {told.unit}" if told.amount is not None else ""
    return f"{days}{until}{amount}"


def _grade(tie: Tie) -> str:
    number = tie.independent_sources
    return f"{tie.grade.label}{f' ({number} independent sources)' if number > 1 else ''}"
