"""The drawer in words: who says so, since when, how sure, who says otherwise, and how to cite it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
from streamlit.testing.v1 import AppTest

from graph.model.dates import PartialDate
from graph.model.entity import EntityType, Statehood
from graph.model.evidence import of_entity, of_tie
from graph.model.source import Reliability
from graph.model.standing import places
from graph.model.world import Argument, Question, Statement
from graph.pages.evidence import show_entity, show_tie, show_ties
from graph.pages.takeaway import Seen
from tests.conftest import BASE, HORIZON, RELATIONS, Builder

SEEN = Seen("https://example.org/?lens=signed", "All states", date(2026, 7, 1), "signed")
TEXTS = ("header", "subheader", "markdown", "caption")
HOSTILE = "<img src=x onerror=alert(1)> **bold** [go](javascript:alert(1)) :red[x] $a$ \u202e`c`"


def script() -> None:
    import streamlit as st

    st.session_state["show"]()


def opened(show) -> AppTest:
    page = AppTest.from_function(script, default_timeout=30)
    page.session_state["show"] = show
    page.run()
    assert not page.exception
    return page


def drawer(builder: Builder, iri: str, day: date = HORIZON, pick=print, query: str = "") -> AppTest:
    """The drawer on one tie."""
    world = builder.world()
    evidence = of_tie(world, world.tie_by_iri[iri], day)
    return opened(lambda: show_tie(evidence, world, day, pick, SEEN, query))


def portrait(world, code: str, day: date = HORIZON, pick=print) -> AppTest:
    """The drawer on one entity."""
    entity = next(entity for entity in world.entities if entity.slug == code)
    evidence = of_entity(world, entity, places(world, day, RELATIONS))
    return opened(lambda: show_entity(evidence, world, day, pick))


def spelt(markdown: str) -> str:
    shown = re.sub(r":small\[(.*?)(?<!\\)\](?!\()", r"\1", markdown, flags=re.DOTALL)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown)


def said(page: AppTest) -> str:
    """Every piece of text outside the boxes to copy."""
    return "\n".join(spelt(each.value) for kind in TEXTS for each in page.get(kind))


def headings(page: AppTest) -> list[tuple[str, str]]:
    return [(each.tag, spelt(each.value)) for each in [*page.header, *page.subheader]]


@pytest.fixture
def two(builder) -> Builder:
    builder.entity("A", label="Syldavia")
    builder.entity("B", label="Borduria")
    builder.source("paper", "2024-05-01", publisher="The Paper", url="https://example.org/paper")
    builder.source("post", "", publisher="The Post")
    builder.source("office", "2023", publisher="The Office", reliability=Reliability.PRIMARY)
    return builder


def test_a_tie_opens_under_a_heading_with_its_grade_and_its_sources(two):
    tie = two.says("paper", "A", "embassy", "B", "inForce", "2020-09-15", locator="page 4", comment="Opened")
    two.claim(tie, "office", "2020-09")

    page = drawer(two, tie)

    assert headings(page) == [
        ("h2", "Syldavia has an embassy in Borduria since September 2020"),
        ("h3", "Said by"),
        ("h3", "Also said"),
        ("h3", "Take it with you"),
    ]
    text = said(page)
    assert "corroborated" in text
    assert "2 independent sources: The Office and The Paper." in text
    assert "[Title of paper](https://example.org/paper)" in text
    assert "The Paper · 1 May 2024 · press report · high confidence · page 4" in text
    assert "From 15 September 2020. Opened." in text
    assert "Beginning: 15 September 2020 (more precise than September 2020), says The Paper" in text


def test_a_denial_stands_beside_what_it_denies_and_says_who(two):
    tie = two.says("paper", "A", "accession", "B", "inForce", "2020")
    two.claim(tie, "post", denies=True)

    page = drawer(two, tie)

    assert [text for _, text in headings(page)][1:3] == ["Said by", "Denied by"]
    assert "Denied by The Post." in said(page)
    assert "The Post · undated · press report · high confidence" in said(page)


def test_a_later_stage_is_named_and_a_click_leads_to_it(two):
    announced = two.says("paper", "A", "diplomatic-relations", "B", "announced", "2020-08-13")
    begun = two.says("paper", "A", "diplomatic-relations", "B", "inForce", "2020-09-15")
    picked: list[str] = []

    page = drawer(two, announced, pick=picked.append)
    page.button(key=f"tie {begun}").click().run()

    assert "superseded" in said(page)
    assert "Since followed by:" in said(page)
    assert picked == [begun]
    assert "superseded" not in said(drawer(two, announced, date(2020, 9, 14)))


def test_a_rival_is_named_with_who_reports_it(two):
    announced = two.says("paper", "A", "accession", "B", "announced", "2025-11-06")
    joined = two.says("office", "A", "accession", "B", "inForce", "2025-11-06")
    picked: list[str] = []

    page = drawer(two, announced, pick=picked.append)
    page.button(key=f"tie {joined}").click().run()

    assert "Only one of the two can be true. The other is reported by The Office:" in said(page)
    assert picked == [joined]


def test_why_a_tie_is_only_possible_is_said(two):
    tie = two.says("paper", "A", "embassy", "B", "inForce", "2026-06")

    assert "Possible on 29 June 2026: the source says only June 2026." in said(drawer(two, tie))


def test_more_than_five_sources_wait_behind_a_line(two):
    tie = two.tie("A", "embassy", "B", "inForce")
    for n in range(7):
        two.source(f"s{n}")
        two.claim(tie, f"s{n}", "2020")

    page = drawer(two, tie)

    (rest,) = (each for each in page.expander if each.label == "2 more sources")
    assert sum("Title of s" in each.value for each in rest.markdown) == 2
    assert sum("Title of s" in each.value for each in page.markdown) == 7


def test_claims_of_one_source_stand_together(two):
    tie = two.says("paper", "A", "embassy", "B", "inForce", "2020", comment="First.")
    two.claim(tie, "paper", "2020", comment="Second.", locator="page 9")

    page = drawer(two, tie)

    assert sum("Title of paper" in each.value for each in page.markdown) == 1
    assert "high confidence · page 9" in said(page)


def test_which_sources_count_as_one_is_said_where_several_do(two):
    tie = two.says("paper", "A", "embassy", "B", "inForce", "2020")
    two.source("second", publisher="The Paper")
    two.claim(tie, "second", "2020")
    alone = two.says("office", "A", "embassy", "B", "announced", "2019")

    page = drawer(two, tie)

    (shown,) = (each for each in page.expander if each.label == "Which sources count as one")
    assert "Both share the publisher The Paper:" in spelt(shown.markdown[0].value)
    assert "Which sources count as one" not in [each.label for each in drawer(two, alone).expander]


def test_an_unverified_date_stands_in_brackets(two):
    tie = two.tie("A", "embassy", "B", "inForce")
    two.claim(tie, "paper", "1992", unverified_parts=("since",))

    assert "From (1992, unverified)." in said(drawer(two, tie))


def test_an_inferred_day_of_issue_has_its_bounds_and_its_reason(two):
    bounds = {"issued_earliest": PartialDate(2025, 2), "issued_latest": PartialDate(2025, 11, 5)}
    two.source("digest", "", publisher="The Digest", issued_reason="It knows of *February*.", **bounds)
    tie = two.says("digest", "A", "embassy", "B", "inForce", "2020")

    page = drawer(two, tie)

    (origin,) = (each for each in page.caption if "The Digest" in each.value)
    assert "between February 2025 and 5 November 2025 (inferred)" in spelt(origin.value)
    assert spelt(origin.proto.help) == "It knows of *February*."


def test_a_citation_is_offered_for_the_tie_each_source_and_the_view(two):
    tie = two.says("paper", "A", "embassy", "B", "inForce", "2020-09-15")
    two.claim(tie, "office", "2020-09")
    page = drawer(two, tie)
    (what,) = page.selectbox
    assert what.options == [
        "This tie, as found here",
        "All its sources (2)",
        "Source 1: The Office",
        "Source 2: The Paper",
        "The whole view",
    ]
    assert f"tie {tie}, as of 29 June 2026, lens signed. Data version small." in page.code[0].value

    what.set_value("All its sources (2)").run()
    page.button_group[0].set_value("BibTeX").run()

    assert len(bibtexparser.parse_string(page.code[0].value).entries) == 2

    page.selectbox[0].set_value("The whole view").run()
    page.button_group[0].set_value("CSL-JSON").run()

    (item,) = json.loads(page.code[0].value)
    assert (item["title"], item["URL"], item["version"]) == ("All states", SEEN.address, "small")


def test_general_knowledge_is_not_offered_as_a_source_to_cite(two):
    two.source("hearsay", "", reliability=Reliability.NONE)
    tie = two.says("hearsay", "A", "embassy", "B", "inForce", "1996", unverified=True)

    page = drawer(two, tie)

    assert page.selectbox[0].options == ["This tie, as found here", "The whole view"]
    assert "No source that can be checked." in said(page)


def test_the_query_is_shown_where_there_is_one(two):
    tie = two.says("paper", "A", "embassy", "B", "inForce", "2020")

    assert "SELECT *" in [each.value for each in drawer(two, tie, query="SELECT *").code]
    assert "The query behind this" not in [each.label for each in drawer(two, tie).expander]


def test_address_and_report_can_be_copied(two):
    tie = two.says("paper", "A", "embassy", "B", "inForce", "2020")

    boxes = [each.value for each in drawer(two, tie).code]

    assert boxes[1:3] == [tie, SEEN.address]
    assert boxes[3].startswith("Something is wrong in Accord Atlas")


def test_hostile_labels_stay_text(builder):
    builder.entity("A", label=HOSTILE, definition=HOSTILE, note=HOSTILE, labels=(f"xx {HOSTILE}",))
    builder.entity("B", label="Borduria")
    builder.source("paper", publisher=HOSTILE, author=HOSTILE, url="javascript:alert(1)")
    builder.source("post", publisher=HOSTILE)
    tie = builder.says("paper", "A", "embassy", "B", "inForce", "2020", comment=HOSTILE, locator=HOSTILE)
    builder.claim(tie, "post", "2020-05", denies=False)
    builder.claim(tie, "post", denies=True, comment=HOSTILE)
    world = builder.world()

    pages = [drawer(builder, tie), portrait(world, "A")]
    pages.append(opened(lambda: show_ties(world.ties, world, HORIZON, print)))

    for page in pages:
        shown = [each.value for kind in TEXTS for each in page.get(kind)]
        shown += [each.label for each in (*page.button, *page.expander)]
        for bare in (r"(?<!\\)<img", r"(?<!\\)\*\*bold", r"(?<!\\)\]\(javascript", r"(?<!\\):red", "\u202e"):
            assert [text for text in shown if re.search(bare, text)] == []


def test_a_state_is_told_from_where_it_stands_to_its_identifiers(small_world):
    page = portrait(small_world, "KHE")

    assert headings(page) == [
        ("h2", "Khemed"),
        ("h3", "Ties (7, whatever the filters)"),
        ("h3", "What else is known"),
        ("h3", "Names and identifiers"),
    ]
    text = said(page)
    assert "State or territory · member of the United Nations" in text
    assert "**Candidate** since March 2025 – named as a candidate" in text
    assert "Reported by courier" in text
    assert [each.value for each in page.code] == ["https://example.org/state/KHE"]


def test_the_ties_of_an_entity_are_listed_by_family_with_how_they_stand(small_world):
    picked: list[str] = []
    page = portrait(small_world, "KHE", pick=picked.append)

    by_family = {each.label: [spelt(b.label) for b in each.button] for each in page.expander if each.button}

    assert by_family["Diplomatic (3)"] == [
        "Khemed has relations with Nuevo Rico since 7 April 1992",
        "Khemed has an embassy in Nuevo Rico since 1996 · possible",
        "Ottokar visited Khemed on 26 January 2026 · past",
    ]
    page.button[0].click().run()
    assert len(picked) == 1


def test_contested_names_come_with_their_note_and_their_languages(builder):
    builder.entity(
        "A",
        label="Syldavia",
        statehood=Statehood.RECOGNISED_BY_SOME,
        labels=("ar سيلدافيا", "en Syldavia", "he סילדביה"),
        note="Two names are in use.",
        same_as=("http://www.wikidata.org/entity/Q1",),
    )

    text = said(portrait(builder.world(), "A"))

    assert "recognised as a state by some states, not by others" in text
    assert "Two names are in use." in text
    assert "- Arabic: سيلدافيا\n- English: Syldavia\n- Hebrew: סילדביה" in text
    assert "The same as [Wikidata Q1](http://www.wikidata.org/entity/Q1)" in text


def test_a_statement_answers_its_question_in_words(builder):
    builder.entity("A", label="Syldavia")
    builder.source("paper", "2024-05-01", publisher="The Paper")
    paper = builder.sources["paper"].iri
    world = replace(
        builder.world(),
        questions=(Question("sunni-majority", "Is the majority Sunni?", True),),
        statements=(
            Statement("x/1", f"{BASE}state/A", "sunni-majority", ("true",), paper, contested=True),
            Statement("x/2", f"{BASE}state/A", "member-count", ("4",), paper, unverified=True),
        ),
    )

    text = said(portrait(world, "A"))

    assert (
        "Is the majority Sunni? **yes**, says Title of paper, 1 May 2024, told as a claim, not as a fact"
        in text
    )
    assert "Member count: **4**, says Title of paper, 1 May 2024, unverified" in text


def test_arguments_are_counted_and_called_no_facts(builder):
    builder.entity("A", label="Syldavia")
    builder.source("paper")
    argument = Argument("x/1", f"{BASE}state/A", "benefit", builder.sources["paper"].iri, "More trade.", "X")

    text = said(portrait(replace(builder.world(), arguments=(argument,)), "A"))

    assert "1 recorded argument on what joining the Accords would bring or cost it" in text
    assert "More trade" not in text


def test_what_is_no_state_has_no_standing(small_world):
    page = portrait(small_world, "league")

    assert str(EntityType.ORGANIZATION) in said(page)
    assert "since" not in "".join(each.value for each in page.caption)
    assert "Names in other languages" not in [each.label for each in page.expander]
