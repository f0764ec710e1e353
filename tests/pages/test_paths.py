"""Paths in words: who is connected through whom, what the link says, what stands in the way."""

from __future__ import annotations

import json

from tests.pages.test_moments import flat, spelt


def subheaders(page) -> list[str]:
    return [spelt(each.value) for each in page.subheader]


def test_two_are_connected_and_each_step_opens_its_evidence(open_page):
    page = open_page("paths", **{"from": "KHE", "to": "SYL"})

    assert spelt(page.title[0].value) == "Khemed and Syldavia are connected through Nuevo Rico"
    assert subheaders(page)[0] == "1. Khemed – Nuevo Rico – Syldavia"
    step = next(each for each in page.button if "Khemed has relations with Nuevo Rico" in spelt(each.label))
    step.click().run()
    assert flat(page.query_params["tie"]) == "KHE.NUE.diplomatic-relations.inForce"


def test_the_picture_stresses_the_chain(open_page):
    page = open_page("paths", **{"from": "KHE", "to": "SYL"})
    drawn = json.loads(page.get("bidi_component")[-1].proto.bytes)["drawing"]
    strokes = {edge["stroke"] for edge in drawn["edges"]}

    assert strokes == {"chain", "rest"}
    assert min(e["width"] for e in drawn["edges"] if e["stroke"] == "chain") > max(
        e["width"] for e in drawn["edges"] if e["stroke"] == "rest"
    )


def test_the_link_says_what_is_asked(open_page):
    page = open_page("paths", **{"from": "KHE", "to": "SYL"})
    page.toggle(key="view route bodies").set_value(True).run()

    assert flat(page.query_params["bodies"]) == "yes"
    assert (flat(page.query_params["from"]), flat(page.query_params["to"])) == ("KHE", "SYL")


def test_where_there_is_none_it_says_what_to_give_up(open_page):
    page = open_page("paths", **{"from": "KHE", "to": "SYL", "avoiding": "NUE"})

    assert spelt(page.title[0].value) == "No chain of ties joins Khemed and Syldavia"
    told = spelt(page.info[0].value)
    assert "with those that it avoids: a chain of length 2" in told
    assert "with events as steps too" in told, "Ottokar went there for Syldavia"


def test_the_same_end_twice_is_told_and_the_page_stays(open_page):
    page = open_page("paths", **{"from": "KHE", "to": "SYL"})
    page.selectbox(key="view route end").set_value(page.selectbox(key="view route start").value).run()

    assert "both ends named are the same" in spelt(page.warning[0].value)
    assert spelt(page.title[0].value).startswith("Khemed and Syldavia")


def test_what_of_the_link_is_no_use_is_told(open_page):
    page = open_page("paths", **{"from": "KHE", "to": "Nobody"})

    assert "no entity for “to” 'Nobody'" in spelt(page.warning[0].value)
    assert page.title[0].value
    assert not page.exception
