"""The words that are proposed to who writes a query, and the examples that use them."""

from __future__ import annotations

import re

import pytest

from graph.settings import Settings
from graph.store.examples import examples
from graph.store.guard import check
from graph.store.terms import BASE, PREFIXES
from graph.store.vocabulary import NAMESPACES, short, words

DATA = Settings().data


def test_every_class_and_property_of_the_ontology_is_proposed_with_its_meaning():
    text = (DATA / "ontology.ttl").read_text(encoding="utf-8")
    defined = set(re.findall(r"^(acc:\w+) a owl:(?:Class|ObjectProperty|DatatypeProperty)", text, re.M))

    found = {word.name: word for word in words(DATA)}

    assert defined
    assert defined <= found.keys()
    assert [name for name, word in found.items() if not word.meaning] == []
    assert found["acc:Tie"].sort == "class"
    assert found["acc:sender"].sort == "property"


def test_every_word_that_is_proposed_is_in_a_namespace_that_can_be_declared():
    assert {word.name.partition(":")[0] for word in words(DATA)} <= NAMESPACES.keys()
    assert PREFIXES.keys() <= NAMESPACES.keys()


@pytest.mark.parametrize(
    ("iri", "written"),
    [
        (f"{BASE}ontology#Tie", "acc:Tie"),
        (f"{BASE}state/KAZ", "state:KAZ"),
        ("http://www.w3.org/2002/07/owl#sameAs", "owl:sameAs"),
        (f"{BASE}tie/ISR.KAZ.embassy", f"<{BASE}tie/ISR.KAZ.embassy>"),
        ("https://example.org/x", "<https://example.org/x>"),
    ],
)
def test_an_iri_is_written_short_where_that_can_be_read_back(iri, written):
    assert short(iri) == written


def test_examples_cover_the_model_and_pass_the_policy():
    found = examples()
    used = {name for example in found for name in re.findall(r"\bacc:\w+", example.text)}

    assert len(found) >= 12
    assert {example.shown for example in found} == {"table", "canvas", "map", "chart"}
    assert used >= {
        *("acc:Tie", "acc:about", "acc:denies", "acc:independentSources", "acc:grade", "acc:answer"),
        *("acc:Composition", "acc:base", "acc:shareLow", "acc:region", "acc:Figure", "acc:counters"),
        *("acc:role", "acc:standing", "acc:certainty", "acc:confidence"),
    }
    assert any("prov:wasDerivedFrom" in example.text for example in found)
    assert {check(example.text).form for example in found} == {"select", "ask", "construct"}


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.slug)
def test_an_example_begins_with_its_question_and_declares_what_it_uses(example):
    first = example.text.splitlines()[0]

    assert first == f"# {example.question}"
    assert first.endswith("?")
    declared = dict(re.findall(r"^PREFIX (\w+): <(.*)>$", example.text, re.M))
    assert declared
    assert {prefix: NAMESPACES[prefix] for prefix in declared} == declared
    body = example.text.partition("\n\n")[2]
    assert [prefix for prefix in declared if f"{prefix}:" not in body] == []
