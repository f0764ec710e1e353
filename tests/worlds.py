"""Small worlds drawn at random: a few ties in stages, whose sources say when, or that it is not so."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from graph.model.dates import PartialDate
from graph.model.entity import EntityType
from graph.model.source import Reliability
from graph.model.world import Question, Statement, World
from tests.conftest import BASE, HORIZON, Builder

FIRST = date(2018, 1, 1)
PAPERS = ("gazette", "courier", "agency", "herald")

#: the stages and occasions of which a world may tell
OUTLINES = (
    ("SYL", "signature", "abraham-accords", "", "2020"),
    ("NUE", "signature", "abraham-accords", "", "2020"),
    ("SYL", "accession", "abraham-accords", "announced", ""),
    ("SYL", "accession", "abraham-accords", "signed", ""),
    ("SYL", "accession", "abraham-accords", "inForce", ""),
    ("KHE", "candidacy", "abraham-accords", "proposed", ""),
    ("KHE", "refusal", "abraham-accords", "refused", ""),
    ("SYL", "diplomatic-relations", "NUE", "inForce", ""),
    ("SYL", "diplomatic-relations", "NUE", "suspended", ""),
    ("SYL", "diplomatic-relations", "NUE", "ended", ""),
    ("SYL", "diplomatic-relations", "NUE", "inForce", "2023"),
    ("KHE", "visit", "SYL", "", "2021"),
    ("KHE", "oil-supply", "NUE", "", "2022"),
    ("KHE", "border", "SYL", "", ""),
)

#: a day of the years of which the worlds tell
days = st.integers(0, (HORIZON - FIRST).days).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    """A day, a month or a year."""
    return draw(days).isoformat()[: draw(st.sampled_from((4, 7, 10)))]


any_date = st.just("") | partial_dates()
seldom_date = st.just("") | any_date
any_year = st.none() | st.sampled_from(("2020", "2021")).map(PartialDate.parse)
any_amount = st.none() | st.sampled_from((0.2, 0.4))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Three states, the Accords, and what four papers and an almanac say; some papers bear no date."""
    b = Builder()
    for code in ("SYL", "NUE", "KHE"):
        b.entity(code)
    b.entity("abraham-accords", EntityType.AGREEMENT)
    for paper in PAPERS:
        b.source(paper, draw(any_date), publisher=draw(st.sampled_from(("x", "y", "z"))))
    b.source("almanac", "", reliability=Reliability.REFERENCE, reference_work=True)
    b.concept("sunni", "religions")
    for _ in range(draw(st.integers(1, 12))):
        plant(b, draw)
    statements = tuple(
        Statement(
            f"{BASE}statement/{number}",
            b.entities["SYL"].iri,
            "majority",
            (draw(st.sampled_from(("true", "false"))),),
            b.sources[draw(st.sampled_from(PAPERS))].iri,
            year=draw(any_year),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    world = b.world()
    fields = {**world.__dict__, "questions": (Question("majority", "?", True),), "statements": statements}
    return World(**{name: fields[name] for name in World.__dataclass_fields__})


def plant(b: Builder, draw: st.DrawFn) -> None:
    """Let one paper say something of one tie, or of a share."""
    paper = draw(st.sampled_from((*PAPERS, "almanac")))
    if draw(st.integers(0, 9)) == 0:
        low = draw(st.sampled_from((0.1, 0.5, 0.6)))
        b.share("SYL", "sunni", low, low + 0.1, source=paper, year="2020")
        return
    tie = b.tie(*draw(st.sampled_from(OUTLINES)))
    since = draw(any_date)
    until = draw(seldom_date)
    if since and until and PartialDate.parse(until).last < PartialDate.parse(since).first:
        since, until = until, since
    amount = draw(any_amount) if "oil-supply" in tie else None
    b.claim(
        tie,
        paper,
        since,
        until,
        denies=draw(st.integers(0, 5)) == 0,
        amount=amount,
        unverified=draw(st.integers(0, 9)) == 0,
    )
