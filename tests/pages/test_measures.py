"""Measures in words: the finding, the warning, the table, sources left out, shared memberships."""

from __future__ import annotations

import json

import pytest

from graph.network.measures import MEASURES
from tests.pages.test_moments import flat, spelt


def said(page) -> str:
    kinds = ("title", "caption", "markdown", "warning", "info")
    return spelt("\n".join(each.value for kind in kinds for each in getattr(page, kind)))


def drawn(page) -> dict:
    return json.loads(page.get("bidi_component")[-1].proto.bytes)["drawing"]


def test_the_finding_says_over_which_ties_it_was_measured(open_page):
    page = open_page("measures")

    assert spelt(page.title[0].value) == "Nuevo Rico is tied to 2 of the 2 others here"
    told = spelt(page.caption[0].value)
    assert "As of 29 June 2026: 3 entities, 2 pairs of them tied, between states" in told
    assert "ties that our sources report" in told
    assert "Only 3 entities are tied here" in said(page)


@pytest.mark.parametrize("slug", MEASURES)
def test_every_measure_says_what_it_is_and_is_drawn_with_its_figures(open_page, slug):
    page = open_page("measures", measure=slug, bodies="yes")
    told = said(page)

    assert MEASURES[slug].literature in told
    assert MEASURES[slug].caution in told
    assert flat(page.query_params["measure"]) == slug
    nodes = drawn(page)["nodes"]
    assert all(MEASURES[slug].figure in node["title"] for node in nodes)
    assert [n["label"] for n in nodes if "group" in n["label"]] or slug != "communities"


def test_the_greatest_figure_is_drawn_largest(open_page):
    sizes = {n["label"].split("\n")[0]: n["size"] for n in drawn(open_page("measures"))["nodes"]}

    assert sizes["Nuevo Rico"] > sizes["Syldavia"] == sizes["Khemed"]


def test_an_entity_that_is_open_is_told_without_each_source(open_page):
    page = open_page("measures", entity="SYL")
    told = said(page)

    assert "Degree of Syldavia (tied to) by all sources: 1." in told
    assert "No single source changes it once it is left out" in told, "agency and courier both report it"
    told = said(open_page("measures", entity="KHE"))
    assert (
        "One source changes it once left out, most of all “Title of courier” (courier): then it is 0" in told
    )


def test_switches_and_questions_stand_in_the_link(open_page):
    page = open_page("measures")
    page.selectbox(key="view measures measure").set_value("bridges").run()
    assert {edge["stroke"] for edge in drawn(page)["edges"]} == {"bridge"}
    page.toggle(key="view measures events").set_value(True).run()

    assert flat(page.query_params["measure"]) == "bridges"
    assert flat(page.query_params["events"]) == "yes"
    assert {edge["stroke"] for edge in drawn(page)["edges"]} == {"counted"}, "the visit closes the ring"


def test_what_of_the_link_is_no_use_is_told(open_page):
    page = open_page("measures", measure="greatness", bodies="perhaps")

    assert "no measure 'greatness'" in said(page)
    assert "no answer yes or no to bodies 'perhaps'" in said(page)


def test_a_view_without_ties_says_so(open_page):
    page = open_page("measures", as_of="1900-01-01", kinds="diplomatic-relations")

    assert "Nobody here is tied to anybody" in said(page)


def test_names_are_shown_letter_for_letter(open_page, hostile_atlas, said_raw):
    page = open_page("measures", hostile_atlas, measure="betweenness", entity="KHE")

    assert not [text for text in said_raw(page) if "<img" in text.replace("\\<", "") or "](java" in text]
