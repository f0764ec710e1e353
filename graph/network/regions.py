"""Places block by block: the entities of a region side by side, the regions in rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import ceil, sqrt

from graph.network.layout import GAP_X, GAP_Y

Point = tuple[float, float]

_WIDER = 1.5  #: a block is wider than high, and so is the whole
_BETWEEN = 0.7  #: cells between two blocks; above a block there is room for its name
_STAGGER = 0.3  #: cells by which every other column stands lower: no line runs through a whole row


def by_block(
    blocks: Mapping[str, Sequence[str]], first: Collection[str] = ()
) -> tuple[dict[str, Point], dict[str, Point]]:
    """Place every entity in its block.

    Args:
        blocks: name → IRIs, in the order in which they are to stand.
        first: IRIs of those that stand first in their blocks, so that the usual picture is dense.

    Returns:
        IRI → (x, y) in pixels at zoom 1, the centre at (0, 0); and the same for the name of each block, above
        the middle of its first row. The same blocks give the same places.
    """
    cells = sum(len(iris) for iris in blocks.values())
    row_width = max(4.0, _WIDER * sqrt(cells))
    places: dict[str, Point] = {}
    names: dict[str, Point] = {}
    left = top = height = 0.0
    for name, iris in blocks.items():
        columns = max(2, ceil(sqrt(len(iris))))
        if left and left + columns > row_width:
            left, top, height = 0.0, top + height + 2 * _BETWEEN, 0.0
        ordered = sorted(iris, key=lambda iri: iri not in first)
        for number, iri in enumerate(ordered):
            row, column = divmod(number, columns)
            places[iri] = left + column, top + row + _STAGGER * (column % 2)
        names[name] = left + (min(columns, len(iris)) - 1) / 2, top - _BETWEEN
        left += columns + _BETWEEN
        height = max(height, float(ceil(len(iris) / columns)))
    return _centred(places, names)


def _centred(places: dict[str, Point], names: dict[str, Point]) -> tuple[dict[str, Point], dict[str, Point]]:
    xs, ys = zip(*places.values(), strict=True) if places else ((0.0,), (0.0,))
    x0, y0 = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2

    def placed(x: float, y: float) -> Point:
        return round((x - x0) * GAP_X * 1.1, 1), round((y - y0) * GAP_Y * 1.1, 1)

    return {key: placed(*at) for key, at in places.items()}, {key: placed(*at) for key, at in names.items()}
