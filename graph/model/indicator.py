"""What figures of states measure, in words, and which of several years counts on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from graph.model.entity import Figure
from graph.model.shown import out_by
from graph.model.source import Source

#: indicator → what it is called; others by their own words
NAMES: Mapping[str, str] = {
    "population": "Population",
    "gdp": "Gross domestic product",
    "area": "Area",
    "un-ideal-point": "Ideal point, from votes at the United Nations",
}

#: indicator → one sentence on what it is, or is not
NOTES: Mapping[str, str] = {
    "gdp": "In dollars at official exchange rates, which say little of what money buys at home.",
    "area": "Land and inland waters, as the source draws the borders.",
    "un-ideal-point": (
        "An estimate from votes in the General Assembly: states that vote alike lie near each other, "
        "and no end of the scale is the better one."
    ),
}

#: what is counted or measured from naught, and of states differs by many sizes
SIZES = frozenset({"population", "gdp", "area"})


def indicator_name(indicator: str) -> str:
    """The name of an indicator."""
    words = indicator.replace("-", " ")
    return NAMES.get(indicator, words[:1].upper() + words[1:])


def heard(
    figures: Iterable[Figure], day: date, sources: Mapping[str, Source], known_on: date | None = None
) -> tuple[Figure, ...]:
    """The figures of years that are over by a day; one without a year always holds.

    Of sources that were not out on *known_on* none counts.
    """
    out = (each for each in figures if known_on is None or out_by(sources[each.source], known_on))
    return tuple(each for each in out if each.year is None or each.year.last <= day)


def newest(
    figures: Iterable[Figure], day: date, sources: Mapping[str, Source], known_on: date | None = None
) -> Figure | None:
    """The figure that counts on a day: of those that are heard the newest, by the most reliable source."""
    return max(
        heard(figures, day, sources, known_on),
        key=lambda each: (
            each.year.last if each.year else date.min,
            -sources[each.source].reliability.rank,
            each.iri,
        ),
        default=None,
    )


def newest_of_each(
    figures: Iterable[Figure], day: date, sources: Mapping[str, Source], known_on: date | None = None
) -> dict[tuple[str, str], Figure]:
    """The figures that count on a day, see ``newest``: state, indicator → figure."""
    told: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        told[figure.state, figure.indicator].append(figure)
    found = {key: newest(each, day, sources, known_on) for key, each in told.items()}
    return {key: figure for key, figure in found.items() if figure}
