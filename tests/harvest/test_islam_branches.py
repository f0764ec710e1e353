from __future__ import annotations

import pytest

from graph.errors import DataError
from graph.harvest.islam_branches import CLINE, CLINE_COPY, PEW_COPY

SHARES = "iso3,shia_low_pct,shia_high_pct,base,year,source,confidence,note\n"
BRANCHES = "code,majority_branch,basis\n"
PEW = '"Pew Forum, Mapping the Global Muslim Population (figures as facts)"'


def subjects(desk) -> set[str]:
    return {line.split(" ", 1)[0].strip("<>") for line in desk.harvest("islam_branches")} - {
        "source/pew-mapping-2009"
    }


def test_a_share_goes_to_the_graph_of_its_publisher_with_base_year_and_confidence(desk):
    desk.table(
        "islam_branches/shia_share.csv",
        SHARES + f"SYL,65,75,percent of Muslims,2009,{PEW},medium,seen in a stored copy of the appendix",
    )
    graph = f"<source/{PEW_COPY}>"

    assert desk.about("islam_branches", f"composition/{PEW_COPY}/SYL.shia.muslims") == {
        f"type <ontology#Composition> {graph}",
        f"state <state/SYL> {graph}",
        f"religion <religion/shia> {graph}",
        f'base "Muslims" {graph}',
        f'shareLow "0.65"^^<xsd:decimal> {graph}',
        f'shareHigh "0.75"^^<xsd:decimal> {graph}',
        f'year "2009"^^<xsd:gYear> {graph}',
        f'confidence "medium" {graph}',
        f'comment "seen in a stored copy of the appendix"@en {graph}',
    }


def test_a_figure_that_nobody_saw_is_general_knowledge_and_unverified(desk):
    desk.table(
        "islam_branches/shia_share.csv",
        SHARES
        + f'SYL,10,10,percent of Muslims,2009,{PEW},low,"general reference, not seen in a stored copy"',
    )
    said = desk.about("islam_branches", "composition/general-reference/SYL.shia.muslims")

    assert {
        'share "0.1"^^<xsd:decimal> <source/general-reference>',
        'unverified "true"^^<xsd:boolean> <source/general-reference>',
        'confidence "low" <source/general-reference>',
    } <= said


def test_what_the_factbook_says_is_left_to_the_factbook(desk):
    desk.table(
        "islam_branches/shia_share.csv",
        SHARES + "SYL,61,64,percent of population,2015,CIA World Factbook,medium,",
    )

    assert subjects(desk) == set()


def test_what_a_hand_written_file_says_in_the_same_graph_is_not_said_again(desk):
    desk.fact(
        "curated/cline.trig",
        f"""
        @base <https://w3id.org/accord-atlas/> .
        @prefix acc: <https://w3id.org/accord-atlas/ontology#> .
        GRAPH <source/{CLINE_COPY}> {{
        <composition/x/A1> acc:state <state/SYL> ; acc:religion <religion/shia> ; acc:base "population" .
        }}
        """,
    )
    rows = "".join(f"{code},72,72,percent of population,2013,{CLINE},medium,\n" for code in ("SYL", "KHE"))
    desk.table("islam_branches/shia_share.csv", SHARES + rows)

    assert subjects(desk) == {f"composition/{CLINE_COPY}/KHE.shia"}


def test_a_majority_is_stated_by_the_factbook_or_from_general_knowledge_only(desk):
    desk.speak_of("SYL", "KHE", "STH", "XBO")
    desk.table(
        "islam_branches/majority_branch.csv",
        BRANCHES + "SYL,Shia,Factbook: predominantly Shia\nKHE,Sunni,general reference\n"
        "STH,Sunni,seed article\nXBO,mixed,Factbook Sunni 31.9",
    )

    assert subjects(desk) == {"statement/islam-branches.SYL", "statement/islam-branches.KHE"}
    assert {
        "question <question/shia-majority> <source/factbook>",
        'answer "true"^^<xsd:boolean> <source/factbook>',
    } <= desk.about("islam_branches", "statement/islam-branches.SYL")
    assert {
        "question <question/sunni-majority> <source/general-reference>",
        'unverified "true"^^<xsd:boolean> <source/general-reference>',
    } <= desk.about("islam_branches", "statement/islam-branches.KHE")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("SYL,65,75,percent of Muslims,2009,A blog,low,", "column 'source': 'A blog' is a publisher that"),
        (f"SYL,65,75,Muslims,2009,{PEW},low,", "column 'base': 'Muslims' does not begin with 'percent of '"),
        (
            f"SYL,75,65,percent of Muslims,2009,{PEW},low,",
            "column 'shia_low_pct': '75' and shia_high_pct '65'",
        ),
        (f"SYL,,65,percent of Muslims,2009,{PEW},low,", "column 'shia_low_pct': '' and shia_high_pct '65'"),
        (
            f"SYL,6,65,percent of Muslims,2009,{PEW},sure,",
            "column 'confidence': 'sure' is none of high, low, medium",
        ),
    ],
)
def test_a_bad_share_is_named(desk, row, message):
    desk.table("islam_branches/shia_share.csv", SHARES + row)

    with pytest.raises(DataError) as caught:
        desk.harvest("islam_branches")
    assert str(caught.value).startswith(f"shia_share.csv, row 2, {message}")


@pytest.mark.parametrize(
    ("row", "column"), [("SYL,Zaidi,Factbook", "majority_branch"), ("SYL,Sunni,hearsay", "basis")]
)
def test_a_bad_branch_is_named(desk, row, column):
    desk.table("islam_branches/majority_branch.csv", BRANCHES + row)

    with pytest.raises(DataError, match=rf"^majority_branch\.csv, row 2, column '{column}': "):
        desk.harvest("islam_branches")
