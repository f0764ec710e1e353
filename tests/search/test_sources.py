"""Sources near to a name that does not exist."""

from __future__ import annotations

import pytest

from graph.model.source import Reliability, Source
from graph.search.sources import nearest


def source(slug: str, title: str, publisher: str) -> Source:
    return Source(f"https://example.org/source/{slug}", title, publisher, Reliability.PRESS)


SOURCES = [
    source("caspian-post", "A new frontier", "The Caspian Post"),
    source("reuters-kosovo", "Kosovo opens its embassy", "Reuters"),
    source("nameless", "Untitled", ""),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("caspian-pots", "caspian-post"),
        ("the caspian post", "caspian-post"),
        ("Kosovo opens its embasy", "reuters-kosovo"),
        ("REUTERS", "reuters-kosovo"),
        ("reutres", "reuters-kosovo"),
    ],
)
def test_the_nearest_is_found_by_slug_title_and_publisher(text, found):
    assert nearest(text, SOURCES)[0].slug == found


@pytest.mark.parametrize("text", ["", "  ", "zzzzqqqq", "--", "o"])
def test_nothing_is_near_to_what_is_no_name(text):
    assert nearest(text, SOURCES) == ()


def test_no_more_than_asked_for_and_each_once():
    many = [source(f"gazette-{number}", "Gazette", "Gazette") for number in range(9)]

    found = nearest("gazete", many, 4)

    assert len(found) == len(set(found)) == 4
