"""What measures say, as tables and as JSON; every column says what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.export.column import Column
from graph.export.sheet import Sheet
from graph.model.entity import Entity
from graph.model.gauged import LEVEL, REPORTED, Changed, Found, SharedBodies
from graph.model.sentences import named
from graph.model.source import called
from graph.model.tie import Tie
from graph.model.world import World
from graph.network.measures.measure import Measure

Ties = Mapping[tuple[str, str], Sequence[Tie]]


@dataclass(frozen=True)
class Figure:
    """One entity with its figure."""

    entity: Entity
    value: float
    group: int | None
    ties: tuple[Tie, ...]  #: that are counted at it

    @property
    def sources(self) -> int:
        """How many sources report these."""
        return len({source for tie in self.ties for source in tie.sources})


@dataclass(frozen=True)
class Line:
    """Two entities that a measure of lines speaks of."""

    one: Entity
    other: Entity
    value: float
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class LeftOut:
    """One entity's figure with one source left out."""

    changed: Changed
    world: World


@dataclass(frozen=True)
class Shared:
    """What two states belong to together."""

    pair: SharedBodies
    world: World


def figures(measure: Measure, found: Found, world: World, ties: Ties) -> Sheet[Figure]:
    """One row an entity, the greatest figure first; *ties* are those counted, by pair in order."""
    at: dict[str, dict[str, Tie]] = {iri: {} for iri in found.values}
    for pair, held in ties.items():
        for iri in pair:
            if iri in at:
                at[iri].update({tie.iri: tie for tie in held})
    columns: dict[str, Column[Figure]] = {
        "entity": Column("Entity", "Its name in English.", lambda f: f.entity.label),
        "figure": Column(
            _headed(measure.figure, measure),
            measure.definition,
            lambda f: _number(f.value, measure),
            "number",
        ),
        "group": Column("Group", "Number of its group; groups have no names.", lambda f: f.group, "integer"),
        "ties": Column("Ties", "How many ties are counted at it.", lambda f: len(f.ties), "integer"),
        "sources": Column("Sources", "How many sources report these.", lambda f: f.sources, "integer"),
        "type": Column("Type", "What kind of thing it is.", lambda f: f.entity.type.label, few=True),
        "code": Column("Code", "Of a state: ISO 3166-1 alpha-3, or ours.", lambda f: f.entity.code or None),
        "iri": Column("Address", "Its stable address.", lambda f: f.entity.iri, "anyURI"),
    }
    if not found.groups:
        del columns["group"]
    rows = [
        Figure(world.entity_by_iri[iri], found.values[iri], found.groups.get(iri), tuple(at[iri].values()))
        for iri in found.highest
    ]
    # groups stand together
    rows.sort(key=lambda row: row.group or 0)
    return Sheet(measure.slug, columns, rows)


def lines(found: Found, world: World, ties: Ties) -> Sheet[Line]:
    """One row a pair that a measure of lines found, the greatest figure first."""
    columns: dict[str, Column[Line]] = {
        "one": Column("One", "One end.", lambda line: line.one.label),
        "other": Column("The other", "The other end.", lambda line: line.other.label),
        "figure": Column(
            "Smaller side",
            "How many entities would be cut off with the smaller of the two sides.",
            lambda line: line.value,
            "integer",
        ),
        "ties": Column("Ties", "How many ties join the two.", lambda line: len(line.ties), "integer"),
        "iri": Column("Addresses", "Addresses of the ties.", lambda line: " ".join(t.iri for t in line.ties)),
    }
    ordered = sorted(found.pairs, key=lambda pair: (-found.pairs[pair], pair))
    rows = [
        Line(
            world.entity_by_iri[pair[0]],
            world.entity_by_iri[pair[1]],
            int(found.pairs[pair]),
            tuple(ties.get(pair, ())),
        )
        for pair in ordered
    ]
    return Sheet("bridges", columns, rows)


def left_out(measure: Measure, changes: Iterable[Changed], world: World) -> Sheet[LeftOut]:
    """One row a source that changes anything once it is left out."""
    columns: dict[str, Column[LeftOut]] = {
        "source": Column("Source left out", "Its title.", lambda row: _source(row).title),
        "publisher": Column("Publisher", "Who publishes it.", lambda row: _source(row).publisher or None),
        "without": Column(
            _headed("Figure without it", measure),
            f"{measure.figure}, with this source left out; empty where the entity is tied to nobody then.",
            lambda row: None if row.changed.after is None else _number(row.changed.after, measure),
            "number",
        ),
        "change": Column(
            _headed("Change", measure),
            "How much the figure changes by that.",
            lambda row: _number(row.changed.change, measure),
            "number",
        ),
        "lost": Column(
            "Pairs untied",
            "How many pairs of the whole network are joined no more without it.",
            lambda row: len(row.changed.without.lost),
            "integer",
        ),
        "gained": Column(
            "Pairs tied",
            "How many are joined only without it, as it alone denies or ends what joins them.",
            lambda row: len(row.changed.without.gained),
            "integer",
        ),
        "iri": Column("Address", "Stable address of the source.", lambda row: _source(row).iri, "anyURI"),
    }
    return Sheet("left out", columns, [LeftOut(each, world) for each in changes])


def _source(row: LeftOut) -> Any:
    return row.world.source_by_iri[row.changed.without.source]


def shared(pairs: Iterable[SharedBodies], world: World) -> Sheet[Shared]:
    """One row a pair of states that belong to something together."""
    return Sheet("shared memberships", SHARED, [Shared(pair, world) for pair in pairs])


SHARED: Mapping[str, Column[Shared]] = {
    "one": Column("One", "One state.", lambda s: named(s.pair.one, s.world)),
    "other": Column("The other", "The other state.", lambda s: named(s.pair.other, s.world)),
    "shared": Column(
        "Shared", "How many bodies both are full members of.", lambda s: s.pair.shared, "integer"
    ),
    "expected": Column(
        "Expected",
        "How many they would share if memberships were spread by numbers alone: of each state, and of the "
        "members of each body.",
        lambda s: round(s.pair.expected, 1),
        "number",
    ),
    "beyond": Column(
        "More than chance",
        f"Whether so many would be found by chance in fewer than {LEVEL:.0%} of what is told as more than "
        "chance, after the correction for many pairs.",
        lambda s: "yes" if s.pair.q <= LEVEL else "no",
        few=True,
    ),
    "q": Column(
        "Corrected p",
        "Chance of so many or more, corrected by Benjamini and Hochberg.",
        lambda s: _p(s.pair.q),
        "number",
    ),
    "p": Column("p", "The same before the correction.", lambda s: _p(s.pair.p), "number"),
    "fisher": Column(
        "p, all bodies alike",
        "By Fisher's simple test, which takes a body of nearly all for as telling as one of five; "
        "uncorrected.",
        lambda s: _p(s.pair.fisher),
        "number",
    ),
    "of_one": Column("Of the one", "Memberships of the one state.", lambda s: s.pair.of_one, "integer"),
    "of_other": Column("Of the other", "Memberships of the other.", lambda s: s.pair.of_other, "integer"),
    "bodies": Column(
        "Which",
        "The bodies both belong to, those of fewest members first.",
        lambda s: "; ".join(named(body, s.world) for body in s.pair.bodies),
    ),
    "iri": Column("Addresses", "Addresses of the two states.", lambda s: f"{s.pair.one} {s.pair.other}"),
}


def _headed(title: str, measure: Measure) -> str:
    return f"{title}, %" if measure.unit == "share" else title


def _number(value: float, measure: Measure) -> float:
    return float(f"{100 * value:.4g}") if measure.unit == "share" else float(f"{value:.6g}")


def _p(value: float) -> float:
    return float(f"{value:.3g}")


def measured_record(
    measure: Measure, found: Found, warnings: Sequence[str], about: Mapping[str, str], world: World
) -> dict[str, Any]:
    """A measure with what it is, over which view, and every entity's figure, unrounded."""
    return {
        "about": {**about, "notice": REPORTED},
        "measure": measure.slug,
        "question": measure.question,
        "definition": measure.definition,
        "literature": measure.literature,
        "caution": measure.caution,
        "warnings": list(warnings),
        "whole": dict(found.whole),
        "figures": [
            {
                **_entity(iri, world),
                "figure": found.values[iri],
                **({"group": found.groups[iri]} if iri in found.groups else {}),
            }
            for iri in found.highest
        ],
        "pairs": [
            {"ends": [_entity(iri, world) for iri in pair], "figure": value}
            for pair, value in sorted(found.pairs.items(), key=lambda item: (-item[1], item[0]))
        ],
    }


def left_out_record(changes: Iterable[Changed], world: World) -> list[dict[str, Any]]:
    """An entity's figure with each source left out that changes anything."""
    return [
        {
            "source": each.without.source,
            "title": world.source_by_iri[each.without.source].title,
            "publisher": called(each.without.source, world.source_by_iri),
            "before": each.before,
            "without": each.after,
            "untied": [[_entity(iri, world) for iri in pair] for pair in each.without.lost],
            "tied": [[_entity(iri, world) for iri in pair] for pair in each.without.gained],
        }
        for each in changes
    ]


def shared_record(pairs: Iterable[SharedBodies], method: str, world: World) -> dict[str, Any]:
    """What each two states belong to together, with the method."""
    return {
        "method": method,
        "level": LEVEL,
        "pairs": [
            {
                "states": [_entity(pair.one, world), _entity(pair.other, world)],
                "memberships": [pair.of_one, pair.of_other],
                "shared": pair.shared,
                "expected": pair.expected,
                "p": pair.p,
                "q": pair.q,
                "fisher": pair.fisher,
                "more_than_chance": pair.q <= LEVEL,
                "bodies": [_entity(body, world) for body in pair.bodies],
            }
            for pair in pairs
        ],
    }


def _entity(iri: str, world: World) -> dict[str, str]:
    entity = world.entity_by_iri[iri]
    return {"iri": iri, "code": entity.code, "label": entity.label}
