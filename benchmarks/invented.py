"""Invented ties for canvases to be compared on: the same for the same size, whoever draws them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from graph.model.dates import PartialDate
from graph.model.entity import Entity, EntityType, Statehood
from graph.model.kind import Family, Nature, Phase, TieKind
from graph.model.source import Claim, Confidence, Reliability, Source
from graph.model.tie import Outline
from graph.model.world import World

SEED = 2020
DAY = date(2026, 6, 29)
BASE = "https://example.org/"
SOURCE = f"{BASE}source/almanac"


class Row(NamedTuple):
    """One tie; there is at most one of a family between two states, so that each is one line everywhere."""

    sender: str
    receiver: str
    family: Family


def ties(states: int, count: int) -> list[Row]:
    """Invent ties between states ``S000``, ``S001`` ...: each state has one at least, the first ones many."""
    chance = random.Random(f"{SEED} {states} {count}")
    names = [f"S{number:03d}" for number in range(states)]
    weights = [1 / (1 + number) ** 0.5 for number in range(states)]
    families = list(Family)
    found: dict[tuple[str, str, Family], Row] = {}

    def add(one: str, other: str) -> None:
        sender, receiver = sorted((one, other))
        family = chance.choice(families)
        if one != other:
            found.setdefault((sender, receiver, family), Row(sender, receiver, family))

    for number, name in enumerate(names[1:], 1):
        add(name, names[chance.randrange(number)])
    while len(found) < count:
        one, other = chance.choices(names, weights, k=2)
        add(one, other)
    return list(found.values())


def write(rows: Iterable[Row], file: Path) -> None:
    """Write one row a tie."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        written = csv.writer(opened)
        written.writerow(Row._fields)
        written.writerows(rows)


def read(file: Path) -> list[Row]:
    """Read what ``write`` wrote."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [Row(row["sender"], row["receiver"], Family(row["family"])) for row in csv.DictReader(opened)]


def world(rows: Iterable[Row]) -> World:
    """Make the world in which one almanac claims these ties, and nothing else is known."""
    kinds = {
        family: TieKind(
            str(family), str(family), family, Nature.LASTING, False, "has a tie with", "has a tie with", "had"
        )
        for family in Family
    }
    rows = list(rows)
    states = sorted({name for row in rows for name in (row.sender, row.receiver)})
    outlines = [
        Outline(
            f"{BASE}tie/{row.sender}.{row.receiver}.{row.family}",
            f"{BASE}state/{row.sender}",
            f"{BASE}state/{row.receiver}",
            kinds[row.family],
            Phase.IN_FORCE,
        )
        for row in rows
    ]
    since = PartialDate.parse("2020")
    return World(
        version="invented",
        horizon=DAY,
        entities=tuple(
            Entity(f"{BASE}state/{name}", EntityType.STATE, name, name, Statehood.UN_MEMBER, (name,))
            for name in states
        ),
        kinds=tuple(kinds.values()),
        sources=(Source(SOURCE, "Almanac", "Almanac", Reliability.REFERENCE, reference_work=True),),
        outlines=tuple(outlines),
        claims=tuple(
            Claim(f"{BASE}claim/{number}", outline.iri, SOURCE, since=since, confidence=Confidence.HIGH)
            for number, outline in enumerate(outlines)
        ),
        concepts=(),
    )
