"""The core of a large store: the ties between the entities that have most ties.

An engine counts the ties of each end. Then it is asked for the ties of these ends, the busiest first, until
enough ties lead from one of them to another: so what is shown of a large store hangs together. Of a tie
nothing is fetched but its kind and its ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from graph.model.scope import shares
from graph.store.remote import ask
from graph.store.remote.fetch import Reader, count, name

_ENDS = 5_000  #: that are counted; far more than those between which so many ties lead as can be shown
#: rows that may be read for each tie that is asked for: ties that lead elsewhere cost rows and do not come
_ROWS = 30
_FEWEST = 1_000  #: ties for which rows may be read, however few are asked for


def core(
    reader: Reader, kinds: Sequence[str], most: int, known: Collection[str], *, others: bool
) -> dict[str, str]:
    """Give ties between the busiest ends, and the kind of each.

    Of many kinds each gets its share, small ones whole, and of each kind those come whose ends are busiest.
    The same store gives the same ties.

    Args:
        reader: of the store.
        kinds: by IRI; no other ties are counted or come.
        most: ties.
        known: ties that are there already, and do not come again.
        others: whether the store has ties of other kinds too.
    """
    counted = reader.endpoint.select(ask.busiest(kinds if others else (), min(reader.rows, _ENDS))).rows
    ends = {name(reader.endpoint, end): count(reader.endpoint, n) for end, n in counted}
    found = _between(reader, kinds, ends, most, known)
    left = shares(Counter(found.values()), most)
    chosen = {}
    for tie, kind in found.items():
        if left[kind]:
            left[kind] -= 1
            chosen[tie] = kind
    return chosen


def _between(
    reader: Reader, kinds: Sequence[str], ends: Mapping[str, int], most: int, known: Collection[str]
) -> dict[str, str]:
    """New ties between the busiest ends and their kinds, busiest first; enough of them where rows allow."""
    endpoint = reader.endpoint
    order = list(ends)
    place = {end: number for number, end in enumerate(order)}
    rows = max(most, _FEWEST)
    page = min(reader.rows // 2, rows)
    found: dict[str, tuple[int, int, str]] = {}
    inside = 0
    for some in islice(_batches(ends, page), _ROWS * rows // page):
        before, inside = inside, inside + len(some)
        if ends[some[0]] > page:
            ties = reader.listed(order[:before], partial(ask.touching, kinds, to=some[0]))
        else:
            ties = reader.listed(some, partial(ask.touching, kinds))
        for row in ties:
            tie, kind, one, other = (name(endpoint, term) for term in row)
            busier, later = sorted(place.get(end, inside) for end in (one, other))
            # a tie to an end that comes later is met again with that end
            if later < inside and tie not in known:
                found[tie] = (later, busier, kind)
        if len(found) >= most:
            break
    ordered = sorted(found, key=lambda tie: (*found[tie][:2], tie))
    # what an engine's larger page brought beyond the last end that was needed does not come
    last = max((found[tie][0] for tie in ordered[:most]), default=0)
    return {tie: found[tie][2] for tie in ordered if found[tie][0] <= last}


def _batches(ends: Mapping[str, int], page: int) -> Iterator[list[str]]:
    """Ends in lists that have no more than a page of ties together, or one end that alone has more."""
    some: list[str] = []
    ties = 0
    for end, number in ends.items():
        if some and ties + number > page:
            yield some
            some, ties = [], 0
        some.append(end)
        ties += number
    if some:
        yield some
