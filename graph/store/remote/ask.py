"""The questions that we put to an endpoint: whole queries, in which IRIs stand as terms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import quote

import pyoxigraph as ox

from graph.store.terms import ACC, ATLAS, BASE

CLASSES = (
    "Tie",
    "Claim",
    "Source",
    "TieKind",
    "State",
    "Organization",
    "Person",
    "Agreement",
    "Place",
    "Theme",
)

#: what our build writes beside ties: derived from claims, so it is derived anew and never fetched
SHOWN = (
    "since", "until", "amount", "unit", "year", "role", "grade", "independentSources", "possibleFrom",
    "certainFrom", "certainTo", "possibleTo", "supersededFrom", "overOn",
)  # fmt: skip

_ATLAS = f"<{ATLAS}>"
OUR_GRAPHS = f'FILTER(STRSTARTS(STR(?g), "{BASE}"))'


def iri(name: str) -> str:
    """Write an IRI as a term; ValueError if it is none."""
    return str(ox.NamedNode(name))


def text(value: str) -> str:
    """Write a text as a term."""
    return str(ox.Literal(value))


def counts() -> str:
    """How many things of each class there are: ?class ?n."""
    classes = " ".join(iri(str(ACC[name])) for name in CLASSES)
    return (
        "SELECT ?class (COUNT(?x) AS ?n) WHERE { "
        f"VALUES ?class {{ {classes} }} GRAPH ?g {{ ?x a ?class }} {OUR_GRAPHS} }} GROUP BY ?class"
    )


def sizes() -> str:
    """How many triples each graph of ours has: ?g ?n."""
    return f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {OUR_GRAPHS} }} GROUP BY ?g"


def size(graph: str) -> str:
    """How many triples one graph has, what is derived left out: ?n."""
    return f"SELECT (COUNT(*) AS ?n) WHERE {{ {_all_of(graph)} }}"


def page(graph: str, offset: int, limit: int) -> str:
    """Some of all that one graph says, in the engine's own order, as triples."""
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {_all_of(graph)} }} OFFSET {offset} LIMIT {limit}"


def graphs(names: Iterable[str], limit: int) -> str:
    """All that some graphs say: ?g ?s ?p ?o."""
    return f"SELECT ?g ?s ?p ?o WHERE {{ {_values('g', names)} GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {limit}"


def subjects(graph: str, after: str, limit: int) -> str:
    """Of what a graph speaks, in order, behind a name: ?s."""
    return (
        f"SELECT DISTINCT ?s WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} FILTER(STR(?s) > {text(after)}) }} "
        f"ORDER BY STR(?s) LIMIT {limit}"
    )


def said_in(graph: str, names: Iterable[str], limit: int) -> str:
    """What one graph says of some things: ?s ?p ?o."""
    return f"SELECT ?s ?p ?o WHERE {{ {_values('s', names)} {_all_of(graph)} }} LIMIT {limit}"


def said(names: Iterable[str], limit: int) -> str:
    """What all graphs of ours say of some things: ?g ?s ?p ?o."""
    what = f"{_values('s', names)} GRAPH ?g {{ ?s ?p ?o }} {OUR_GRAPHS}"
    return f"SELECT ?g ?s ?p ?o WHERE {{ {what} }} LIMIT {limit}"


def pointing(predicate: str, names: Iterable[str], limit: int) -> str:
    """What speaks of some things by a predicate: ?s.

    One predicate at a time: a second list of VALUES makes an engine read all that there is.
    """
    return (
        f"SELECT DISTINCT ?s WHERE {{ {_values('x', names)} GRAPH ?g {{ ?s {iri(predicate)} ?x }} "
        f"{OUR_GRAPHS} }} LIMIT {limit}"
    )


def of_class(class_: str, after: str, limit: int) -> str:
    """The things of a class, in order, behind a name: ?s."""
    return (
        f"SELECT DISTINCT ?s WHERE {{ GRAPH ?g {{ ?s a {iri(class_)} }} {OUR_GRAPHS} "
        f"FILTER(STR(?s) > {text(after)}) }} ORDER BY STR(?s) LIMIT {limit}"
    )


def ties_by_kind() -> str:
    """How many ties of each kind there are: ?kind ?n."""
    return (
        "SELECT ?kind (COUNT(?tie) AS ?n) "
        f"WHERE {{ GRAPH {_ATLAS} {{ ?tie {iri(ACC.kind)} ?kind }} }} GROUP BY ?kind"
    )


def strongest(kind: str, limit: int, *, by_name: bool = True) -> str:
    """The ties of a kind on which most claims stand, first the strongest: ?tie ?n.

    Of equals the first by name, or whichever the engine finds first: to put half a million names in order
    takes some engines minutes.
    """
    order = "DESC(?n) STR(?tie)" if by_name else "DESC(?n)"
    return (
        "SELECT ?tie (COUNT(?claim) AS ?n) WHERE { "
        f"GRAPH {_ATLAS} {{ ?tie {iri(ACC.kind)} {iri(kind)} }} GRAPH ?g {{ ?claim {iri(ACC.about)} ?tie }} "
        f"}} GROUP BY ?tie ORDER BY {order} LIMIT {limit}"
    )


def busiest(kinds: Collection[str], limit: int) -> str:
    """The ends that have most ties, the busiest first, of equals the first by name: ?end ?n.

    Of some kinds where any are given; without, an engine has less to join and answers sooner.
    """
    values, of_kind = (_values("kind", kinds), f" ; {iri(ACC.kind)} ?kind") if kinds else ("", "")
    return (
        f"SELECT ?end (COUNT(?tie) AS ?n) WHERE {{ {values} "
        f"GRAPH {_ATLAS} {{ ?tie {iri(ACC.party)} ?end{of_kind} }} "
        f"}} GROUP BY ?end ORDER BY DESC(?n) STR(?end) LIMIT {limit}"
    )


def touching(kinds: Iterable[str], ends: Iterable[str], limit: int, *, to: str = "") -> str:
    """The ties of some ends and where they lead, which may be given: ?tie ?kind ?end ?other.

    Kinds stand in a filter, for the same reason as in ``pointing``.
    """
    other, given = (iri(to), f"BIND({iri(to)} AS ?other) ") if to else ("?other", "")
    return (
        f"SELECT ?tie ?kind ?end ?other WHERE {{ {_values('end', ends)} "
        f"GRAPH {_ATLAS} {{ ?tie {iri(ACC.party)} ?end , {other} ; {iri(ACC.kind)} ?kind }} {given}"
        f"FILTER(?end != ?other && ?kind IN ({', '.join(map(iri, kinds))})) }} LIMIT {limit}"
    )


def of_focus(slug: str, limit: int) -> str:
    """The ties of who is named by the last part of the IRI: ?tie ?kind."""
    ends = [f"{BASE}{folder}/{quote(slug)}" for folder in ("state", "organization", "person", "agreement")]
    return (
        f"SELECT DISTINCT ?tie ?kind WHERE {{ {_values('end', ends)} "
        f"GRAPH {_ATLAS} {{ ?tie {iri(ACC.party)} ?end ; {iri(ACC.kind)} ?kind }} }} "
        f"ORDER BY STR(?tie) LIMIT {limit}"
    )


def dated(year: int, *, by_value: bool) -> str:
    """How many claims begin on a day of a year, compared as dates or as texts: ?n."""
    day = "http://www.w3.org/2001/XMLSchema#date"
    if by_value:
        within = f'?day >= "{year}-01-01"^^<{day}> && ?day <= "{year}-12-31"^^<{day}>'
    else:
        within = f'STRSTARTS(STR(?day), "{year}-")'
    return (
        f"SELECT (COUNT(?claim) AS ?n) WHERE {{ GRAPH ?g {{ ?claim {iri(ACC.since)} ?day }} "
        f"FILTER(DATATYPE(?day) = <{day}> && {within}) }}"
    )


def _values(name: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(map(iri, iris))} }}"


def _all_of(graph: str) -> str:
    shown = ", ".join(iri(str(ACC[name])) for name in SHOWN)
    derived = f" FILTER(?p NOT IN ({shown}))" if graph == str(ATLAS) else ""
    return f"GRAPH {iri(graph)} {{ ?s ?p ?o }}{derived}"
