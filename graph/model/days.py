"""Days of the clocks in words: what happens on one, the most telling first, what several do alike at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from graph.model.dates import BEGINNING, FOREVER
from graph.model.entity import EntityType
from graph.model.kept import kept
from graph.model.kind import Family
from graph.model.moments import Change, Event
from graph.model.sentences import GRAVE, named
from graph.model.tie import Tie
from graph.model.words import enumerated, spoken
from graph.model.world import World


@dataclass(frozen=True)
class Said:
    """One thing that happens on a day, or several of a kind."""

    sentence: str  #: without the date of its day
    families: Mapping[Family, int]  #: how many events of which family it tells
    known_from: date  #: the day by which sources for all of it were out; BEGINNING for what is always known


@dataclass(frozen=True)
class Day:
    """A day on which something changes."""

    day: date
    when: str  #: as precise as the sources: ``15 September 2020``, ``in 2009``, ``by 5 May 2020``
    said: tuple[Said, ...]  #: never empty


def days(events: Iterable[Event], world: World) -> tuple[Day, ...]:
    """Tell events day by day.

    Args:
        events: by day, as ``graph.model.moments.events`` gives them.
        world: of these events.
    """
    return tuple(
        _day(world, day, tuple(found)) for day, found in groupby(events, key=lambda event: event.day)
    )


# most days have the same events in the next view
@kept(4096)
def _day(world: World, day: date, events: tuple[Event, ...]) -> Day:
    when = _when(day, events)
    ordered = sorted(events, key=lambda event: _rank(event, world))
    return Day(day, when, tuple(_said(group, when, world) for group in _alike(ordered, world)))


def _when(day: date, events: Sequence[Event]) -> str:
    """The date that stands for all: a whole day where a source gives it, else as coarse as what they give."""
    # where a state stands changes on a whole day, even for a tie that no source dates so well
    told = [event for event in events if event.change is not Change.STANDING] or list(events)
    coarse = [event.when for event in told if event.said is None or event.said.precision < 3]
    return spoken(day) if len(coarse) < len(told) else coarse[0]


def _rank(event: Event, world: World) -> tuple[int, int, int]:
    """What is said first: what happens, what begins or ends, who stands where; persons come last."""
    order = (Change.HAPPENS, Change.STAGE, Change.BEGINS, Change.ENDS, Change.STANDING)
    tie = world.tie_by_iri.get(event.tie)
    sender = world.entity_by_iri.get(tie.sender) if tie else None
    person = sender is not None and sender.type is EntityType.PERSON
    return person, order.index(event.change), list(Family).index(event.family)


def _alike(events: Sequence[Event], world: World) -> Iterator[list[Event]]:
    """Events that one sentence can tell: one deed by several senders, or by one to several receivers."""
    deeds = [_deed(event, world) for event in events]
    together: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, deed in enumerate(deeds):
        for key in deed:
            together[key].append(number)
    told: set[int] = set()
    for number, deed in enumerate(deeds):
        if number not in told:
            groups = [[other for other in together[key] if other not in told] for key in deed]
            group = max([*groups, [number]], key=len)
            told.update(group)
            yield [events[other] for other in group]


def _deed(event: Event, world: World) -> tuple[tuple[object, ...], ...]:
    """What events of one deed have in common: the one done to, or the doer; nothing where it stands alone.

    Only the past tense fits one doer and several, and only plain sentences can be told as one.
    """
    if event.change is not Change.HAPPENS:
        return ()
    tie = world.tie_by_iri[event.tie]
    if not _plain(tie):
        return ()
    person = world.entity_by_iri[tie.sender].type is EntityType.PERSON
    deed = (event.said, tie.kind.slug, person)
    return (*deed, "receiver", tie.receiver), (*deed, "sender", tie.sender)


def _plain(tie: Tie) -> bool:
    """Whether the sentence of a tie is its ends and its verb, and a day."""
    return tie.kind.slug not in GRAVE and tie.amount is None and tie.until in (None, tie.since)


def _said(group: Sequence[Event], when: str, world: World) -> Said:
    first = group[0]
    sentence = _undated(first, when)
    if len(group) > 1:
        ties = [world.tie_by_iri[event.tie] for event in group]
        senders, receivers = (
            enumerated(dict.fromkeys(named(getattr(tie, end), world) for tie in ties))
            for end in ("sender", "receiver")
        )
        # all of a group have one date: if it is not that of the day, it stands at the end
        dated = "" if first.when.endswith(when) else f" {first.when}"
        sentence = f"{senders} {ties[0].kind.past_verb} {receivers}{dated}"
    return Said(
        sentence=sentence,
        families=Counter(event.family for event in group),
        known_from=max(_known_from(event, world) for event in group),
    )


def _undated(event: Event, when: str) -> str:
    """The sentence without the date, where that says no more than the day above it."""
    if event.said is None:
        return event.sentence if when.startswith("by ") else f"{event.sentence}, reported by then"
    if not event.when.endswith(when):
        return event.sentence
    for word in ("since", "on", "in"):
        for ending in (f", {word} {event.said.spoken()}", f" {word} {event.said.spoken()}"):
            if event.sentence.endswith(ending):
                return event.sentence.removesuffix(ending)
    return event.sentence


def _known_from(event: Event, world: World) -> date:
    tie = world.tie_by_iri.get(event.tie)
    if tie is None:
        return BEGINNING
    sources = [world.source_by_iri[claim.source] for claim in tie.affirming if not claim.unverified]
    return min(
        (BEGINNING if source.reference_work else source.known_by or FOREVER for source in sources),
        default=FOREVER,
    )
