"""Tables agree with what people wrote, or the difference is a dispute with both sources: found by rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.model.disputes import disputes
from graph.model.entity import EntityType
from graph.model.kind import Phase
from graph.model.shown import dates_exclude
from graph.model.tie import Certainty

TABLES = ("factbook", "organizations", "israel-relations", "un-votes", "general-reference")


@pytest.fixture(scope="module")
def by_table(real_atlas):
    """IRIs of the sources that tables were harvested into."""
    return {source.iri for source in real_atlas.world.sources if source.slug in TABLES}


def both(real_atlas, by_table) -> Iterator[tuple]:
    """Ties of which a table and a page speak: the tie, what the table says, what pages say."""
    for tie in real_atlas.world.ties:
        table = [claim for claim in tie.claims if claim.source in by_table]
        pages = [claim for claim in tie.claims if claim.source not in by_table]
        if table and pages:
            yield tie, table, pages


def test_tables_and_pages_meet_on_the_same_ties(real_atlas, by_table):
    kinds = {tie.kind.slug for tie, _, _ in both(real_atlas, by_table)}

    assert "diplomatic-relations" in kinds


def test_dates_that_exclude_each_other_are_disputed_with_both_sources(real_atlas, by_table):
    found = {iri: dispute for dispute in disputes(real_atlas.world) for iri in dispute.ties}
    for tie, table, pages in both(real_atlas, by_table):
        for one in table:
            for other in pages:
                if dates_exclude(one, other):
                    assert {one.source, other.source} <= found[tie.iri].sources, tie.iri


def test_the_status_of_the_table_is_the_stage_of_the_ties(real_atlas):
    world, day = real_atlas.world, real_atlas.horizon
    israel = real_atlas.find("ISR").iri
    stages: dict[str, set[Phase | None]] = {}
    for tie in world.ties:
        if (
            tie.kind.slug == "diplomatic-relations"
            and israel in (tie.sender, tie.receiver)
            and tie.certainty(day) is not Certainty.NO
        ):
            other = tie.receiver if tie.sender == israel else tie.sender
            stages.setdefault(other, set()).add(tie.phase)
    told = {
        statement.about: statement.answers[0]
        for statement in world.statements
        if statement.question == "israel-relations"
    }
    meant = {"full": Phase.IN_FORCE, "severed": Phase.ENDED, "suspended": Phase.SUSPENDED}

    differing = {
        world.entity_by_iri[state].slug: (answer, stages.get(state, set()))
        for state, answer in told.items()
        if stages.get(state, set()) - {Phase.ENDED}
        != ({meant[answer]} if answer in meant else set()) - {Phase.ENDED}
    }
    assert differing == {}


def test_a_table_makes_nobody_a_member_that_was_none(real_atlas, by_table):
    accords = {tie.iri for tie in real_atlas.world.ties if str(tie.kind.family) == "accord"}

    assert not [
        claim for claim in real_atlas.world.claims if claim.tie in accords and claim.source in by_table
    ]


def test_general_knowledge_makes_no_membership_certain(real_atlas):
    for tie in real_atlas.world.ties:
        if tie.unverified and real_atlas.world.entity_by_iri.get(tie.sender, None):
            assert real_atlas.world.entity_by_iri[tie.sender].type in EntityType
            assert tie.certainty(real_atlas.horizon) is not Certainty.CERTAIN, tie.iri


def test_what_the_lists_have_stale_is_put_right(real_atlas):
    ties = real_atlas.world.tie_by_iri
    stem = "https://w3id.org/accord-atlas/tie/"

    assert ties[f"{stem}IND.sco.member-of.inForce"].role == "member"
    assert str(ties[f"{stem}QAT.opec.member-of.inForce"].until) == "2019-01-01"
    assert str(ties[f"{stem}GBR.european-union.member-of.inForce"].until) == "2020-01-31"
    assert ties[f"{stem}SAU.brics.member-of.inForce"].role == "invited"
