"""Versions of the data, source by source: what a reader is told whose link was made from an older one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model.words import counted, enumerated

MOST_NAMES = 3  #: sources that are told by name


@dataclass(frozen=True)
class Holding:
    """All that one source says in one version."""

    triples: int
    digest: str  #: the same for the same content


Inventory = Mapping[str, Holding]  #: slug of a source → what it says


@dataclass(frozen=True)
class Version:
    """One version of the data that is on record."""

    name: str
    recorded: str  #: day on which it was written down, as 2026-11-25; empty where nobody noted it


@dataclass(frozen=True)
class Changes:
    """What two versions do not hold alike, source by source."""

    before: Version
    after: Version
    was: Inventory
    now: Inventory

    @property
    def added(self) -> tuple[str, ...]:
        """Sources that only the later holds."""
        return tuple(sorted(self.now.keys() - self.was.keys()))

    @property
    def removed(self) -> tuple[str, ...]:
        """Sources that only the earlier holds."""
        return tuple(sorted(self.was.keys() - self.now.keys()))

    @property
    def changed(self) -> tuple[str, ...]:
        """Sources that say something else in each."""
        return tuple(
            sorted(slug for slug in self.was.keys() & self.now.keys() if self.was[slug] != self.now[slug])
        )

    @property
    def told(self) -> str:
        """All of it in a sentence."""
        parts = (
            (len(self.added), "added"),
            (len(self.removed), "removed"),
            (len(self.changed), "saying something else"),
        )
        said = [f"{counted(number, 'source')} {what}" for number, what in parts if number]
        if said or self.before == self.after:
            return enumerated(said) or "every source says the same"
        return "every source says the same; what differs is names, kinds, lenses or saved views"


def differences(before: Inventory, now: Inventory, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Say what differs between two versions, a phrase each; empty where every source says the same.

    Args:
        before: the version that a link was made from.
        now: the version that is open.
        titles: slug → title of the sources there are now; one that is gone is called by its slug.
    """
    kept = before.keys() & now.keys()
    told = (
        (now.keys() - before.keys(), "is new", "are new"),
        ({slug for slug in kept if before[slug] != now[slug]}, "says something else", "say something else"),
        (before.keys() - now.keys(), "is gone", "are gone"),
    )
    return tuple(
        f"{counted(len(slugs), 'source')} {one if len(slugs) == 1 else many} ({_named(slugs, titles)})"
        for slugs, one, many in told
        if slugs
    )


def _named(slugs: Iterable[str], titles: Mapping[str, str]) -> str:
    names = sorted(titles.get(slug, slug) for slug in slugs)
    more = len(names) - MOST_NAMES
    return enumerated([*names[:MOST_NAMES], *([f"{more} more"] if more > 0 else [])])
