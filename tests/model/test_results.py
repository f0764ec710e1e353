"""What a result can be shown as, and why not."""

from __future__ import annotations

import pytest

from graph.model.results import MOST_DRAWN, Chart, Result, name, named_ties, number, question
from tests.conftest import BASE

XSD = "http://www.w3.org/2001/XMLSchema#"


def iri(path: str) -> dict[str, str]:
    return {"type": "uri", "value": BASE + path}


def literal(value: str, datatype: str = "string") -> dict[str, str]:
    return {"type": "literal", "value": value, "datatype": XSD + datatype}


@pytest.fixture
def result(small_world):
    """A result of some rows: ``result(state=[...], n=[...])``."""

    def made(**columns) -> Result:
        rows = [
            {column: term for column, term in zip(columns, terms, strict=True) if term}
            for terms in zip(*columns.values(), strict=True)
        ]
        return Result(tuple(columns), rows, small_world)

    return made


STATES = [iri("state/SYL"), iri("state/BOR")]
NUMBERS = [literal("1", "integer"), literal("2.5", "decimal")]


def test_states_and_numbers_make_a_map_and_a_chart(result):
    found = result(state=STATES, n=NUMBERS)

    assert found.map == ("state", "n")
    assert found.chart == Chart("state", "n")
    assert found.entities == (f"{BASE}state/SYL", f"{BASE}state/BOR")


def test_years_are_charted_along_and_never_mapped(result):
    years = [literal("2020", "gYear"), literal("2021", "gYear")]
    found = result(state=STATES, year=years, n=NUMBERS)

    assert found.chart == Chart("year", "n", "state", years=True)
    assert found.map == ("state", "n")
    assert result(state=STATES, year=[literal("2020", "integer"), literal("2021", "integer")]).map == (
        "no column holds numbers alone"
    )


@pytest.mark.parametrize(
    ("columns", "why_no_map", "why_no_chart"),
    [
        ({"x": [literal("a")]}, "no column holds states alone", "no column holds numbers alone"),
        ({"state": STATES}, "no column holds numbers alone", "no column holds numbers alone"),
        (
            {"state": [STATES[0], STATES[0]], "n": NUMBERS},
            "a state has several rows",
            "several rows have the same place",
        ),
        (
            {"state": [STATES[0], iri("agreement/abraham-accords")], "n": NUMBERS},
            "no column holds states alone",
            None,
        ),
        ({"n": NUMBERS}, "no column holds states alone", "no column of years or names"),
    ],
)
def test_what_it_is_not_is_told_with_the_reason(result, columns, why_no_map, why_no_chart):
    found = result(**columns)

    assert why_no_map in str(found.map)
    assert isinstance(found.chart, Chart) if why_no_chart is None else why_no_chart in str(found.chart)


def test_what_is_no_date_though_it_is_called_one_is_charted_along_nothing(result):
    odd = [literal("abc", "gYear"), literal("-0044", "gYear")]

    assert result(year=odd, n=NUMBERS).chart == Chart("year", "n")


def test_too_many_bars_are_no_chart(result):
    found = result(x=[literal(str(n)) for n in range(61)], n=[literal("1", "integer")] * 61)

    assert found.chart == "it has more than 60 bars; ask for fewer with LIMIT"


def test_a_row_opens_its_tie_before_its_entity_and_a_claim_opens_what_it_is_about(result, small_world):
    claim = small_world.claims[0]
    row = {"who": STATES[0], "claim": {"type": "uri", "value": claim.iri}}
    found = result(who=[row["who"]], claim=[row["claim"]])

    assert found.opens(row) == claim.tie
    assert found.opens({"who": STATES[0]}) == STATES[0]["value"]
    assert found.opens({"who": literal(STATES[0]["value"])}) == ""
    assert found.ties == (claim.tie,)


def test_the_ends_of_named_ties_are_drawn_with_them(result, small_world):
    tie = small_world.ties[0]
    found = result(tie=[{"type": "uri", "value": tie.iri}])

    ties, entities = named_ties(found)

    assert ties == {tie.iri}
    assert entities == {tie.sender, tie.receiver}
    assert len(entities) <= MOST_DRAWN
    assert found.canvas == ""
    assert result(x=[literal("a")]).canvas == "it names no entity or tie of the atlas"


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (literal("7", "integer"), 7.0),
        (literal("-1.5e3", "double"), -1500.0),
        (literal("7"), None),
        (literal("INF", "double"), None),
        (literal("NaN", "double"), None),
        (literal("1E400000000", "decimal"), None),
        (literal("seven", "integer"), None),
        (iri("state/SYL"), None),
    ],
)
def test_only_what_is_a_number_is_one(term, value):
    assert number(term) == value


def test_terms_are_named_as_a_reader_knows_them(small_world):
    said = [
        name(term, small_world, lambda iri: f"short {iri}")
        for term in (STATES[0], iri("x"), literal("a"), {"type": "bnode", "value": "b"}, None)
    ]

    assert said == ["Syldavia", f"short {BASE}x", "a", "_:b", ""]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("# Who?\nASK {}", "Who?"),
        ("\n\n##  Who  is it? \nASK {}", "Who is it?"),
        ("ASK {} # Who?", ""),
        ("#" + "x" * 300, "x" * 199 + "…"),
    ],
)
def test_the_question_of_a_query_is_its_first_line(text, asked):
    assert question(text) == asked
