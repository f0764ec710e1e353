"""Where a reader has put entities by hand, as it stands in a link: ``KAZ.120.-40~bodies.5.9``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from graph.model.history import Point
from graph.model.link import unknown

AT = "at"  #: parameter of a link that is no clause of a View
LONGEST = 1500  #: characters of it; what is longer is kept for the visit alone
FARTHEST = 20_000  #: pixels from the middle, in each direction

_PLACE = re.compile(r"(?P<slug>[^.~]+)\.(?P<x>-?[0-9]{1,5})\.(?P<y>-?[0-9]{1,5})")


def to_query(placed: Mapping[str, Point]) -> dict[str, str]:
    """Write places into a link; nothing where that would be too long, or there are none."""
    text = "~".join(f"{slug}.{x}.{y}" for slug, (x, y) in sorted(placed.items()))
    return {AT: text} if 0 < len(text) <= LONGEST else {}


def from_query(
    query: Mapping[str, Sequence[str]], known: Collection[str]
) -> tuple[dict[str, Point], tuple[str, ...]]:
    """Read places from a link: slug → place, and one sentence for each part that is not used.

    Args:
        known: slugs of the entities and groups that there are.
    """
    text = next(iter(query.get(AT, ())), "")
    if len(text) > LONGEST:
        return {}, (f"{AT} in the link is longer than {LONGEST} characters and was left out",)
    placed: dict[str, Point] = {}
    wrong: list[str] = []
    for part in filter(None, text.split("~")):
        found = _PLACE.fullmatch(part)
        if found is None or found["slug"] not in known:
            wrong.append(part)
        else:
            placed[found["slug"]] = within(int(found["x"]), int(found["y"]))
    return placed, tuple(unknown("place", wrong))


def within(x: float, y: float) -> Point:
    """A place that a picture can hold, in whole pixels."""
    return _within(x), _within(y)


def _within(length: float) -> int:
    return max(-FARTHEST, min(FARTHEST, round(length)))
