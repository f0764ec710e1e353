"""A tiny data folder, written by hand, as one would send it."""

from __future__ import annotations

from pathlib import Path

import pytest

PREFIXES = """\
@prefix acc: <https://w3id.org/accord-atlas/ontology#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/accord-atlas/> .

"""

FILES = {
    "atlas.trig": """\
GRAPH <graph/atlas> {
    <dataset/accord-atlas> a dcat:Dataset ; acc:evidenceHorizon "2026-06-29"^^xsd:date .
    <state/SYL> a acc:State ; rdfs:label "Syldavia"@en , "Syldavie"@fr ; acc:code "SYL" ;
        acc:statehood "un-member" .
    <state/BOR> a acc:State ; rdfs:label "Borduria"@en ; skos:altLabel "Bordurie"@fr ; acc:code "BOR" ;
        acc:statehood "un-member" ; owl:sameAs <http://www.wikidata.org/entity/Q1> ;
        skos:editorialNote "Two names are in use."@en .
    <agreement/abraham-accords> a acc:Agreement ; rdfs:label "Abraham Accords"@en .
}
""",
    "kinds/embassy.ttl": """\
<kind/embassy> a acc:TieKind ; rdfs:label "embassy"@en ; skos:definition "A mission."@en ;
    acc:family "diplomatic" ; acc:nature "lasting" ; acc:symmetric false ; acc:verb "has an embassy in"@en ;
    acc:inverseVerb "hosts an embassy of"@en ; acc:pastVerb "had an embassy in"@en .
""",
    "ties/diplomatic.trig": """\
GRAPH <graph/atlas> {
    <tie/SYL.BOR.embassy.inForce> a acc:Tie ; acc:sender <state/SYL> ; acc:receiver <state/BOR> ;
        acc:party <state/SYL> , <state/BOR> ; acc:kind <kind/embassy> ; acc:phase "inForce" .
}
""",
    "curated/gazette.trig": """\
GRAPH <graph/atlas> {
    <source/gazette> a acc:Source ; dcterms:title "An embassy opens" ; dcterms:publisher "The Gazette" ;
        dcterms:issued "2021-07"^^xsd:gYearMonth ; acc:reliability "press" .
}
GRAPH <source/gazette> {
    <claim/gazette/1> a acc:Claim ; acc:about <tie/SYL.BOR.embassy.inForce> ; acc:phase "inForce" ;
        acc:since "2021-07-14"^^xsd:date ; acc:confidence "high" ; acc:row "1" ;
        rdfs:comment "Opened by the minister."@en .
}
""",
}

LENS = """\
title = "Relations"
sentence = "A member has signed and begun relations."
member = [{ signature = true, relations_through = true }]
"""


@pytest.fixture
def tiny_data(tmp_path: Path) -> Path:
    """A data folder with two states, one kind, one tie and one claim."""
    folder = tmp_path / "data"
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + content, encoding="utf-8")
    (folder / "lenses").mkdir()
    (folder / "lenses" / "relations.toml").write_text(LENS, encoding="utf-8")
    return folder
