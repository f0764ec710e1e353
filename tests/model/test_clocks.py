"""The two clocks, on worlds drawn at random: what holds when, and what was known when."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.model.dates import PartialDate
from graph.model.disputes import disputes
from graph.model.kind import Nature
from graph.model.ledger import ledger
from graph.model.moments import events
from graph.model.shown import show
from graph.model.source import Claim, Reliability, Source
from graph.model.standing import places
from graph.model.tie import Certainty
from tests.conftest import BASE, HORIZON, RELATIONS, SIGNED
from tests.worlds import days, worlds

lenses = st.sampled_from([RELATIONS, SIGNED])


@given(world=worlds(), day=days)
def test_a_tie_is_never_certain_outside_the_days_that_its_claims_give(world, day):
    for tie in world.ties:
        if tie.certainty(day) is not Certainty.CERTAIN or tie.kind.nature is Nature.FIXED:
            continue
        assert tie.span.possible_from <= tie.span.certain_from <= day <= tie.span.certain_to
        if tie.since:
            assert day >= tie.since.last
        if tie.until and tie.phase:
            assert day <= tie.until.first
        assert day < tie.superseded_from


@given(world=worlds(), day=days, more=st.integers(0, 4000))
def test_a_later_day_of_knowledge_never_removes_what_was_said(world, day, more):
    earlier, later = world.known_on(day), world.known_on(day + timedelta(days=more))

    for name in ("claims", "statements", "compositions"):
        assert set(getattr(earlier, name)) <= set(getattr(later, name)) <= set(getattr(world, name))


@given(world=worlds(), day=days)
def test_what_was_known_is_shown_as_if_no_more_had_ever_been_said(world, day):
    known = world.known_on(day)

    assert known.ties == show(known.outlines, known.claims, known.source_by_iri)


@given(world=worlds(), day=days, as_of=days, lens=lenses, data=st.data())
def test_what_is_said_after_a_day_changes_nothing_that_was_known_before_it(world, day, as_of, lens, data):
    """Neither ties nor standings, disputes, ledger or events of that day of knowledge."""
    outlines = [outline.iri for outline in world.outlines]
    tie = data.draw(st.sampled_from(outlines)) if outlines else ""
    planted = _planted(world, tie, day, denies=data.draw(st.booleans()), since=data.draw(days))

    assert planted.claims != world.claims or not outlines
    before, after = world.known_on(day), planted.known_on(day)

    assert after.ties == before.ties
    assert places(after, as_of, lens) == places(before, as_of, lens)
    assert disputes(after) == disputes(before)
    assert ledger(after, as_of) == ledger(before, as_of)
    assert events(after, after.ties, lens) == events(before, before.ties, lens)


@given(world=worlds(), day=days, as_of=days, lens=lenses)
def test_what_holds_on_a_day_does_not_depend_on_the_horizon(world, day, as_of, lens):
    nearer = replace(world, horizon=max(as_of, date(2018, 1, 1)))

    assert nearer.ties == world.ties
    assert places(nearer, as_of, lens) == places(world, as_of, lens)


def _planted(world, tie, day, *, denies, since):
    """The world in which a source that comes out the day after says something, also a share and an answer."""
    iri = f"{BASE}source/late"
    issued = PartialDate.of(day + timedelta(days=1))
    source = Source(iri, "Late", "late", Reliability.PRIMARY, issued=issued)
    said = PartialDate.of(min(since, HORIZON))
    claims = (Claim(f"{BASE}claim/late", tie, iri, denies=denies, since=said),) if tie else ()
    return replace(
        world,
        sources=(*world.sources, source),
        claims=(*world.claims, *claims),
        statements=(
            *world.statements,
            *(
                replace(one, iri=f"{one.iri}-late", source=iri, answers=("never",))
                for one in world.statements[:1]
            ),
        ),
        compositions=(
            *world.compositions,
            *(
                replace(one, iri=f"{one.iri}-late", source=iri, low=0.9, high=0.9)
                for one in world.compositions[:1]
            ),
        ),
    )
