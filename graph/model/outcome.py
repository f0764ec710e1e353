"""What follows from a scenario: chains, bridges, cut points, reach and firsts, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph.model.reach import First, Reach
from graph.model.scenario import Circle, Rule, Scenario, Supposed

Pair = tuple[str, str]


class Length(NamedTuple):
    """How many steps two entities are apart before and after; None where no chain joins them."""

    pair: Pair
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Changes:
    """What differs between two networks."""

    new: tuple[Length, ...]  #: joined by a chain where none was, the shortest first
    shorter: tuple[Length, ...]  #: the greatest gain first
    longer: tuple[Length, ...]
    lost: tuple[Length, ...]  #: joined by none any more
    bridges: tuple[tuple[Pair, ...], tuple[Pair, ...]]  #: that are new; that are bridges no more
    cut_points: tuple[tuple[str, ...], tuple[str, ...]]  #: IRIs, likewise


@dataclass(frozen=True)
class Size:
    """What is said of one network as a whole."""

    entities: int
    pairs: int  #: tied directly
    joined: int  #: pairs that some chain joins
    steps: float  #: mean length of the shortest chain of these; 0 where there is none
    bridges: int
    cut_points: int


@dataclass(frozen=True)
class Outcome:
    """What follows under one rule."""

    rule: Rule
    supposed: tuple[Supposed, ...]
    already: tuple[Pair, ...]  #: pairs for which nothing is supposed, as it is reported
    ended: tuple[str, ...]  #: IRIs of reported ties that would hold no more
    changes: Changes
    after: Size
    tied: Reach  #: of those tied to the party directly, after


@dataclass(frozen=True)
class WhatIf:
    """A scenario under all three rules."""

    scenario: Scenario
    circle: Circle
    before: Size
    tied: Reach  #: of those tied to the party directly, before
    members: tuple[Reach, Reach]  #: of the members before and after: the same under every rule
    firsts: tuple[First, ...]
    outcomes: Mapping[Rule, Outcome]
