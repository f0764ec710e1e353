"""What a reader's own data say, one claim at a time, and what is wrong with what cannot be taken."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import quote

from graph.model.dates import PartialDate
from graph.model.entity import Entity
from graph.model.kind import Nature, Phase, TieKind
from graph.model.source import Claim, Reliability, Source
from graph.model.tie import Outline
from graph.model.world import Statement, World

ROOT = "own/"  #: what the addresses of all own data begin with, after the base of the atlas


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with one part of a file, and how to mend it."""

    place: str  #: "row 7", or the address of a claim
    column: str
    value: str
    problem: str
    mend: str

    def __str__(self) -> str:
        where = f", {self.column}" if self.column else ""
        said = f" {self.value!r}" if self.value else ""
        return f"{self.place}{where}{said}: {self.problem}; {self.mend}"


class Unfit(Exception):
    """A row that cannot be taken; its reader adds where it stands."""

    def __init__(self, column: str, value: str, problem: str, mend: str):
        self.column, self.value, self.problem, self.mend = column, value, problem, mend
        super().__init__(problem)

    def at(self, place: str) -> Finding:
        """What is told of it."""
        return Finding(place, self.column, self.value[:80], self.problem, self.mend)


@dataclass(frozen=True)
class Mint:
    """Gives addresses to what one file brings; none is one of the atlas, and each says whose it is."""

    base: str  #: of all addresses of the atlas
    digest: str  #: of the file

    @property
    def slug(self) -> str:
        """The last part of the address of the file as a source."""
        return f"own-{self.digest}"

    def file(self) -> str:
        """The file itself, as a source."""
        return f"{self.base}{ROOT}{self.digest}/source/{self.slug}"

    def source(self, number: int) -> str:
        """A source that the file names."""
        return f"{self.file()}-{number}"

    def claim(self, place: str) -> str:
        """What one row says."""
        return f"{self.base}{ROOT}{self.digest}/claim/{quote(place, safe='~')}"

    def entity(self, folder: str, slug: str) -> str:
        """Somebody whom the atlas does not know."""
        return f"{self.base}{ROOT}{self.digest}/{folder}/{quote(slug, safe='~')}"

    def tie(self, identity: str) -> str:
        """A tie that the atlas does not have; two files that bring the same name the same one."""
        return f"{self.base}{ROOT}tie/{quote(identity, safe='~.')}"


@dataclass
class Gathered:
    """What was taken from a file so far."""

    sources: dict[tuple[str, ...], Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    outlines: dict[str, Outline] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Matcher:
    """Finds the tie of the atlas of which a row speaks, or names a new one."""

    def __init__(self, world: World, mint: Mint):
        self._world, self._mint = world, mint
        self._by_ends: dict[tuple[str, str, str], list[Outline]] = defaultdict(list)
        for outline in world.outlines:
            self._by_ends[outline.sender, outline.receiver, outline.kind.slug].append(outline)

    def outline(self, wanted: Outline, since: PartialDate | None, year: PartialDate | None) -> Outline:
        """Give the tie that is meant; *wanted* has its ends, kind, stage and place, and no address yet.

        Raises:
            Unfit: several ties could be meant.
        """
        ends = (wanted.sender, wanted.receiver)
        if wanted.kind.symmetric:
            ends = min(ends), max(ends)
        wanted = replace(wanted, sender=ends[0], receiver=ends[1])
        alike = [
            each
            for each in self._by_ends[*ends, wanted.kind.slug]
            if each.phase == wanted.phase
            and (not wanted.place or not each.place or each.place == wanted.place)
            and (not wanted.on_behalf_of or not each.on_behalf_of or each.on_behalf_of == wanted.on_behalf_of)
        ]
        when = year or since if wanted.kind.nature is Nature.MEASURE else since
        if wanted.kind.nature in (Nature.EVENT, Nature.MEASURE):
            # a visit on another day is another visit; a figure of another year another figure
            alike = [each for each in alike if self._on_the_day(each, when)]
        if len(alike) > 1:
            alike = self._agreeing(alike, when)
        return alike[0] if alike else self._new(wanted, when)

    def _on_the_day(self, outline: Outline, when: PartialDate | None) -> bool:
        days = self._days(outline)
        return not when or not days or any(not day.excludes(when) for day in days)

    def _agreeing(self, alike: list[Outline], when: PartialDate | None) -> list[Outline]:
        for rule in (lambda day: day == when, lambda day: when is not None and not day.excludes(when)):
            found = [each for each in alike if any(rule(day) for day in self._days(each))]
            if len(found) == 1:
                return found
        several = ", ".join(each.iri.rsplit("/", 1)[-1] for each in alike[:4])
        raise Unfit(
            "tie",
            "",
            f"{len(alike)} ties of the atlas are alike: {several}",
            "say which one by its address, in the column tie",
        )

    def _days(self, outline: Outline) -> list[PartialDate]:
        tie = self._world.tie_by_iri.get(outline.iri)
        found = [tie.year, tie.since] if tie else []
        with contextlib.suppress(ValueError):
            found.append(PartialDate.parse(outline.occasion))
        return [day for day in found if day]

    def _new(self, wanted: Outline, when: PartialDate | None) -> Outline:
        event = wanted.kind.nature in (Nature.EVENT, Nature.MEASURE)
        occasion = str(when) if event and when else wanted.occasion
        parts = (
            wanted.sender.rsplit("/", 1)[-1],
            wanted.receiver.rsplit("/", 1)[-1],
            wanted.kind.slug,
            str(wanted.phase or ""),
            occasion,
            wanted.on_behalf_of.rsplit("/", 1)[-1] if wanted.on_behalf_of else "",
        )
        return replace(
            wanted, iri=self._mint.tie(".".join(part for part in parts if part)), occasion=occasion
        )


def stage(kind: TieKind, given: str) -> Phase | None:
    """The stage of a tie of a kind.

    Raises:
        Unfit: no such stage, or a kind that has none.
    """
    word = given.strip()
    if kind.nature is not Nature.LASTING:
        if word:
            raise Unfit("phase", word, f"{kind.label} has no stages", "leave it empty")
        return None
    if not word:
        return Phase.IN_FORCE
    for phase in Phase:
        if word.lower().replace(" ", "") in (str(phase).lower(), phase.label.lower().replace(" ", "")):
            return phase
    raise Unfit("phase", word, "is no stage", f"write one of {', '.join(each.label for each in Phase)}")


def check_dates(since: PartialDate | None, until: PartialDate | None) -> None:
    """Refuse an end before its beginning.

    Raises:
        Unfit: they are the wrong way round.
    """
    if since and until and until.last < since.first:
        raise Unfit("until", str(until), f"lies before the beginning, {since}", "exchange the two dates")


def file_source(mint: Mint, name: str, day: date) -> Source:
    """The file as a source: it retells what others say, and came out on the day on which it was read."""
    return Source(
        iri=mint.file(),
        title=f"Your file {name}",
        publisher="you",
        reliability=Reliability.DIGEST,
        issued=PartialDate.of(day),
    )


def told_source(
    mint: Mint, number: int, name: str, told: Mapping[str, str], issued: PartialDate | None
) -> Source:
    """A source that a file names: known through the file, so that all of one file count as one voice."""
    what = told.get("title") or told.get("url") or "a source without a title"
    return Source(
        iri=mint.source(number),
        title=f"{what} (as your file {name} says)",
        publisher=told.get("publisher", ""),
        reliability=Reliability.DIGEST,
        url=told.get("url", ""),
        issued=issued,
        derived_from=(mint.file(),),
    )
