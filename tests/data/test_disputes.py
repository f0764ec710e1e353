"""What the sources of the real world contradict each other on, found by the rule and by no list."""

from datetime import date

import pytest

from graph.model.disputes import disputes
from graph.model.view import View


@pytest.fixture(scope="module")
def found(real_atlas):
    """Every dispute by its id."""
    return {dispute.id: dispute for dispute in disputes(real_atlas.world)}


@pytest.mark.parametrize(
    ("id_", "sides"),
    [
        ("SDN.abraham-accords.accession", {"that it is not in force", "that it is signed"}),
        ("XKX.abraham-accords.accession", {"that it is so", "that it is not so"}),
        ("KAZ.abraham-accords.accession", {"that it is announced", "that it is in force"}),
        ("BHR.shia-majority", {"yes", "no"}),
        ("ISR.first-shia-embassy", {"Azerbaijan", "Bahrain"}),
        (
            "ISR.top-oil-suppliers",
            {"Azerbaijan and Kazakhstan", "Azerbaijan and Brazil", "Azerbaijan and Russia"},
        ),
        ("BHR.ISR.recall.2023-11-02", {"that it is so", "that it is not so"}),
        ("AZE.oil-exports-stopped", {"yes", "no"}),
        ("abraham-accords.member-count", {"3", "4"}),
    ],
)
def test_it_is_found_with_its_sides(found, id_, sides):
    assert sides <= {side.says for side in found[id_].sides}


def test_every_side_has_a_voice_and_every_sentence_names_them_all(found):
    for dispute in found.values():
        assert len(dispute.sides) > 1, dispute.id
        assert all(side.voices and side.roots and side.independent for side in dispute.sides), dispute.id
        assert all(side.says in dispute.sentence for side in dispute.sides), dispute.id


def test_every_disputed_tie_is_in_a_dispute(real_atlas, found):
    assert {iri for dispute in found.values() for iri in dispute.ties} == {
        tie.iri for tie in real_atlas.world.ties if tie.disputed
    }


def test_before_the_announcement_nobody_disputed_kazakhstans_membership(real_atlas):
    view = View(known_on=date(2025, 11, 5))

    known = {dispute.id for dispute in real_atlas.disputes(view)}

    assert "KAZ.abraham-accords.accession" not in known
    assert {"SDN.abraham-accords.accession", "ISR.top-oil-suppliers"} <= known
