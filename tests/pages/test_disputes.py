"""Disputes in words: both sides of each, the most consequential first, filtered and linked."""

from __future__ import annotations

import re


def spelt(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def test_both_sides_are_told_with_their_independent_sources(open_page):
    page = open_page("disputes")
    said = [spelt(each.value) for each in page.markdown]

    assert spelt(page.title[0].value) == "The sources contradict each other on 1 matter"
    assert [spelt(each.value) for each in page.subheader] == ["Whether San Theodoros accedes to The Accords"]
    assert "**1 independent source** says **that it is not so**" in said
    assert "**1 independent source** says **that it is so**" in said


def test_a_filter_that_leaves_nothing_says_so(open_page):
    page = open_page("disputes", about="SYL")

    assert [each.value for each in page.info] == ["No dispute fits. 1 dispute without these filters."]
    assert page.query_params["about"] in ("SYL", ["SYL"])


def test_what_does_not_exist_in_a_link_is_named_and_the_rest_used(open_page):
    page = open_page("disputes", about=["SAN", "ATLANTIS"], matter="everything")

    assert spelt(page.warning[0].value) == (
        "The link was used in part: no entity 'ATLANTIS'; no matter of dispute 'everything'."
    )
    assert page.query_params["about"] in ("SAN", ["SAN"])
    assert len(page.subheader) == 1


def test_the_matter_is_chosen_and_stands_in_the_address(open_page):
    page = open_page("disputes")

    page.multiselect(key="view disputes matter").set_value(["membership"]).run()

    assert not page.exception
    assert page.query_params["matter"] in ("membership", ["membership"])
    assert len(page.subheader) == 1


def test_what_was_not_yet_known_is_not_disputed(open_page):
    page = open_page("disputes", known_on="2021-07-01")

    assert page.title[0].value == "The sources contradict each other on nothing"
    assert spelt(page.info[0].value).startswith("No dispute fits. From what was known on 1 July 2021.")


def test_every_claim_opens_beside_the_list(open_page):
    page = open_page("disputes")

    next(each for each in page.button if str(each.key).startswith("open ")).click().run()

    assert not page.exception
    assert len(page.session_state["open"]) == 1
    assert page.button(key="close_drawer")
