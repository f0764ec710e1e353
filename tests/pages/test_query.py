"""The page of queries: links fill, examples answer, bad queries end as listed, and the others go on."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from graph.errors import AtlasError
from graph.model.link import LONGEST_QUERY
from graph.model.view import View
from graph.pages import query as page_module
from graph.pages import showing
from graph.pages.asking import Console, waited
from graph.pages.editor import Wish, served
from graph.store.examples import examples
from tests.hostile import RUNAWAY, SECRET, bad_inputs, filled, forbidden
from tests.pages.test_explore import spelt
from tests.store.small_store import listener

SECONDS = 1.0  #: deadline in these tests
WAIT = 60.0  #: seconds until a test gives up; nothing is measured by it
EDITOR = "query editor"


@pytest.fixture(scope="module")
def asked_atlas(real_atlas):
    """The real facts, with little patience."""
    return replace(real_atlas, settings=replace(real_atlas.settings, query_seconds=SECONDS))


@pytest.fixture(scope="module")
def patient(real_atlas):
    """A console with the usual deadline."""
    opened = Console(real_atlas)
    opened.ask("ASK { }", "warm").result()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def console(asked_atlas):
    opened = Console(asked_atlas)
    opened.ask("ASK { }", "warm").result()
    yield opened
    opened.close()


def _script() -> None:
    from graph.pages.query import query

    query()


@pytest.fixture
def open_query(asked_atlas, console, monkeypatch):
    """Open the page with a link, in a session of its own."""
    monkeypatch.setattr(showing, "the_atlas", lambda: asked_atlas)
    monkeypatch.setattr(page_module, "the_console", lambda atlas: console)

    def opened(**link: str) -> AppTest:
        page = AppTest.from_function(_script, default_timeout=30)
        for name, value in link.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception
        return page

    return opened


def ask(page: AppTest, text: str) -> AppTest:
    """Write a query and ask it, as the editor tells it."""
    page.session_state[f"{EDITOR} wish"] = Wish(text, True)
    page.run()
    assert not page.exception
    return page


def editor(page: AppTest) -> dict:
    """What the editor is told."""
    found = next(each for each in page.get("bidi_component") if "query editor" in each.proto.id)
    return json.loads(bytes(found.proto.bytes).split(b"\n")[0])


def rows(page: AppTest) -> int:
    return len(page.session_state["query told"].answer.rows)


def said(page: AppTest) -> str:
    kinds = (page.caption, page.error, page.warning, page.info, page.subheader)
    return " ".join(spelt(each.value) for kind in kinds for each in kind)


def test_a_query_is_answered_in_the_words_of_the_atlas(open_query):
    page = ask(
        open_query(),
        "SELECT ?state ?n { VALUES (?state ?n) { (<https://w3id.org/accord-atlas/state/KAZ> 7) } }",
    )

    assert not page.button
    (table,) = page.dataframe
    assert table.value.to_numpy().tolist() == [["Kazakhstan", 7.0]]
    assert "1 row in " in said(page)
    assert "asked over all that is known" in said(page)


def test_a_row_opens_its_tie_beside(open_query, asked_atlas):
    page = ask(open_query(), next(each.text for each in examples() if each.slug == "ties-of-kazakhstan"))
    opening = page.session_state["query told"]

    found = page.session_state["query result"][2]
    first = found.opens(opening.answer.rows[0])

    assert first in asked_atlas.world.tie_by_iri
    assert found.columns[0] == "tie"


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.slug)
def test_every_example_is_asked_by_a_click_and_answers_in_its_form(open_query, patient, monkeypatch, example):
    monkeypatch.setattr(page_module, "the_console", lambda atlas: patient)
    page = open_query()

    page.button(key=f"listed example {example.slug}").click().run()

    assert not page.exception
    assert not page.error, page.error[0].value
    answer = page.session_state["query told"].answer
    assert answer.rows or answer.triples or answer.kind == "ask"
    assert not answer.cut
    assert editor(page)["text"] == example.text
    if answer.kind != "ask":
        assert page.segmented_control[0].value == example.shown
    charts = len(page.get("vega_lite_chart")) + len(page.get("arrow_vega_lite_chart"))
    canvases = [each for each in page.get("bidi_component") if "query canvas" in each.proto.id]
    shown = {"table": page.dataframe, "canvas": canvases, "map": charts, "chart": charts}
    assert shown[example.shown] or answer.kind == "ask"


def test_a_link_fills_the_editor_and_asks_nothing(open_query):
    page = open_query(query="DROP ALL")

    assert editor(page)["text"] == "DROP ALL"
    assert "query told" not in page.session_state
    assert not page.error


def test_a_link_that_calls_a_service_is_not_asked_and_refused_once_it_is(open_query):
    with listener() as (host, came):
        text = f"SELECT * {{SERVICE <http://{host}/good> {{?a ?b ?c}}}}"
        page = open_query(query=text)
        assert editor(page)["text"] == text
        assert "query told" not in page.session_state

        ask(page, text)

    assert came == []
    assert "SERVICE is not allowed (line 1), column 11" in said(page)


def test_the_link_holds_the_query_and_over_what_it_is_asked(open_query):
    page = ask(open_query(), "ASK { }")
    page.radio(key="query over").set_value(True).run()

    assert page.query_params["query"] == "ASK { }"
    assert page.query_params["over"] == "view"
    other = open_query(query="ASK { }", over="view")
    assert editor(other)["text"] == "ASK { }"
    assert other.radio(key="query over").value is True


def test_a_query_that_is_too_long_for_a_link_is_said_to_be(open_query):
    page = open_query(query="#" * (LONGEST_QUERY + 1))
    assert "longer than 6,000 characters and was left out" in said(page)

    ask(page, "ASK { } #" + "x" * LONGEST_QUERY)

    assert "query" not in page.query_params
    assert "a link holds 6,000" in said(page)
    assert page.session_state["query told"].answer.boolean is True


def test_an_unknown_word_in_the_link_is_named(open_query):
    page = open_query(over="everything")

    assert "over in the link: 'everything' is not view" in said(page)
    assert page.radio(key="query over").value is False


def test_what_another_page_hands_over_is_filled_in_and_not_asked(open_query):
    page = open_query()
    page.session_state["handed query"] = "ASK { } # " + "x" * LONGEST_QUERY

    page.run()

    assert editor(page)["text"].startswith("ASK { } # xxx")
    assert "query told" not in page.session_state
    assert "a link holds 6,000" in said(page)


@pytest.mark.parametrize("length", [10, LONGEST_QUERY + 1])
def test_a_query_that_is_shown_elsewhere_leads_here(length):
    text = "#" * length

    def show() -> None:
        import streamlit as st

        from graph.pages.ways import to_query

        to_query(st.session_state["text"], [("lens", "signed")])

    page = AppTest.from_function(show)
    page.session_state["text"] = text
    page.run()

    assert not page.exception
    links = [each.proto for each in page.get("page_link")]
    if length > LONGEST_QUERY:
        assert links == []
        (button,) = page.button
        button.click().run()
        assert page.session_state["handed query"] == text
    else:
        (link,) = links
        assert link.page == "query"
        assert "lens=signed" in link.query_string
        assert "query=%23%23" in link.query_string


def test_who_comes_back_to_a_query_that_was_stopped_is_told_so(open_query):
    page = open_query()
    page.session_state["query runs"] = True

    page.run()
    assert "The query was stopped before it was answered" in said(page)
    page.run()
    assert "stopped before" not in said(page)


def test_an_error_has_a_place_that_the_editor_marks_and_the_earlier_answer_stays(open_query):
    page = ask(open_query(), "SELECT ?x { VALUES ?x { 1 2 } }")

    ask(page, "SELECT ?x {\n  ?x nope:p ?y\n}")

    assert "line 2, column 6" in said(page).lower()
    assert editor(page)["fault"][:2] == [2, 6]
    assert "What follows answers the query before" in said(page)
    assert rows(page) == 2
    ask(page, "SELECT ?x { VALUES ?x { 1 } }")
    assert not page.error
    assert "fault" not in editor(page)


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("SELECT ?x { VALUES ?x { 1 } }", ["JSON", "CSV", "TSV", "XML"]),
        ("ASK { }", ["JSON", "CSV", "TSV", "XML"]),
        ("CONSTRUCT { <urn:a> <urn:b> <urn:c> } {}", ["Turtle", "N-Triples", "RDF/XML"]),
    ],
)
def test_an_answer_can_be_taken_away_in_the_formats_of_its_kind(open_query, text, formats):
    page = ask(open_query(), text)

    assert [each.proto.label for each in page.get("download_button")] == formats


def test_the_editor_is_served_without_importing_what_brings_it():
    names = {file.name for file in served().values()}

    assert names >= {"ace.js", "ext-language_tools.js", "editor.js", "sparql.js", "editor.css"}
    assert all(file.is_file() for file in served().values())
    assert not {"django", "django_ace"} & sys.modules.keys()


def test_an_empty_answer_is_an_answer(open_query):
    page = ask(open_query(), "SELECT ?x { ?x <urn:never> ?y }")

    assert "No row fits" in said(page)
    assert not page.error


def test_a_cut_answer_says_so_on_the_page_and_in_its_files(open_query):
    page = ask(open_query(), "SELECT ?s { ?s ?p ?o }")

    assert "Cut at 10,000 rows" in said(page)
    assert b"# Cut at 10,000 rows" in page.session_state["query told"].answer.serialise("csv")


def test_why_an_answer_is_no_map_is_told(open_query):
    page = ask(open_query(), "SELECT ?x { VALUES ?x { 'a' } }")

    assert page.segmented_control[0].options == ["Table"]
    assert "no map: no column holds states alone" in said(page).lower()


def test_names_that_carry_markup_are_shown_as_they_are(open_query):
    hostile = "<img src=x onerror=alert(1)> :red[x]"
    page = ask(open_query(), f'SELECT ("{hostile}" AS ?x) {{}}')

    assert page.dataframe[0].value.to_numpy().tolist() == [[hostile]]
    assert editor(page)["text"].count(hostile) == 0 or editor(page)["number"] == 0


def test_the_clocks_of_the_view_are_asked_where_the_reader_says_so(open_query, patient, monkeypatch):
    monkeypatch.setattr(page_module, "the_console", lambda atlas: patient)
    text = (
        "PREFIX acc: <https://w3id.org/accord-atlas/ontology#>\n"
        "SELECT ?state { GRAPH <https://w3id.org/accord-atlas/graph/view> { ?state acc:standing 'member' } }"
    )
    page = ask(open_query(as_of="2021-06-30"), text)
    assert rows(page) == 0

    page.radio(key="query over").set_value(True).run()
    ask(page, text)

    states = {row["state"]["value"][-3:] for row in page.session_state["query told"].answer.rows}
    assert states == {"ARE", "BHR", "MAR"}
    assert "30 June 2021" in said(page)


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    with forbidden(tmp_path_factory.mktemp("around")) as tokens:
        yield tokens


def test_every_bad_query_ends_as_listed_on_the_page_and_the_next_works(open_query, around):
    page, wrong = open_query(), []
    for name, text, expect, note in bad_inputs():
        page.session_state["query told"] = None

        ask(page, filled(text, around))

        shown = said(page)
        if ended(page) not in expect.split("|") or SECRET in shown or "Traceback" in shown:
            wrong.append((name, expect, ended(page), shown[-200:]))
        if note.startswith("rows=") and rows(page) != int(note.removeprefix("rows=")):
            wrong.append((name, note, rows(page)))
    ask(page, "ASK { }")

    assert wrong == []
    assert page.session_state["query told"].answer.boolean is True


def ended(page: AppTest) -> str:
    if told := page.session_state["query told"]:
        return "limit" if told.answer.cut else "ok"
    wrong = page.session_state["query wrong"]
    sorts = {"Refused": "refuse", "Misspelt": "syntax", "Stopped": "limit"}
    return sorts.get(type(wrong).__name__, str(wrong))


def test_who_asks_something_light_does_not_wait_for_who_asks_something_heavy(patient):
    heavy = patient.ask(RUNAWAY, "heavy")

    light = [patient.ask("ASK { }", f"light {n}").result(WAIT).boolean for n in range(5)]

    assert light == [True] * 5
    assert not heavy.done()
    patient.stop("heavy")
    with pytest.raises(AtlasError, match="Stopped, as you asked"):
        heavy.result(WAIT)


def test_a_query_is_ended_when_its_reader_goes_away(patient):
    class Gone(BaseException):
        pass

    class Leaves:
        """A query whose reader leaves while it runs."""

        def __init__(self, asked):
            self.asked, self.looked = asked, 0

        def result(self, timeout):
            self.looked += 1
            if self.looked > 2:
                raise Gone
            return self.asked.result(timeout)

        def done(self):
            return self.asked.done()

    asked = patient.ask(RUNAWAY, "leaves")
    with pytest.raises(Gone):
        waited(Leaves(asked), patient, "leaves", WAIT)

    with pytest.raises(AtlasError, match="Stopped, as you asked"):
        asked.result(WAIT)
    assert patient.ask("ASK { }", "leaves").result(WAIT).boolean


def test_views_that_nobody_asks_any_more_are_closed(console, asked_atlas):
    clocks = [View(as_of=asked_atlas.horizon.replace(year=year)) for year in (2021, 2022, 2023)]
    text = "PREFIX acc: <https://w3id.org/accord-atlas/ontology#> SELECT ?d { ?view acc:asOf ?d }"

    days = [console.ask(text, "views", view).result(30).rows[0]["d"]["value"][:4] for view in clocks]

    assert days == ["2021", "2022", "2023"]
    assert len(console._views) == 2
