"""Sources in words: what each is, what falls without it, and what happens with one that does not exist."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.pages.conftest import atlas_of


def spelt(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def told(page) -> str:
    kinds = (page.title, page.header, page.caption, page.markdown, page.info)
    return "\n".join(spelt(each.value) for kind in kinds for each in kind)


def grids(page) -> dict[str, list[dict]]:
    names = {"what": "falls", "denies": "claims", "publisher": "every"}
    found = {}
    for each in page.dataframe:
        name = next(name for column, name in names.items() if column in each.value.columns)
        found[name] = each.value.to_dict("records")
    return found


def test_every_source_is_listed_those_first_without_which_most_falls(open_page, shown_atlas):
    page = open_page("sources")
    world = shown_atlas.world

    rows = grids(page)["every"]

    assert len(rows) == len(world.sources)
    assert [row["only"] for row in rows] == sorted((row["only"] for row in rows), reverse=True)
    alone = sum(tie.independent_sources == 1 for tie in world.ties)
    assert spelt(page.title[0].value) == f"{alone} of {len(world.ties)} ties stand on one independent source"


def test_what_falls_is_told_before_and_after(open_page):
    page = open_page("sources", source="gazette", lens="signed")
    said = told(page)

    assert spelt(page.title[0].value) == (
        "Without gazette 3 ties fall, 1 reads otherwise and 1 state stands elsewhere"
    )
    assert "Members under the list Signed: 2 → 1." in said
    assert "San Theodoros: member → outside." in said
    assert "1 dispute that ends." in said
    falls = grids(page)["falls"]
    assert [row["what"] for row in falls] == ["standing", "lost", "lost", "lost", "grade"]
    assert falls[-1]["before"] == "disputed"


def test_its_claims_are_listed_denials_too(open_page, shown_atlas):
    page = open_page("sources", source="gazette")
    claims = [claim for claim in shown_atlas.world.claims if claim.source.endswith("/gazette")]

    rows = grids(page)["claims"]

    assert len(rows) == len(claims)
    assert [row["denies"] for row in rows].count(True) == 1
    assert f"Its claims ({len(claims)})" in told(page)


def test_another_source_is_chosen_and_stands_in_the_address(open_page):
    page = open_page("sources")

    page.selectbox[0].set_value("courier").run()

    assert page.query_params["source"] in ("courier", ["courier"])
    assert "Without courier" in page.title[0].value


def test_a_source_that_does_not_exist_is_answered_with_the_nearest(open_page):
    page = open_page("sources", source="gazete")

    assert spelt(page.title[0].value) == "No source here is called “gazete”"
    assert "falls" not in grids(page)
    assert page.query_params["source"] in ("gazete", ["gazete"])
    page.button(key="listed near gazette").click().run()
    assert page.query_params["source"] in ("gazette", ["gazette"])
    assert "falls" in grids(page)


@pytest.mark.parametrize("slug", ["zzzzqqqq", "x" * 500, "<script>alert(1)</script>"])
def test_what_is_near_to_nothing_is_said_so(open_page, slug):
    page = open_page("sources", source=slug)

    assert "No source that the atlas knows is near it" in told(page)
    # what is escaped is shown letter for letter
    assert "<script" not in re.sub(r"\\[!-/:-@\[-`{-~]", "", page.title[0].value)


def test_a_source_that_was_not_out_yet_is_told_apart_from_one_that_is_not(open_page):
    page = open_page("sources", source="courier", known_on="2021-07-01")

    assert "Title of courier: It came out 15 January 2026, so that it is not among" in told(page)
    assert {row["publisher"] for row in grids(page)["every"]} == {"gazette", "almanac"}


def test_what_rests_on_it_can_be_left_out_with_it(open_page, small_world, tmp_path):
    copy = {source.slug: source for source in small_world.sources}["agency"].iri
    world = replace(
        small_world,
        sources=tuple(
            replace(source, derived_from=(copy,)) if source.slug == "courier" else source
            for source in small_world.sources
        ),
    )
    page = open_page("sources", atlas_of(world, tmp_path), source="agency")
    alone = [row["what"] for row in grids(page)["falls"]].count("lost")
    assert [spelt(button.label) for button in page.button if "On it rest" in str(button.key)] == [
        "courier: Title of courier"
    ]

    page.toggle[0].set_value(True).run()

    assert page.query_params["resting"] in ("yes", ["yes"])
    assert [row["what"] for row in grids(page)["falls"]].count("lost") > alone
    assert "Also leave out what rests on it alone (1 source)" in [each.label for each in page.toggle]


def test_a_source_that_says_nothing_falls_without_trace(open_page, small_world, tmp_path):
    silent = replace(small_world.sources[0], iri="https://example.org/source/silent", publisher="Silent")
    world = replace(small_world, sources=(*small_world.sources, silent))

    page = open_page("sources", atlas_of(world, tmp_path), source="silent")

    assert page.title[0].value == "Without Silent nothing falls"
    assert "It makes no claim on a tie." in told(page)
    assert set(grids(page)) == {"every"}
