"""The stage in a page: what travels to the canvas, and what comes back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zlib import decompress

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.pages.stage import (
    HERE,
    PARTS,
    Act,
    Picked,
    _asked,
    _data,
    _loader,
    _more,
    _moved,
    _picked,
    ahead,
    ahead_of_page,
    later,
    served,
)
from graph.picture.draw import Drawing

OWN = "\n".join(file.read_text("utf-8") for file in served().values() if file.parent == HERE)

SYL = "https://example.org/state/SYL"

DRAWING = Drawing(
    nodes=[{"id": "n1", "label": "Syldavia"}],
    edges=[{"id": "e1", "from": "n1", "to": "n1"}],
    iris={
        "n1": "https://example.org/state/SYL",
        "e1": ("https://example.org/tie/1", "https://example.org/tie/2"),
    },
)


def page() -> None:
    import streamlit as st

    from graph.pages.stage import stage
    from tests.pages.test_stage import DRAWING

    picked = stage(DRAWING, key="canvas", height=500, selected=st.session_state.get("marked", ()))
    st.text(str(picked))


def component(test: AppTest):
    return test.get("bidi_component")[0].proto


def test_a_drawing_travels_as_bytes_with_what_the_canvas_needs():
    shown = component(AppTest.from_function(page).run())
    sent = json.loads(shown.bytes)

    assert sent == {
        "height": 500,
        "selected": None,
        "wish": 0,
        "step": 0,
        "drawing": json.loads(DRAWING.payload()),
    }
    assert shown.component_name == "accord_atlas_stage"
    assert shown.isolate_styles is True


def test_a_large_drawing_travels_compressed():
    nodes = [{"id": f"n{number}", "label": "Syldavia"} for number in range(3000)]
    large = Drawing(nodes, [], {})
    head, _, body = _data(large, 500, "n1", 3).partition(b"\n")

    assert json.loads(head) == {
        "digest": large.digest, "height": 500, "selected": "n1", "wish": 3, "step": 0,
    }  # fmt: skip
    assert decompress(body) == large.payload()
    assert len(body) < len(large.payload()) / 4
    # the line break that parts the two is in no JSON of ours
    assert b"\n" not in _data(DRAWING, 500, None, 0)


def test_what_the_page_marks_is_told_by_its_id_and_stands_selected():
    test = AppTest.from_function(page)
    test.session_state["marked"] = ["https://example.org/tie/unknown", "https://example.org/tie/2"]
    test.run()

    assert json.loads(component(test).bytes)["selected"] == "e1"
    assert "tie/1" in test.text[0].value
    test.session_state["marked"] = ()
    assert test.run().text[0].value == "None"


def test_the_canvas_is_the_same_whatever_is_drawn_on_it():
    """Streamlit keeps an element in place by its id; a new id would be a new canvas, and a lost camera."""
    test = AppTest.from_function(page).run()
    before = component(test).id
    test.session_state["marked"] = ("https://example.org/state/SYL",)

    assert component(test.run()).id == before


@pytest.mark.parametrize(
    ("told", "picked"),
    [
        ("n1", Picked(("https://example.org/state/SYL",), True)),
        ("e1", Picked(("https://example.org/tie/1", "https://example.org/tie/2"), False)),
        ("n2", None),
        (None, None),
        (7, None),
        (["n1"], None),
    ],
)
def test_an_id_that_is_not_in_the_picture_is_nothing_picked(told, picked):
    assert _picked(told, DRAWING) == picked


@pytest.mark.parametrize(
    ("told", "picked"),
    [
        ({"act": "hide", "ids": ["n1"]}, Picked((SYL,), True, Act.HIDE)),
        ({"act": "hide", "ids": ["n1", "n9", 7, "e1"]}, Picked((SYL,), True, Act.HIDE)),
        ({"act": "expand", "ids": ["n1"], "choice": "embassy"}, Picked((SYL,), True, Act.EXPAND, "embassy")),
        ({"act": "expand", "ids": ["n1"], "choice": 7}, Picked((SYL,), True, Act.EXPAND)),
        ({"act": "undo"}, Picked((), False, Act.UNDO)),
        ({"act": "select", "ids": ["n1"]}, None),
        ({"act": "erase", "ids": ["n1"]}, None),
        ({"act": "keep", "ids": []}, None),
        ({"act": "keep", "ids": "n1"}, None),
        ({"act": ["expand"], "ids": ["n1"]}, None),
        ("expand", None),
        (None, None),
    ],
)
def test_only_known_wishes_are_heard(told, picked):
    assert _asked(told, DRAWING) == picked


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ({"n1": [3, -4.6]}, {SYL: (3, -5)}),
        ({"n1": None}, {SYL: None}),
        ({"n9": [1, 2], "e1": [1, 2]}, {}),
        ({"n1": [1]}, {}),
        ({"n1": ["1", 2]}, {}),
        ({"n1": [float("nan"), 2]}, {}),
        ([["n1", 1, 2]], {}),
        (None, {}),
    ],
)
def test_only_places_of_the_picture_are_heard(told, places):
    assert _moved(told, DRAWING) == places


def test_a_picture_before_the_page_is_one_object_with_the_words_around_it():
    said = json.loads(ahead_of_page(DRAWING, 500, [SYL], {"title": "One"}, {SYL: (3, 4)}))

    assert said == {
        "height": 500,
        "selected": "n1",
        "wish": 1,
        "title": "One",
        "held": {"n1": [3, 4]},
        "drawing": json.loads(DRAWING.payload()),
    }


def test_places_set_by_hand_travel_beside_the_drawing():
    assert _more(DRAWING, "0a1b", {}, {}) == {"tell": "/atlas/drawn/0a1b"}
    held = _more(DRAWING, "", {"acts": {}}, {SYL: (3, 4), "https://example.org/state/KHE": (1, 1)})

    assert held == {"acts": {}, "held": {"n1": (3, 4)}}
    assert json.loads(_data(DRAWING, 500, None, 0, 0, held))["held"] == {"n1": [3, 4]}


def test_the_loader_asks_only_this_server_for_files_that_are_served():
    loader = _loader()
    addresses = set(re.findall(r'"/atlas/([^"]+)"', loader))

    assert {file.rsplit("/", 1)[-1] for file in addresses} == {"stage.js", "stage.css", "vis-network.min.js"}
    assert addresses <= set(served())
    assert all(re.fullmatch(r"(stage|vis)/[0-9a-f]{16}/[a-z.-]+", address) for address in served())
    assert "http" not in loader
    # a string of one line would be taken for the path of a file
    assert loader.count("\n") > 3


def test_whatever_the_canvas_imports_is_served():
    names = {file.name for file in served().values()}
    imported = re.findall(r'^import .* from "\./([a-z]+\.js)";$', OWN, re.MULTILINE)

    assert imported
    assert set(imported) <= names
    assert OWN.count("import ") == len(imported)


def test_the_canvas_reaches_nowhere_else_and_makes_no_markup_of_data():
    text = OWN.replace("http://www.w3.org/2000/svg", "")
    # of the first picture it asks and tells the server that the page came from
    for address in ("new URL(tell, document.baseURI), ", "picture + location.search)"):
        assert text.count(f"fetch({address}") == 1
        text = text.replace(f"fetch({address}", "")

    assert re.findall(r"https?:|//[a-z]+\.[a-z]|@import|fetch\(|XMLHttpRequest|WebSocket", text) == []
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(", text) == []


def test_what_a_page_fetches_ahead_is_there():
    """Every file of the canvas, the font of the title, and of Streamlit what a component waits for."""
    first, after = ahead(), later()
    own = {f"/atlas/{address}" for address in served() if not address.endswith("/early.js")}
    early = {address for address, kind in first.items() if kind == "run"}
    fonts = {address for address, kind in first.items() if kind == "font"}

    assert first.keys() == own | early | fonts | {"/atlas/early"}
    assert {first[address] for address in own} == {"module", "script", "style"}
    assert after
    assert set(after.values()) == {"module"}
    assert fonts
    static = Path(st.__file__).parent / "static"
    assert all((static / address[1:]).is_file() for address in {*after, *fonts})


def test_the_module_that_runs_early_is_told_where_its_files_are():
    (early,) = (urlsplit(address) for address, kind in ahead().items() if kind == "run")
    said = parse_qs(early.query)

    assert early.path.removeprefix("/atlas/") in served()
    assert {*said["vis"], *said["style"], *said["look"], *said["part"]} <= {*ahead(), *later()}
    assert [part.rsplit("/", 1)[-1].split(".")[0] for part in said["part"]] == list(PARTS)
    assert (said["page"], said["picture"]) == (["/"], ["/atlas/early"])


def test_a_streamlit_that_names_its_files_otherwise_is_left_to_find_them(tmp_path, monkeypatch):
    monkeypatch.setattr(st, "__file__", str(tmp_path / "streamlit" / "__init__.py"))

    assert [address for address in {**ahead(), **later()} if "/static/" in address] == []
    assert "part=" not in next(address for address, kind in ahead().items() if kind == "run")
