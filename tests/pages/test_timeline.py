"""Timeline in words and in what its charts are given."""

from __future__ import annotations

import json
import re
from datetime import date

from graph.picture.timeline import PICKED


def spelt(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def charts(page) -> list:
    return [each.proto for each in page.get("vega_lite_chart")]


def test_the_page_tells_shows_and_counts(open_page):
    page = open_page("timeline")
    lines, years, members = charts(page)

    assert re.match(r"\d+ ties are certain on 29 June 2026; \d+ added the most, \d+$", page.title[0].value)
    assert "Timeline of" in lines.alt
    assert "Certain ties by family at the end of each year" in years.alt
    assert "Members at the end of each year; 1 on 29 June 2026" in members.alt
    assert list(lines.selection_mode) == [PICKED]


def test_no_name_of_the_data_stands_in_an_expression_of_the_chart(open_page, hostile_atlas):
    page = open_page("timeline", hostile_atlas)
    spec = json.loads(charts(page)[0].spec)

    def expressions(value):
        if isinstance(value, dict):
            for name, inner in value.items():
                if name in ("labelExpr", "filter", "test", "expr", "zoom"):
                    yield str(inner)
                else:
                    yield from expressions(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from expressions(inner)

    found = list(expressions(spec))
    assert found
    assert not [each for each in found if "img" in each]
    assert "href" not in json.dumps(spec)


def test_a_saved_view_is_asked_for(open_page, shown_atlas):
    page = open_page("timeline")

    page.button(key="listed saved early").click().run()

    assert not page.exception
    assert page.session_state["view"] == shown_atlas.views["early"].view


def test_the_lines_stay_when_the_day_moves(open_page):
    today = open_page("timeline", as_of="2026-06-29")
    earlier = open_page("timeline", as_of="2020-01-01")

    assert json.loads(charts(earlier)[0].spec) == json.loads(charts(today)[0].spec)
    assert "The day shown is 1 January 2020" in spelt(earlier.caption[0].value)


def test_a_picked_line_moves_to_its_day_and_opens_its_evidence(open_page):
    page = open_page("timeline")
    taken = page.session_state["timeline chart taken"]
    name = next(name for name in taken if "diplomatic-relations" in name and "SYL" in name)

    assert taken[name][1] == date(2020, 10, 18)


def test_an_empty_view_says_so(open_page):
    page = open_page("timeline", kinds="border", families="territorial")

    assert "Nothing of this view has a place in time" in page.info[0].value
