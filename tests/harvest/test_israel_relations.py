from __future__ import annotations

import pytest

from graph.errors import DataError

ROWS = "code,status_2026_06,established,ended,restored,note,confidence,source\n"
PRESS = "JTA, a page"


@pytest.fixture(autouse=True)
def israel(desk):
    desk.table(
        "country_codes/country_codes.csv",
        "iso3,iso2,iso_num,display_name,region,subregion,intermediate_region,independent,wikidata_id,"
        "name_en,name_ar,name_es,name_fr,name_ru,name_zh\n"
        "ISR,IL,376,Israel,Asia,Western Asia,,Yes,,Israel,,,,,\n"
        "SYL,QX,901,Syldavia,Europe,Southern Europe,,Yes,,Syldavia,,,,,\n"
        "KHE,QZ,902,Khemed,Asia,Western Asia,,Yes,,Khemed,,,,,\n",
    )


def claims(desk) -> dict[str, set[str]]:
    """Name of each claim, and its dates and doubts."""
    found: dict[str, set[str]] = {}
    for line in desk.harvest("israel_relations"):
        if line.startswith("<claim/"):
            name, predicate, rest = line.split(" ", 2)
            said = found.setdefault(name.strip("<>").removeprefix("claim/"), set())
            word = predicate.strip("<>").replace("#", "/").rsplit("/", 1)[-1]
            if word in {"since", "until", "unverified", "unverifiedPart"}:
                said.add(f"{word} {rest.split(chr(34))[1]}")
    return found


def test_relations_that_broke_and_came_back_are_three_ties(desk):
    desk.table(
        "israel_relations/israel_relations.csv",
        ROWS + f'SYL,full,1961,1973,1986,unverified: established,high,"{PRESS}"',
    )
    stem = "israel-relations/ISR.SYL.diplomatic-relations"

    assert claims(desk) == {
        f"{stem}.inForce": {"since 1961", "until 1973", "unverifiedPart since"},
        f"{stem}.ended": {"since 1973", "until 1986"},
        f"{stem}.inForce.1986": {"since 1986"},
    }


def test_breaks_that_only_the_note_gives_are_never_certain(desk):
    desk.table(
        "israel_relations/israel_relations.csv",
        ROWS + f'SYL,severed,1948,2024-10-11,,Also cut 1982-1992,high,"{PRESS}"',
    )
    stem = "israel-relations/ISR.SYL.diplomatic-relations"

    assert claims(desk) == {
        f"{stem}.inForce": {"since 1948", "until 1982", "unverifiedPart until"},
        f"{stem}.ended": {"since 1982", "until 1992", "unverifiedPart since", "unverifiedPart until"},
        f"{stem}.inForce.1992": {"since 1992", "until 2024-10-11", "unverifiedPart since"},
        f"{stem}.ended.2024-10-11": {"since 2024-10-11"},
    }


def test_a_low_row_is_general_knowledge(desk):
    desk.table(
        "israel_relations/israel_relations.csv", ROWS + 'SYL,full,1956,,,,low,"general reference, year only"'
    )

    assert claims(desk) == {
        "general-reference/ISR.SYL.diplomatic-relations.inForce": {"since 1956", "unverified true"}
    }


def test_every_row_states_the_status(desk):
    desk.table(
        "israel_relations/israel_relations.csv",
        ROWS + f'SYL,none,,,,,medium,"{PRESS}"\nKHE,mutual letters of recognition (PLO),1993,,,,low,general',
    )

    assert claims(desk) == {}
    assert {
        'answer "none" <source/israel-relations>',
        "question <question/israel-relations> <source/israel-relations>",
    } <= desk.about("israel_relations", "statement/israel-relations.SYL")
    assert 'unverified "true"^^<xsd:boolean> <source/general-reference>' in desk.about(
        "israel_relations", "statement/israel-relations.KHE"
    )


def by_hand(desk, *ties: tuple[str, str]) -> None:
    """Let a hand-written file claim stages of the relations of Syldavia, each since a day."""
    lines = "".join(
        f"GRAPH <graph/atlas> {{ <tie/{tie}> acc:sender <state/ISR> }}\n"
        f"GRAPH <source/press> {{ <claim/press/{n}> acc:about <tie/{tie}>"
        + (f' ; acc:since "{since}"' if since else "")
        + " }\n"
        for n, (tie, since) in enumerate(ties)
    )
    desk.fact(
        "curated/press.trig",
        "@base <https://w3id.org/accord-atlas/> .\n@prefix acc: <https://w3id.org/accord-atlas/ontology#> .\n"
        + lines,
    )


def test_what_the_fact_files_say_is_left_to_them(desk):
    by_hand(desk, ("ISR.SYL.diplomatic-relations.inForce", "2019-01-20"))
    desk.table("israel_relations/israel_relations.csv", ROWS + "SYL,full,1960,1972,2019-01-20,,high,A218")
    stem = "israel-relations/ISR.SYL.diplomatic-relations"

    # the hand-written tie is the second stint, so that the first has its beginning in its name
    assert claims(desk) == {
        f"{stem}.inForce.1960": {"since 1960", "until 1972"},
        f"{stem}.ended": {"since 1972", "until 2019-01-20"},
    }


def test_a_date_that_differs_stands_on_the_same_tie(desk):
    by_hand(desk, ("ISR.SYL.diplomatic-relations.inForce", "1992-04-10"))
    desk.table("israel_relations/israel_relations.csv", ROWS + "SYL,full,1993,,,,high,A041")

    assert claims(desk) == {"israel-relations/ISR.SYL.diplomatic-relations.inForce": {"since 1993"}}


def test_an_undated_report_is_of_the_present_stint(desk):
    by_hand(desk, ("ISR.SYL.diplomatic-relations.inForce", ""))
    desk.table("israel_relations/israel_relations.csv", ROWS + f'SYL,full,1948,1967,1992,,medium,"{PRESS}"')

    assert claims(desk)["israel-relations/ISR.SYL.diplomatic-relations.inForce"] == {"since 1992"}
    assert claims(desk)["israel-relations/ISR.SYL.diplomatic-relations.inForce.1948"] == {
        "since 1948",
        "until 1967",
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ZZZ,full,,,,,high,A1", "column 'code': 'ZZZ' is no state of the tables of codes"),
        ("SYL,cordial,,,,,high,A1", "column 'status_2026_06': 'cordial' is none of full, "),
        ("SYL,full,spring,,,,high,A1", "column 'established': 'spring' is no day, month or year"),
        ("SYL,full,1973,1961,1986,,high,A1", "column 'ended': '1961' comes before what it ends"),
        ("SYL,full,1961,1973,,,high,A1", "column 'restored': '' does not agree with the status"),
        ("SYL,full,1961,,,unverified: begun,high,A1", "column 'note': 'unverified: begun' names a column"),
        ("SYL,full,1961,,,,sure,A1", "column 'confidence': 'sure' is none of high, low, medium"),
    ],
)
def test_a_bad_row_is_named(desk, row, message):
    desk.table("israel_relations/israel_relations.csv", ROWS + row)

    with pytest.raises(DataError) as caught:
        desk.harvest("israel_relations")
    assert str(caught.value).startswith(f"israel_relations.csv, row 2, {message}")
