"""Majorities of populations: what shares decide, what they leave open, and where there are none."""

from __future__ import annotations

import pytest

from graph.table.majority import majorities
from tests.conftest import BASE


@pytest.fixture
def people(builder):
    builder.source("almanac", "", reference_work=True)
    for slug, broader in (
        ("islam", None),
        ("shia", "islam"),
        ("christianity", None),
        ("other", None),
        ("shinto", "other"),
        ("residual", None),
    ):
        builder.concept(slug, "religions", broader)
    return builder


def groups_of(builder, *shares) -> set[str]:
    """Give one state some shares, and say in which groups it is."""
    builder.entity("SYL")
    for share in shares:
        builder.share("SYL", *share)
    return {slug for slug, iris in majorities(builder.world()).items() if f"{BASE}state/SYL" in iris}


@pytest.mark.parametrize(
    ("shares", "groups"),
    [
        ([], {"majority-no-figure"}),
        ([("islam", 0.6)], {"majority-islam"}),
        ([("islam", 0.51, 0.9)], {"majority-islam"}),
        # a range that reaches over half decides nothing
        ([("islam", 0.4, 0.6), ("christianity", 0.4)], {"majority-not-decided"}),
        # neither does exactly half, nor a small share beside which nothing is told
        ([("islam", 0.5), ("christianity", 0.5)], {"majority-none"}),
        ([("islam", 0.05)], {"majority-not-decided"}),
        ([("islam", 0.3), ("christianity", 0.3)], {"majority-none"}),
        # what is told as a rest is no religion
        ([("residual", 0.8), ("islam", 0.2)], {"majority-not-decided"}),
        # a branch has its own group and that of its religion, but what stands below "other" is one by itself
        ([("shia", 0.7)], {"majority-shia", "majority-islam"}),
        ([("shinto", 0.7)], {"majority-shinto"}),
    ],
)
def test_a_state_is_in_the_group_of_its_majority(people, shares, groups):
    assert groups_of(people, *shares) == groups


def test_shares_of_citizens_are_no_figure_of_the_population(people):
    people.entity("SYL")
    people.share("SYL", "islam", 0.9, base="citizens")

    assert majorities(people.world())["majority-no-figure"] == {f"{BASE}state/SYL"}


def test_every_state_is_in_one_group_by_religion(small_world):
    found = majorities(small_world)
    branches = {"majority-sunni", "majority-shia"}
    placed = [iri for slug, iris in found.items() if slug not in branches for iri in iris]

    assert len(placed) == len(set(placed)) == 7
    assert found["majority-islam"] == {f"{BASE}state/SYL", f"{BASE}state/KHE"}
    assert found["majority-not-decided"] == {f"{BASE}state/BOR"}
    assert found["majority-sunni"] == {f"{BASE}state/SYL"}
