"""A View is a value, a sentence and a link."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.entity import EntityType, Statehood
from graph.model.kind import Family, Nature, Phase
from graph.model.source import Confidence
from graph.model.standing import Standing
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
    sources=st.integers(0, 99),
    confidence=st.sampled_from(Confidence),
    unverified=st.booleans(),
    past_years=st.integers(0, 200),
    focus=some(KNOWN["entities"]),
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
def test_a_link_always_names_day_lens_and_data(view):
    query = view.to_query(version="v", horizon=HORIZON)

    assert {"as_of", "lens", "data"} <= query.keys()


def test_the_horizon_is_written_as_a_day():
    assert View().to_query(version="v", horizon=HORIZON) == {
        "as_of": "2026-06-29",
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
    _, problems = View.from_query({"religions": ["sunni"] * 51}, known=KNOWN)

    assert problems == ("religions in the link has more than 50 values; only the first 50 are used",)


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
