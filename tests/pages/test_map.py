"""The map in words: what it is coloured by, what it then says, and what its marks open."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import graph.pages
import graph.pages.map as map_page
from graph.model.dates import PartialDate
from graph.model.describe import finding
from graph.model.entity import Figure
from graph.picture.world_map import BORDERS, HATCHED
from graph.table import build as tables
from tests.conftest import BASE
from tests.pages.test_explore import small_atlas, spelt  # noqa: F401  fixtures of that page

SHAPES = {
    "states": [
        {"id": code, "type": "Polygon", "arcs": [], "properties": {"size": size}}
        for code, size in (("SYL", 50.0), ("BOR", 0.4), ("NUE", 30.0), ("KHE", 9.0))
    ],
    "contested": [{"id": "POL", "type": "Polygon", "arcs": [], "properties": {"name": "Poldavia"}}],
}


@pytest.fixture
def page(small_atlas, monkeypatch) -> AppTest:  # noqa: F811
    """The map on the small world, not yet opened; Poldavia is disputed, and nobody has a point."""
    folder = small_atlas.settings.data / "generated"
    folder.mkdir(exist_ok=True)
    objects = {name: {"type": "GeometryCollection", "geometries": each} for name, each in SHAPES.items()}
    (folder / "world_atlas.json").write_text(json.dumps({"objects": objects}), encoding="utf-8")
    small_atlas.__dict__.pop("shapes", None)
    monkeypatch.setattr(map_page, "the_atlas", lambda: small_atlas)
    # the folder of pages is the script; main runs the page that is asked for
    return AppTest.from_string(
        "import streamlit as st\nfrom graph.pages.map import map\nst.set_page_config(layout='wide')\n# "
        f"{Path(graph.pages.__file__).name}\nmap()\n",
        default_timeout=30,
    )


def spec(page: AppTest) -> dict:
    return json.loads(page.get("vega_lite_chart")[0].proto.spec)


def rows(page: AppTest) -> dict[str, str]:
    """Code of each state → its class."""
    (layer,) = (layer for layer in spec(page)["layer"] if layer.get("name") == "states")
    return {row["id"]: row["label"] for row in layer["transform"][0]["from"]["data"]["values"]}


def legend(page: AppTest) -> list[str]:
    (layer,) = (layer for layer in spec(page)["layer"] if layer.get("name") == "states")
    return layer["encoding"]["fill"]["legend"]["values"]


def said(page: AppTest) -> str:
    return " ".join(spelt(each.value) for each in page.caption)


def test_the_map_opens_on_the_standings_and_says_the_finding(page, small_atlas):  # noqa: F811
    page.run()

    assert not page.exception
    view = small_atlas.views["first"].view
    assert spelt(page.title[0].value) == finding(small_atlas.places(view), small_atlas.world)
    assert {code: rows(page)[code] for code in ("SYL", "BOR", "NUE")} == {
        "SYL": "member",
        "BOR": "refused",
        "NUE": "party",
    }
    assert "member 1" in said(page)


def test_what_is_disputed_has_no_colour_and_is_counted(page):
    page.query_params["colour"] = "ties"
    page.run()

    assert rows(page)["POL"] == HATCHED
    assert HATCHED not in legend(page)
    assert f"{HATCHED}: 1" in said(page)


def test_the_borders_are_no_opinion_on_the_map_and_in_its_words(page):
    page.run()

    assert BORDERS in json.dumps(spec(page)["layer"][-1])
    assert BORDERS in page.get("vega_lite_chart")[0].proto.alt


def test_a_share_has_fixed_bins_a_class_for_ranges_and_one_for_no_figure(page):
    page.query_params["colour"] = "religion"
    page.query_params["of"] = "islam"
    page.run()

    assert rows(page)["SYL"] == "90 % and more"
    assert rows(page)["BOR"] == "a range over several bins"
    assert rows(page)["SAN"] == "no figure"
    assert {"under 10 %", "a range over several bins", "no figure"} <= set(legend(page))
    assert spelt(page.title[0].value).startswith(
        "Share of islam in the population: over half in 2 of 3 states"
    )
    assert "never a person or a government" in said(page)


def test_the_colour_is_chosen_and_stands_in_the_address(page):
    page.run()
    page.selectbox(key="map colour").set_value("religion").run()
    page.selectbox(key="map of").set_value("shia").run()
    page.selectbox(key="map part").set_value("europe").run()

    assert not page.exception
    query = {name: value if isinstance(value, str) else value[0] for name, value in page.query_params.items()}
    assert (query["colour"], query["of"], query["part"]) == ("religion", "shia", "europe")
    assert rows(page)["KHE"] == "a range over several bins" or "to under" in rows(page)["KHE"]
    page.selectbox(key="map colour").set_value("standing").run()
    assert "colour" not in page.query_params
    assert "of" not in page.query_params


def test_words_of_a_link_that_there_are_not_leave_the_usual_map(page):
    page.query_params["colour"] = "<script>"
    page.query_params["part"] = "atlantis"
    page.query_params["lines"] = "many"
    page.run()

    assert not page.exception
    assert page.selectbox(key="map colour").value == "standing"
    assert page.selectbox(key="map part").value == "world"


def test_agreement_in_votes_is_coloured_for_a_chosen_state(page):
    page.query_params["colour"] = "un-agreement-with"
    page.query_params["of"] = "KHE"
    page.run()

    assert not page.exception
    assert rows(page)["BOR"] != "no figure"
    assert rows(page)["SYL"] == "no figure"


def test_a_figure_is_coloured_with_the_year_of_each_state(small_atlas, page, monkeypatch, tmp_path):  # noqa: F811
    of_year = PartialDate(2019)
    numbers = [
        Figure(
            f"{BASE}figure/{code}",
            f"{BASE}state/{code}",
            "gdp",
            amount,
            "USD",
            of_year,
            f"{BASE}source/almanac",
        )
        for code, amount in (("SYL", 3e9), ("BOR", 2.5e12))
    ]
    tables.write(small_atlas.world, tmp_path / "table.duckdb", numbers)
    atlas = replace(small_atlas, table=tables.read(tmp_path / "table.duckdb"))
    monkeypatch.setattr(map_page, "the_atlas", lambda: atlas)
    page.query_params["colour"] = "gdp"
    page.session_state["map list"] = True
    page.run()

    assert not page.exception
    assert rows(page)["KHE"] == "no figure"
    assert "from 3 billion USD (Syldavia) to 2.5 trillion USD (Borduria)" in spelt(page.title[0].value)
    (table,) = page.dataframe
    told = dict(zip(table.value["State"], table.value["Gross domestic product"], strict=True))
    assert told["Syldavia"] == "3 billion USD, 2019"
    assert "official exchange rates" in said(page)


def test_states_outside_the_view_have_no_value(page):
    page.query_params["standings"] = "member"
    page.query_params["frame"] = "no"
    page.run()

    assert rows(page)["SYL"] == "member"
    assert rows(page)["BOR"] == "not in this view"
    assert rows(page)["NUE"] == "not in this view"


def test_the_list_holds_every_state_of_the_view(page):
    page.run()
    assert not page.dataframe

    page.session_state["map list"] = True
    page.run()

    (table,) = page.dataframe
    told = dict(zip(table.value["State"], table.value["Class"], strict=True))
    assert told["Syldavia"] == "member"
    assert told["Poldavia"] == HATCHED


def test_what_is_picked_is_opened_and_a_forgotten_pick_closes_nothing(page, monkeypatch):
    class Memory(dict):
        pass

    opened = []
    memory = Memory(
        {
            "map chart": {"selection": {"state": [{"id": "SYL"}]}},
            "map taken": {("state", "SYL"): ("iri",), ("line", "l0"): ("one", "two")},
        }
    )
    monkeypatch.setattr(map_page.st, "session_state", memory)
    monkeypatch.setattr(map_page.visit, "open_", lambda *iris: opened.append(iris))
    map_page._hear()
    map_page._hear()
    memory["map chart"] = {"selection": {"state": []}}
    map_page._hear()
    memory["map chart"] = {"selection": {"line": [{"line": "l0"}], "state": [{"id": "nobody"}]}}
    map_page._hear()

    assert opened == [("iri",), ("one", "two")]
