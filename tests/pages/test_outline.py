"""The outline in a page: what travels when, what is unfolded, and what is said of a change."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from zlib import decompress

import pytest

from graph.model.view import View
from graph.pages import outline
from graph.pages.outline import HERE, Unfolded, _component, _data, heard, served
from tests.pages.test_explore import page, small_atlas, view_of  # noqa: F401  fixtures of that page

OWN = {file.name: file.read_text("utf-8") for file in served().values()}
KHEMED = "https://example.org/state/KHE"
CANDIDACY = "https://example.org/tie/KHE.abraham-accords.candidacy.proposed"


def told(page) -> dict:  # noqa: F811
    """What the outline is told of now."""
    (found,) = (
        each for each in page.get("bidi_component") if each.proto.component_name == "accord_atlas_outline"
    )
    return json.loads(found.proto.bytes)


def unfolded(page, *iris: str) -> dict:  # noqa: F811
    page.session_state["outline unfolded"] = Unfolded(True, dict.fromkeys(iris, outline.MOST))
    page.run()
    assert not page.exception
    return told(page)


def test_a_folded_outline_travels_as_its_title_alone(page, small_atlas):  # noqa: F811
    page.run()

    number = len(small_atlas.ties(small_atlas.views["first"].view))
    assert told(page) == {
        "title": f"The same {number} ties in words",
        "news": [0, ""],
        "whole": False,
        "most": {},
        "empty": False,
    }


def test_only_who_is_unfolded_travels_with_sentences(page):  # noqa: F811
    sent = unfolded(page, KHEMED)

    assert [KHEMED, "Khemed", "3 ties"] in [entry for _, entries in sent["sections"] for entry in entries]
    assert sent["told"] == {
        KHEMED: {
            "families": [
                [
                    "Accord",
                    [
                        [
                            CANDIDACY,
                            "Khemed has been a candidate for The Accords since March 2025, says courier",
                        ],
                    ],
                ],
                [
                    "Diplomatic",
                    [
                        [
                            "https://example.org/tie/KHE.NUE.diplomatic-relations.inForce",
                            "Khemed has had relations with Nuevo Rico since 7 April 1992, says courier",
                        ],
                        [
                            "https://example.org/tie/ottokar.KHE.visit.2026-01-26",
                            "Ottokar visited Khemed on 26 January 2026, says courier",
                        ],
                    ],
                ],
            ],
            "more": "",
            "next": 200,
        }
    }


def test_what_is_open_is_marked_under_both_ends(page):  # noqa: F811
    page.query_params["tie"] = CANDIDACY.rsplit("/", 1)[-1]
    sent = unfolded(page, KHEMED)

    assert sent["opened"] == [CANDIDACY]
    assert sorted(sent["marked"]) == ["https://example.org/agreement/abraham-accords", KHEMED]


def test_of_many_ties_the_first_travel_and_the_others_on_request(small_atlas, monkeypatch):  # noqa: F811
    monkeypatch.setattr(outline, "MOST", 1)

    def sent(most: int) -> dict:
        return json.loads(_data(small_atlas, View(), Unfolded(True, {KHEMED: most}), (0, ""), ()))["told"][
            KHEMED
        ]

    first, all_ = sent(1), sent(100)
    assert [len(items) for _, items in first["families"]] == [1]
    assert (first["more"], first["next"]) == ("Show 1 more tie of 4", 2)
    assert sum(len(items) for _, items in all_["families"]) == 5
    assert all_["more"] == ""


def test_a_change_of_the_view_is_said_once(page):  # noqa: F811
    page.run()
    before = len(view_of(page).families)
    assert before

    page.session_state["view families"] = []
    page.pills(key="view families").set_value(["accord"]).run()
    number, said = told(page)["news"]
    assert re.fullmatch(r"\d+ entities and \d+ ties shown; \d+ ties fewer than before\.", said)

    page.run()
    assert told(page)["news"] == [number, said] == [1, said]


def test_where_nothing_fits_that_is_said_and_no_outline_shown(page):  # noqa: F811
    page.run()
    page.session_state["view"] = replace(view_of(page), text="nobody is called so", frame=False)
    page.session_state["changed"] = True
    page.run()

    assert told(page)["empty"] is True
    assert told(page)["news"] == [1, "Nothing fits these filters."]


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ({"whole": True, "most": {KHEMED: 100}}, Unfolded(True, {KHEMED: 100})),
        ({"whole": "yes", "most": {KHEMED: "100", "a": True, "b": -1}}, Unfolded()),
        ({"most": [KHEMED]}, Unfolded()),
        (None, Unfolded()),
        ("x", Unfolded()),
    ],
)
def test_what_a_browser_says_is_unfolded_is_read_with_care(said, understood):
    assert heard(said) == understood


def test_a_browser_cannot_let_more_stay_unfolded_than_there_is_room_for():
    assert len(heard({"whole": True, "most": {str(n): 1 for n in range(10_000)}}).most) == 500


def test_a_long_outline_travels_compressed(small_atlas, monkeypatch):  # noqa: F811
    plain = _data(small_atlas, View(), Unfolded(True), (0, ""), ())
    monkeypatch.setattr(outline, "PLAIN_BYTES", 100)
    packed = _data(small_atlas, View(), Unfolded(True), (0, ""), ())

    assert decompress(packed) == plain
    assert plain[:1] == b"{" != packed[:1]


def test_data_reach_the_page_as_text_never_as_markup():
    script = OWN["outline.js"]

    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser", script)


def test_the_outline_asks_only_this_server_for_files_that_are_served():
    assert set(OWN) == {"outline.js", "outline.css", "elements.js"}
    assert all(re.fullmatch(r"outline/[0-9a-f]{16}/[a-z.]+", address) for address in served())
    assert f"{outline.MOST}; // ties of an entity" in OWN["outline.js"]
    assert HERE.name == "outline"
    assert _component() is _component()
