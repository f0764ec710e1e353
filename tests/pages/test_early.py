"""What a page shows before Streamlit has drawn it: the same that the page will say."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest

from graph.pages import early, explore, ready
from graph.pages.words import plain


@pytest.fixture
def canvas(shown_atlas, open_page, monkeypatch):
    """Open the page of the picture; what its canvas is sent, its title and its words."""
    monkeypatch.setattr(explore, "the_atlas", lambda: shown_atlas)

    def canvas(query: str) -> dict[str, object]:
        page = open_page("explore", **parse_qs(query))
        (sent,) = (
            each.proto.bytes
            for each in page.get("bidi_component")
            if each.proto.component_name == "accord_atlas_stage"
        )
        return {**json.loads(sent), "title": page.title[0].value, "words": page.caption[0].value}

    return canvas


@pytest.mark.parametrize(
    "query",
    [
        "",
        "families=accord",
        "lens=signed&as_of=2021-12-31",
        "focus=SYL&depth=1",
        "families=accord&at=SYL.3.4",
    ],
)
def test_it_says_what_the_page_says(shown_atlas, canvas, query):
    said, page = json.loads(early.picture(shown_atlas, query)), canvas(query)

    assert said["drawing"]["nodes"]
    assert {word: page.get(word) for word in said if word != "themes"} == {
        word: plain(told) if word in ("title", "words") else told
        for word, told in said.items()
        if word != "themes"
    }


def test_places_set_by_hand_are_kept(shown_atlas):
    assert list(json.loads(early.picture(shown_atlas, "at=SYL.3.4"))["held"].values()) == [[3, 4]]


@pytest.mark.parametrize(
    "query", ["embed=true", "families=nonsense", "entity=nobody", "kinds=oil-supply&families=diplomatic"]
)
def test_nothing_comes_where_something_else_stands_above_the_picture_or_there_is_none(shown_atlas, query):
    assert early.picture(shown_atlas, query) is None


def test_it_brings_the_colours_of_both_themes(shown_atlas):
    themes = json.loads(early.picture(shown_atlas, ""))["themes"]

    assert themes.keys() == {"light", "dark"}
    assert themes["light"].keys() == themes["dark"].keys() == set(ready._COLOURS.values())
