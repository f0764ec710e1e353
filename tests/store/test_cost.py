"""What a query would cost the planner."""

import pytest

from graph.store.cost import count
from graph.store.guard import Refused, check
from graph.store.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "patterns", "operators"),
    [
        ("SELECT * { ?s ?p ?o }", 1, 1),
        ("ASK { ?s a ?t ; :p ?x , ?y . ?z :q 1 }", 4, 0),
        ("ASK { ?s :p [ :q ?x ; :r ?y ] . ?z :p 1 }", 4, 0),
        ("ASK { () :p ?x . () :p ?y OPTIONAL {} () :p ?z }", 3, 1),
        ("ASK { ?s :p (1 2 true ?x) }", 5, 0),
        ("ASK { ?s :p/:q*|^:r ?o }", 1, 4),
        (
            "ASK { VALUES ?x { 1 2 3 } VALUES (?y ?z) { (1 2) (3 4) } FILTER(?x IN (1, 2, 3) && ?y != 2) }",
            0,
            6,
        ),
        ("ASK { ?s :p ?o OPTIONAL { ?s :q ?x } GRAPH ?g { ?s :r ?y } }", 3, 2),
        ("ASK { FILTER :f(?x, ?y) { SELECT (MAX(?a) AS ?b) { ?a :p ?c } } }", 1, 1),
        ("ASK { << ?a :p ?b >> :q ?c }", 2, 0),
    ],
)
def test_patterns_and_operators_are_counted(text, patterns, operators):
    assert count(list(tokenise(text))) == (patterns, operators)


def joined(pattern, n):
    return "ASK { " + " . ".join(pattern.format(i=i) for i in range(n)) + " }"


@pytest.mark.parametrize(
    ("text", "too_much"),
    [
        (lambda n: joined("?s <urn:p{i}> ?o{i}", n), "joins more than 100 triple patterns or list items"),
        (lambda n: joined("OPTIONAL {{ ?s <urn:p{i}> ?o{i} }}", n), "joins more than 100 triple patterns"),
        (lambda n: f"ASK {{ ?s <urn:p> ({' 1' * (n - 1)}) }}", "joins more than 100 triple patterns"),
        (lambda n: f"ASK {{ ?s <urn:p> ?x {', ?x' * (n - 1)} }}", "joins more than 100 triple patterns"),
        (lambda n: f"ASK {{ FILTER(1{' + 1' * (3 * n - 1)}) }}", "more than 300 operators or path steps"),
        (lambda n: f"ASK {{ ?s <urn:p>{'/<urn:p>' * (3 * n)} ?o }}", "more than 300 operators or path steps"),
        (lambda n: joined("FILTER(?x)", 3 * n), "more than 300 operators or path steps"),
    ],
)
def test_what_would_hang_the_planner_is_refused(text, too_much):
    assert check(text(100))
    with pytest.raises(Refused, match=too_much):
        check(text(101))


def test_long_data_is_fine():
    assert check(f"ASK {{ VALUES ?x {{{' 1' * 5000}}} FILTER(?x IN (1{', 1' * 3000})) }}")
