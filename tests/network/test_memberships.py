"""Shared memberships: against scipy's own tests, and worlds small enough to work out."""

from __future__ import annotations

from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from scipy.stats import poisson_binom

from graph.model.gauged import Told
from graph.network.memberships import at_least, chances_of, shared_bodies


def test_the_tail_is_that_of_scipy():
    random = np.random.default_rng(1)
    chances = random.random((6, 12))
    numbers = np.array([0, 1, 3, 6, 9, 12])
    theirs = [poisson_binom(row).sf(number - 1) for row, number in zip(chances, numbers, strict=True)]

    assert at_least(chances, numbers) == pytest.approx(theirs, abs=1e-12)


def test_the_tail_of_three_worked_out_by_every_outcome():
    chances = (0.2, 0.5, 0.9)
    outcomes = list(product((0, 1), repeat=3))
    for number in range(4):
        by_hand = sum(
            np.prod([p if hit else 1 - p for p, hit in zip(chances, outcome, strict=True)])
            for outcome in outcomes
            if sum(outcome) >= number
        )
        assert at_least(np.array([chances]), np.array([number]))[0] == pytest.approx(by_hand)


def test_chances_keep_every_number_of_memberships_and_of_members():
    held = np.random.default_rng(7).random((20, 30)) < 0.4
    held[:, 0], held[3, :], held[5, :], held[:, 9] = True, True, False, False
    held[5, 0], held[3, 9] = True, True
    chances = chances_of(held)

    assert chances.sum(axis=1) == pytest.approx(held.sum(axis=1), abs=1e-6)
    assert chances.sum(axis=0) == pytest.approx(held.sum(axis=0), abs=1e-6)


def test_a_body_of_all_says_nothing_and_a_club_of_two_does():
    """Ten states in two bodies of all, each in three clubs of two; a and b are in all three together."""
    states = list("abcdefghij")
    ring = states[2:]
    clubs = [
        *3 * [("a", "b")],
        *zip(ring, [*ring[1:], ring[0]], strict=True),
        *zip(ring[:4], ring[4:], strict=True),
    ]
    members = {
        s: {"all", "everybody", *(f"club {n:02}" for n, two in enumerate(clubs) if s in two)} for s in states
    }
    found = {(pair.one, pair.other): pair for pair in shared_bodies(members, states, Told())}

    assert len(found) == comb(10, 2)
    close, far = found["a", "b"], found["c", "e"]
    assert close.bodies == ("club 00", "club 01", "club 02", "all", "everybody"), "those of fewest first"
    assert (far.shared, far.p) == (2, pytest.approx(1.0)), "both bodies hold everybody"
    assert close.expected == far.expected == pytest.approx(2 + 15 * 0.2**2)
    assert close.p == pytest.approx(1 - sum(comb(15, k) * 0.04**k * 0.96 ** (15 - k) for k in range(3)))
    assert close.p < 0.05 < close.q, "one in forty-five pairs is no surprise"
    assert all(pair.q >= pair.p for pair in found.values())


def test_the_simple_test_is_fishers_and_the_correction_is_of_benjamini_and_hochberg():
    random = np.random.default_rng(3)
    members = {f"s{n}": {f"b{m}" for m in range(15) if random.random() < 0.5} for n in range(8)}
    tested = sorted(members)[:6]
    found = {(pair.one, pair.other): pair for pair in shared_bodies(members, tested, Told())}
    one, other = tested[0], tested[1]
    ways = comb(15, len(members[other]))
    by_hand = sum(
        comb(len(members[one]), k) * comb(15 - len(members[one]), len(members[other]) - k) / ways
        for k in range(len(members[one] & members[other]), 16)
        if len(members[other]) >= k
    )

    assert found[one, other].fisher == pytest.approx(by_hand)
    ps = {pair: found[pair].p if pair in found else 1.0 for pair in combinations(tested, 2)}
    ranked = sorted(ps.values())
    for pair in found.values():
        adjusted = min(p * len(ps) / (n + 1) for n, p in enumerate(ranked) if p >= pair.p)
        assert pair.q == pytest.approx(min(1.0, adjusted))


def test_nobody_shares_anything_where_nobody_belongs_to_anything():
    assert shared_bodies({}, [], Told()) == ()
    assert shared_bodies({"a": {"x"}, "b": {"y"}}, ["a", "b"], Told()) == ()
