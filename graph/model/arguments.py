"""Arguments: what an accession is said to bring or cost, who says so, and what is said against it.

None is told as a fact, and none is weighed. An argument stands beside those that answer it on the merits,
either way: whether its speaker knew of them does not matter.

Source:
    H. W. J. Rittel, W. Kunz, Issues as Elements of Information Systems, Working Paper 131, Berkeley 1970: a
    position is read beside what supports it and what objects to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.model.link import LONGEST_LIST, LONGEST_VALUE, unknown
from graph.model.source import Source
from graph.model.tie import Tie
from graph.model.words import counted, enumerated
from graph.model.world import Argument, World


class Stance(StrEnum):
    """What an argument says of an accession."""

    BENEFIT = "benefit"
    COST = "cost"
    CONDITION = "condition"
    OBSTACLE = "obstacle"

    @property
    def label(self) -> str:
        """What the reader sees."""
        return _STANCES[self]

    @property
    def speaks_for(self) -> bool:
        """Whether it speaks for an accession; a condition does so only once it is met."""
        return self is Stance.BENEFIT


class Speaker(StrEnum):
    """Where who argues stands toward the accession."""

    SUPPORTER = "supporter"
    CRITIC = "critic"
    MIXED = "mixed"


_STANCES = {
    Stance.BENEFIT: "what it would bring",
    Stance.COST: "what it would cost",
    Stance.CONDITION: "on what it depends",
    Stance.OBSTACLE: "what stands in the way",
}

#: parameter of a link → the field of ``Asked``
PARAMETERS = {"on": "about", "theme": "themes", "gains": "gains", "stance": "stances", "side": "sides"}
BY = "by"  #: parameter of a link: words of who argues


@dataclass(frozen=True)
class Asked:
    """Which arguments a reader asks for; an empty field asks for nothing."""

    about: frozenset[str] = frozenset()  #: slugs of states, or of the agreement
    themes: frozenset[str] = frozenset()  #: slugs
    gains: frozenset[str] = frozenset()  #: slugs of who would gain, lose or be served
    stances: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()  #: where the speaker stands
    by: str = ""  #: words that the name of who argues, or the code of the country, says

    def to_query(self) -> dict[str, str | list[str]]:
        """The part of a link that says them."""
        said: dict[str, str | list[str]] = {
            name: sorted(getattr(self, field)) for name, field in PARAMETERS.items() if getattr(self, field)
        }
        return {**said, BY: self.by} if self.by else said

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]], world: World) -> tuple[Asked, tuple[str, ...]]:
        """Read them from a link, with a sentence for each part that could not be used."""
        known = options(world)
        problems: list[str] = []
        found: dict[str, frozenset[str]] = {}
        for name, field in PARAMETERS.items():
            given = list(query.get(name, ()))[:LONGEST_LIST]
            problems += unknown(
                f"argument with “{name}”", [word for word in given if word not in known[field]]
            )
            found[field] = frozenset(word for word in given if word in known[field])
        by = next(iter(query.get(BY, ())), "")[:LONGEST_VALUE]
        return replace(cls(), by=by, **found), tuple(problems)

    def fits(self, argument: Argument) -> bool:
        """Say whether an argument is asked for."""
        themes = {_slug(theme) for theme in argument.themes}
        gaining = {_slug(iri) for iri in argument.beneficiaries}
        words = f"{argument.argued_by} {argument.side_of}".casefold()
        return (
            (not self.about or _slug(argument.about) in self.about)
            and (not self.themes or bool(themes & self.themes))
            and (not self.gains or bool(gaining & self.gains))
            and (not self.stances or argument.stance in self.stances)
            and (not self.sides or argument.side in self.sides)
            and all(word in words for word in self.by.casefold().split())
        )


@dataclass(frozen=True)
class Argued:
    """An argument with who gives it, and what is said against it."""

    argument: Argument
    source: Source
    against: tuple[Argument, ...]  #: that counter it, or that it counters; empty where none is found


@dataclass(frozen=True)
class Board:
    """The arguments that a reader asks for, in two columns of equal right."""

    asked: Asked
    favouring: tuple[Argued, ...]  #: what an accession would bring
    opposing: tuple[Argued, ...]  #: what it would cost, on what it depends, what stands in the way

    @property
    def all(self) -> tuple[Argued, ...]:
        """Every one of them, those that favour first."""
        return (*self.favouring, *self.opposing)

    @property
    def by_speaker(self) -> dict[str, int]:
        """How many are given by whom: supporters, critics, speakers of both minds."""
        tally = Counter(each.argument.side for each in self.all)
        return {str(speaker): tally[speaker] for speaker in Speaker}

    @property
    def unanswered(self) -> tuple[int, int]:
        """For how many no counter-argument is found: of those that favour, and of those that oppose."""
        both = (self.favouring, self.opposing)
        first, second = (sum(not each.against for each in side) for side in both)
        return first, second


def argued(world: World, arguments: Iterable[Argument]) -> tuple[Argued, ...]:
    """Put arguments beside those that counter them, either way."""
    by_iri = {argument.iri: argument for argument in world.arguments}
    against: dict[str, dict[str, Argument]] = defaultdict(dict)
    for argument in world.arguments:
        for iri in argument.counters:
            if iri in by_iri:
                against[iri][argument.iri] = argument
                against[argument.iri][iri] = by_iri[iri]
    return tuple(
        Argued(argument, world.source_by_iri[argument.source], tuple(against[argument.iri].values()))
        for argument in arguments
    )


def board(world: World, asked: Asked) -> Board:
    """Gather the arguments that are asked for; those against them stand beside, asked for or not."""
    found = argued(world, (argument for argument in world.arguments if asked.fits(argument)))
    # those that are answered first, so that both sides can be read beside each other
    ordered = sorted(found, key=lambda each: (not each.against, each.argument.themes[:1], each.argument.iri))
    return Board(
        asked,
        tuple(each for each in ordered if _favours(each.argument)),
        tuple(each for each in ordered if not _favours(each.argument)),
    )


def options(world: World) -> dict[str, dict[str, int]]:
    """What can be asked for: field of ``Asked`` → word → how many arguments have it."""
    arguments = world.arguments
    return {
        "about": dict(Counter(_slug(each.about) for each in arguments)),
        "themes": dict(Counter(_slug(theme) for each in arguments for theme in each.themes)),
        "gains": dict(Counter(_slug(iri) for each in arguments for iri in each.beneficiaries)),
        "stances": {str(stance): sum(each.stance == stance for each in arguments) for stance in Stance},
        "sides": {str(side): sum(each.side == side for each in arguments) for side in Speaker},
    }


def finding(found: Board) -> str:
    """Say what a board holds, in one sentence without its full stop."""
    if not found.all:
        return "No argument in the sources is of this kind"
    return (
        f"{counted(len(found.all), 'argument')}: {len(found.favouring)} on what an accession would bring, "
        f"{len(found.opposing)} on what it costs or depends on, or what stands in the way"
    )


def balance(found: Board) -> str:
    """Say how the two columns compare, and that numbers weigh nothing."""
    speakers = enumerated(
        f"{number} by {words}"
        for number, words in zip(
            found.by_speaker.values(), ("supporters", "critics", "speakers of both minds"), strict=True
        )
    )
    first, second = found.unanswered
    return (
        f"Given {speakers}. For {first} of {len(found.favouring)} on the left and {second} of "
        f"{len(found.opposing)} on the right no counter-argument is found in the sources. Numbers say what "
        "was collected, not who is right"
    )


# --- a chain of reasoning -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One step of somebody's reasoning, as a file of ``data/views`` tells it."""

    says: str  #: in our own words
    where: str = ""  #: where in the source
    arguments: tuple[str, ...] = ()  #: last parts of their IRIs
    ties: tuple[str, ...] = ()  #: last parts of their IRIs


@dataclass(frozen=True)
class Reasoned:
    """A step with what it rests on, and what others say."""

    step: Step
    argued: tuple[Argued, ...]
    ties: tuple[Tie, ...]  #: known ones


def reasoned(steps: Iterable[Step], world: World) -> tuple[Reasoned, ...]:
    """Put each step beside its arguments and ties; what is not known on the day of the world is left out."""
    arguments = {_slug(argument.iri): argument for argument in world.arguments}
    wanted = [*steps]
    names = {name for step in wanted for name in step.ties}
    ties = {slug: tie for tie in world.ties if (slug := _slug(tie.iri)) in names}
    return tuple(
        Reasoned(
            step,
            argued(world, [arguments[name] for name in step.arguments if name in arguments]),
            tuple(ties[name] for name in step.ties if name in ties),
        )
        for step in wanted
    )


def _favours(argument: Argument) -> bool:
    return argument.stance == Stance.BENEFIT


def _slug(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
