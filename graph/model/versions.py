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
