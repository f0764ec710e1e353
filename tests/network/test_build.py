"""What a View leaves becomes a network."""

from graph.model.standing import Standing, places
from graph.model.view import View
from graph.network.build import build
from graph.table.build import build as table_of
from graph.table.narrow import narrow
from tests.conftest import HORIZON, RELATIONS


def test_nodes_are_entities_and_edges_are_ties(small_world):
    stand = places(small_world, HORIZON, RELATIONS)
    narrowed = narrow(table_of(small_world), View(standings=frozenset({Standing.MEMBER})), stand)
    network = build(small_world, narrowed.entities, narrowed.lines, stand)

    assert {data["entity"].label: data["standing"] for _, data in network.nodes(data=True)} == {
        "Syldavia": Standing.MEMBER,
        "Nuevo Rico": Standing.PARTY,
        "Sondonesia": Standing.BROKER,
        "The Accords": None,
        "The League": None,
    }
    ties = {key: data["tie"].iri for _, _, key, data in network.edges(keys=True, data=True)}
    assert all(key == iri for key, iri in ties.items())
    assert {iri.rsplit("/", 1)[-1] for iri in ties} >= {"NUE.SYL.diplomatic-relations.inForce"}


def test_two_kinds_between_one_pair_are_two_edges(small_world):
    stand = places(small_world, HORIZON, RELATIONS)
    narrowed = narrow(table_of(small_world), View(), stand)
    network = build(small_world, narrowed.entities, narrowed.lines, stand)
    iri = {entity.slug: entity.iri for entity in small_world.entities}

    assert {
        data["tie"].kind.slug for data in network.get_edge_data(iri["SYL"], iri["abraham-accords"]).values()
    } == {"accession"}, "the signature of 2020 is longer ago than five years"
    view = View(past_years=10)
    narrowed = narrow(table_of(small_world), view, stand)
    network = build(small_world, narrowed.entities, narrowed.lines, stand)
    assert {
        data["tie"].kind.slug for data in network.get_edge_data(iri["SYL"], iri["abraham-accords"]).values()
    } == {
        "accession",
        "signature",
    }
