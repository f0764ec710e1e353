from __future__ import annotations

import pytest

from graph.errors import DataError

LISTED = "iso3,org,qualifier\n"
DATED = "org,code,role,start_date,end_date,confidence,source\n"


@pytest.fixture(autouse=True)
def league(desk):
    desk.organizations(LR="League of Rivers")


def roles(desk) -> dict[str, str]:
    """Name of the claim → role, of the Factbook's memberships."""
    return {
        line.split("> ")[0].removeprefix("<claim/factbook/"): line.split('"')[1]
        for line in desk.harvest("factbook")
        if line.startswith("<claim/factbook/") and "ontology#role>" in line
    }


def test_a_list_gives_a_membership_without_a_day(desk):
    desk.table("factbook/igo_membership.csv", LISTED + "SYL,LR,\nKHE,LR,dialogue partner")

    assert roles(desk) == {"SYL.lr.member-of.inForce": "member", "KHE.lr.member-of.inForce": "partner"}
    said = desk.about("factbook", "claim/factbook/KHE.lr.member-of.inForce")
    assert 'comment "listed as: dialogue partner"@en <source/factbook>' in said
    assert not [line for line in said if line.startswith("since")]


def test_associations_in_a_state_do_not_make_it_a_member(desk):
    desk.table("factbook/igo_membership.csv", LISTED + "SYL,LR,NGOs\nKHE,LR,national committees")

    assert roles(desk) == {}


def test_listed_twice_once_with_less_a_state_is_a_member(desk):
    desk.table("factbook/igo_membership.csv", LISTED + "SYL,LR,signatory\nSYL,LR,")

    assert roles(desk) == {"SYL.lr.member-of.inForce": "member"}


def test_a_dated_membership_goes_before_a_stale_list(desk):
    desk.table("factbook/igo_membership.csv", LISTED + "SYL,LR,observer\nKHE,LR,\nSTH,LR,")
    desk.table(
        "organizations/membership_dated.csv",
        DATED
        + "LR,SYL,member,2023-07-04,,medium,general reference\n"
        + "LR,KHE,former member,1961,2019-01-01,medium,general reference; still listed\n"
        + "LR,STH,founding member,1981,,medium,general reference",
    )

    # where both give the same role and it lasts, both stand on one tie
    assert roles(desk) == {"STH.lr.member-of.inForce": "member"}
    said = desk.about("organizations", "claim/general-reference/KHE.lr.member-of.inForce")
    graph = "<source/general-reference>"
    assert {
        'role "member" ' + graph,
        'since "1961"^^<xsd:gYear> ' + graph,
        'until "2019-01-01"^^<xsd:date> ' + graph,
        'unverified "true"^^<xsd:boolean> ' + graph,
        'comment "former member; general reference; still listed"@en ' + graph,
    } <= said
    assert "about <tie/STH.lr.member-of.inForce> " + graph in desk.about(
        "organizations", "claim/general-reference/STH.lr.member-of.inForce"
    )


def test_an_organization_has_its_name_and_the_table_s_word_as_an_alias(desk):
    desk.table("factbook/igo_membership.csv", LISTED + "SYL,LR,")

    assert desk.about("organizations", "organization/lr") == {
        "type <ontology#Organization> <graph/atlas>",
        'label "League of Rivers"@en <graph/atlas>',
        'altLabel "LR"@en <graph/atlas>',
    }


def test_what_hand_written_files_say_already_is_not_said_again(desk):
    desk.fact(
        "curated/press.trig",
        """
        @base <https://w3id.org/accord-atlas/> .
        @prefix acc: <https://w3id.org/accord-atlas/ontology#> .
        GRAPH <graph/atlas> {
        <organization/lr> a acc:Organization .
        <tie/SYL.lr.member-of.inForce> acc:sender <state/SYL> .
        <tie/KHE.lr.member-of.inForce> acc:sender <state/KHE> .
        }
        GRAPH <source/press> {
        <claim/press/A1> acc:about <tie/SYL.lr.member-of.inForce> ; acc:since "2009-10-03" .
        <claim/press/A2> acc:about <tie/KHE.lr.member-of.inForce> ; acc:since "2009-10-03" .
        }
        """,
    )
    desk.table(
        "organizations/membership_dated.csv",
        DATED + "LR,SYL,member,2009-10-03,,high,accords.csv\nLR,KHE,member,2010-01-01,,high,accords.csv",
    )

    assert desk.about("organizations", "organization/lr") == set()
    assert desk.about("organizations", "claim/organizations/SYL.lr.member-of.inForce") == set()
    # another day stands beside theirs on the same tie, where it comes out as a dispute
    assert desk.about("organizations", "claim/organizations/KHE.lr.member-of.inForce")


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("factbook/igo_membership.csv", "SYL,XY,", "column 'org': 'XY' is not in data/organizations.toml"),
        ("factbook/igo_membership.csv", "SYL,LR,guest", "column 'qualifier': 'guest' is no word that"),
        (
            "organizations/membership_dated.csv",
            "LR,SYL,guest,,,high,accords.csv",
            "column 'role': 'guest' is",
        ),
        ("organizations/membership_dated.csv", "LR,SYL,member,soon,,high,accords.csv", "column 'start_date'"),
        ("organizations/membership_dated.csv", "LR,SYL,member,,,high,a blog", "column 'source': 'a blog' is"),
        ("organizations/membership_dated.csv", "LR,SYL,member,,,sure,accords.csv", "column 'confidence'"),
    ],
)
def test_a_bad_membership_is_named(desk, table, row, message):
    desk.table(table, (LISTED if "igo" in table else DATED) + row)

    with pytest.raises(DataError) as caught:
        desk.harvest("organizations")
    assert str(caught.value).startswith(f"{table.split('/')[1]}, row 2, {message}")
