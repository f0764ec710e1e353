"""The gallery: every saved view with its question, picture and link; and the files of a view on Explore."""

from __future__ import annotations

import base64
import json
from xml.etree import ElementTree

from graph.pages import files, press


def test_every_saved_view_has_a_card_with_picture_and_link(open_page, shown_atlas, said_raw):
    page = open_page("views")

    said = "\n".join(said_raw(page))
    assert page.title[0].value == "Saved views"
    assert all(title in said for title in ("First", "Nobody had signed", "Two had signed"))
    pictures = page.get("image")
    assert len(pictures) == len(shown_atlas.views) == 3
    links = [link.proto for link in page.get("page_link")]
    assert [link.label for link in links] == ["Open on Explore"] * 3
    assert ["as_of=2020-01-01" in link.query_string for link in links] == [False, True, False]


def test_a_note_is_text_and_not_markup(open_page, said_raw):
    assert r"A day \*before\*\." in said_raw(open_page("views"))


def test_a_picture_is_that_of_its_view_light_and_dark(shown_atlas):
    early, first = (shown_atlas.thumbnails[slug] for slug in ("early", "first"))

    assert "Borduria" in first.light
    assert early.light != first.light
    assert first.dark != first.light
    assert early.finding == shown_atlas.finding(shown_atlas.views["early"].view)


def test_a_picture_is_told_by_its_title_and_what_it_finds(open_page, shown_atlas):
    told = [picture.proto.imgs[0].alt for picture in open_page("views").get("image")]

    assert f"First. {shown_atlas.thumbnails['first'].finding}." in told


def test_hostile_names_are_inert_on_the_gallery(open_page, hostile_atlas):
    page = open_page("views", hostile_atlas)

    for proto in (picture.proto for picture in page.get("image")):
        for image in proto.imgs:
            head, _, packed = image.url.partition(",")
            assert head == "data:image/svg+xml;base64"
            tags = {
                each.tag.rpartition("}")[2]
                for each in ElementTree.fromstring(base64.b64decode(packed)).iter()
            }
            assert tags
            assert tags <= {"svg", "title", "desc", "rect", "g", "circle", "polygon", "path", "text"}


def test_every_format_is_offered_in_one_group():
    from graph.export import formats

    listed = [form for forms in files._GROUPS.values() for form in forms]
    assert len(listed) == len(set(listed))
    assert set(listed) <= formats().keys()
    assert formats().keys() - set(listed) - set(files._NOT_OFFERED) == set()


def test_the_press_draws_only_what_was_asked_for():
    drawn = []

    def picture() -> str:
        drawn.append(1)
        return "<svg/>"

    assert json.loads(press._data(None, picture)) == {}
    assert json.loads(press._data({"form": "exe", "number": 1}, picture)) == {}
    assert drawn == []
    told = json.loads(press._data({"form": "png", "number": 3}, picture))
    assert told == {"form": "png", "number": 3, "svg": "<svg/>"}
