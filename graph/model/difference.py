"""Two moments: what differs between two days, two days of knowledge or two lenses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model.kind import Nature, Phase
from graph.model.standing import Place, Standing
from graph.model.tie import Certainty, Tie
from graph.model.words import counted, enumerated

#: stages from the lowest: how much the two ends owe each other on the day. A refusal closes the matter, an
#: end leaves what has been; a proposal binds nobody, an announcement binds in word; what is suspended is
#: bound on paper and does not act, what is signed is bound and about to act, what is in force acts
ORDER = (
    Phase.REFUSED,
    Phase.ENDED,
    Phase.PROPOSED,
    Phase.ANNOUNCED,
    Phase.SUSPENDED,
    Phase.SIGNED,
    Phase.IN_FORCE,
)

#: what of a tie a reader sees as its values; all else that differs is how well it is supported
VALUES = ("since", "until", "amount", "unit", "year", "role")


@dataclass(frozen=True)
class Moment:
    """What a view answers for one day, one day of knowledge and one lens."""

    certain: Mapping[str, Tie]  #: IRI → tie that holds for certain
    possible: Mapping[str, Tie]  #: IRI → tie that may hold
    places: Mapping[str, Place]  #: IRI of each state → where it stands

    @classmethod
    def of(cls, ties: Iterable[tuple[Tie, str]], places: Mapping[str, Place]) -> Moment:
        """Make a moment of ties, each with its certainty, and places."""
        by_certainty: dict[str, dict[str, Tie]] = {Certainty.CERTAIN: {}, Certainty.POSSIBLE: {}}
        for tie, certainty in ties:
            by_certainty[certainty][tie.iri] = tie
        return cls(by_certainty[Certainty.CERTAIN], by_certainty[Certainty.POSSIBLE], dict(places))


@dataclass(frozen=True)
class Step:
    """A tie before and after: another stage of one line, or other values of one tie."""

    before: Tie
    after: Tie

    @property
    def values(self) -> tuple[str, ...]:
        """Names of the values that differ, in the order of `VALUES`."""
        return tuple(name for name in VALUES if getattr(self.before, name) != getattr(self.after, name))

    def mirrored(self) -> Step:
        """The same step taken back."""
        return Step(self.after, self.before)


@dataclass(frozen=True)
class Changes:
    """What became of ties, in order of IRI."""

    gained: tuple[Tie, ...] = ()
    lost: tuple[Tie, ...] = ()
    raised: tuple[Step, ...] = ()  #: the line of a lasting tie goes on at a higher stage
    lowered: tuple[Step, ...] = ()
    changed: tuple[Step, ...] = ()  #: the same tie with other values
    supported: tuple[Step, ...] = ()  #: the same tie and values on the word of others, or otherwise disputed

    def __bool__(self) -> bool:
        return any((self.gained, self.lost, self.raised, self.lowered, self.changed, self.supported))

    def mirrored(self) -> Changes:
        """The changes that lead back."""
        return Changes(
            gained=self.lost,
            lost=self.gained,
            raised=_steps(step.mirrored() for step in self.lowered),
            lowered=_steps(step.mirrored() for step in self.raised),
            changed=_steps(step.mirrored() for step in self.changed),
            supported=_steps(step.mirrored() for step in self.supported),
        )


@dataclass(frozen=True)
class Moved:
    """A state that stands elsewhere, or stands there by other ties or since another day."""

    state: str  #: IRI
    before: Place | None  #: None where the moment does not know the state
    after: Place | None

    @property
    def standing(self) -> tuple[Standing, Standing]:
        """From where to where."""
        return _standing(self.before), _standing(self.after)

    @property
    def ties(self) -> tuple[str, ...]:
        """IRIs of the ties that say so: of the new standing, or of the old where there is no new one."""
        by_new = self.after.ties if self.after else ()
        return by_new or (self.before.ties if self.before else ())


@dataclass(frozen=True)
class Difference:
    """What leads from one moment to another; only certain ties count, possible ones are listed apart."""

    certain: Changes = Changes()
    possible: Changes = Changes()
    places: tuple[Moved, ...] = ()  #: in order of IRI

    def __bool__(self) -> bool:
        return bool(self.certain or self.possible or self.places)

    @property
    def standings(self) -> tuple[Moved, ...]:
        """The states whose standing is another."""
        return tuple(moved for moved in self.places if moved.standing[0] is not moved.standing[1])

    def mirrored(self) -> Difference:
        """The difference that leads back."""
        back = tuple(Moved(moved.state, moved.after, moved.before) for moved in self.places)
        return Difference(self.certain.mirrored(), self.possible.mirrored(), back)

    def sentence(self) -> str:
        """Count what differs: ``2 ties gained, 1 raised; 1 state stands elsewhere``."""
        parts: list[str] = []
        for name in ("gained", "lost", "raised", "lowered", "changed"):
            if number := len(getattr(self.certain, name)):
                parts.append(f"{number} {name}" if parts else f"{counted(number, 'tie')} {name}")
        said = [enumerated(parts)] if parts else ["no certain tie is gained, lost or changed"]
        if self.standings:
            verb = "stands" if len(self.standings) == 1 else "stand"
            said.append(f"{counted(len(self.standings), 'state')} {verb} elsewhere")
        return "; ".join(said)


def diff(before: Moment, after: Moment) -> Difference:
    """Say what leads from one moment to another; nothing if they are alike."""
    states = sorted({*before.places, *after.places})
    return Difference(
        certain=_changes(before.certain, after.certain),
        possible=_changes(before.possible, after.possible),
        places=tuple(
            Moved(state, before.places.get(state), after.places.get(state))
            for state in states
            if before.places.get(state) != after.places.get(state)
        ),
    )


def _changes(before: Mapping[str, Tie], after: Mapping[str, Tie]) -> Changes:
    gone = {iri: tie for iri, tie in before.items() if iri not in after}
    come = {iri: tie for iri, tie in after.items() if iri not in before}
    stages = _stages(gone.values(), come.values())
    stepped = {step.before.iri for step in stages} | {step.after.iri for step in stages}
    same = [
        Step(before[iri], after[iri]) for iri in sorted(before.keys() & after) if before[iri] != after[iri]
    ]
    return Changes(
        gained=tuple(come[iri] for iri in sorted(come.keys() - stepped)),
        lost=tuple(gone[iri] for iri in sorted(gone.keys() - stepped)),
        raised=_steps(step for step in stages if _rank(step.after) > _rank(step.before)),
        lowered=_steps(step for step in stages if _rank(step.after) < _rank(step.before)),
        changed=_steps(step for step in same if step.values),
        supported=_steps(step for step in same if not step.values),
    )


def _stages(gone: Iterable[Tie], come: Iterable[Tie]) -> list[Step]:
    """Pair the stages that one line leaves with those that it reaches, the highest with the highest.

    Several stages of a line may hold on one day, where sources dispute them. Two stints of one stage are two
    ties, one lost and one gained.
    """
    lines: dict[tuple[str, ...], tuple[list[Tie], list[Tie]]] = defaultdict(lambda: ([], []))
    for side, ties in enumerate((gone, come)):
        for tie in ties:
            if tie.kind.nature is Nature.LASTING:
                lines[tie.outline.line][side].append(tie)
    found = []
    for left, reached in lines.values():
        for pair in zip(sorted(left, key=_highest), sorted(reached, key=_highest), strict=False):
            if pair[0].phase is not pair[1].phase:
                found.append(Step(*pair))
    return found


def _highest(tie: Tie) -> tuple[int, str]:
    return -_rank(tie), tie.iri


def _rank(tie: Tie) -> int:
    return ORDER.index(tie.phase) if tie.phase else len(ORDER)


def _steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    # by both ends in alphabetical order, so that there and back stand in one order
    return tuple(sorted(steps, key=lambda step: sorted((step.before.iri, step.after.iri))))


def _standing(place: Place | None) -> Standing:
    return place.standing if place else Standing.OUTSIDE


def lay_over(moment: Moment, difference: Difference) -> Moment:
    """Make the other moment of one and the difference that leads there."""
    places = dict(moment.places)
    for moved in difference.places:
        if moved.after is None:
            places.pop(moved.state, None)
        else:
            places[moved.state] = moved.after
    return Moment(
        certain=_laid_over(moment.certain, difference.certain),
        possible=_laid_over(moment.possible, difference.possible),
        places=places,
    )


def _laid_over(ties: Mapping[str, Tie], changes: Changes) -> dict[str, Tie]:
    steps = (*changes.raised, *changes.lowered, *changes.changed, *changes.supported)
    gone = {tie.iri for tie in changes.lost} | {step.before.iri for step in steps}
    come = {tie.iri: tie for tie in changes.gained} | {step.after.iri: step.after for step in steps}
    return {iri: tie for iri, tie in ties.items() if iri not in gone} | come
