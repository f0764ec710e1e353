"""The atlas: opens a store once and answers pages, shell, HTTP and notebooks with one voice."""

from graph.atlas.clocks import PAST_YEARS
from graph.atlas.face import Atlas
from graph.atlas.opening import open_atlas, refetch, snapshot, watch
from graph.atlas.seen import DRAWINGS, FIRST, REGION_SCHEMES, Thumbnail, known_words

__all__ = [
    "DRAWINGS",
    "FIRST",
    "PAST_YEARS",
    "REGION_SCHEMES",
    "Atlas",
    "Thumbnail",
    "known_words",
    "open_atlas",
    "refetch",
    "snapshot",
    "watch",
]
