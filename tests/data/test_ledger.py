"""Whose list? What the sources of the real world say of membership."""

from datetime import date

import pytest

from graph.model.ledger import Says
from graph.model.view import View

EVERY_LENS = ("announced", "article", "every-claim", "relations", "signed")


@pytest.fixture(scope="module")
def said(real_atlas):
    """State → what its sources say, silence left out."""
    found = real_atlas.ledger(View())
    return {
        state.code: {
            source.slug: (str(cell.says), len(cell.claims))
            for source in found.sources
            if (cell := found.cell(state.iri, source.iri)).says is not Says.SILENT
        }
        for state in found.states
    }


def test_sudan_is_a_member_for_some_and_none_for_others(said):
    assert {slug for slug, (says, _) in said["SDN"].items() if says == "no"} == {
        "emegypt-kazakhstan-to-join",
        "new-arab-khartoum-normalisation",
    }
    assert said["SDN"]["republic-world-kazakhstan-joins-abraham"][0] == "yes"


def test_kosovo_is_on_the_articles_list_and_off_others(said):
    assert {slug: says for slug, (says, _) in said["XKX"].items()} == {
        "caspian-post-frontier": "yes",
        "abrahamcentre-com-abraham-accords": "yes",
        "republic-world-kazakhstan-joins-abraham": "no",
        "rferl-kosovo-embassy-jerusalem": "no",
    }


def test_most_sources_know_kazakhstan_as_announced(said):
    words = [says for says, _ in said["KAZ"].values()]

    assert words.count("announced") > words.count("yes") > 0
    assert "no" not in words


def test_every_cell_that_is_not_silent_has_a_claim(said):
    assert all(number for cells in said.values() for _, number in cells.values())


def test_neither_party_nor_broker_has_a_row(said):
    assert {"ISR", "USA"} & said.keys() == set()


def test_two_sources_count_three_members_and_two_four(real_atlas):
    counts = real_atlas.ledger(View()).counts

    assert sorted(answer for said in counts.values() for one in said for answer in one.answers) == [
        "3", "3", "4", "4",
    ]  # fmt: skip
    assert real_atlas.ledger(View(known_on=date(2025, 11, 5))).counts == {}


def test_one_sentence_answers_how_many_members(real_atlas):
    found = real_atlas.how_many(View())

    assert found.sentence == (
        "On 29 June 2026 the Abraham Accords have 5 members under announced (Kazakhstan and Sudan too), "
        "5 under article (Kosovo and Sudan too), 6 under every-claim (Kazakhstan, Kosovo and Sudan too), "
        "3 under relations and 4 under signed (Sudan too)"
    )
    assert tuple(one.lens.slug for one in found.by_lens) == EVERY_LENS
    assert {apart.state.code: apart.inside for apart in found.apart} == {
        "KAZ": ("announced", "every-claim"),
        "XKX": ("article", "every-claim"),
        "SDN": ("announced", "article", "every-claim", "signed"),
    }
    assert all(apart.claims for apart in found.apart)
