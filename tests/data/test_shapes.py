"""Everything in data/ is what the shapes ask for, stands where it belongs, and nothing hangs loose."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graph.store.terms import ACC, ATLAS, BASE
from graph.store.validate import problems, shapes

DATA = Path(__file__).parents[2] / "data"
A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SAID = ("Claim", "Statement", "Composition", "Argument")  #: what only a source says
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


def of_class(dataset: ox.Store, *names: str) -> set[str]:
    """IRIs of all that is of one of the classes."""
    return {quad.subject.value for name in names for quad in dataset.quads_for_pattern(None, A, acc(name))}


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


@pytest.fixture(scope="module")
def triples(dataset) -> rdflib.Graph:
    """Every triple of data/, as rdflib holds it."""
    written = ox.serialize((quad.triple for quad in dataset), format=ox.RdfFormat.N_TRIPLES)
    # not oxrdflib's parser: it gives plain texts the type xsd:string, and rdflib then holds them unequal
    return rdflib.Graph().parse(data=written, format="nt")


def test_the_data_conform_to_the_shapes(triples, rules):
    assert problems(triples, rdflib.Graph(), rules) == []


def test_nothing_is_without_a_name(dataset):
    nameless = [quad for quad in dataset if ox.BlankNode in (type(quad.subject), type(quad.object))]

    assert nameless == []


def test_the_unnamed_graph_is_empty(dataset):
    assert list(dataset.quads_for_pattern(None, None, None, ox.DefaultGraph())) == []


def test_no_triple_stands_in_two_graphs(dataset):
    times = Counter(quad.triple for quad in dataset)

    assert [str(triple) for triple, n in times.items() if n > 1] == []


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
CLAIM = """
    <claim/page/1> a acc:Claim ; acc:about <tie/SYL.BOR.embassy.inForce> ; acc:phase "inForce" ;
        acc:since "1992"^^xsd:gYear ; acc:until "1992-04"^^xsd:gYearMonth ; acc:confidence "high" .
"""


def graph_of(*parts: str) -> rdflib.Graph:
    prefixes = f"""
        @base <{BASE}> .
        @prefix acc: <{ACC}> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    """
    return rdflib.Graph().parse(data=prefixes + "".join(parts), format="turtle")


def complaints(rules: rdflib.Graph, *parts: str) -> list[str]:
    """What the shapes say of a graph, kinds aside: those above have no words."""
    found = problems(graph_of(*parts), rdflib.Graph(), rules)
    return [problem for problem in found if not problem.startswith("kind/")]


def test_a_sound_graph_passes(rules):
    assert complaints(rules, STATE, TIE, CLAIM) == []


@pytest.mark.parametrize(
    ("fault", "parts"),
    [
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
    ],
)
def test_the_shapes_catch_a_planted_fault(rules, fault, parts):
    assert any(problem.endswith(fault) for problem in complaints(rules, *parts))
