"""What of a network stands on each source: who is joined no more, or only then, once it says nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from graph.model.entity import EntityType
from graph.model.gauged import Ground, Without
from graph.model.kind import Nature, TieKind
from graph.model.path import OPPOSING
from graph.model.shown import show
from graph.model.source import Claim, Confidence
from graph.model.tie import Certainty, Outline, Tie
from graph.model.view import View
from graph.model.world import World

Pair = tuple[str, str]
_Line = tuple[str, str, str, str]


def without_each(
    world: World,
    view: View,
    ground: Ground,
    joined: Mapping[Pair, Collection[str]],
    entities: Collection[str],
) -> tuple[Without, ...]:
    """Say what each source changes in a network once it is left out, in order of IRI.

    Who is in the view stays in it; its filters of ties and its day hold as before. Sources that rest on
    the one left out still speak, and are weighed by their roots (see ``model.reliance``).

    Args:
        world: as known on the view's day of knowledge.
        view: the reader's.
        ground: which of its ties count.
        joined: each pair of the network, its ends in order → IRIs of the ties that join it.
        entities: IRIs of those in the network.
    """
    held = _Held(world, ground.view(view), joined, frozenset(entities))
    return tuple(found for source in held.sources() if (found := held.without(source)))


@dataclass(frozen=True)
class Counts:
    """Which ties are measured, by what is said of them."""

    view: View  #: as ``Ground.view`` gives it
    day: date

    def kind(self, kind: TieKind) -> bool:
        """Whether ties of a kind can count."""
        view = self.view
        asked = kind.slug in view.kinds if view.kinds else kind.slug not in view.kinds_out
        families = not view.families or kind.family in view.families
        return asked and families and kind.nature in view.natures and kind.slug not in OPPOSING

    def holds(self, tie: Tie) -> bool:
        """Whether it certainly holds, or has happened, on the day."""
        over = tie.is_past(self.day) and tie.kind.nature is not Nature.EVENT
        return tie.certainty(self.day) is Certainty.CERTAIN and not over

    def __call__(self, tie: Tie) -> bool:
        """Whether a tie counts."""
        view = self.view
        if not self.kind(tie.kind) or not self.holds(tie) or tie.unverified:
            return False
        if tie.phase is not None and tie.phase not in view.phases:
            return False
        if tie.kind.nature is Nature.EVENT and tie.over_on < view.events_from(self.day):
            return False
        if view.grades and tie.grade not in view.grades:
            return False
        surest = min((claim.confidence.rank for claim in tie.affirming), default=len(Confidence))
        sure = view.confidence is Confidence.LOW or surest <= view.confidence.rank
        return sure and tie.independent_sources >= view.sources


class _Held:
    """The lines between the entities of a network, each with its stages, and what is claimed of them."""

    def __init__(
        self, world: World, view: View, joined: Mapping[Pair, Collection[str]], entities: frozenset[str]
    ):
        self.world = world
        self.counts = Counts(view, min(view.as_of or world.horizon, world.horizon))
        self.folded = EntityType.PERSON not in view.types
        self.before = frozenset(joined)
        given = frozenset(chain.from_iterable(joined.values()))
        #: IRIs of what is there though the view's filters leave it out: a reader has added it
        self.added = frozenset(iri for iri in given if not self.counts(world.tie_by_iri[iri]))
        self.stages: dict[_Line, list[Outline]] = defaultdict(list)
        wanted = {
            outline.line
            for outline in world.outlines
            if outline.iri in given or (self.counts.kind(outline.kind) and self._among(outline, entities))
        }
        for outline in world.outlines:
            if outline.line in wanted:
                self.stages[outline.line].append(outline)
        line_of = {outline.iri: line for line, stages in self.stages.items() for outline in stages}
        self.claims: dict[_Line, list[Claim]] = defaultdict(list)
        self.lines_of: dict[str, set[_Line]] = defaultdict(set)
        for claim in world.claims:
            if claim.tie in line_of:
                self.claims[line_of[claim.tie]].append(claim)
                self.lines_of[claim.source].add(line_of[claim.tie])
        self.entities = entities
        #: pair → how many lines join it
        self.joining: dict[Pair, int] = defaultdict(int)
        self.pairs_of: dict[_Line, frozenset[Pair]] = {}
        for line, stages in self.stages.items():
            known = (world.tie_by_iri.get(stage.iri) for stage in stages)
            self.pairs_of[line] = self._pairs([tie for tie in known if tie])
            for pair in self.pairs_of[line]:
                self.joining[pair] += 1

    def sources(self) -> Iterator[str]:
        """IRIs of the sources that speak of a line, in order."""
        yield from sorted(self.lines_of)

    def without(self, source: str) -> Without | None:
        """What changes without a source; None if nobody is joined otherwise."""
        change: dict[Pair, int] = defaultdict(int)
        for line in self.lines_of[source]:
            kept = [claim for claim in self.claims[line] if claim.source != source]
            now = self._pairs(show(self.stages[line], kept, self.world.source_by_iri))
            for pair in self.pairs_of[line] - now:
                change[pair] -= 1
            for pair in now - self.pairs_of[line]:
                change[pair] += 1
        lost = tuple(sorted(p for p, n in change.items() if p in self.before and not self.joining[p] + n))
        # who is tied by what the view leaves out for its ends is not joined by that
        new = (p for p, n in change.items() if n > 0 and p not in self.before and not self.joining[p])
        gained = tuple(sorted(new))
        return Without(source, lost, gained) if lost or gained else None

    def _pairs(self, ties: Collection[Tie]) -> frozenset[Pair]:
        """The pairs of entities of the network that some of the stages of a line join."""
        return frozenset(
            (min(ends), max(ends))
            for tie in ties
            if (self.counts.holds(tie) if tie.iri in self.added else self.counts(tie))
            for ends in self.world.ends(tie, folded=self.folded)
            if self.entities >= set(ends)
        )

    def _among(self, outline: Outline, entities: frozenset[str]) -> bool:
        about = self.world.outline_by_iri.get(outline.receiver)
        near = {outline.sender, outline.on_behalf_of} & entities
        far = {outline.receiver, *((about.sender, about.receiver) if about else ())} & entities
        return bool(near and far)
