from __future__ import annotations

import gzip

import pytest

from graph.errors import DataError

CALLS = "date,issues,yes,no,abstain\n"
TABLE = "un_votes/roll_calls.csv.gz"


def amounts(desk) -> dict[str, tuple[str, str]]:
    """Name of each claim → agreement and number of roll calls."""
    found: dict[str, dict[str, str]] = {}
    for line in desk.harvest("un_votes"):
        for word in ("amount", "rollCalls"):
            if line.startswith("<claim/") and f"#{word}>" in line:
                name = line.split("> ")[0].removeprefix("<claim/un-votes/")
                found.setdefault(name, {})[word] = line.split('"')[1]
    return {name: (said["amount"], said["rollCalls"]) for name, said in found.items()}


def test_agreement_is_the_share_of_the_votes_that_both_cast(desk):
    desk.table(
        TABLE,
        CALLS
        + "2015-01-01,,SYL KHE,,\n"  # alike
        + "2016-01-01,,SYL,KHE,\n"  # not
        + "2017-01-01,,,,SYL KHE\n"  # both abstain, which is alike
        + "2018-01-01,,SYL,,\n"  # one is absent, which counts for nothing
        + "2014-01-01,,SYL,KHE,\n",  # before the span
    )

    assert amounts(desk) == {
        "KHE.SYL": ("0.6667", "3"),
        "KHE.SYL.2014": ("0.0", "1"),
        "KHE.SYL.2015": ("1.0", "1"),
        "KHE.SYL.2016": ("0.0", "1"),
        "KHE.SYL.2017": ("1.0", "1"),
    }


def test_only_of_states_that_are_spoken_of_each_year_and_issue_is_told(desk):
    desk.speak_of("SYL")
    desk.table(TABLE, CALLS + "2015-01-01,me,SYL KHE,,")
    assert amounts(desk) == {"KHE.SYL": ("1.0", "1")}

    desk.speak_of("SYL", "KHE")
    assert amounts(desk).keys() == {"KHE.SYL", "KHE.SYL.2015", "KHE.SYL.palestinian-conflict"}
    assert "theme <theme/palestinian-conflict> <source/un-votes>" in desk.about(
        "un_votes", "claim/un-votes/KHE.SYL.palestinian-conflict"
    )


def test_a_pair_is_one_tie_and_the_years_are_claims_on_it(desk):
    desk.table(TABLE, CALLS + "2015-01-01,,SYL KHE,,\n1992-01-01,,SYL KHE,,\n1991-01-01,,SYL KHE,,")

    assert [line for line in desk.harvest("un_votes") if "ontology#Tie>" in line] == [
        "<tie/KHE.SYL.un-agreement> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <ontology#Tie> "
        "<graph/atlas>"
    ]
    assert 'year "1992"^^<xsd:gYear> <source/un-votes>' in desk.about(
        "un_votes", "claim/un-votes/KHE.SYL.1992"
    )
    assert desk.about("un_votes", "claim/un-votes/KHE.SYL.1991") == set()


def test_a_former_state_that_no_table_has_is_left_out(desk):
    desk.table(TABLE, CALLS + "2015-01-01,,SYL CSK,,")

    assert amounts(desk) == {}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2015-01-01,,SYL,SYL,", "column 'no': 'SYL' has 'SYL', which voted yes as well"),
        ("long ago,,SYL,,", "column 'date': 'long ago' is no day"),
        ("2015-01-01,zz,SYL,,", "column 'issues': 'zz' names an issue that issues.csv lacks"),
    ],
)
def test_a_bad_roll_call_is_named(desk, row, message):
    desk.table(TABLE, CALLS + row)

    with pytest.raises(DataError) as caught:
        desk.harvest("un_votes")
    assert str(caught.value) == f"roll_calls.csv.gz, row 2, {message}"


def test_a_packed_table_that_is_cut_or_altered_is_named(desk):
    file = desk.table(TABLE, CALLS + "2015-01-01,,SYL KHE,,")
    whole = file.read_bytes()
    for broken in (whole[:-9], b"no gzip", gzip.compress(b"date\n2015-01-01\n")):
        file.write_bytes(broken)
        with pytest.raises(DataError, match=r"^roll_calls\.csv\.gz: "):
            desk.harvest("un_votes")
