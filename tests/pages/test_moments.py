"""Two moments in words: what is asked, what differs, what the address says."""

from __future__ import annotations

import json
import re
from datetime import date


def spelt(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def flat(value):
    return value[0] if isinstance(value, list) else value


DAYS = {"from_as_of": "2020-01-01", "to_as_of": "2021-12-31"}


def test_what_differs_between_two_days_is_counted_listed_and_drawn(open_page):
    page = open_page("moments", **DAYS)
    drawing = json.loads(page.get("bidi_component")[0].proto.bytes)["drawing"]
    nodes = {node["label"] for node in drawing["nodes"]}

    assert spelt(page.title[0].value) == "7 ties gained; 4 states stand elsewhere"
    assert "Syldavia\noutside → member" in nodes
    # one of them is disputed besides
    assert {edge["mark"] for edge in drawing["edges"] if edge["stroke"] == "gained"} == {"+", "+?"}
    assert any(spelt(each.value) == "+ Gained (7)" for each in page.subheader)


def test_the_address_says_both_moments_and_opens_them_again(open_page):
    page = open_page("moments", **DAYS)
    written = {name: flat(page.query_params[name]) for name in DAYS}
    assert written == DAYS

    page.date_input(key="view compared after").set_value(date(2021, 1, 1)).run()

    assert flat(page.query_params["to_as_of"]) == "2021-01-01"
    again = open_page("moments", **{name: flat(page.query_params[name]) for name in DAYS})
    assert again.title[0].value == page.title[0].value


def test_reversed_days_are_told_and_the_page_stays_as_it_was(open_page):
    page = open_page("moments", **DAYS)
    before = page.title[0].value

    page.date_input(key="view compared before").set_value(date(2022, 1, 1)).run()

    assert "is later than the second" in spelt(page.warning[0].value)
    assert page.title[0].value == before
    assert flat(page.query_params["from_as_of"]) == "2020-01-01"


def test_a_bad_link_is_told_and_the_page_opens(open_page):
    page = open_page("moments", from_lens="nobodys", to_lens="signed")

    assert spelt(page.warning[0].value) == "The link was used in part: no from_lens 'nobodys'."
    assert page.title


def test_a_day_after_the_last_that_is_known_is_told(open_page):
    page = open_page("moments", from_as_of="2020-01-01", to_as_of="9999-12-31")

    assert page.warning[0].value.startswith("Nothing is known after 29 June 2026")


def test_two_lists_differ_in_standings_alone(open_page):
    page = open_page("moments", from_lens="relations", to_lens="signed")

    assert spelt(page.title[0].value) == (
        "No certain tie is gained, lost or changed; 1 state stands elsewhere"
    )
    assert any("**San Theodoros**: declared → **member**" in spelt(each.value) for each in page.markdown)


def test_two_days_of_knowledge_are_compared(open_page):
    page = open_page("moments", from_known_on="2021-07-01", to_known_on="2026-06-01")

    assert page.title[0].value.split()[0].isdigit()
    assert page.date_input(key="view compared before").value == date(2021, 7, 1)


def test_saved_views_that_differ_in_one_clock_are_examples(open_page):
    page = open_page("moments", **DAYS)

    page.button(key="listed preset early late").click().run()

    assert not page.exception
    assert flat(page.query_params["from_as_of"]) == "2020-01-01"
    assert flat(page.query_params["to_as_of"]) == "2021-12-31"
    assert not [each for each in page.button if each.key == "listed preset late early"]


def test_a_change_opens_its_evidence(open_page):
    page = open_page("moments", **DAYS)
    told = next(each for each in page.button if str(each.key).startswith("listed certain gained"))

    told.click().run()

    assert not page.exception
    assert page.session_state["open"] == (str(told.key).rsplit(" ", 1)[1],)
    assert flat(page.query_params["from_as_of"]) == "2020-01-01"


def test_changes_that_wait_behind_a_line_are_made_once_it_is_unfolded(open_page, monkeypatch):
    monkeypatch.setattr("graph.pages.moments._OPEN", 1)

    def gained() -> int:
        return len([each for each in page.button if str(each.key).startswith("listed certain gained ")])

    page = open_page("moments", **DAYS)
    assert [each.label for each in page.expander if "more" in each.label] == ["6 more"]
    assert gained() == 1
    page.session_state["more certain gained"] = True
    page.run()

    assert not page.exception
    assert gained() == 7
