"""Partial dates are as precise as the source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.dates import BEGINNING, PartialDate, years_before

partial_dates = st.builds(
    lambda day, precision: PartialDate.parse(day.isoformat()[: {1: 4, 2: 7, 3: 10}[precision]]),
    st.dates(date(1000, 1, 1)),
    st.sampled_from([1, 2, 3]),
)


@given(partial_dates)
def test_a_date_is_written_as_it_is_read(when):
    assert PartialDate.parse(str(when)) == when


@given(partial_dates)
def test_the_first_day_is_never_after_the_last(when):
    assert when.first <= when.last


@given(partial_dates, partial_dates)
def test_exclusion_is_mutual(a, b):
    assert a.excludes(b) == b.excludes(a)


def test_a_month_excludes_nothing_of_its_year():
    assert not PartialDate.parse("2020-10").excludes(PartialDate.parse("2020"))
    assert not PartialDate.parse("2020-10-18").excludes(PartialDate.parse("2020-10"))
    assert PartialDate.parse("2020-10-18").excludes(PartialDate.parse("2020-09"))


def test_february_of_a_leap_year_ends_on_the_29th():
    assert PartialDate.parse("2020-02").last == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2026, 6, 29), 5, date(2021, 6, 29)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(2024, 2, 29), 1, date(2023, 2, 28)),
        (date(200, 1, 1), 200, BEGINNING),
    ],
)
def test_some_years_before_a_day(day, years, before):
    assert years_before(day, years) == before


@pytest.mark.parametrize("text", ["2020-13", "2021-02-29", "20-01-01", "", "2020/01/01", "2020-1-1", "soon"])
def test_what_is_no_date_is_named(text):
    with pytest.raises(ValueError, match="is not a da"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "spoken"), [("1992-04-07", "7 April 1992"), ("1992-04", "April 1992"), ("1992", "1992")]
)
def test_a_date_is_spoken_in_english(text, spoken):
    assert PartialDate.parse(text).spoken() == spoken
