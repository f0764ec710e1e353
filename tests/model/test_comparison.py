"""What is compared, as it stands in a link."""

from datetime import date

import pytest

from graph.errors import UsageError
from graph.model.comparison import Clock, Comparison
from graph.model.view import View

KNOWN = {"lens": frozenset({"relations", "signed"})}
COMPARED = [
    Comparison(Clock.AS_OF, date(2020, 9, 30), date(2020, 12, 31)),
    Comparison(Clock.KNOWN_ON, date(2025, 11, 5), date(2025, 11, 30)),
    Comparison(Clock.LENS, "signed", "relations"),
]


@pytest.mark.parametrize("compared", COMPARED, ids=lambda compared: compared.clock)
def test_a_link_says_the_comparison_and_gives_it_back(compared):
    query = {name: [value] for name, value in compared.to_query().items()}

    assert Comparison.from_query(query, known=KNOWN) == (compared, ())
    assert View.from_query(query, known=KNOWN) == (View(), ())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from_as_of": "2021-01-01", "to_as_of": "2020-01-01"},
         "the first day, 1 January 2021, is later than the second, 1 January 2020; exchange the two"),
        ({"from_as_of": "0000", "to_as_of": "2020"},
         "from_as_of in the link: '0000' is not a date like 2026-06-29"),
        ({"from_lens": "signed", "to_lens": "mine"}, "no to_lens 'mine'"),
        ({"from_known_on": "2020"}, "the link compares with nothing: to_known_on is missing"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told(query, said):
    found, problems = Comparison.from_query({name: [v] for name, v in query.items()}, known=KNOWN)

    assert found is None
    assert problems == (said,)


def test_a_link_without_moments_compares_nothing_and_says_nothing():
    assert Comparison.from_query({"lens": ["signed"]}, known=KNOWN) == (None, ())


def test_days_in_the_wrong_order_are_an_error():
    with pytest.raises(UsageError, match="exchange the two"):
        Comparison(Clock.AS_OF, date(2021, 1, 1), date(2020, 1, 1))


def test_both_views_keep_what_does_not_differ_and_see_every_stage():
    view = View(as_of=date(2020, 9, 30), unverified=True)
    before, after = COMPARED[2].views(view)

    assert (before.lens, after.lens) == ("signed", "relations")
    assert {before.as_of, after.as_of} == {view.as_of}
    assert before.unverified
    assert before.phases == after.phases == frozenset()


def test_views_that_differ_in_one_clock_can_be_compared():
    early, late = View(as_of=date(2020, 9, 30)), View(as_of=date(2020, 12, 31))

    assert Comparison.between(early, late) == COMPARED[0]
    assert Comparison.between(late, early) is None
    assert Comparison.between(early, View(as_of=date(2020, 12, 31), lens="signed")) is None
    assert Comparison.between(early, early) is None
