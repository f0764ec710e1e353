"""Lists in words: how many members by whose list, what makes the difference, who says so."""

from __future__ import annotations

import re
from datetime import date


def spelt(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def test_the_answer_is_told_under_each_lens(open_page):
    page = open_page("lists")

    assert spelt(page.title[0].value) == "1 or 2 members: it depends on whose list one reads"
    assert spelt(page.caption[0].value).startswith(
        "On 29 June 2026 the Accords have 1 member under relations and 2 under signed (San Theodoros too);"
    )
    (choice,) = page.radio
    assert [spelt(option) for option in choice.options] == ["Relations: 1 member", "Signed: 2 members"]


def test_choosing_a_list_changes_the_view_for_all_pages(open_page):
    page = open_page("lists")

    page.radio[0].set_value("signed").run()

    assert page.session_state["view"].lens == "signed"
    assert page.query_params["lens"] in ("signed", ["signed"])


def test_the_day_is_asked_for_and_counted_by(open_page):
    page = open_page("lists", as_of="2020-09-01")

    assert page.title[0].value == "No members, whichever list one reads"
    assert any("all lists name the same members" in each.value for each in page.markdown)


def test_what_makes_the_difference_opens_its_evidence(open_page):
    page = open_page("lists")
    told = [button for button in page.button if str(button.key).startswith("listed SAN")]
    assert told

    told[0].click().run()

    assert page.session_state["open"] == (str(told[0].key).split(" ", 2)[2],)
    assert page.query_params["tie"]


def test_the_ledger_says_who_says_what(open_page):
    page = open_page("lists")
    (table,) = [each.value for each in page.markdown if each.value.startswith("| State")]
    (grid,) = [each.value for each in page.dataframe]

    assert (
        "| **San Theodoros** | **2** courier and gazette (? 1 of them also says no) | – | – | declared |"
        in spelt(table)
    )
    by_source = {row["Source"].split(",")[0]: row for row in grid.to_dict("records")}
    assert by_source["courier"]["San Theodoros"] == "✓ yes"
    assert by_source["gazette"]["San Theodoros"] == "✓ yes ?"
    assert by_source["courier"]["Syldavia"] == "·"


def test_known_on_leaves_out_who_had_not_yet_spoken(open_page):
    page = open_page("lists", known_on="2021-07-01")
    (grid,) = [each.value for each in page.dataframe]

    assert set(grid["Source"]) == {"gazette, 1 June 2021"}
    assert date(2021, 7, 1) == page.session_state["view"].known_on


def test_every_cell_that_says_something_leads_to_its_ties(open_page):
    page = open_page("lists")
    (grid,) = [each.value for each in page.dataframe]
    taken = page.session_state["ledger taken"]

    opened = {(row, state): bool(ties) for (row, state), ties in taken.items()}
    assert opened == {
        (row, state): said[state] != "·"
        for row, said in enumerate(grid.to_dict("records"))
        for state in ("San Theodoros", "Syldavia", "Borduria")
    }
