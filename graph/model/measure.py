"""What a map is coloured by: one value a state, and the few classes into which they fall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import floor, log10

from graph.model.sentences import figure
from graph.model.words import counted, enumerated

SHARE = "share"  #: the unit of what runs from 0 to 1

#: where shares are cut that are compared from map to map
SHARE_EDGES: tuple[float, ...] = (0.1, 0.25, 0.5, 0.75, 0.9)
BINS = 5  #: of other figures, each for about as many states
_LEAST_TENS, _MOST_TENS = 3, 5  #: cuts at powers of ten: with fewer too many states look alike
#: whole numbers below this are told with both their ends: ``10 to 99``
_TOLD_WHOLE = 10_000

SEVERAL = "a range over several bins"
NO_FIGURE = "no figure"


@dataclass(frozen=True)
class Value:
    """What one state has of a measure, on whose word."""

    said: str  #: as one reads it: ``60 to 70 %, 2020``, ``member since 15 September 2020``
    word: str = ""  #: of a measure in words
    low: float | None = None  #: of a figure: the least that it can be
    high: float | None = None  #: the most; equal to *low* where the source gives one number
    year: str = ""  #: of the figure; empty where no source gives one
    sources: tuple[str, ...] = ()  #: IRIs; empty for what is counted here


@dataclass(frozen=True)
class Measure:
    """One value for each state that has one."""

    title: str  #: "Share of Islam in the population"
    values: Mapping[str, Value]  #: IRI of the state → its value; who has none is not in it
    unit: str = ""  #: "share" for what runs from 0 to 1
    words: tuple[str, ...] = ()  #: of a measure in words: all that there are, in order; empty for figures
    missing: str = NO_FIGURE  #: what the legend calls a state without a value
    alike: bool = False  #: whether maps of this kind are compared, so that their shares have the same bins
    tenfold: bool = False  #: whether its amounts differ by many sizes, so that each bin is ten times the last
    note: str = ""  #: a sentence or two on what the values are, or are not

    @property
    def heading(self) -> str:
        """Its title, with the unit where neither title nor values say it."""
        said = self.in_words or self.unit in ("", SHARE) or self.unit in self.title
        return self.title if said else f"{self.title}, {self.unit}"

    @property
    def in_words(self) -> bool:
        """Whether its values are words."""
        return bool(self.words)


@dataclass(frozen=True)
class Classes:
    """The classes of a legend, in order, and who is in which."""

    labels: tuple[str, ...]
    class_of: Mapping[str, int]  #: IRI of a state → position of its label
    how: str  #: how the bins were made: "fixed bins"; empty for words
    #: position of the label under which a range stands that reaches over several bins; None if there is none
    several: int | None = None
    counts: tuple[int, ...] = field(default=())  #: how many states each label has


def classify(measure: Measure, among: Collection[str]) -> Classes:
    """Put the values of some states into classes; bins are made of these states alone.

    A word is a class of its own. Shares of a kind that is compared have fixed bins; amounts of many sizes
    bins that grow tenfold, where they fill several; other figures bins of about equally many states.
    A bin holds its lower edge and not its upper one. A range within one bin belongs there; one that reaches
    over several has a class of its own, never guessed into one of them.
    """
    values = {iri: value for iri, value in measure.values.items() if iri in among}
    if measure.in_words:
        used = [word for word in measure.words if any(value.word == word for value in values.values())]
        return _counted(tuple(used), {iri: used.index(value.word) for iri, value in values.items()}, "")
    figures = {
        iri: (value.low, value.high)
        for iri, value in values.items()
        if value.low is not None and value.high is not None
    }
    if measure.alike and _spread([low for low, _ in figures.values()]):
        edges, how = SHARE_EDGES, "fixed bins"
    elif measure.tenfold and (tens := powers_of_ten([low for low, _ in figures.values()])):
        edges, how = tens, "each bin ten times the one before"
    else:
        edges, how = quantiles([low for low, _ in figures.values()]), "bins of about equally many states"
    ends = [float(end) for pair in figures.values() for end in pair]
    labels = (*_between(edges, measure.unit, ends), SEVERAL) if figures else ()
    class_of = {}
    for iri, (low, high) in figures.items():
        first, last = (sum(edge <= end + 1e-9 for edge in edges) for end in (low, high))
        class_of[iri] = first if first == last else len(edges) + 1
    several = len(edges) + 1 if figures else None
    if several is not None and several not in class_of.values():
        labels, several = labels[:-1], None
    return _counted(labels, class_of, how if edges else "", several)


def quantiles(values: Collection[float], bins: int = BINS) -> tuple[float, ...]:
    """Where to cut values into bins of about equally many; fewer cuts where many values are equal."""
    ordered = sorted(values)
    cuts = {_rounded(ordered[len(ordered) * n // bins]) for n in range(1, bins)} if ordered else set()
    # nothing lies below the least value: a cut there would make an empty bin
    return tuple(sorted(cut for cut in cuts if any(value < cut for value in ordered)))


def powers_of_ten(values: Collection[float]) -> tuple[float, ...]:
    """Where to cut amounts of many sizes: at powers of ten, without rare ends; empty where few would do."""
    ordered = sorted(value for value in values if value > 0)
    if not ordered:
        return ()
    rare = len(ordered) // 20
    least, most = (log10(ordered[at]) for at in (rare, len(ordered) - 1 - rare))
    cuts = [float(10**power) for power in range(floor(least) + 1, floor(most) + 1) if power >= 0]
    return tuple(cuts[-_MOST_TENS:]) if len(cuts) >= _LEAST_TENS else ()


def summary(classes: Classes, missing: int, measure: Measure, *others: tuple[str, int]) -> str:
    """How many states are in which class: ``member 3; refused 2; no figure 1``; *others* come last."""
    told = [*zip(classes.labels, classes.counts, strict=True), (measure.missing, missing), *others]
    # a label may end in a number
    mark = "" if measure.in_words else ":"
    return "; ".join(f"{label}{mark} {number}" for label, number in told if number)


def found(measure: Measure, among: Mapping[str, str]) -> str:
    """Say what a measure comes to among some states, in one sentence without its full stop.

    Args:
        among: IRI of each state → its name.
    """
    values = {iri: value for iri, value in measure.values.items() if iri in among}
    without = len(among) - len(values)
    if not values:
        return f"{measure.title}: no source gives a figure for any of {counted(len(among), 'state')}"
    if measure.in_words:
        tally = Counter(value.word for value in values.values())
        word = max(measure.words, key=tally.__getitem__)
        return f"{measure.title}: most, {tally[word]} of {counted(len(values), 'state')}, {word}"
    known = {iri: value for iri, value in values.items() if value.low is not None}
    of = f"{counted(len(values), 'state')} with a figure"
    if measure.alike:
        most = sum((value.low or 0.0) > 0.5 for value in known.values())
        tail = f"; {without} without one" if without else ""
        return f"{measure.title}: over half in {most} of {of}{tail}"
    lows = {iri: value.low or 0.0 for iri, value in known.items()}
    ends = []
    for end in dict.fromkeys((min(lows.values()), max(lows.values()))):
        names = sorted(among[iri] for iri, low in lows.items() if low == end)
        who = enumerated(names) if len(names) < 4 else counted(len(names), "state")
        ends.append(f"{figure(end, measure.unit if measure.unit not in measure.title else '')} ({who})")
    return f"{measure.title}: {'from ' if len(ends) == 2 else ''}{' to '.join(ends)}, of {of}"


def _counted(
    labels: tuple[str, ...], class_of: Mapping[str, int], how: str, several: int | None = None
) -> Classes:
    counts = tuple(sum(number == n for number in class_of.values()) for n in range(len(labels)))
    return Classes(labels, class_of, how, several, counts)


def _spread(shares: Collection[float]) -> bool:
    """Whether shares fill the scale, so that fixed bins tell them apart."""
    return bool(shares) and max(shares) >= 0.5


def _rounded(value: float) -> float:
    """Two digits are enough for an edge that is made up anyway."""
    return float(f"{value:.2g}")


def _between(edges: tuple[float, ...], unit: str, values: Collection[float]) -> tuple[str, ...]:
    """Names of the bins; the unit of what is no share stands above them; whole numbers end before an edge."""
    if not edges:
        return ("one figure",)
    told = [figure(edge, unit if unit == SHARE else "") for edge in edges]
    if edges[-1] < _TOLD_WHOLE and all(value.is_integer() for value in (*edges, *values)):
        low = [min(values), *edges[:-1]]
        runs = [(int(start), int(end) - 1) for start, end in zip(low, edges, strict=True)]
        return (
            *(f"{start:,}" if start == end else f"{start:,} to {end:,}" for start, end in runs),
            f"{told[-1]} and more",
        )
    middle = (f"{low.removesuffix(' %')} to under {high}" for low, high in pairwise(told))
    return (f"under {told[0]}", *middle, f"{told[-1]} and more")
