"""Everything in data/ is what the shapes ask for, stands where it belongs, and nothing hangs loose."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graph.store.terms import ACC, ATLAS, BASE
from graph.store.validate import problems, shapes

DATA = Path(__file__).parents[2] / "data"
A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SAID = ("Claim", "Statement", "Composition", "Figure", "Argument")  #: what only a source says
#: what points at something that must be described
POINTERS = (
    "sender",
    "receiver",
    "party",
    "kind",
    "place",
    "theme",
    "onBehalfOf",
    "about",
    "denies",
    "question",
    "state",
    "religion",
    "region",
    "beneficiary",
    "counters",
    "announcedBy",
    "partOf",
)


def acc(name: str) -> ox.NamedNode:
    return ox.NamedNode(str(ACC[name]))


@cache
def of_class(dataset: ox.Store, *names: str) -> frozenset[str]:
    """IRIs of all that is of one of the classes."""
    return frozenset(
        quad.subject.value for name in names for quad in dataset.quads_for_pattern(None, A, acc(name))
    )


@cache
def values(dataset: ox.Store, name: str) -> dict[str, list[str]]:
    """IRI → what it says by one property of ours, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for quad in dataset.quads_for_pattern(None, acc(name), None):
        found[quad.subject.value].append(quad.object.value)
    return {iri: sorted(said) for iri, said in found.items()}


def last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def rules() -> rdflib.Graph:
    return shapes(DATA)


#: sources of tables that say the same of every state or pair, tens of thousands of times
BULK = ("factbook", "un-votes", "un-ideal-points")
ONE_IN = 400  #: of what they say pyshacl sees so much; SPARQL sees all of it


def left_out(dataset: ox.Store) -> set[str]:
    """IRIs of most ties that only such a table speaks of, of its claims on them, and of most figures."""
    bulk = {f"{BASE}source/{slug}" for slug in BULK}
    about = {
        quad.subject.value: quad.object.value
        for quad in dataset.quads_for_pattern(None, acc("about"), None)
        if quad.graph_name.value in bulk and quad.subject.value.startswith(f"{BASE}claim/")
    }
    spoken_of = {
        quad.object.value
        for quad in dataset.quads_for_pattern(None, acc("about"), None)
        if quad.graph_name.value not in bulk
    }
    ties = sorted(set(about.values()) - spoken_of)
    figures = sorted(of_class(dataset, "Figure"))
    dropped = {*ties, *figures} - {*ties[::ONE_IN], *figures[::ONE_IN]}
    return dropped | {claim for claim, tie in about.items() if tie in dropped}


@pytest.fixture(scope="module")
def triples(dataset) -> rdflib.Graph:
    """The triples of data/, as rdflib holds them; of what is said of every pair alike a part."""
    dropped = left_out(dataset)
    kept = (quad.triple for quad in dataset if quad.subject.value not in dropped)
    written = ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES)
    # not oxrdflib's parser: it gives plain texts the type xsd:string, and rdflib then holds them unequal
    return rdflib.Graph().parse(data=written, format="nt")


def test_the_data_conform_to_the_shapes(triples, rules):
    assert problems(triples, rdflib.Graph(), rules) == []


def test_nothing_is_without_a_name(dataset):
    # asked in the store: hundreds of thousands of quads would be as many values of Python first
    nameless = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER (ISBLANK(?s) || ISBLANK(?o)) }"

    assert list(dataset.query(nameless)) == []


def test_the_unnamed_graph_is_empty(dataset):
    assert list(dataset.quads_for_pattern(None, None, None, ox.DefaultGraph())) == []


def test_no_triple_stands_in_two_graphs(dataset):
    graphs = (
        dataset.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) for graph in dataset.named_graphs()
    )
    times = Counter(line for graph in graphs for line in graph.splitlines())

    assert times.total() == len(dataset)
    assert [triple for triple, n in times.items() if n > 1] == []


def test_what_a_source_says_stands_in_its_graph_and_nowhere_else(dataset):
    sources = of_class(dataset, "Source")
    said = of_class(dataset, *SAID)
    graphs: dict[str, set[str]] = defaultdict(set)
    for quad in dataset:
        if quad.subject.value in said:
            graphs[quad.subject.value].add(quad.graph_name.value)

    assert {iri: found for iri, found in graphs.items() if len(found) != 1 or not found <= sources} == {}


def test_a_claim_is_named_for_its_source(dataset):
    claims = dataset.quads_for_pattern(None, A, acc("Claim"))

    assert [
        quad.subject.value
        for quad in claims
        if quad.subject.value.removeprefix(BASE).split("/")[:2] != ["claim", last(quad.graph_name.value)]
    ] == []


def test_the_atlas_graph_holds_what_no_source_says(dataset):
    in_atlas = {
        quad.object.value
        for quad in dataset.quads_for_pattern(None, A, None, ox.NamedNode(str(ATLAS)))
        if quad.object.value.startswith(str(ACC))
    }

    assert in_atlas.isdisjoint(str(ACC[name]) for name in SAID)


def test_every_graph_is_the_atlas_or_a_source(dataset):
    graphs = {graph.value for graph in dataset.named_graphs()}

    assert graphs - of_class(dataset, "Source") == {str(ATLAS)}


def test_every_tie_is_affirmed_by_somebody(dataset):
    affirmed = {tie for ties in values(dataset, "about").values() for tie in ties}

    assert of_class(dataset, "Tie") - affirmed == set()


def test_whatever_is_pointed_at_is_described(dataset):
    described = {quad.subject.value for quad in dataset.quads_for_pattern(None, A, None)}
    pointed = {(name, at) for name in POINTERS for said in values(dataset, name).values() for at in said}

    assert {(name, at) for name, at in pointed if at not in described} == set()


def test_an_answer_that_is_a_thing_is_described(dataset):
    described = {quad.subject.value for quad in dataset.quads_for_pattern(None, A, None)}
    answers = {
        quad.object.value
        for quad in dataset.quads_for_pattern(None, acc("answer"), None)
        if isinstance(quad.object, ox.NamedNode)
    }

    assert answers - described == set()


def test_the_ends_of_a_tie_are_of_types_that_its_kind_allows(dataset):
    kinds = values(dataset, "kind")
    classes = defaultdict(set)
    for quad in dataset.quads_for_pattern(None, A, None):
        classes[quad.subject.value].add(quad.object.value)
    for end in ("sender", "receiver"):
        allowed = values(dataset, f"{end}Type")
        wrong = [
            tie
            for tie, (at,) in values(dataset, end).items()
            if classes[at].isdisjoint(allowed[kinds[tie][0]])
        ]
        assert wrong == [], end


def test_a_tie_is_named_by_its_ends_kind_stage_and_occasion(dataset):
    ties = of_class(dataset, "Tie")
    sender, receiver, kind = (values(dataset, name) for name in ("sender", "receiver", "kind"))
    phase, occasion = values(dataset, "phase"), values(dataset, "occasion")

    def named(tie: str) -> str:
        ends = [
            f"~{at.removeprefix(BASE + 'tie/')}~" if at in ties else last(at)
            for at in (sender[tie][0], receiver[tie][0])
        ]
        parts = [*ends, last(kind[tie][0]), *phase.get(tie, []), *occasion.get(tie, [])]
        return BASE + "tie/" + ".".join(parts)

    assert {tie: named(tie) for tie in ties if tie != named(tie)} == {}


def test_the_ends_of_a_symmetric_tie_stand_in_alphabetical_order(dataset):
    symmetric = {kind for kind, (said,) in values(dataset, "symmetric").items() if said == "true"}
    sender, receiver, kind = (values(dataset, name) for name in ("sender", "receiver", "kind"))

    assert [tie for tie in sender if kind[tie][0] in symmetric and sender[tie] >= receiver[tie]] == []


#: what all of data/ is asked, too much of it for pyshacl: the message of a shape → who breaks it
CHECKS = {
    "a state owes one code of three capital letters": """
        ?this a acc:State . OPTIONAL { ?this acc:code ?code }
        FILTER (!BOUND(?code) || !REGEX(?code, "^[A-Z]{3}$"))""",
    "owes one label in English, and no more than one in any language": """
        VALUES ?class { acc:State acc:Organization acc:Person acc:Agreement acc:Place acc:Theme acc:Source }
        ?this a ?class .
        FILTER (
            NOT EXISTS { ?this rdfs:label ?label FILTER (LANG(?label) = "en") }
            || EXISTS { ?this rdfs:label ?one, ?two FILTER (?one != ?two && LANG(?one) = LANG(?two)) }
        )""",
    "a tie owes one sender, and it is not its own receiver": """
        ?this a acc:Tie .
        FILTER (
            NOT EXISTS { ?this acc:sender ?end } || EXISTS { ?this acc:sender ?end ; acc:receiver ?end }
            || EXISTS { ?this acc:sender ?one, ?two FILTER (?one != ?two) }
        )""",
    "its parties are its sender and its receiver, no more and no fewer": """
        ?this a acc:Tie .
        FILTER (
            EXISTS { ?this acc:sender|acc:receiver ?end FILTER NOT EXISTS { ?this acc:party ?end } }
            || EXISTS { ?this acc:party ?end FILTER NOT EXISTS { ?this acc:sender|acc:receiver ?end } }
        )""",
    "its receiver is not described": """
        ?this a acc:Tie ; acc:receiver ?end . FILTER NOT EXISTS { ?end rdfs:label|acc:kind ?name }""",
    "a tie owes one kind, described in data/kinds/": """
        ?this a acc:Tie . FILTER NOT EXISTS { ?this acc:kind ?kind . ?kind a acc:TieKind }""",
    "a tie of a lasting kind owes a stage (acc:phase), and no other tie has one": """
        ?this a acc:Tie ; acc:kind ?kind . ?kind acc:nature ?nature . OPTIONAL { ?this acc:phase ?phase }
        FILTER ((?nature = "lasting") != BOUND(?phase))""",
    "has at most one stage: proposed, announced, signed, inForce, suspended, ended or refused": """
        ?this acc:phase ?phase . FILTER (?phase NOT IN
            ("proposed", "announced", "signed", "inForce", "suspended", "ended", "refused"))""",
    "a claim is about one tie, or denies one, and the tie is described": """
        ?this a acc:Claim . OPTIONAL { ?this acc:about|acc:denies ?tie }
        FILTER (!BOUND(?tie) || NOT EXISTS { ?tie a acc:Tie })""",
    "a claim speaks of the stage of its tie": """
        ?this a acc:Claim ; acc:about ?tie .
        OPTIONAL { ?this acc:phase ?said } OPTIONAL { ?tie acc:phase ?phase }
        FILTER (COALESCE(?said, "") != COALESCE(?phase, ""))""",
    "a claim cannot affirm the tie that it denies": """
        ?this acc:about ?tie ; acc:denies ?tie .""",
    "owes one confidence: high, medium or low": """
        ?this a acc:Claim . OPTIONAL { ?this acc:confidence ?sure }
        FILTER (!BOUND(?sure) || ?sure NOT IN ("high", "medium", "low"))""",
    "since is one day, month or year": """
        ?this acc:since ?since . FILTER (DATATYPE(?since) NOT IN (xsd:date, xsd:gYearMonth, xsd:gYear))""",
    "since comes after until": """
        ?this acc:since ?since ; acc:until ?until .
        BIND (STR(?since) AS ?begins) BIND (STR(?until) AS ?ends)
        BIND (IF(STRLEN(?begins) < STRLEN(?ends), STRLEN(?begins), STRLEN(?ends)) AS ?length)
        FILTER (SUBSTR(?begins, 1, ?length) > SUBSTR(?ends, 1, ?length))""",
    "its role is not one of ours": """
        ?this a acc:Claim ; acc:role ?role . FILTER (?role NOT IN (
            "member", "observer", "associate", "partner", "candidate", "invited", "signatory", "suspended",
            "witness", "chair", "co-chair", "president", "prime-minister"))""",
    "an amount owes one unit": """
        ?this acc:amount ?amount .
        FILTER (
            NOT EXISTS { ?this acc:unit ?unit }
            || EXISTS { ?this acc:unit ?one, ?two FILTER (?one != ?two) }
        )""",
    "has at most one amount, an xsd:decimal": """
        ?this a acc:Claim ; acc:amount ?one . OPTIONAL { ?this acc:amount ?two FILTER (?one != ?two) }
        FILTER (BOUND(?two) || DATATYPE(?one) NOT IN (xsd:decimal, xsd:integer))""",
    "a figure is of one state that is described": """
        ?this a acc:Figure . FILTER NOT EXISTS { ?this acc:state ?state . ?state a acc:State }""",
    "a figure owes one amount, an xsd:decimal": """
        ?this a acc:Figure . OPTIONAL { ?this acc:amount ?amount }
        FILTER (!BOUND(?amount) || DATATYPE(?amount) != xsd:decimal)""",
    "a composition has one share, or a least or a greatest or both, or no figure at all": """
        ?this a acc:Composition ; acc:share ?share ; acc:shareLow|acc:shareHigh ?bound .""",
}


def broken(store: ox.Store, check: str) -> set[str]:
    """IRIs of what breaks one check."""
    query = f"""
        PREFIX acc: <{ACC}>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT DISTINCT ?this {{ {CHECKS[check]} }}
    """
    return {row["this"].value for row in store.query(query, use_default_graph_as_union=True)}


@pytest.mark.parametrize("check", CHECKS)
def test_all_of_the_data_passes_in_sparql_what_the_shapes_ask_for(dataset, check):
    assert broken(dataset, check) == set()


STATE = """
    <state/SYL> a acc:State ; rdfs:label "Syldavia"@en ; acc:code "SYL" ; acc:statehood "un-member" .
    <state/BOR> a acc:State ; rdfs:label "Borduria"@en ; acc:code "BOR" ; acc:statehood "un-member" .
    <state/KHE> a acc:State ; rdfs:label "Khemed"@en ; acc:code "KHE" ; acc:statehood "un-member" .
    <kind/embassy> a acc:TieKind ; acc:nature "lasting" .
    <kind/visit> a acc:TieKind ; acc:nature "event" .
"""
TIE = """
    <tie/SYL.BOR.embassy.inForce> a acc:Tie ; acc:sender <state/SYL> ; acc:receiver <state/BOR> ;
        acc:party <state/SYL>, <state/BOR> ; acc:kind <kind/embassy> ; acc:phase "inForce" .
"""
FIGURE = """
    <figure/page/1> a acc:Figure ; acc:state <state/SYL> ; acc:indicator "area" ; acc:amount 12300.0 ;
        acc:unit "km2" .
"""
COMPOSITION = """
    <religion/islam> a skos:Concept ; rdfs:label "Islam"@en ; skos:inScheme <scheme/religions> .
    <scheme/religions> a skos:ConceptScheme .
    <composition/page/1> a acc:Composition ; acc:state <state/SYL> ; acc:religion <religion/islam> ;
        acc:base "population" ; acc:shareLow 0.3 .
"""
CLAIM = """
    <claim/page/1> a acc:Claim ; acc:about <tie/SYL.BOR.embassy.inForce> ; acc:phase "inForce" ;
        acc:since "1992"^^xsd:gYear ; acc:until "1992-04"^^xsd:gYearMonth ; acc:confidence "high" .
"""


def graph_of(*parts: str) -> rdflib.Graph:
    prefixes = f"""
        @base <{BASE}> .
        @prefix acc: <{ACC}> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    """
    return rdflib.Graph().parse(data=prefixes + "".join(parts), format="turtle")


def complaints(rules: rdflib.Graph, *parts: str) -> list[str]:
    """What the shapes say of a graph, kinds aside: those above have no words."""
    found = problems(graph_of(*parts), rdflib.Graph(), rules)
    return [problem for problem in found if not problem.startswith("kind/")]


def test_a_sound_graph_passes(rules):
    assert complaints(rules, STATE, TIE, CLAIM, FIGURE, COMPOSITION) == []


@pytest.mark.parametrize("bounds", ["acc:shareLow 0.3", "acc:shareHigh 0.3", "acc:share 0.3", "acc:level 1"])
def test_a_share_may_have_one_bound_alone(rules, bounds):
    assert complaints(rules, STATE, COMPOSITION.replace("acc:shareLow 0.3", bounds)) == []


FAULTS = [
    (
        "a state owes one code of three capital letters",
        [STATE.replace('acc:code "SYL" ;', "")],
    ),
    (
        "owes one label in English, and no more than one in any language",
        [STATE.replace('"Khemed"@en', '"Khemed"@en, "Khemedia"@en')],
    ),
    (
        "a tie owes one sender, and it is not its own receiver",
        [STATE, TIE.replace("acc:sender <state/SYL>", "acc:sender <state/SYL>, <state/KHE>")],
    ),
    (
        "a tie owes one sender, and it is not its own receiver",
        [STATE, TIE.replace("<state/BOR>", "<state/SYL>")],
    ),
    (
        "its parties are its sender and its receiver, no more and no fewer",
        [STATE, TIE.replace("acc:party <state/SYL>, <state/BOR>", "acc:party <state/SYL>, <state/KHE>")],
    ),
    (
        "its receiver is not described",
        [STATE, TIE.replace("<state/BOR>", "<state/SAN>")],
    ),
    (
        "a tie of a lasting kind owes a stage (acc:phase), and no other tie has one",
        [STATE, TIE.replace('; acc:phase "inForce"', "")],
    ),
    (
        "a tie of a lasting kind owes a stage (acc:phase), and no other tie has one",
        [STATE, TIE.replace("kind/embassy", "kind/visit")],
    ),
    (
        "has at most one stage: proposed, announced, signed, inForce, suspended, ended or refused",
        [STATE, TIE.replace('"inForce"', '"in force"')],
    ),
    (
        "a tie owes one kind, described in data/kinds/",
        [STATE, TIE.replace("kind/embassy", "kind/palace")],
    ),
    (
        "owes one confidence: high, medium or low",
        [STATE, TIE, CLAIM.replace('; acc:confidence "high"', "")],
    ),
    (
        "a claim cannot affirm the tie that it denies",
        [STATE, TIE, CLAIM + "<claim/page/1> acc:denies <tie/SYL.BOR.embassy.inForce> ."],
    ),
    (
        "a claim speaks of the stage of its tie",
        [STATE, TIE, CLAIM.replace('"inForce"', '"ended"')],
    ),
    (
        "since comes after until",
        [STATE, TIE, CLAIM.replace('"1992"^^xsd:gYear', '"1992-05-01"^^xsd:date')],
    ),
    (
        "since is one day, month or year",
        [STATE, TIE, CLAIM.replace('"1992"^^xsd:gYear', '"spring 1992"')],
    ),
    (
        "a figure is of one state that is described",
        [STATE, FIGURE.replace("<state/SYL>", "<state/SAN>")],
    ),
    (
        "a figure owes one amount, an xsd:decimal",
        [STATE, FIGURE.replace("acc:amount 12300.0 ;", "")],
    ),
    (
        "an amount owes one unit",
        [STATE, FIGURE.replace('acc:unit "km2"', 'acc:year "2020"^^xsd:gYear')],
    ),
    (
        "a composition has one share, or a least or a greatest or both, or no figure at all",
        [STATE, COMPOSITION.replace("acc:shareLow 0.3", "acc:shareLow 0.3 ; acc:share 0.4")],
    ),
    (
        "its role is not one of ours",
        [STATE, TIE, CLAIM.replace('acc:confidence "high"', 'acc:confidence "high" ; acc:role "guest"')],
    ),
    (
        "has at most one amount, an xsd:decimal",
        [
            STATE,
            TIE,
            CLAIM.replace('acc:confidence "high"', 'acc:confidence "high" ; acc:amount "3" ; acc:unit "km"'),
        ],
    ),
    (
        "a claim is about one tie, or denies one, and the tie is described",
        [STATE, TIE, CLAIM.replace("acc:about <tie/SYL.BOR.embassy.inForce> ;", "")],
    ),
]


@pytest.mark.parametrize(("fault", "parts"), FAULTS)
def test_the_shapes_catch_a_planted_fault(rules, fault, parts):
    assert any(problem.endswith(fault) for problem in complaints(rules, *parts))


@pytest.mark.parametrize(("fault", "parts"), FAULTS)
def test_sparql_catches_the_same_planted_fault(fault, parts):
    store = ox.Store()
    store.load(graph_of(*parts).serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)

    assert broken(store, fault)


def test_sparql_lets_a_sound_graph_pass():
    store = ox.Store()
    sound = graph_of(STATE, TIE, CLAIM, FIGURE, COMPOSITION).serialize(format="nt").encode()
    store.load(sound, ox.RdfFormat.N_TRIPLES)

    assert {check for check in CHECKS if broken(store, check)} == set()


def test_every_check_has_a_planted_fault():
    assert CHECKS.keys() == {fault for fault, _ in FAULTS}
