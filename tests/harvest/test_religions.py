from __future__ import annotations

from decimal import Decimal

import pytest

from graph.errors import DataError
from graph.harvest.compositions import Share
from graph.harvest.religions import read_shares
from graph.harvest.schemes import Religions

HEADER = "iso3,level,parent,name,share_pct,share_high_pct,qualifier,year\n"


def shares(desk, rows: str = "", code: str = "SYL") -> dict[str, Share]:
    if rows:
        desk.table("factbook/religions_parsed.csv", HEADER + rows)
    read = read_shares(desk.datasets / "factbook", Religions.read(desk.data))
    return {share.religion: share for share in read if share.state == code}


def figures(shares: dict[str, Share]) -> dict[str, tuple[str, str]]:
    return {slug: (f"{share.low}", f"{share.high}") for slug, share in shares.items()}


def test_a_share_is_of_the_population_from_nought_to_one(desk):
    assert shares(desk)["islam"] == Share(
        "SYL", "islam", Decimal("0.6"), Decimal("0.6"), "population", "2020", level=1
    )


def test_a_state_of_the_fixes_takes_nothing_from_the_parsed_rows(desk):
    found = shares(desk, "KHE,1,,Muslim,5,,,2020\nKHE,1,,atheist,95,,,2020", code="KHE")

    assert figures(found) == {
        "islam": ("0.95", "0.98"),
        "shia": ("None", "0.6"),
        "christianity": ("None", "None"),
    }


def test_a_range_and_less_than_are_bounds(desk):
    found = shares(desk, "SYL,1,,Muslim,81,90,,2015\nSYL,1,,other,1,,<,2015")

    assert figures(found) == {"islam": ("0.81", "0.9"), "other": ("0", "0.01")}


def test_rows_of_one_concept_are_added_up_and_named(desk):
    found = shares(desk, "SYL,1,,atheist,14,,,2019\nSYL,1,,agnostic,4.5,,,2019")

    assert figures(found) == {"unaffiliated": ("0.185", "0.185")}
    assert found["unaffiliated"].comment == "adds up atheist 14, agnostic 4.5 percent"
    assert not found["unaffiliated"].derived


def test_a_branch_beside_its_root_makes_the_root_a_derived_sum(desk):
    found = shares(desk, "SYL,1,,Muslim,56.7,,,2011\nSYL,1,,Bektashi,2.1,,,2011")

    assert figures(found) == {"islam": ("0.588", "0.588"), "islam-other": ("0.021", "0.021")}
    assert (found["islam"].derived, found["islam-other"].derived) == (True, False)
    assert (found["islam"].level, found["islam-other"].level) == (1, 2)
    assert found["islam"].comment == "derived: sum of Muslim 56.7, Bektashi 2.1 percent"


def test_a_root_that_no_row_names_is_derived_from_its_branches(desk):
    found = shares(desk, "SYL,1,,Roman Catholic,50,,,2011\nSYL,1,,Protestant,10,20,,2011")

    assert figures(found) == {
        "christianity": ("0.6", "0.7"),
        "catholic": ("0.5", "0.5"),
        "protestant": ("0.1", "0.2"),
    }
    assert found["christianity"].derived


def test_rows_in_brackets_lie_inside_the_row_before(desk):
    found = shares(desk, "SYL,1,,Muslim,98,,,2014\nSYL,2,Muslim,Sunni,95,,,2014\nSYL,2,Muslim,other,3,,,2014")

    assert figures(found) == {
        "islam": ("0.98", "0.98"),
        "sunni": ("0.95", "0.95"),
        "islam-other": ("0.03", "0.03"),
    }
    assert not found["islam"].derived


def test_brackets_of_the_same_concept_are_not_counted_twice(desk):
    found = shares(desk, "SYL,1,,Protestant,20,,,2014\nSYL,2,Protestant,Methodist,12,,,2014")

    assert figures(found) == {"christianity": ("0.2", "0.2"), "protestant": ("0.2", "0.2")}


def test_a_faith_under_other_stands_beside_it(desk):
    found = shares(desk, "SYL,1,,Baha'i,0.3,,,2014\nSYL,1,,other,0.2,,,2014")

    assert figures(found) == {"bahai": ("0.003", "0.003"), "other": ("0.002", "0.002")}
    assert {share.level for share in found.values()} == {1}


def test_what_is_named_without_a_share_is_no_figure_and_left_out_of_sums(desk):
    found = shares(desk, "SYL,1,,Muslim,96,,,2020\nSYL,1,,Bektashi,,,,2020\nSYL,1,,other,.,,,2020")

    assert figures(found) == {
        "islam": ("0.96", "0.96"),
        "islam-other": ("None", "None"),
        "other": ("None", "None"),
    }
    assert found["islam"].comment == "derived: sum of Muslim 96 percent; without: Bektashi"
    assert found["other"].comment == "no figure, named in words: other"


def test_pieces_are_dropped_and_other_words_of_the_tables_translated(desk):
    found = shares(desk, "SYL,1,,piece of a note,3,,,2020\nSYL,1,,tribal,10,,approximately,")

    assert figures(found) == {"folk-religions": ("0.1", "0.1")}
    assert (found["folk-religions"].year, found["folk-religions"].comment) == (
        "",
        "approximate in the source",
    )


def test_the_note_of_the_source_goes_with_the_shares_of_level_one(desk):
    desk.table(
        "factbook/religions_text.csv",
        "iso3,note\nSYL,note: data represent the &quot;citizen&quot; population",
    )
    found = shares(desk, "SYL,1,,Muslim,98,,,2014\nSYL,2,Muslim,Sunni,95,,,2014")

    assert found["islam"].comment == 'the Factbook notes: data represent the "citizen" population'
    assert found["sunni"].comment == ""


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("SYL,1,,Jedi,3,,,2020", "column 'name': 'Jedi' stands in no row of religion_names.csv for level 1"),
        ("SYL,3,,Muslim,3,,,2020", "column 'level': '3' is neither 1 nor 2"),
        ("SYL,1,,Muslim,many,,,2020", "column 'share_pct': 'many' is no number"),
        ("SYL,1,,Muslim,120,,,2020", "column 'share_pct': '120' is not between 0 and 100"),
        ("SYL,1,,Muslim,90,81,,2020", "column 'share_pct': '90' is more than share_high_pct, '81'"),
        (
            "SYL,1,,Muslim,90,,roughly,2020",
            "column 'qualifier': 'roughly' is no qualifier that a share can have",
        ),
        ("SYL,1,,Muslim,90,,,last year", "column 'year': 'last year' is no year"),
        ("Syl,1,,Muslim,90,,,2020", "column 'iso3': 'Syl' is no alpha-3 code"),
        ("SYL,2,tribal,other,3,,,2020", "column 'parent': 'tribal' has no concept for what it calls other"),
    ],
)
def test_a_bad_row_is_named(desk, row, message):
    with pytest.raises(DataError) as caught:
        shares(desk, row)
    assert str(caught.value) == f"religions_parsed.csv, row 2, {message}"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "KHE,sith,0.1,0.1,population,2020,r",
            "column 'concept': 'sith' is no concept of data/schemes/religions.ttl",
        ),
        ("KHE,islam,1.2,1.2,population,2020,r", "column 'share_low': '1.2' is not between 0 and 1"),
        ("KHE,islam,0.9,0.8,population,2020,r", "column 'share_low': '0.9' is more than share_high, '0.8'"),
        ("KHE,islam,0.9,0.9,,2020,r", "column 'base': '' does not say whose share it is"),
    ],
)
def test_a_bad_fix_is_named(desk, row, message):
    desk.table("factbook/religion_fixes.csv", f"iso3,concept,share_low,share_high,base,year,reason\n{row}")

    with pytest.raises(DataError) as caught:
        shares(desk)
    assert str(caught.value) == f"religion_fixes.csv, row 2, {message}"


def test_a_fix_may_not_stand_twice(desk):
    twice = "KHE,islam,0.9,0.9,population,2020,r\n" * 2
    desk.table("factbook/religion_fixes.csv", f"iso3,concept,share_low,share_high,base,year,reason\n{twice}")

    with pytest.raises(
        DataError, match="row 3, column 'concept': 'islam' stands twice for this state and base"
    ):
        shares(desk)
