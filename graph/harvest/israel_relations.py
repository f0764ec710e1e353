"""Israel's relations with every state: what they are today, since when, and when they were broken.

What the table took from the fact files, the hand-written files say by its sources already; such a row adds
only what they do not say. A stage that they describe is the same tie, so that two dates that exclude each
other meet on it and come out as a dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, RDFS, Literal, URIRef

from graph.harvest.country_codes import read_entries
from graph.harvest.curated import Curated
from graph.harvest.nquads import Quad, year
from graph.harvest.sources import describe
from graph.harvest.stages import Stage, read_stages, unverified_columns
from graph.harvest.table import Row, read_table
from graph.harvest.ties import Outline, Saying, describe_claim, describe_tie
from graph.model.dates import PartialDate
from graph.model.source import Reliability, Source
from graph.store.terms import ACC, question, source, state, statement

SLUG, GENERAL = "israel-relations", "general-reference"
TABLE = ("code", "status_2026_06", "established", "ended", "restored", "note", "confidence", "source")

SOURCE = Source(
    iri=source(SLUG),
    title="Israel's relations with the states of the world",
    publisher="Accord Atlas",
    reliability=Reliability.REFERENCE,
    issued_earliest=PartialDate(2026, 6, 1),
    issued_latest=PartialDate(2026, 6, 29),
    issued_reason="The table gives the status of June 2026, the horizon; it was checked again later.",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    reference_work=True,
)

_ISRAEL = state("ISR")
_QUESTION, _YEAR = "israel-relations", "2026"
#: status → kind of tie, phase in which it is now, both ways or Israel's own; None where there is no tie
_STATUS: dict[str, tuple[str, str, int] | None] = {
    "full": ("diplomatic-relations", "inForce", 0),
    "suspended": ("diplomatic-relations", "suspended", 0),
    "severed": ("diplomatic-relations", "ended", 0),
    "none": ("diplomatic-relations", "ended", 0),
    "liaison offices": ("normalisation", "inForce", 0),
    "announced": ("normalisation", "announced", 0),
    "trade office closed": ("trade-office", "closed", 1),
    "interest section closed": ("interest-section", "closed", 1),
    "unofficial": ("trade-office", "inForce", 2),
    "mutual letters of recognition (PLO)": None,
}
_CONFIDENCE = frozenset({"high", "medium", "low"})
_BY_HAND = re.compile(r"A[0-9]{3}(?:, A[0-9]{3})*")  #: rows of the fact files


def harvest(datasets: Path, data: Path) -> Iterator[Quad]:
    """Say of every state of the table which relations it has with Israel, and in which stages."""
    states, curated = read_entries(datasets).keys(), Curated.read(data)
    lines = _Lines(curated)
    yield from describe(SOURCE)
    for row in read_table(datasets / "israel_relations" / "israel_relations.csv", TABLE):
        if row.code("code") not in states:
            raise row.wrong("code", "is no state of the tables of codes")
        if row["status_2026_06"] not in _STATUS:
            raise row.wrong("status_2026_06", f"is none of {', '.join(_STATUS)}")
        if row["confidence"] not in _CONFIDENCE:
            raise row.wrong("confidence", f"is none of {', '.join(sorted(_CONFIDENCE))}")
        yield from _statement(row)
        for outline, stage in _stages(row, lines):
            if not (_BY_HAND.fullmatch(row["source"]) and lines.say(outline, stage)):
                yield from describe_tie(outline)
                yield from describe_claim(_teller(row), outline.identity, outline, _saying(row, stage))


def _teller(row: Row) -> str:
    return GENERAL if row["confidence"] == "low" else SLUG


def _comment(row: Row) -> str:
    return "; ".join(filter(None, (row["note"], f"rests on: {row['source']}")))


def _statement(row: Row) -> Iterator[Quad]:
    subject, graph = statement(f"{SLUG}.{row['code']}"), source(_teller(row))

    def says(predicate: URIRef, value: URIRef | Literal) -> Quad:
        return subject, predicate, value, graph

    yield says(RDF.type, ACC.Statement)
    yield says(ACC.about, state(row["code"]))
    yield says(ACC.question, question(_QUESTION))
    yield says(ACC.answer, Literal(row["status_2026_06"]))
    yield says(ACC.year, year(_YEAR))
    yield says(ACC.confidence, Literal(row["confidence"]))
    if row["confidence"] == "low":
        yield says(ACC.unverified, Literal(True))
    yield says(RDFS.comment, Literal(_comment(row), lang="en"))


def _stages(row: Row, lines: _Lines) -> list[tuple[Outline, Stage]]:
    meant = _STATUS[row["status_2026_06"]]
    if meant is None or (row["status_2026_06"] == "none" and not row["established"]):
        return []
    kind, phase, ways = meant
    other = state(row["code"])
    if phase == "closed":
        # an office that was closed was in force until then; nothing follows
        stages = [stage for stage in read_stages(row, "ended") if stage.phase == "inForce"]
    elif phase == "announced":
        stages = [Stage(phase, read_stages(row, "inForce")[-1].since, None)]
    else:
        stages = read_stages(row, phase)
    ends = [(_ISRAEL, other), (other, _ISRAEL)][:ways] or [(min(_ISRAEL, other), max(_ISRAEL, other))]
    return [named for sender, receiver in ends for named in lines.name(sender, receiver, kind, stages)]


def _saying(row: Row, stage: Stage) -> Saying:
    return Saying(
        since=stage.since.date if stage.since else None,
        until=stage.until.date if stage.until else None,
        confidence=row["confidence"],
        unverified=row["confidence"] == "low",
        unverified_parts=() if row["confidence"] == "low" else stage.unverified(unverified_columns(row)),
        comment=_comment(row),
    )


@dataclass(frozen=True)
class _Lines:
    """The stages of relations that the hand-written files describe, with the dates that they give."""

    curated: Curated

    def name(
        self, sender: URIRef, receiver: URIRef, kind: str, stages: list[Stage]
    ) -> list[tuple[Outline, Stage]]:
        """Name the tie of each stage: that of a hand-written file if it is the same stage.

        A phase that is reached for the first time has no occasion, a second time its beginning; the
        hand-written files may have named one of them so before the others were known.
        """
        named: dict[int, Outline] = {}
        taken: set[str] = set()
        for place, stage in reversed(list(enumerate(stages))):
            plain = Outline(sender, receiver, kind, stage.phase)
            rivals = [other for other in stages if other.phase == stage.phase]
            described = [one for one in self._described(plain) if str(one.iri) not in taken]
            same = [one for one in described if self._same(one, stage)] or (
                described if len(rivals) == 1 and len(described) == 1 else []
            )
            if same:
                named[place] = max(same, key=lambda one: (self.say(one, stage), one.identity))
                taken.add(str(named[place].iri))
        for place, stage in enumerate(stages):
            if place in named:
                continue
            plain = Outline(sender, receiver, kind, stage.phase)
            if str(plain.iri) in taken or str(plain.iri) in self.curated.ties:
                plain = Outline(sender, receiver, kind, stage.phase, stage.dates[0])
            named[place] = plain
            taken.add(str(plain.iri))
        return [(named[place], stage) for place, stage in enumerate(stages)]

    def say(self, outline: Outline, stage: Stage) -> bool:
        """Whether a hand-written claim on a tie gives both dates of a stage."""
        return any(
            (not stage.dates[0] or since == stage.dates[0])
            and (not stage.dates[1] or until == stage.dates[1])
            for since, until in self._dates(outline)
        )

    def _same(self, outline: Outline, stage: Stage) -> bool:
        """Whether the claims on a tie can all speak of a stage: no date of theirs excludes one of its own."""
        return all(
            _meet(theirs, own)
            for said in self._dates(outline)
            for theirs, own in zip(said, stage.dates, strict=True)
        )

    def _dates(self, outline: Outline) -> Iterable[tuple[str, str]]:
        return [(said.since, said.until) for said in self.curated.affirmed if said.tie == str(outline.iri)]

    def _described(self, plain: Outline) -> list[Outline]:
        """The ties of one line and phase, of whatever occasion."""
        stem = str(plain.iri)
        occasions = [
            iri.removeprefix(stem).removeprefix(".")
            for iri in self.curated.ties
            if iri == stem or iri.startswith(f"{stem}.")
        ]
        return [
            Outline(plain.sender, plain.receiver, plain.kind, plain.phase, occasion)
            for occasion in sorted(occasions)
        ]


def _meet(one: str, other: str) -> bool:
    return not (one and other and PartialDate.parse(one).excludes(PartialDate.parse(other)))
