"""The clock in a page: which days it marks, what of a typed date is used, and what travels."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import graph.pages
from graph.model.view import View
from graph.pages import explore
from graph.pages.clock import HERE, Answer, _component, _data, _days, served, taken
from tests.conftest import HORIZON
from tests.pages.test_explore import canvases, shown, small_atlas, spelt, view_of  # noqa: F401

OWN = {file.name: file.read_text("utf-8") for file in served().values()}


@pytest.fixture
def page(small_atlas, monkeypatch) -> AppTest:  # noqa: F811
    """The app on the small world, not yet opened."""
    monkeypatch.setattr(explore, "the_atlas", lambda: small_atlas)
    return AppTest.from_file(Path(graph.pages.__file__).with_name("main.py"), default_timeout=30)


def told(page: AppTest) -> dict:
    """What the clock is told of now."""
    (clock,) = (
        each for each in page.get("bidi_component") if each.proto.component_name == "accord_atlas_clock"
    )
    return json.loads(clock.proto.bytes.split(b"\n")[0])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2020-09-15", date(2020, 9, 15)),
        ("2020-09", date(2020, 9, 30)),
        (" 2020 ", date(2020, 12, 31)),
        ("1900", date(1900, 12, 31)),
        ("2026-06-28", HORIZON - timedelta(days=1)),
        # the latest there is has no date, so that it stays the latest
        (HORIZON.isoformat(), None),
        ("2026", None),
        ("", None),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(typed, day):
    assert taken({"as_of": typed}, HORIZON) == ({"as_of": day}, {})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("15-09-2020", "'15-09-2020' is not a date; write 2020, 2020-09 or 2020-09-15."),
        ("15 September 2020", "'15 September 2020' is not a date; write 2020, 2020-09 or 2020-09-15."),
        ("2020-15-09", "'2020-15-09' is not a day of the calendar; write 2020, 2020-09 or 2020-09-15."),
        ("2021-02-29", "'2021-02-29' is not a day of the calendar; write 2020, 2020-09 or 2020-09-15."),
        ("0000", "'0000' is not a day of the calendar; write 2020, 2020-09 or 2020-09-15."),
        ("0", "'0' is not a date; write 2020, 2020-09 or 2020-09-15."),
        ("0001-01-01", "'0001-01-01' is too early: the first year is 1900."),
        ("2020-09-15/2021", "'2020-09-15/2021' is not a date; write 2020, 2020-09 or 2020-09-15."),
        ("<b>2020</b>", "'<b>2020</b>' is not a date; write 2020, 2020-09 or 2020-09-15."),
    ],
)
@pytest.mark.parametrize("clock", ["as_of", "known_on"])
def test_a_date_that_is_none_is_told_with_how_to_write_one_and_changes_nothing(clock, typed, said):
    assert taken({clock: typed}, HORIZON) == ({}, {clock: said})


def test_a_long_text_is_not_told_in_full():
    _, said = taken({"as_of": "2" * 5000}, HORIZON)

    assert len(said["as_of"]) < 150


@pytest.mark.parametrize("typed", ["9999", "9999-12-31", "2026-06-30"])
def test_after_the_horizon_nothing_is_known_and_the_latest_is_shown(typed):
    assert taken({"as_of": typed}, HORIZON) == (
        {"as_of": None},
        {"as_of": "Nothing is known after 29 June 2026."},
    )


def test_after_today_all_is_known():
    changes, said = taken({"known_on": "9999"}, HORIZON)

    assert changes == {"known_on": None}
    assert re.fullmatch(r"Today is \d+ \w+ \d{4}: all that is known is shown\.", said["known_on"])


def test_one_clock_can_be_wrong_while_the_other_is_set():
    assert taken({"as_of": "2020", "known_on": "soon"}, HORIZON)[0] == {"as_of": date(2020, 12, 31)}


@pytest.mark.parametrize(
    "heard", [{}, {"as_of": None}, {"as_of": 2020}, {"as_of": ["2020"]}, {"lens": "signed"}]
)
def test_what_is_no_text_asks_for_nothing(heard):
    assert taken(heard, HORIZON) == ({}, {})


def test_the_marks_stay_when_a_clock_moves(small_atlas):  # noqa: F811
    def sent(**clocks) -> tuple[dict, bytes]:
        head, days = _data(small_atlas, View(**clocks), Answer(), drawn=True).split(b"\n")
        return json.loads(head), days

    now, days = sent()
    then, same = sent(as_of=date(2020, 12, 31), known_on=date(2021, 1, 1))

    assert days == same
    assert now["days"] == then["days"]
    assert (now["asOf"], now["knownOn"]) == ("2026-06-29", None)
    assert (then["asOf"], then["knownOn"]) == ("2020-12-31", "2021-01-01")


def test_days_that_the_browser_holds_are_not_sent_again(small_atlas):  # noqa: F811
    digest, _ = _days(small_atlas, View())

    held = _data(small_atlas, View(as_of=date(2020, 1, 1)), Answer(holds=digest), drawn=True)
    other = _data(small_atlas, View(families=frozenset({"accord"})), Answer(holds=digest), drawn=True)

    assert b"\n" not in held
    assert len(held) < 200
    assert other.count(b"\n") == 1


def test_every_event_is_told_in_words_with_its_date_and_its_family(small_atlas):  # noqa: F811
    sent = json.loads(_days(small_atlas, View())[1])
    families = [family["name"] for family in sent["families"]]

    assert [day for day, _, _ in sent["events"]] == sorted(
        {e.day.isoformat() for e in small_atlas.events(View())}
    )
    counted = sum(number for _, _, said in sent["events"] for _, _, n in said for number in n.values())
    assert counted == len(small_atlas.events(View()))
    for _, when, said in sent["events"]:
        assert re.fullmatch(r"(in |by )?(\d+ )?([A-Z][a-z]+ )?\d{4}", when)
        assert all(sentence and {families[int(n)] for n in number} for sentence, _, number in said)
    assert [day for day, _, _ in sent["issues"]] == sorted({day for day, _, _ in sent["issues"]})


def test_the_clock_shows_the_day_of_a_link(page):
    page.query_params["as_of"] = "2021-01-06"
    page.query_params["known_on"] = "2026-03-01"
    page.run()

    assert not page.exception
    assert (told(page)["asOf"], told(page)["knownOn"]) == ("2021-01-06", "2026-03-01")
    assert told(page)["drawn"] is True


def test_the_clock_is_not_the_only_place_and_the_only_one_for_its_clocks(page):
    """One thing, one place: the filters have no fields for days any more."""
    page.run()

    assert not page.date_input
    assert told(page)["asOf"] == "2026-06-29"


def test_before_any_source_nothing_is_known_and_a_button_leads_out(page):
    page.query_params["known_on"] = "1950-01-01"
    page.query_params["families"] = "diplomatic"
    page.query_params["frame"] = "no"
    page.run()

    assert not page.exception
    assert [each.value for each in page.info] == ["Nothing fits all of these filters together."]
    assert told(page)["drawn"] is False
    out = page.button(key="loosen known_on")
    assert re.fullmatch(r"With all that is known: \d+ ties", out.label)
    out.click().run()

    assert view_of(page).known_on is None
    assert canvases(page)
    assert "Syldavia" in shown(page)


def test_the_clock_asks_only_this_server_for_files_that_are_served():
    assert set(OWN) == {"clock.js", "clock.css", "scale.js", "track.js", "elements.js"}
    imported = re.findall(r'^import .* from "\./([a-z]+\.js)";$', "\n".join(OWN.values()), re.MULTILINE)
    assert set(imported) <= set(OWN)
    assert all(re.fullmatch(r"clock/[0-9a-f]{16}/[a-z.]+", address) for address in served())
    assert _component()


def test_the_clock_makes_no_markup_of_data():
    text = "\n".join(file.read_text("utf-8") for file in HERE.glob("*.js"))

    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(", text) == []
    assert re.findall(r"https?:|//[a-z]+\.[a-z]|@import|fetch\(|XMLHttpRequest|WebSocket", text) == []


def test_a_caption_tells_the_day_as_before(page):
    page.query_params["as_of"] = "2021-01-06"
    page.run()

    assert any("as of 6 January 2021" in spelt(each.value) for each in page.caption)
