"""Which lines a picture holds when there are more than can be told apart: the strongest, by a stated rule."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from graph.model.kind import Family
from graph.model.standing import Places, Standing
from graph.model.tie import Certainty
from graph.model.view import View
from graph.table.build import Table
from graph.table.narrow import Line, Narrowed

Bundle = tuple[int, int, Family]  #: two entities, the smaller position first, and a family: one stroke


def strongest(table: Table, narrowed: Narrowed, view: View, places: Places) -> Narrowed:
    """Keep as many strokes as the View has room for; the ties of the others are hidden as "rank".

    A stroke is all ties of one family between two entities. Before others come those with more ends that the
    reader asks for by name, then with more ends that stand toward the Accords; then what is not over, what is
    certain, what more independent sources report, what bundles more ties; last the order of the entities.

    Returns:
        *narrowed* itself where there is room for all.
    """
    bundles: dict[Bundle, list[Line]] = defaultdict(list)
    for line in narrowed.lines:
        ends = sorted((line.sender, line.receiver))
        bundles[ends[0], ends[1], table.world.ties[line.tie].kind.family].append(line)
    if not view.most or len(bundles) <= view.most:
        return narrowed
    named = frozenset(
        position
        for position, entity in enumerate(table.world.entities)
        if entity.slug in view.focus | view.also
    )
    standing = frozenset(
        position
        for position, entity in enumerate(table.world.entities)
        if (place := places.get(entity.iri)) and place.standing is not Standing.OUTSIDE
    )
    ties = table.world.ties

    def strength(bundle: Bundle) -> tuple[int, int, bool, bool, int, int, int, int, str]:
        start, end, family = bundle
        lines = bundles[bundle]
        return (
            -((start in named) + (end in named)),
            -((start in standing) + (end in standing)),
            all(line.past for line in lines),
            all(line.certainty is not Certainty.CERTAIN for line in lines),
            -max(ties[line.tie].independent_sources for line in lines),
            -len(lines),
            start,
            end,
            family,
        )

    kept = {line for bundle in sorted(bundles, key=strength)[: view.most] for line in bundles[bundle]}
    lines = tuple(line for line in narrowed.lines if line in kept)
    drawn = {end for line in lines for end in (line.sender, line.receiver)}
    without_line = set(narrowed.entities) - {
        end for line in narrowed.lines for end in (line.sender, line.receiver)
    }
    weak = len(set(narrowed.ties) - {line.tie for line in lines})
    return replace(
        narrowed,
        lines=lines,
        entities=tuple(sorted(drawn | without_line)),
        hidden={**narrowed.hidden, "rank": weak} if weak else narrowed.hidden,
    )
