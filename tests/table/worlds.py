"""Worlds and Views of all sorts, small enough to be shrunk to the one thing that is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from graph.model.dates import PartialDate
from graph.model.entity import Composition, EntityType, Statehood
from graph.model.kind import Family, Nature, Phase
from graph.model.source import Confidence, Reliability
from graph.model.standing import Standing
from graph.model.tie import Grade
from graph.model.view import View
from tests.conftest import BASE, KINDS, Builder

STATES = ("BOR", "SYL", "KHE", "SAN", "NUE")
ORGANIZATIONS = ("league", "bloc")
PERSONS = ("ottokar", "alcazar")
ACCORDS = "abraham-accords"
RELIGIONS = ("islam", "sunni", "shia", "christianity")
REGIONS = ("east", "far-east", "west")
SOURCES = ("agency", "gazette", "courier", "almanac", "leaflet", "hearsay")

#: kind → who can be its ends
ENDS = dict.fromkeys(KINDS, (STATES, STATES)) | {
    "visit": (STATES + PERSONS, STATES),
    "signature": (STATES + PERSONS, (ACCORDS,)),
    "mediation": (STATES, (ACCORDS,)),
    "accession": (STATES, (ACCORDS,)),
    "candidacy": (STATES, (ACCORDS,)),
    "refusal": (STATES, (ACCORDS,)),
    "member-of": (STATES, ORGANIZATIONS),
}
DATES = ("2019", "2020", "2020-06", "2020-06-15", "2020-06-16", "2021-02", "2024-02-29", "2025-12", "2026")
#: the days on which something begins or ends, and those beside them
EDGES = sorted(
    {
        edge + timedelta(days=shift)
        for partial in map(PartialDate.parse, DATES)
        for edge in (partial.first, partial.last)
        for shift in (-1, 0, 1)
    }
)
dates = st.sampled_from(DATES)
any_date = st.just("") | dates
PHASES = (*Phase, *[Phase.IN_FORCE] * 7)
shares = st.none() | st.integers(0, 100)
any_regions = st.sets(st.sampled_from(REGIONS), max_size=2)
days = st.sampled_from(EDGES) | st.dates(date(2018, 1, 1), date(2027, 1, 1))


@st.composite
def worlds(draw):
    b = Builder()
    for code in STATES:
        b.entity(code, label=f"{code.title()}duria", statehood=draw(st.sampled_from(Statehood)))
    for slug in ORGANIZATIONS:
        b.entity(slug, EntityType.ORGANIZATION, f"The {slug}")
    for slug in PERSONS:
        b.entity(slug, EntityType.PERSON, slug.title())
    b.entity(ACCORDS, EntityType.AGREEMENT, "The Accords")
    b.source("agency", "2020-09-20", reliability=Reliability.AGENCY)
    b.source("gazette", "2021-06-01")
    b.source("courier", "2026-01", publisher="gazette")
    b.source("almanac", "", reliability=Reliability.REFERENCE, reference_work=True)
    b.source("leaflet", "", reliability=Reliability.PARTISAN)
    b.source("hearsay", "", reliability=Reliability.NONE)
    for religion, broader in zip(RELIGIONS, (None, "islam", "islam", None), strict=True):
        b.concept(religion, "religions", broader)
    for region, broader in zip(REGIONS, (None, "east", None), strict=True):
        b.concept(region, "m49", broader)
    ties = [add_tie(draw, b, tuple(sorted(KINDS))) for _ in range(draw(st.integers(8, 20)))]
    for _ in range(draw(st.integers(1, 4))):
        add_tie(draw, b, ("member-of",), PHASES)
    for about in ties[: draw(st.integers(1, 2))]:
        sender = draw(st.sampled_from(STATES))
        claim(draw, b, b.tie(sender, "objects", about, occasion="about"), "objects")
    for _ in range(draw(st.integers(6, 14))):
        add_share(draw, b)
    for state in STATES:
        for region in draw(any_regions):
            b.locate(state, region)
    return b.world()


def add_tie(draw, b, kinds, phases=Phase):
    slug = draw(st.sampled_from(kinds))
    senders, receivers = ENDS[slug]
    sender, receiver = draw(st.sampled_from(senders)), draw(st.sampled_from(receivers))
    lasting = KINDS[slug].nature is Nature.LASTING
    phase = draw(st.sampled_from(phases)) if lasting else ""
    behalf = draw(st.sampled_from(("", *STATES))) if sender in PERSONS else ""
    more = {"on_behalf_of": behalf} if behalf else {}
    occasion = "" if lasting else draw(st.sampled_from(("", "one", "two")))
    tie = b.tie(sender, slug, receiver, str(phase), occasion, **more)
    for _ in range(draw(st.integers(1, 3))):
        claim(draw, b, tie, slug)
    return tie


def claim(draw, b, tie, kind):
    source = draw(st.sampled_from(SOURCES))
    more = {}
    if kind == "member-of":
        more["role"] = draw(st.sampled_from(("", "member", "observer")))
    if KINDS[kind].nature in (Nature.MEASURE, Nature.SIMILARITY):
        more["year"] = draw(st.sampled_from(("2019", "2025")))
    b.claim(
        tie,
        source,
        draw(any_date),
        draw(any_date),
        denies=draw(st.integers(0, 5)) == 0,
        unverified=source == "hearsay",
        unverified_parts=draw(st.sampled_from(((), (), ("since",), ("until",)))),
        confidence=draw(st.sampled_from(Confidence)),
        **more,
    )


def add_share(draw, b):
    low = draw(shares)
    high = draw(st.none() | st.integers(low or 0, 100))
    iri = f"{BASE}composition/almanac/{len(b.compositions)}"
    state = b.entities[draw(st.sampled_from(STATES))].iri
    b.compositions.append(
        Composition(
            iri,
            state,
            draw(st.sampled_from(RELIGIONS)),
            None if low is None else low / 100,
            None if high is None else high / 100,
            draw(st.sampled_from(["population", "population", "Muslims", "citizens"])),
            PartialDate.parse(draw(st.sampled_from(["2010", "2020"]))),
            b.sources["almanac"].iri,
            unverified=draw(st.integers(0, 5)) == 0,
        )
    )


def some(values, **size):
    """A set of some of these."""
    return st.frozensets(st.sampled_from(values), **size)


SLUGS = (*STATES, *ORGANIZATIONS, *PERSONS, ACCORDS)
#: nothing is left out but what is not true on the day
OPEN = View(
    types=frozenset(EntityType),
    natures=frozenset(Nature),
    phases=frozenset(),
    statehood=frozenset(),
    unverified=True,
    past_years=200,
)
CLAUSES = {
    "types": some(EntityType),
    "families": some(Family, max_size=4),
    "kinds": some(sorted(KINDS), max_size=5),
    "natures": some(Nature),
    "phases": some(Phase),
    "religions": some(RELIGIONS, min_size=1, max_size=2),
    "share": st.integers(0, 100),
    "regions": some(REGIONS, max_size=2),
    "standings": some(Standing, max_size=5),
    "also": some(SLUGS, max_size=2),
    "statehood": some(Statehood),
    "frame": st.booleans(),
    "organizations": some(ORGANIZATIONS, min_size=1),
    "organizations_out": some(ORGANIZATIONS, min_size=1),
    "grades": some(Grade),
    "sources": st.integers(0, 2),
    "confidence": st.sampled_from(Confidence),
    "unverified": st.booleans(),
    "past_years": st.sampled_from([0, 1, 5, 200]),
    "focus": some(SLUGS, max_size=2),
    "depth": st.integers(1, 3),
    "hidden": some(SLUGS, max_size=3),
    "only": some(SLUGS, max_size=6),
    "text": st.sampled_from(["duria", "SYL", "the", "İ", "%_"]),
}


@st.composite
def views(draw, clauses=tuple(CLAUSES), base=None):
    """The plain View, or one that leaves almost nothing out, with a few clauses of its own."""
    asked = draw(st.lists(st.sampled_from(clauses), min_size=1, max_size=3, unique=True))
    start = base or draw(st.sampled_from([View(), OPEN]))
    return replace(start, as_of=draw(st.none() | days), **{name: draw(CLAUSES[name]) for name in asked})


#: what a View can ask of ties, each by itself, on top of OPEN
TIE_CLAUSES = {
    "families": st.frozensets(st.sampled_from(Family), min_size=1),
    "kinds": st.frozensets(st.sampled_from(sorted(KINDS)), min_size=1),
    "natures": st.frozensets(st.sampled_from(Nature), min_size=1),
    "phases": st.frozensets(st.sampled_from(Phase), min_size=1),
    "grades": st.frozensets(st.sampled_from(Grade), min_size=1),
    "sources": st.integers(0, 2),
    "confidence": st.sampled_from(Confidence),
    "unverified": st.booleans(),
    "past_years": st.sampled_from([0, 1, 5]),
}


@st.composite
def narrower(draw, view):
    """A View with one clause that asks for more than *view* does, and the name of the clause.

    Left out is what widens: entities named beside the standings, and types, as a person that is not shown
    stands as its state.
    """
    clause = draw(
        st.sampled_from(
            [
                *TIE_CLAUSES,
                *("religions", "share", "regions", "standings", "statehood", "frame"),
                *("organizations", "organizations_out", "focus", "depth", "text"),
            ]
        )
    )
    now = getattr(view, clause)
    options = {
        "families": list(Family),
        "kinds": sorted(KINDS),
        # without a nature asked for, likenesses stay out
        "natures": sorted(frozenset(Nature) - {Nature.SIMILARITY}),
        "phases": list(Phase),
        "grades": list(Grade),
        "religions": RELIGIONS,
        "regions": REGIONS,
        "standings": list(Standing),
        "statehood": list(Statehood),
        "organizations": ORGANIZATIONS,
        "focus": SLUGS,
    }
    if clause in options:
        among = sorted(now) or options[clause]
        value = draw(st.frozensets(st.sampled_from(among), min_size=1))
    elif clause == "organizations_out":
        value = now | draw(some(ORGANIZATIONS))
    elif clause == "text":
        value = now + draw(st.sampled_from(["d", "l", "u"]))
    elif clause in ("frame", "unverified"):
        value = False
    elif clause in ("share", "sources"):
        value = now + draw(st.integers(0, 100 - now))
    elif clause == "confidence":
        value = draw(st.sampled_from(list(Confidence)[: now.rank + 1]))
    else:
        value = draw(st.integers(min(now, 1 if clause == "depth" else 0), now))
    return replace(view, **{clause: value}), clause
