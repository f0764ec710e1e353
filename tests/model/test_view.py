"""A View is a value, a sentence and a link."""

from dataclasses import fields, replace
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.entity import EntityType, Statehood
from graph.model.kind import Family, Nature, Phase
from graph.model.link import LONGEST_LIST, READERS
from graph.model.looks import Layout, Width
from graph.model.source import Confidence
from graph.model.standing import Standing
from graph.model.tie import Grade
from graph.model.view import View

HORIZON = date(2026, 6, 29)
KNOWN = {
    "lens": frozenset({"relations", "signed"}),
    "kinds": frozenset({"embassy", "visit", "border"}),
    "religions": frozenset({"islam", "sunni", "shia"}),
    "regions": frozenset({"gulf", "m49-western-asia"}),
    "organizations": frozenset({"league"}),
    "entities": frozenset({"KHE", "SYL", "league"}),
}


def some(values):
    return st.frozensets(st.sampled_from(sorted(values)))


views = st.builds(
    View,
    as_of=st.dates(date(1948, 1, 1), HORIZON),
    known_on=st.none() | st.dates(date(1948, 1, 1)),
    lens=st.sampled_from(["relations", "signed"]),
    types=some(EntityType),
    families=some(Family),
    kinds=some(KNOWN["kinds"]),
    kinds_out=some(KNOWN["kinds"]),
    natures=some(Nature),
    phases=some(Phase),
    religions=some(KNOWN["religions"]),
    share=st.integers(0, 100),
    regions=some(KNOWN["regions"]),
    standings=some(Standing),
    also=some(KNOWN["entities"]),
    statehood=some(Statehood),
    frame=st.booleans(),
    organizations=some(KNOWN["organizations"]),
    organizations_out=some(KNOWN["organizations"]),
    grades=some(Grade),
    sources=st.integers(0, 99),
    confidence=st.sampled_from(Confidence),
    unverified=st.booleans(),
    past_years=st.integers(0, 200),
    focus=some(KNOWN["entities"]),
    hidden=some(KNOWN["entities"]),
    only=some(KNOWN["entities"]),
    expanded=st.just(frozenset()),
    layout=st.sampled_from(Layout),
    widths=st.sampled_from(Width),
    depth=st.integers(1, 4),
    text=st.text(max_size=200),
)


def as_sent(query):
    return {name: [value] if isinstance(value, str) else value for name, value in query.items()}


@given(views)
def test_a_link_says_the_whole_view(view):
    query = as_sent(view.to_query(version="v", horizon=HORIZON))

    assert View.from_query(query, known=KNOWN) == (view, ())


@given(views)
def test_a_link_is_the_same_through_an_address(view):
    query = view.to_query(version="v", horizon=HORIZON)
    address = parse_qs(urlencode(query, doseq=True), keep_blank_values=True)

    assert View.from_query(address, known=KNOWN) == (view, ())


def test_every_clause_can_be_read_from_a_link():
    assert set(READERS) == {field.name for field in fields(View)}


@pytest.mark.parametrize(
    "text", ["a&b=c#d%20e+f", "\n\t\x00", "😀 עִבְרִית", "none", "'; DROP TABLE tie --", r"\u000a"]
)
def test_odd_characters_survive_a_link(text):
    query = View(text=text).to_query(version="v", horizon=HORIZON)
    address = parse_qs(urlencode(query, doseq=True))

    assert View.from_query(address, known=KNOWN) == (View(as_of=HORIZON, text=text), ())


@pytest.mark.parametrize("clause", ["kinds", "religions", "regions", "organizations", "focus", "also"])
def test_a_list_as_long_as_a_link_takes_survives_it(clause):
    words = frozenset(f"word-{n}" for n in range(LONGEST_LIST))
    known = {**KNOWN, **dict.fromkeys(("kinds", "religions", "regions", "organizations", "entities"), words)}
    view = View(as_of=HORIZON, **{clause: words})
    query = as_sent(view.to_query(version="v", horizon=HORIZON))

    assert View.from_query(query, known=known) == (view, ())


@given(views)
def test_a_link_always_names_both_clocks_lens_and_data(view):
    query = view.to_query(version="v", horizon=HORIZON)

    assert {"as_of", "known_on", "lens", "data"} <= query.keys()


def test_the_horizon_is_written_as_a_day():
    assert View().to_query(version="v", horizon=HORIZON) == {
        "as_of": "2026-06-29",
        "known_on": "all",
        "lens": "relations",
        "data": "v",
    }


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"lens": ["mine"]}, "no lens 'mine'"),
        ({"religions": ["sunni", "jedi"]}, "no religion 'jedi'"),
        ({"standings": ["friend"]}, "no standing 'friend'"),
        ({"as_of": ["yesterday"]}, "as_of in the link: 'yesterday' is not a date like 2026-06-29"),
        ({"share": ["-3"]}, "share in the link: '-3' is not a whole number from 0 to 100"),
        ({"share": ["9" * 300]}, "share in the link is longer than 200 characters and was left out"),
        ({"frame": ["maybe"]}, "frame in the link: 'maybe' is neither yes nor no"),
        ({"depth": ["²"]}, "depth in the link: '²' is not a whole number from 1 to 4"),
        ({"focus": ["<script>"]}, "no entity '<script>'"),
        ({"confidence": ["sure"]}, "no confidence 'sure'; there are high, medium, low"),
    ],
)
def test_a_bad_part_is_named_and_the_rest_is_used(query, problem):
    view, problems = View.from_query({**query, "past_years": ["7"]}, known=KNOWN)

    assert problems == (problem,)
    assert view.past_years == 7


def test_of_a_list_the_known_words_are_used():
    view, problems = View.from_query({"religions": ["sunni", "jedi", "shia"]}, known=KNOWN)

    assert view.religions == {"sunni", "shia"}
    assert problems == ("no religion 'jedi'",)


def test_a_list_has_a_greatest_length():
    _, problems = View.from_query({"religions": ["sunni"] * 101}, known=KNOWN)

    assert problems == ("religions in the link has more than 100 values; only the first 100 are used",)


def test_what_others_add_to_links_is_ignored():
    query = {"utm_source": ["x"], "embed": ["true"], "data": ["1234"]}

    assert View.from_query(query, known=KNOWN) == (View(), ())


def test_unknown_names_are_told():
    _, problems = View.from_query({f"x{n}": ["1"] for n in range(800)}, known=KNOWN)

    assert problems == ("no parameter 'x0', 'x1', 'x2' and 797 more",)


@given(
    st.dictionaries(
        st.sampled_from([*View().to_query(version="v", horizon=HORIZON), "share", "focus", "types"]),
        st.lists(st.text()),
    )
)
def test_no_link_is_an_error(query):
    view, _ = View.from_query(query, known=KNOWN)

    assert isinstance(view, View)


def test_a_clause_is_set_back_with_what_belongs_to_it():
    view = View(religions=frozenset({"sunni"}), share=80, regions=frozenset({"gulf"}))

    assert view.without("religions") == View(regions=frozenset({"gulf"}))
    assert view.set_clauses() == ("religions", "regions")
    assert replace(view, religions=frozenset(), regions=frozenset()).set_clauses() == ()
