"""The picture as a file: what it shows is the drawing, and what it says is text."""

from __future__ import annotations

import re
import unicodedata
from xml.etree import ElementTree

import pytest

from graph.export.svg import picture, thumbnail
from tests.conftest import Builder
from tests.export.test_formats import HOSTILE

SPACE = "{http://www.w3.org/2000/svg}"
#: all that a picture is made of: nothing that runs, fetches or embeds
ELEMENTS = {"svg", "g", "title", "desc", "rect", "circle", "polygon", "path", "text"}


@pytest.fixture(scope="module")
def hostile(take):
    builder = Builder()
    for code, label in HOSTILE.items():
        builder.entity(code, label=label)
    builder.source("courier")
    for one, other in zip(HOSTILE, [*list(HOSTILE)[1:], "EVL"], strict=True):
        builder.says("courier", one, "embassy", other, "inForce", "2020")
    return take(builder.world())


@pytest.fixture(scope="module")
def first(real_atlas):
    """The first screen of the real facts."""
    return real_atlas.taken(real_atlas.views["first"].view)


def read(written: str) -> ElementTree.Element:
    return ElementTree.fromstring(written)


def texts(root: ElementTree.Element, name: str = "text") -> list[str]:
    return ["".join(each.itertext()) for each in root.iter(f"{SPACE}{name}")]


def test_every_entity_and_every_line_of_the_drawing_is_drawn_under_its_id(first):
    root = read(picture(first, "light"))
    drawing = first.drawing()

    drawn = {each.get("id") for each in root.iter() if each.get("id")}
    assert drawn == {item["id"] for item in (*drawing.nodes, *drawing.edges)}


def test_names_are_text_and_stand_within_the_frame(first):
    root = read(picture(first, "light"))
    *_, width, height = map(float, root.get("viewBox", "").split())

    assert {"Israel", "Kazakhstan", "Abraham Accords"} <= set(texts(root))
    for each in root.iter(f"{SPACE}text"):
        assert 0 <= float(each.get("x", "")) <= width
        assert 0 <= float(each.get("y", "")) <= height


def test_lines_of_one_pair_curve_apart_and_a_kind_with_a_direction_has_a_head(first):
    root, drawing = read(picture(first, "light")), first.drawing()
    parts = {each.get("id"): each for each in root.iter(f"{SPACE}g") if each.get("id")}

    curved = {edge["id"] for edge in drawing.edges if edge.get("smooth")}
    assert curved
    for edge in drawing.edges:
        paths = [path.get("d", "") for path in parts[edge["id"]].iter(f"{SPACE}path")]
        heads = list(parts[edge["id"]].iter(f"{SPACE}polygon"))
        assert all(("Q" in path) == (edge["id"] in curved) for path in paths)
        assert len(heads) == bool(edge["arrows"])


def test_it_says_what_it_shows_from_when_and_by_whom(taken):
    said = " ".join(texts(read(picture(taken, "light"))))

    for words in ("Who has joined", "As of 2026-06-29", "lens relations", "data version small", "courier"):
        assert words in said
    assert f"{len(taken.network)} entities and {len(taken.ties)} ties drawn" in said
    assert {"Standing", "Lines", "member", "sources disagree"} <= set(texts(read(picture(taken, "light"))))


def test_light_and_dark_differ_in_colours_alone(taken):
    light, dark = picture(taken, "light"), picture(taken, "dark")

    assert light != dark
    colour = re.compile(r"#[0-9a-f]{6}")
    assert colour.sub("", light) == colour.sub("", dark)


def test_a_small_picture_has_the_frame_it_is_given(taken):
    root = read(thumbnail(taken, "light", 300, 200))

    assert root.get("viewBox") == "0 0 300 200"
    assert "Nuevo Rico" in texts(root)


def test_of_a_hostile_name_nothing_is_markup_and_nothing_steers(hostile):
    root = read(picture(hostile, "light"))

    assert {each.tag.removeprefix(SPACE) for each in root.iter()} <= ELEMENTS
    names = {name for each in root.iter() for name in each.attrib}
    assert [name for name in names if name.startswith("on") or "href" in name or name == "style"] == []
    said = "".join(root.itertext())
    joiners = "\u200c\u200d"
    assert [char for char in said if unicodedata.category(char) in ("Cf", "Cs") and char not in joiners] == []
    assert "<script>alert(1)</script>" in said


def test_a_name_of_ten_thousand_letters_is_cut_and_told_in_full_beside_it(hostile):
    root = read(picture(hostile, "light"))

    assert max(map(len, texts(root))) < 400
    assert any("x" * 10_000 in told for told in texts(root, "title"))


def test_an_empty_name_and_one_of_emoji_are_legible(hostile):
    said = texts(read(picture(hostile, "light")))

    assert "EMP" in said
    assert HOSTILE["EMO"].split(" ")[0] in " ".join(said)


def test_what_has_no_room_is_counted(real_atlas):
    from dataclasses import replace

    view = replace(real_atlas.views["first"].view, most=10)
    taken = real_atlas.taken(view)
    said = " ".join(texts(read(picture(taken, "light"))))

    drawn = {iri for iris in taken.drawing().iris.values() if isinstance(iris, tuple) for iri in iris}
    left = len({tie.iri for tie, _ in taken.ties} - drawn)
    assert left
    assert f"{left} ties of the view left out" in said


def test_a_view_without_anybody_is_a_picture_all_the_same(take):
    builder = Builder()
    builder.entity("SYL")

    assert read(picture(take(builder.world()), "light")) is not None
