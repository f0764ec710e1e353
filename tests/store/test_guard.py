"""The policy on readers' queries: what is refused, by which rule and where; and what only looks alike."""

import time
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.store.guard import Form, Limits, Refused, check
from graph.store.tokens import Misspelt

FORBIDDEN = ["SERVICE", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"]
GRAPHS = {"https://example.org/graph/atlas", "https://example.org/source/gazette"}
ELSEWHERE = "http://127.0.0.1:1/"  # port 1: pyoxigraph refuses to call it, and says so


@pytest.mark.parametrize("word", FORBIDDEN)
def test_a_forbidden_word_is_named_with_its_line(word):
    with pytest.raises(Refused) as told:
        check(f"SELECT * {{\n?s ?p ?o }} ;\n  {word.title()} <urn:a>")

    assert str(told.value) == f"This console only reads: {word} is not allowed (line 3)"
    assert (told.value.line, told.value.column) == (3, 3)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ("LOAD <file:///x> ; DELETE" AS ?x) {}',
        "SELECT ('''SERVICE ''INSERT''' AS ?x) (\"\"\"DROP \"\"ALL\"\"\" AS ?y) ('CLEAR' AS ?z) {}",
        "SELECT ?from ?insert $service { VALUES (?from ?insert) { (1 2) } } # FROM <urn:x> SERVICE",
        "PREFIX with: <urn:w#> SELECT * { VALUES ?x { with:clear <http://e.org/service/load> } }",
        "PREFIX service: <urn:s#> SELECT * { GRAPH service:add { ?s service:load service:copy } }",
        "ASK { ?s ?p _:service , 'x'@add , <urn:a'SERVICE(b)> }",
        "# DELETE\nASK { ?s ?p ?o } # move",
        r"ASK { ?s ?p '\u0053ERVICE' , <urn:\u0053ERVICE> , 'a\\u0053' }",
    ],
)
def test_forbidden_words_inside_other_things_are_fine(text):
    assert check(text).text == text


@settings(deadline=None)
@given(st.sampled_from(FORBIDDEN), st.data())
def test_a_forbidden_word_hidden_by_escapes_is_refused(word, data):
    def written(letter):
        form = data.draw(st.sampled_from(["{}", "{}", "\\u{:04x}", "\\u{:04X}", "\\U{:08x}"]))
        letter = data.draw(st.sampled_from([letter, letter.lower()]))
        return form.format(letter if form == "{}" else ord(letter))

    hidden = "".join(map(written, word))
    with pytest.raises(Refused, match=f"^This console only reads: {word} is not allowed"):
        check(f"SELECT * {{ {hidden} <urn:a> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    "text",
    [
        # the engine knows no boundary between a keyword and what follows it
        f"SELECT * {{SERVICESILENT<{ELSEWHERE}>{{?s ?p ?o}}}}",
        f"SELECT * {{?s ?p trueSERVICE<{ELSEWHERE}>{{?a ?b ?c}}}}",
        f"SELECT * {{?s ?p 1SERVICE<{ELSEWHERE}>{{?a ?b ?c}}}}",
        f"SELECT * {{?s ?p ?o ~SERVICE<{ELSEWHERE}>{{?a ?b ?c}}}}",
        f"PREFIX ex: <{ELSEWHERE}> SELECT * {{SERVICEex:x{{?s ?p ?o}}}}",
        f"PREFIX ex: <{ELSEWHERE}> PREFIX SERVICEex: <urn:s> SELECT * {{SERVICEex:x{{?s ?p ?o}}}}",
        f"PREFIX : <{ELSEWHERE}> PREFIX service: <urn:s> SELECT * {{service:x #\n {{?s ?p ?o}}}}",
        # it takes one run of dots into a local name
        f"PREFIX ex: <urn:> SELECT * {{?s ?p ex:a.b.SERVICE<{ELSEWHERE}>{{?a ?b ?c}}}}",
        # it settles by context whether '<' opens an IRI, and so where comments and strings are
        f"SELECT * {{BIND(<{ELSEWHERE}> AS ?v) FILTER(?x<?y)SERVICE?v#>\n{{?s ?p ?o}}}}",
        f"SELECT * {{BIND(<{ELSEWHERE}> AS ?v) FILTER(?x<?y&&?z='>')SERVICE?v{{?s ?p ?o}}FILTER(?s!='a')}}",
        f"PREFIX e: <urn:> SELECT * {{BIND(<{ELSEWHERE}> AS ?v) FILTER(?x<e:y&&?z='>')SERVICE?v{{?s ?p ?o}}"
        "FILTER(?s!='a')}",
    ],
)
def test_no_reading_of_the_engine_hides_a_service(text):
    with suppress(OSError, RuntimeError):  # the engine takes it; it may have tried to call port 1
        list(ox.Store().query(text))

    with pytest.raises(QueryError):
        check(text)


def test_from_may_name_graphs_of_the_store_only():
    own = """PREFIX g: <https://example.org/graph/>
        SELECT * FROM g:atlas FROM NAMED <https://example.org/source/gazette> { ?s ?p ?o }"""
    assert check(own, graphs=GRAPHS).names_graphs
    assert not check("ASK { GRAPH <urn:from> { ?s ?from 'FROM' } } # FROM <urn:x>").names_graphs

    for graph in ("<file:///etc/hosts>", "NAMED <http://example.org/>", "<graph/atlas>"):
        with pytest.raises(
            Refused, match=r"^This console only reads the atlas: FROM '.*' is none of its graphs"
        ):
            check(f"ASK FROM {graph} {{ ?s ?p ?o }}", graphs=GRAPHS)
    with pytest.raises(Misspelt, match="FROM needs the IRI of a graph"):
        check("ASK FROM { ?s ?p ?o }", graphs=GRAPHS)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ASK { ?s ?p 'a\0b' }", "This console only reads text: NUL is not allowed (line 1)"),
        ("ASK {}" + " " * 32_768, "The query is 32,774 bytes long; this console takes up to 32,768"),
        ("ASK {}" + " é" * 11_000, "The query is 33,006 bytes long; this console takes up to 32,768"),
        ("ASK " + "{" * 10_000, "Brackets are nested more than 64 deep (line 1)"),
        ("ASK { ?s ?p " + "(" * 40 + "[" * 40, "Brackets are nested more than 64 deep (line 1)"),
    ],
)
def test_size_and_depth_are_bounded(text, problem):
    with pytest.raises(Refused) as told:
        check(text)

    assert str(told.value) == problem


def test_the_size_is_a_setting():
    with pytest.raises(Refused, match="6 bytes long; this console takes up to 5"):
        check("ASK {}", Limits(text_bytes=5))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# nothing\n", "line 2, column 1: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("<b>SELECT</b>", "line 1, column 1: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("ASK {\n ?s ?p [", "line 2, column 8: '[' is never closed"),
        ("ASK { ?s ?p ) }", "line 1, column 13: nothing that ')' could close is open here"),
        ("ASK { ?s foo ?o }", "line 1, column 10: 'foo' is no word of SPARQL; is '?' or a prefix missing?"),
        ("ASK { ?s ?p '\ud800' }", "line 1, column 14: half of a character (a lone surrogate) stands here"),
        (
            r"ASK { ?s ?p 'a\u0027 }",
            "line 1, column 13: the string that begins with ' here has no end, "
            "or a '\\' in it that means nothing",
        ),
        (
            r"ASK { ?s ?p 'a\u0027' }",
            "line 1, column 13: an escape here stands for a character that would end or begin something; "
            "write it another way",
        ),
        (
            "PREFIX ex <urn:> ASK {}",
            "line 1, column 1: PREFIX needs a name with a colon, then an IRI: PREFIX ex: <https://example.org/>",
        ),
        (
            "ASK { ?s nope:p ?o }",
            "line 1, column 10: the prefix 'nope:' is not declared; "
            "begin the query with PREFIX nope: <https://...>",
        ),
        (
            "ASK { ?s a acc:Tie }",
            "line 1, column 12: the prefix 'acc:' is not declared; "
            "begin the query with PREFIX acc: <https://example.org/ontology#>",
        ),
    ],
)
def test_what_is_no_sparql_is_told_in_one_line_with_its_place(text, problem):
    with pytest.raises(Misspelt) as told:
        check(text, prefixes={"acc": "https://example.org/ontology#"})

    assert str(told.value) == problem


def test_the_form_is_that_of_the_whole_query():
    assert check("BASE <urn:a> PREFIX a: <b> ASK { { SELECT * {} } }").form is Form.ASK
    assert check("describe <urn:a>").form is Form.DESCRIBE


@settings(deadline=None)
@given(st.text(st.sampled_from("SELCTASK{}()[]<>?:.;'\"\\u0123 #\naeio|/^*+@_-")))
def test_any_text_passes_or_is_told_why_not(text):
    with suppress(QueryError):
        check(text)


@pytest.mark.parametrize(
    "piece",
    ["a.", "a:", "_:a.", "{}", "'' ", "<", "<a ", "?a ", ":%41", "1.", "@a-", "+1", "#\n", "\\", r"\u0041"],
)
def test_no_text_takes_long(piece):
    for before in ("", "ASK { ", "ASK { ?s ?p '"):
        text = before + piece * ((32_768 - len(before)) // len(piece))
        began = time.process_time()
        with suppress(QueryError):
            check(text)
        assert time.process_time() - began < 2
