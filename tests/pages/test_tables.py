"""Tables: which rows are shown, what the address says of them, where those chosen lead."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from graph.model.view import View


def spelt(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def told(page) -> str:
    return "\n".join(spelt(each.value) for each in (*page.title, *page.caption, *page.info, *page.warning))


def links(page) -> dict[str, dict[str, list[str]]]:
    return {spelt(each.proto.label): parse_qs(each.proto.query_string) for each in page.get("page_link")}


def choose(page, *rows: int):
    page.session_state["tables grid"] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    return page.run()


def test_all_four_tables_hold_what_the_view_shows(open_page, shown_atlas):
    sizes = shown_atlas.sizes(View())
    names = {"ties": "tie", "entities": "entity", "claims": "source", "sources": "source"}

    for table, column in names.items():
        page = open_page("tables", table=table, as_of="2026-06-29")
        (grid,) = page.dataframe
        assert len(grid.value) == sizes[table] > 0, table
        assert column in grid.value.columns
        assert page.query_params["table"] in (table, [table])
    assert f"{sizes['ties']} ties between {sizes['entities']} entities" in told(page)


def test_the_rows_of_the_ties_are_those_of_the_view(open_page, shown_atlas):
    page = open_page("tables", families="accord", columns=["iri", "certainty"])
    asked = page.session_state["view"]

    shown = {row["iri"]: row["certainty"] for row in page.dataframe[0].value.to_dict("records")}

    assert shown == {tie.iri: certainty for tie, certainty in shown_atlas.ties(asked)}
    assert list(page.dataframe[0].value.columns) == ["certainty", "iri"]


def test_claims_and_sources_are_those_of_the_ties(open_page, shown_atlas):
    page = open_page("tables", table="sources", families="accord", columns=["iri", "claims", "alone"])
    claims = [claim for tie, _ in shown_atlas.ties(page.session_state["view"]) for claim in tie.claims]

    rows = {row["iri"]: row for row in page.dataframe[0].value.to_dict("records")}

    assert rows.keys() == {claim.source for claim in claims}
    assert sum(row["claims"] for row in rows.values()) == len(claims)


def test_words_are_found_in_any_column_and_stand_in_the_address(open_page):
    page = open_page("tables", as_of="2026-06-29")
    page.text_input(key="tables find").set_value("khemed LEAGUE").run()

    assert len(page.dataframe[0].value) == 1
    assert page.query_params["find"] in ("khemed LEAGUE", ["khemed LEAGUE"])
    assert "1 of " in told(page)


def test_a_column_is_filtered_by_its_words_or_a_part_of_them(open_page):
    page = open_page("tables", as_of="2026-06-29", where=["kind:member of", "sender:syl"], columns="sender")

    assert page.dataframe[0].value["sender"].tolist() == ["Syldavia"]
    page.session_state["tables by column"] = True
    page.run()
    (kind,) = [each for each in page.multiselect if each.label == "Kind"]
    assert kind.value == ["member of"]
    kind.set_value([]).run()
    assert len(page.dataframe[0].value) > 1
    assert page.query_params["where"] in ("sender:syl", ["sender:syl"])
    (sender,) = [each for each in page.text_input if each.label == "Sender has"]
    sender.set_value("").run()
    assert "where" not in page.query_params


def test_another_table_begins_without_the_filters_of_the_last(open_page):
    page = open_page("tables", as_of="2026-06-29", where="kind:embassy", columns="tie", find="khemed")

    page.segmented_control(key="tables table").set_value("claims").run()

    assert page.query_params["table"] in ("claims", ["claims"])
    assert "where" not in page.query_params
    assert "columns" not in page.query_params
    assert page.query_params["find"] in ("khemed", ["khemed"])


def test_what_of_the_link_does_not_exist_is_told(open_page):
    page = open_page("tables", table="spies", columns="colour", where="nothing")

    assert "no table 'spies'; no column 'colour'; where in the link: 'nothing' is not like" in told(page)
    assert len(page.dataframe) == 1


def test_nothing_that_fits_is_said_so(open_page):
    page = open_page("tables", as_of="2026-06-29", kinds="embassy")

    assert "Nothing fits this view" in told(page)
    assert len(page.dataframe[0].value) == 0


def test_chosen_ties_lead_to_the_canvas_with_them_open(open_page):
    page = choose(open_page("tables", as_of="2026-06-29", columns="iri"), 0, 2)
    iris = page.dataframe[0].value["iri"].tolist()

    asked = links(page)["Show on the canvas"]

    assert asked["tie"] == [iri.rsplit("/", 1)[-1] for iri in (iris[0], iris[2])]
    assert any("**2 ties** chosen" in each.value for each in page.markdown)


def test_chosen_entities_become_the_focus(open_page):
    page = open_page("tables", table="entities", as_of="2026-06-29", columns=["code"])
    codes = page.dataframe[0].value["code"].tolist()
    rows = [codes.index("KHE"), codes.index("SYL")]

    assert links(choose(page, *rows))["Show on the canvas"]["focus"] == ["KHE", "SYL"]


def test_a_chosen_source_leads_to_what_falls_without_it(open_page):
    page = open_page("tables", table="sources", as_of="2026-06-29", columns="iri")
    (row,) = [n for n, iri in enumerate(page.dataframe[0].value["iri"]) if iri.endswith("/gazette")]

    asked = links(choose(page, row))

    assert asked["What falls without it"]["source"] == ["gazette"]
    assert "tie" in asked["Show on the canvas"]


def test_rows_that_were_chosen_are_not_other_rows_after_a_filter(open_page):
    page = choose(open_page("tables", as_of="2026-06-29"), 3)
    assert "Show on the canvas" in links(page)

    page.text_input(key="tables find").set_value("league").run()

    assert "Show on the canvas" not in links(page)


def test_everything_is_one_click_away_by_the_same_clocks(open_page, shown_atlas):
    page = open_page("tables", as_of="2025-12-31", lens="signed", kinds="member-of")
    before = len(page.dataframe[0].value)

    (button,) = [each for each in page.button if each.label.startswith("All that the atlas holds")]
    button.click().run()

    view = page.session_state["view"]
    assert (str(view.as_of), view.lens) == ("2025-12-31", "signed")
    assert len(page.dataframe[0].value) == len(shown_atlas.ties(view)) > before
