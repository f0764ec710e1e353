"""All that the store says of an entity, read back by another library than the one that wrote it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import DCAT, DCTERMS, PROV, RDF, RDFS, Dataset, Graph, Literal, URIRef

from graph.export.rdf import json_ld, trig, trig_about, turtle, turtle_about
from graph.export.taken import LICENCE
from graph.store.snapshot import open_store
from graph.store.terms import ACC, ATLAS, BASE, VIEW, state

KAZ = state("KAZ")


@pytest.fixture(scope="module")
def folder(real_atlas):
    return real_atlas.folder


@pytest.fixture(scope="module")
def told(folder) -> Dataset:
    """The TriG of Kazakhstan."""
    dataset = Dataset(default_union=True)
    dataset.parse(data=trig_about(folder, str(KAZ)), format="trig")
    return dataset


def test_the_trig_holds_every_tie_of_the_dossier_with_all_its_claims(told, real_atlas):
    expected = {
        (claim.iri, claim.source)
        for tie in real_atlas.world.ties
        if str(KAZ) in (tie.sender, tie.receiver, tie.outline.on_behalf_of, tie.outline.place)
        for claim in tie.claims
    }

    found = {
        (str(claim), str(graph))
        for claim, _, _, graph in told.quads((None, RDF.type, ACC.Claim, None))
        if any(KAZ in told.objects(tie) for tie in told.objects(claim, ACC.about | ACC.denies))
    }
    assert expected
    assert expected <= found


def test_likenesses_stay_out_and_the_file_small(folder, told):
    assert (None, ACC.kind, URIRef(f"{BASE}kind/un-agreement")) not in told
    assert not [claim for claim in told.subjects(RDF.type, ACC.Claim) if "/claim/un-votes/" in claim]
    assert len(trig_about(folder, str(KAZ))) < 1_000_000


def test_each_claim_stands_in_the_graph_of_its_source_and_the_source_is_described(told):
    graphs = {graph for *_, graph in told.quads((None, RDF.type, ACC.Claim, None))}

    assert ATLAS not in graphs
    assert all((graph, RDF.type, ACC.Source) in told for graph in graphs)
    assert all((graph, DCTERMS.title, None) in told for graph in graphs)


def test_what_a_source_rests_on_is_described_too(told):
    assert all((origin, RDF.type, ACC.Source) in told for origin in told.objects(None, PROV.wasDerivedFrom))


def test_shares_statements_and_arguments_about_it_are_there(told, real_atlas):
    world = real_atlas.world
    shares = {item.iri for item in world.compositions if item.state == str(KAZ)}
    said = {item.iri for item in (*world.statements, *world.arguments) if item.about == str(KAZ)}

    assert shares
    assert said
    assert {iri for iri in shares | said if (URIRef(iri), None, None) not in told} == set()


def test_whoever_else_is_spoken_of_has_a_name(told):
    israel = state("ISR")

    assert (israel, RDFS.label, Literal("Israel", lang="en")) in told
    assert (israel, ACC.code, None) not in told


def test_the_turtle_is_the_union_of_the_graphs(told, folder):
    graph = Graph()
    graph.parse(data=turtle_about(folder, str(KAZ)), format="turtle")

    assert set(graph) == {(s, p, o) for s, p, o, _ in told.quads((None, None, None, None))}


def test_the_same_data_gives_the_same_bytes(folder):
    assert trig_about(folder, str(KAZ)) == trig_about(folder, str(KAZ))
    assert turtle_about(folder, str(KAZ)) == turtle_about(folder, str(KAZ))


def test_of_a_stranger_nothing_is_said(folder):
    graph = Graph()
    graph.parse(data=turtle_about(folder, str(state("ZZZ"))), format="turtle")

    assert len(graph) == 0


# --- a view ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["first", "kazakhstan-before", "bolivia"])
def test_a_view_says_what_the_store_says_and_only_that(real_atlas, slug):
    view = real_atlas.views[slug].view
    taken = real_atlas.taken(view)
    store = open_store(real_atlas.folder)
    read = Dataset()
    read.parse(data=trig(taken), format="trig")

    of_store = [quad for quad in read.quads((None, None, None, None)) if quad[3] != VIEW]
    written = {
        quad
        for quad in ox.parse(trig(taken), format=ox.RdfFormat.TRIG)
        if quad.graph_name != ox.NamedNode(str(VIEW))
    }
    assert len(of_store) == len(written) > 100
    assert [quad for quad in written if quad not in store] == []


@pytest.mark.parametrize("slug", ["first", "kazakhstan-before", "bolivia"])
def test_a_view_has_exactly_its_ties_and_the_claims_that_it_knows(real_atlas, slug):
    taken = real_atlas.taken(real_atlas.views[slug].view)
    dataset = Dataset()
    dataset.parse(data=json_ld(taken), format="json-ld")

    def of(kind) -> set[str]:
        return {str(subject) for subject, *_ in dataset.quads((None, RDF.type, kind, None))}

    assert of(ACC.Tie) == {tie.iri for tie, _ in taken.ties}
    assert of(ACC.Claim) == {claim.iri for tie, _ in taken.ties for claim in tie.claims}
    origins = {origin for _, _, origin, _ in dataset.quads((None, PROV.wasDerivedFrom, None, None))}
    assert {str(origin) for origin in origins} <= of(ACC.Source)


def test_a_day_of_knowledge_leaves_out_values_that_later_claims_chose(real_atlas):
    view = real_atlas.views["kazakhstan-before"].view
    then, now = (Graph(), Graph())
    then.parse(data=turtle(real_atlas.taken(view)), format="turtle")
    now.parse(data=turtle(real_atlas.taken(view.without("known_on"))), format="turtle")

    assert not set(then.subject_objects(ACC.grade))
    assert set(now.subject_objects(ACC.grade))


def test_a_view_is_described_on_a_document_of_its_own(real_atlas):
    view = real_atlas.views["kazakhstan-before"].view
    dataset = Dataset()
    dataset.parse(data=trig(real_atlas.taken(view)), format="trig")
    graph = dataset.graph(VIEW)

    (document,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert str(graph.value(document, ACC.asOf)) == "2026-06-29"
    assert str(graph.value(document, ACC.knownOn)) == "2025-11-05"
    assert str(graph.value(document, ACC.lens)) == "relations"
    assert str(graph.value(document, URIRef(f"{DCAT}version"))) == real_atlas.world.version
    assert str(graph.value(document, DCTERMS.license)) == LICENCE
    assert "cite the sources" in str(graph.value(document, DCTERMS.rights))
    assert {str(tie) for tie in graph.objects(document, DCTERMS.hasPart)} == {
        tie.iri for tie, _ in real_atlas.ties(view)
    }


def test_another_view_is_another_document(real_atlas):
    names = set()
    for slug in ("first", "kazakhstan-before", "bolivia"):
        dataset = Dataset()
        dataset.parse(data=trig(real_atlas.taken(real_atlas.views[slug].view)), format="trig")
        names |= set(dataset.graph(VIEW).subjects(RDF.type, DCAT.Dataset))

    assert len(names) == 3
