"""What is wrong with a query that passed the policy and that the engine cannot parse."""

import pyoxigraph as ox
import pytest

from graph.store.guard import check
from graph.store.spelling import explain, laid_out


def told(text):
    question = check(text)
    said = []
    for form in (text, laid_out(question.tokens)):
        try:
            ox.Store().query(form)
            said.append("")
        except SyntaxError as wrong:
            said.append(str(wrong))
    assert said[0]
    return str(explain(question, *said))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SELECT * WHERE ?s ?p ?o", "line 1, column 16: '?s' is not expected here; it should be '{'"),
        ("SELECT * { ?s ?p }", "line 1, column 18: '}' is not expected here"),
        ("SELECT COUNT(*) { ?s ?p ?o }", "line 1, column 8: 'COUNT' is not expected here"),
        ("SELECT * {\n  ?s ?p '''a\nb''' .\n  ?s ?o\n}", "line 5, column 1: '}' is not expected here"),
        ("SELECT * { ?s ?p ?o } LIMIT ?n # x", "line 1, column 29: '?n' is not expected here"),
        ("SELECT ?x\n", "line 1, column 10: the query ends too early"),
        (
            "SELECT DISTINCT {}",
            "line 1, column 17: '{' is not expected here; it should be '(' or '*' or a variable",
        ),
        (
            "SELECT (CONCAT ('a') AS ?x) {}",
            "line 1, column 9: 'CONCAT' is not expected here; write CONCAT( without a space",
        ),
        (
            "SELECT * {} GROUP BY ?x",
            "line 1, column 1: SELECT * does not go with GROUP BY; name the variables",
        ),
        ("SELECT ?x ?x {}", "line 1, column 1: SELECT names a variable twice"),
        ("SELECT * {} LIMIT 99999999999999999999", "line 1, column 19: this number is too large for LIMIT"),
        (
            "ASK { VALUES (?x ?y) { (1) } }",
            "line 1, column 28: each row of VALUES needs as many values as there are variables",
        ),
        (
            "ASK { ?s ?p ?o BIND(1 AS ?s) }",
            "line 1, column 30: '}' is not expected here; "
            "does BIND or LATERAL give a value to a variable that has one?",
        ),
        (
            "BASE <urn:a:> ASK { ?s ?p <//[> }",
            "line 1, column 27: this is no whole IRI; it needs a scheme, such as https:",
        ),
    ],
)
def test_the_token_that_does_not_fit_is_named_with_its_place(text, line):
    assert told(text) == line


def test_without_a_better_place_the_engines_own_is_taken():
    question = check("SELECT * { ?s ?p ?o }")

    assert (
        str(explain(question, "error at 1:16: expected x", ""))
        == "line 1, column 15: '?p' is not expected here"
    )
    assert str(explain(question, "new words", "")) == "line 1, column 1: 'SELECT' is not expected here"
