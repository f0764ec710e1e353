"""What if: before and after beside each other, everything supposed marked as such."""

from __future__ import annotations

import json

from graph.model.scenario import SUPPOSED
from tests.conftest import BASE
from tests.pages.test_measures import said
from tests.pages.test_moments import flat, spelt


def drawn(page) -> dict:
    return json.loads(page.get("bidi_component")[-1].proto.bytes)["drawing"]


def table(page) -> dict[str, list[str]]:
    text = "\n".join(each.value for each in page.markdown if each.value.startswith("|"))
    rows = [[spelt(cell.strip()) for cell in line.strip("|").split(" | ")] for line in text.split("\n")]
    return {row[0]: row[1:] for row in rows}


def test_before_and_after_stand_beside_each_other_under_three_rules(open_page):
    page = open_page("whatif", joins="KHE", leaves="SYL")

    assert spelt(page.title[0].value) == "Suppose Khemed joins and Syldavia leaves"
    rows = table(page)
    assert rows["Network"] == [
        "Reported now",
        "Supposed: Relations with Nuevo Rico only",
        "Supposed: Ties with all members",
        "Supposed: Membership of the forum only",
    ]
    assert rows["Members"] == ["Reported now", "Supposed, under every rule"]
    assert rows["States"] == ["Syldavia", "Khemed"]
    assert rows["Supposed ties"] == ["", "0", "0", "1"], "relations with the party are reported already"
    assert SUPPOSED in said(page)


def test_supposed_lines_are_dashed_marked_and_told(open_page):
    page = open_page("whatif", joins="BOR", rule="members")
    picture = drawn(page)
    supposed = [edge for edge in picture["edges"] if edge["stroke"] == "supposed"]

    assert len(supposed) == 2, "with the party and with the member"
    assert all(edge["dashes"] and edge["mark"] == "+" for edge in supposed)
    assert all(edge["title"].startswith("Supposed: Borduria") for edge in supposed)
    assert all("No source reports it" in edge["title"] for edge in supposed)
    assert "supposed by you" in picture["look"]["strokes"]["supposed"]["meaning"]
    assert "Borduria\n(supposed to join)" in [node["label"] for node in picture["nodes"]]
    told = [line for line in said(page).split("\n") if "Borduria has relations with" in line]
    assert told
    assert all(line.startswith("- Supposed: ") for line in told)


def test_what_would_end_is_a_reported_tie_and_opens_its_evidence(open_page):
    page = open_page("whatif", leaves="SYL")
    button = next(
        each for each in page.button if "Nuevo Rico has relations with Syldavia" in spelt(each.label)
    )
    button.click().run()

    assert flat(page.query_params["tie"]) == "NUE.SYL.diplomatic-relations.inForce"
    assert flat(page.query_params["leaves"]) == "SYL"
    assert [edge["mark"] for edge in drawn(page)["edges"] if edge["stroke"] == "ending"] == ["–"]


def test_firsts_are_told_as_supposed_and_open(open_page):
    page = open_page("whatif", joins="KHE")
    told = said(page)

    assert "Supposed to join, Khemed would be the first member" in told
    assert "of the region “far east” (by the United Nations)" in [spelt(each.label) for each in page.button]


def test_until_somebody_is_chosen_the_first_who_announced_it_or_a_candidate_joins(open_page):
    assert spelt(open_page("whatif").title[0].value) == "Suppose Khemed joins"


def test_the_widgets_write_the_link(open_page):
    page = open_page("whatif", joins="KHE")
    page.multiselect(key="view what if joins").set_value([]).run()
    assert "Choose at least one state" in said(page)
    page.multiselect(key="view what if leaves").set_value([f"{BASE}state/SYL"]).run()

    assert spelt(page.title[0].value) == "Suppose Syldavia leaves"
    assert flat(page.query_params["leaves"]) == "SYL"


def test_what_cannot_be_supposed_is_told(open_page):
    page = open_page("whatif", joins=["KHE", "XXX"], rule="love")

    assert "no state for “joins” 'XXX'" in said(page)
    assert "no rule 'love'" in said(page)
    assert "cannot join and leave at once" in said(open_page("whatif", joins="KHE", leaves="KHE"))


def test_names_are_shown_letter_for_letter(open_page, hostile_atlas, said_raw):
    page = open_page("whatif", hostile_atlas, joins="BOR", leaves="SYL", rule="members")

    assert not [text for text in said_raw(page) if "<img" in text.replace("\\<", "") or "](java" in text]


def test_on_a_day_without_a_party_nothing_is_tied_to_one(open_page):
    page = open_page("whatif", joins="KHE", as_of="1990-01-01", rule="relations")

    assert table(page)["Tied to the party directly"] == ["no states"] * 4
    assert "Nothing follows under this rule" in said(page)
