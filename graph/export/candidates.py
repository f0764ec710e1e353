"""Candidates and their back-test as rows of a table, and as values that JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.export.column import Column
from graph.export.json import tie_record
from graph.export.sheet import Part, Sheet
from graph.model.backtest import Tested
from graph.model.backtest import finding as tested_finding
from graph.model.candidates import Candidate, Ranking, Span, labelled
from graph.model.criteria import Criterion, Value
from graph.model.dossier import begun
from graph.model.sentences import named, sentence
from graph.model.source import called
from graph.model.tie import Tie
from graph.model.world import World

FILE = "accord-atlas-candidates.csv"

#: what is said of every ranking
NOTICE = (
    "Ranks measure ties that our sources report, by the chosen weights; they are no forecast, and nothing "
    "here is a probability."
)


@dataclass(frozen=True)
class Row:
    """One candidate, and what gives it its name."""

    candidate: Candidate
    label: str
    asked: int  #: criteria with a weight

    @property
    def iri(self) -> str:
        """Of the state."""
        return self.candidate.state


COLUMNS: Mapping[str, Column[Row]] = {
    "rank": Column(
        "Rank", "Its place; states of one score share their places.", lambda r: r.candidate.rank.told
    ),
    "state": Column("State", "A state that is neither party, broker nor member.", lambda r: r.label),
    "standing": Column(
        "Stands as",
        "Where it stands toward the Accords under the list.",
        lambda r: str(r.candidate.standing),
        few=True,
    ),
    "score": Column(
        "Score",
        "Weighted mean of the criteria, from 0 to 100. It is no probability.",
        lambda r: round(100 * r.candidate.score, 1),
        "number",
    ),
    "by_weights": Column(
        "By weights",
        "The places that it takes as each weight is left out, halved and doubled, one at a time.",
        lambda r: r.candidate.by_weights.told,
    ),
    "by_missing": Column(
        "By what is missing",
        "The places that it can take, whatever the missing values of all states are.",
        lambda r: r.candidate.by_missing.told,
    ),
    "known": Column(
        "Known",
        "Of how many of the criteria with a weight a source says what it has.",
        lambda r: f"{r.asked - len(r.candidate.missing)} of {r.asked}",
    ),
    "against": Column(
        "Against",
        "How many ties that set apart, and arguments against it or with a condition, stand beside its rank.",
        lambda r: len(r.candidate.against.ties) + len(r.candidate.against.arguments),
        "integer",
    ),
    "iri": Column("Address", "The address of the state.", lambda r: r.iri, "anyURI"),
}


def candidates_sheet(ranking: Ranking, world: World) -> Part:
    """One row for each candidate, the first first."""
    asked = sum(bool(ranking.weights.of(criterion)) for criterion in ranking.asked)
    rows = [Row(each, named(each.state, world), asked) for each in ranking.candidates]
    return Sheet("candidates", COLUMNS, rows).whole()


@dataclass(frozen=True)
class Heard:
    """One tie that a back-test has admitted."""

    tie: Tie
    said: str
    sources: str

    @property
    def iri(self) -> str:
        """Of the tie."""
        return self.tie.iri


HEARD: Mapping[str, Column[Heard]] = {
    "tie": Column("Tie", "What is reported, in a sentence.", lambda h: h.said),
    "kind": Column("Kind", "The kind of tie.", lambda h: h.tie.kind.label, few=True),
    "date": Column(
        "Date", "When it began, or of which period the figure is; none for a border.", lambda h: _date(h.tie)
    ),
    "sources": Column("Reported by", "Who publishes the sources that were admitted.", lambda h: h.sources),
    "iri": Column("Address", "The address of the tie.", lambda h: h.iri, "anyURI"),
}


def heard_sheet(tested: Tested, world: World) -> Part:
    """One row for each tie that was admitted, those of the case first."""
    state, day = tested.case.state, tested.case.frame.day
    ties = sorted(
        tested.ties, key=lambda tie: (state not in (tie.sender, tie.receiver), tie.kind.slug, tie.iri)
    )
    rows = [
        Heard(
            tie,
            sentence(tie, world, day),
            "; ".join(dict.fromkeys(called(claim.source, world.source_by_iri) for claim in tie.claims)),
        )
        for tie in ties
    ]
    return Sheet("heard", HEARD, rows).whole()


def _date(tie: Tie) -> str | None:
    if tie.since and tie.until and tie.since != tie.until:
        return f"{tie.since} to {tie.until}"
    when = begun(tie)
    return str(when) if when else None


# --- JSON -----------------------------------------------------------------------------------------------


def ranking_record(ranking: Ranking, world: World) -> dict[str, Any]:
    """A ranking with its criteria, and for each candidate what adds to it and what speaks against it."""
    return {
        "notice": NOTICE,
        "as_of": ranking.frame.day.isoformat(),
        **_criteria(ranking, world),
        "candidates": [
            {
                **_candidate(each, world, ranking.frame.day),
                "against": {
                    "ties": [
                        tie_record(tie, str(tie.certainty(ranking.frame.day)), world)
                        for iri in each.against.ties
                        for tie in (world.tie_by_iri[iri],)
                    ],
                    "arguments": [argument.iri for argument in each.against.arguments],
                },
            }
            for each in ranking.candidates
        ],
    }


def backtest_record(found: Sequence[Tested], untested: Sequence[str], world: World) -> dict[str, Any]:
    """The cases of a back-test, each with its rank, its baselines, and what was admitted and left out."""
    return {
        "notice": f"{tested_finding(found)}. {NOTICE}",
        "untested": [_state(iri, world) for iri in untested],
        "cases": [
            {
                **_case(each, world),
                **_criteria(each.ranking, world),
                "candidates": len(each.ranking.candidates),
                "baselines": [
                    {"name": base.name, "meaning": base.meaning, "rank": _span(base.rank)}
                    for base in each.baselines
                ],
                "admitted": dict(sorted(each.ranking.admitted.heard.items())),
                "left_out": [
                    {"kind": kind, "why": why.label, "claims": number}
                    for (kind, why), number in sorted(each.ranking.admitted.left.items())
                ],
            }
            for each in found
        ],
    }


def _case(tested: Tested, world: World) -> dict[str, Any]:
    found = tested.ranking.of(tested.case.state)
    return {
        "acceded": tested.case.acceded.isoformat(),
        "as_of": tested.case.frame.day.isoformat(),
        "members": [_state(iri, world) for iri in tested.case.frame.members],
        **(_candidate(found, world, tested.case.frame.day) if found else _state(tested.case.state, world)),
    }


def _criteria(ranking: Ranking, world: World) -> dict[str, Any]:
    def one(criterion: Criterion) -> dict[str, Any]:
        label, meaning = labelled(criterion, ranking.frame, world.entity_by_iri)
        return {
            "criterion": str(criterion),
            "label": label,
            "meaning": meaning,
            "weight": ranking.weights.of(criterion),
        }

    return {"criteria": [one(criterion) for criterion in ranking.asked]}


def _candidate(found: Candidate, world: World, day: date) -> dict[str, Any]:
    return {
        **_state(found.state, world),
        "standing": str(found.standing),
        "rank": _span(found.rank),
        "score": round(found.score, 6),
        "rank_by_weights": _span(found.by_weights),
        "rank_by_missing": _span(found.by_missing),
        "contributions": [
            {
                "criterion": str(each.criterion),
                "amount": None if each.value.amount is None else round(each.value.amount, 6),
                "said": each.value.said,
                "scaled": None if each.scaled is None else round(each.scaled, 6),
                "weight": each.weight,
                "points": round(each.points, 6),
                "ties": list(each.value.ties),
                "sources": _sources(each.value, world),
            }
            for each in found.contributions
        ],
    }


def _sources(value: Value, world: World) -> list[str]:
    """IRIs of the sources that a value rests on."""
    ties = (world.tie_by_iri[iri] for iri in value.ties if iri in world.tie_by_iri)
    return sorted({*value.sources, *(source for tie in ties for source in tie.sources)})


def _span(span: Span) -> list[int]:
    return [span.best, span.worst]


def _state(iri: str, world: World) -> dict[str, str]:
    entity = world.entity_by_iri[iri]
    return {"iri": iri, "code": entity.code, "label": entity.label}
