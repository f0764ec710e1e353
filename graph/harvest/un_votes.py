"""United Nations General Assembly: how often two states cast the same vote.

Agreement is the share of roll calls on which both voted alike, of those on which both voted yes, no or
abstain; who is absent has no vote. A pair of states is one tie. Over the span every pair has one claim;
pairs of states that the hand-written files speak of have one more for each year and, over the span, for
each issue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from pathlib import Path

from graph.harvest.country_codes import read_entries
from graph.harvest.curated import Curated
from graph.harvest.errors import BrokenTable
from graph.harvest.nquads import Quad
from graph.harvest.sources import describe
from graph.harvest.table import Row, read_table
from graph.harvest.ties import Outline, Saying, describe_claim, describe_tie
from graph.model.dates import PartialDate
from graph.model.source import Reliability, Source
from graph.store.terms import source, state

SLUG = "un-votes"
KIND = "un-agreement"

SOURCE = Source(
    iri=source(SLUG),
    title="United Nations General Assembly Voting Data (via unvotes)",
    publisher="Erik Voeten, Anton Strezhnev, Michael Bailey",
    reliability=Reliability.REFERENCE,
    issued=PartialDate(2021, 3, 8),
    url="https://github.com/dgrtwo/unvotes",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    reference_work=True,
)

FIRST_YEAR = 1992  #: of the figures year by year
SPAN = range(2015, 2020)  #: the last five whole years of the table
VOTES = ("yes", "no", "abstain")
#: code of issues.csv → slug of the theme
ISSUES = {
    "me": "palestinian-conflict",
    "nu": "nuclear-weapons",
    "di": "disarmament",
    "hr": "human-rights",
    "co": "colonialism",
    "ec": "economic-development",
}
#: code under which the table goes on for another state → that state's code, and from which whole year on:
#: Serbia kept the seat when Montenegro left in 2006
_SEATS = {"YUG": ("SRB", 2007)}
_TEN_THOUSANDTH = Decimal("0.0001")


def harvest(datasets: Path, data: Path) -> Iterator[Quad]:
    """Say how often two states that are described vote alike."""
    folder = datasets / "un_votes"
    entries, speaking = read_entries(datasets), Curated.read(data).states
    calls = read_roll_calls(folder)
    years = sorted({call.year for call in calls if FIRST_YEAR <= call.year <= SPAN[-1]})
    span = Ballot.of(call for call in calls if call.year in SPAN)
    by_year = {year: Ballot.of(call for call in calls if call.year == year) for year in years}
    by_issue = {
        theme: Ballot.of(call for call in calls if call.year in SPAN and issue in call.issues)
        for issue, theme in ISSUES.items()
    }
    yield from describe(SOURCE)
    for one, other in combinations(sorted(span.voters & entries.keys()), 2):
        outline = Outline.between(state(one), state(other), KIND)
        close = {one, other} <= speaking
        claims = list(_over_the_span(span, one, other))
        if close:
            claims += _year_by_year(by_year, one, other)
            claims += _issue_by_issue(by_issue, one, other)
        if claims:
            yield from describe_tie(outline)
        for row, saying in claims:
            yield from describe_claim(SLUG, row, outline, saying)


@dataclass(frozen=True)
class RollCall:
    """One recorded vote of the assembly."""

    year: int
    votes: dict[str, str]  #: code → yes, no or abstain
    issues: frozenset[str]  #: codes of issues.csv; many votes have none


def read_roll_calls(folder: Path) -> list[RollCall]:
    """Read every roll call, in the order of the table."""
    known = {row["short_name"] for row in read_table(folder / "issues.csv", ("short_name",))}
    if unknown := sorted(known ^ ISSUES.keys()):
        raise BrokenTable(folder / "issues.csv", f"the issue {unknown[0]!r} is new or missing")
    rows = read_table(folder / "roll_calls.csv.gz", ("date", "issues", *VOTES))
    return [_roll_call(row, known) for row in rows]


def seated(code: str, year: int) -> str:
    """The code of the state whose vote a code of the table means in a year."""
    successor, since = _SEATS.get(code, (code, 0))
    return successor if year >= since else code


def _roll_call(row: Row, known: set[str]) -> RollCall:
    year, issues = row["date"][:4], frozenset(row["issues"].split())
    if len(row["date"]) != 10 or not year.isdigit():
        raise row.wrong("date", "is no day")
    if not issues <= known:
        raise row.wrong("issues", "names an issue that issues.csv lacks")
    votes: dict[str, str] = {}
    for vote in VOTES:
        for code in (seated(code, int(year)) for code in row[vote].split()):
            if code in votes:
                raise row.wrong(vote, f"has {code!r}, which voted {votes[code]} as well")
            votes[code] = vote
    return RollCall(int(year), votes, issues)


@dataclass(frozen=True)
class Ballot:
    """Some roll calls, by state: which of them it voted on, and how, as bits of a number."""

    bits: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    @classmethod
    def of(cls, calls: Iterable[RollCall]) -> Ballot:
        """Count the votes of some roll calls."""
        ballot = cls()
        for position, call in enumerate(calls):
            for code, vote in call.votes.items():
                ballot.bits[code, vote] |= 1 << position
        return ballot

    @cached_property
    def voters(self) -> frozenset[str]:
        """Codes of the states that voted at least once."""
        return frozenset(code for code, _ in self.bits)

    def agreement(self, one: str, other: str) -> tuple[Decimal, int] | None:
        """The share of votes that two states cast alike, and of how many; None if they never both voted."""
        mine, yours = ([self.bits.get((code, vote), 0) for vote in VOTES] for code in (one, other))
        both = ((mine[0] | mine[1] | mine[2]) & (yours[0] | yours[1] | yours[2])).bit_count()
        if not both:
            return None
        alike = sum((a & b).bit_count() for a, b in zip(mine, yours, strict=True))
        return (Decimal(alike) / both).quantize(_TEN_THOUSANDTH), both


def _over_the_span(span: Ballot, one: str, other: str) -> Iterator[tuple[str, Saying]]:
    if found := span.agreement(one, other):
        since, until = PartialDate(SPAN[0]), PartialDate(SPAN[-1])
        yield f"{one}.{other}", _saying(*found, since=since, until=until)


def _year_by_year(ballots: dict[int, Ballot], one: str, other: str) -> Iterator[tuple[str, Saying]]:
    for year, ballot in ballots.items():
        if found := ballot.agreement(one, other):
            yield f"{one}.{other}.{year}", _saying(*found, year=PartialDate(year))


def _issue_by_issue(ballots: dict[str, Ballot], one: str, other: str) -> Iterator[tuple[str, Saying]]:
    since, until = PartialDate(SPAN[0]), PartialDate(SPAN[-1])
    for theme, ballot in ballots.items():
        if found := ballot.agreement(one, other):
            yield f"{one}.{other}.{theme}", _saying(*found, since=since, until=until, theme=theme)


def _saying(share: Decimal, roll_calls: int, **period: object) -> Saying:
    return Saying(amount=share, unit="share", roll_calls=roll_calls, confidence="high", **period)  # type: ignore[arg-type]
