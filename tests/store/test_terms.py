from __future__ import annotations

from rdflib import URIRef

from graph.store.terms import ACC, ATLAS, BASE, PREFIXES, claim, composition, region, source, state, tie


def test_every_name_stands_under_the_one_base():
    assert state("KAZ") == URIRef(f"{BASE}state/KAZ")
    assert source("factbook") == URIRef(f"{BASE}source/factbook")
    assert claim("factbook", "A254") == URIRef(f"{BASE}claim/factbook/A254")
    assert composition("factbook", "PSE.islam.population-of-gaza").endswith(
        "/factbook/PSE.islam.population-of-gaza"
    )
    assert (URIRef(f"{BASE}ontology#Tie"), URIRef(f"{BASE}graph/atlas")) == (ACC.Tie, ATLAS)


def test_a_tie_about_a_tie_keeps_its_tildes():
    assert tie("TUR.~XKX.ISR.embassy.inForce~.objects.2021-03").endswith(
        "/tie/TUR.~XKX.ISR.embassy.inForce~.objects.2021-03"
    )


def test_text_that_is_no_slug_cannot_leave_its_folder():
    assert region("../state/KAZ <b>") == URIRef(f"{BASE}region/..%2Fstate%2FKAZ%20%3Cb%3E")


def test_no_two_prefixes_share_a_namespace():
    assert len(set(map(str, PREFIXES.values()))) == len(PREFIXES)
