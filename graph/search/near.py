"""Words and names that are spelt much like another one."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np
from rapidfuzz import fuzz, process

#: how like it must be, of 100: one wrong letter of four passes, two of four do not
LIKE = 75.0
#: spellings that are compared letter by letter, once pairs of letters have shown that they may be near
_COMPARED = 200
#: pairs that two spellings must share, of those that both have: four letters with one wrong share two of ten,
#: and long names in which every other letter is written in another way even fewer
_SHARED = 0.15
#: pairs of letters whose spellings are compared, to find those that have a text within them
_RAREST = 3
#: spellings that are counted over whatever their length, as fewer are counted in no time
_FEW = 2_000
_NOBODY = np.zeros(0, dtype=np.int32)


class Near:
    """Finds the spellings nearest to another one.

    Comparing with each of 200,000 takes rapidfuzz 40 ms and more. So the pairs of letters that both have
    choose the few that can be near, and only these are compared.
    """

    def __init__(self, spellings: Sequence[str]):
        self.spellings = spellings
        # the shortest first, so that those of some lengths stand side by side
        self._order = sorted(range(len(spellings)), key=lambda position: len(spellings[position]))
        self._lengths = [len(spellings[position]) for position in self._order]
        having: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))
        sizes = array("i")
        for place, position in enumerate(self._order):
            pairs = _pairs(spellings[position])
            sizes.append(len(pairs))
            for pair in pairs:
                having[pair].append(place)
        self._having = {pair: np.frombuffer(found, dtype=np.int32) for pair, found in having.items()}
        self._sizes = np.frombuffer(sizes, dtype=np.int32) if sizes else np.zeros(0, dtype=np.int32)
        self._least = min(sizes, default=0)

    def of(self, text: str) -> list[tuple[int, float]]:
        """The nearest to a folded text: position and likeness, from ``LIKE`` to 100, the most like first.

        Likeness is that of letters kept in order (rapidfuzz ``ratio``), as it also forgives an end that is
        not typed yet.
        """
        pairs = _pairs(text)
        first, last = self._as_long(len(text))
        having = [self._having[pair] for pair in pairs if pair in self._having]
        if last - first < len(self.spellings):
            having = [found[slice(*np.searchsorted(found, (first, last)))] - first for found in having]
        if not having:
            return []
        shared = np.bincount(np.concatenate(having), minlength=last - first)
        # most share too few with anything of any length, and are not looked at any further
        near = np.flatnonzero(shared >= ceil(_SHARED * (len(pairs) + self._least)))
        alike = shared[near] / (self._sizes[first:last][near] + len(pairs))
        near, alike = near[alike >= _SHARED] + first, alike[alike >= _SHARED]
        if len(near) > _COMPARED:
            near = near[np.argpartition(alike, -_COMPARED)[-_COMPARED:]]
        positions = [self._order[place] for place in near.tolist()]
        candidates = [self.spellings[position] for position in positions]
        found = process.extract(text, candidates, scorer=fuzz.ratio, score_cutoff=LIKE, limit=None)
        alike_ones = ((positions[number], score) for _, score, number in found)
        return sorted(alike_ones, key=lambda one: (-one[1], one[0]))

    def _as_long(self, letters: int) -> tuple[int, int]:
        """From where to where spellings stand that can be as like as that: no shorter and no longer ones."""
        if len(self.spellings) <= _FEW:
            return 0, len(self.spellings)
        # of two that are like by 75 of 100, all letters of one are at least three of five of the other's
        times = (200 - LIKE) / LIKE
        return bisect_left(self._lengths, letters / times), bisect_right(self._lengths, letters * times)

    def holding(self, text: str) -> Iterator[str]:
        """The spellings that have a text of two letters or more within them."""
        having = [self._having.get(text[at : at + 2], _NOBODY) for at in range(len(text) - 1)]
        found, *others = sorted(having, key=len)[:_RAREST] or [_NOBODY]
        for other in others if len(found) else ():
            # both are in order
            where = np.searchsorted(other, found).clip(max=len(other) - 1)
            found = found[other[where] == found]
        spellings = (self.spellings[self._order[place]] for place in found.tolist())
        yield from (spelling for spelling in spellings if text in spelling)


def _pairs(spelling: str) -> set[str]:
    # a space on either side, so that the first and the last letter count for as much as the others
    edged = f" {spelling} "
    return {edged[at : at + 2] for at in range(len(edged) - 1)}
