"""The board of arguments: both sides, who answers whom, on the canvas, and a chain step by step."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph.model.world import Argument
from tests.conftest import BASE
from tests.pages.conftest import HOSTILE, atlas_of
from tests.pages.test_moments import flat, spelt

KHE, GAZETTE = f"{BASE}state/KHE", f"{BASE}source/gazette"
CHAIN = """
title = "How the gazette reasons"
source = "gazette"
note = "In steps."
[view]
focus = ["KHE"]
[[step]]
says = "Trade would grow."
where = "paragraph 2"
arguments = ["1"]
ties = ["KHE.NUE.diplomatic-relations.inForce"]
[[step]]
says = "Nobody doubts it."
"""


@pytest.fixture
def argued_atlas(small_world, tmp_path):
    world = replace(
        small_world,
        arguments=(
            Argument("x/1", KHE, "benefit", GAZETTE, "More trade.", "The minister", (KHE,), side="supporter"),
            Argument(
                "x/2", KHE, "cost", GAZETTE, "Less friendship.", "The poet", (KHE,),
                counters=("x/1",), side="critic",
            ),
            Argument("x/3", KHE, "obstacle", GAZETTE, "The law.", "The judge", side="critic"),
        ),
    )  # fmt: skip
    atlas = atlas_of(world, tmp_path)
    (tmp_path / "views" / "chain.toml").write_text(CHAIN, encoding="utf-8")
    return atlas


def told(page) -> str:
    kinds = ("title", "header", "subheader", "caption", "markdown")
    return spelt(" ".join(each.value for kind in kinds for each in getattr(page, kind)))


def test_both_sides_stand_beside_each_other(open_page, argued_atlas):
    page = open_page("arguments", argued_atlas)

    assert spelt(page.title[0].value).startswith("3 arguments: 1 on what an accession would bring, 2 on")
    heads = [spelt(each.value) for each in page.header]
    assert heads[:2] == [
        "What it would bring (1)",
        "What it costs or depends on, or what stands in the way (2)",
    ]
    assert "none is told as a fact" in told(page)
    assert "Numbers say what was collected, not who is right" in told(page)


def test_an_argument_that_nobody_answers_says_so(open_page, argued_atlas):
    page = open_page("arguments", argued_atlas, stance="obstacle")

    assert "The law." in told(page)
    assert "Against it: none found in the sources" in told(page).replace("**", "")
    assert "None found in the sources." in told(page), "of the other side"


def test_what_is_asked_stands_in_the_link(open_page, argued_atlas):
    page = open_page("arguments", argued_atlas)
    page.multiselect(key="view arguments stances").set_value(["cost"]).run()

    assert flat(page.query_params["stance"]) == "cost"
    assert "Less friendship." in told(page)
    assert "More trade." in told(page), "what it answers stands beside it"
    assert "The law." not in told(page)


def test_on_demand_arguments_are_nodes_on_the_canvas(open_page, argued_atlas):
    page = open_page("arguments", argued_atlas)
    assert not page.get("bidi_component")
    page.toggle(key="view arguments canvas").set_value(True).run()

    drawn = json.loads(page.get("bidi_component")[-1].proto.bytes)["drawing"]
    assert {node["label"] for node in drawn["nodes"]} == {"Khemed", "The minister", "The poet", "The judge"}
    assert sorted(edge["stroke"] for edge in drawn["edges"]) == ["counters", "favours", "opposes", "opposes"]
    where = {node["label"]: node["x"] for node in drawn["nodes"]}
    assert where["The minister"] < where["Khemed"] < where["The poet"]
    assert flat(page.query_params["canvas"]) == "yes"


def test_an_argument_of_the_link_is_open(open_page, argued_atlas):
    page = open_page("arguments", argued_atlas, argument="3")

    assert "About Khemed" in [spelt(each.value) for each in page.subheader]


def test_a_chain_of_reasoning_is_followed_step_by_step(open_page, argued_atlas):
    page = open_page("arguments", argued_atlas, reasoning="chain")

    assert spelt(page.title[0].value) == "How the gazette reasons"
    assert [spelt(each.value) for each in page.header][:2] == ["1. Trade would grow.", "2. Nobody doubts it."]
    assert "Less friendship." in told(page)
    assert "What others say: none found in the sources" in told(page)
    assert "Also reported by courier" in told(page)
    tie = next(each for each in page.button if "Khemed has relations with Nuevo Rico" in spelt(each.label))
    tie.click().run()
    assert flat(page.query_params["tie"]) == "KHE.NUE.diplomatic-relations.inForce"
    assert flat(page.query_params["reasoning"]) == "chain"


def test_what_of_the_link_is_no_use_is_told(open_page, argued_atlas):
    page = open_page("arguments", argued_atlas, reasoning="nobody", argument="77", stance="song")

    warning = spelt(page.warning[0].value)
    assert "no chain of reasoning 'nobody'" in warning
    assert "no argument '77'" in warning
    assert "'song'" in warning


def test_no_argument_is_read_as_markup(open_page, small_world, tmp_path, said_raw):
    import re

    attack = Argument(
        "x/1",
        KHE,
        "benefit",
        GAZETTE,
        HOSTILE,
        HOSTILE,
        KHE,
        note=HOSTILE,
        locators=(HOSTILE,),
        side_of=HOSTILE,
    )
    answer = replace(attack, iri="x/2", stance="cost", counters=("x/1",))
    page = open_page(
        "arguments", atlas_of(replace(small_world, arguments=(attack, answer)), tmp_path), canvas="yes"
    )
    said = re.sub(r"\\[!-/:-@\[-`{-~]", "", "\n".join(said_raw(page)))

    assert "onerror" in said
    assert "<img" not in said
    assert "](javascript" not in said
    assert ":red[" not in said
