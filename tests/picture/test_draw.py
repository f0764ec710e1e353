"""From a network to a drawing."""

from __future__ import annotations

import json
import re

import pytest

from graph.model.kind import Family
from graph.model.looks import Width
from graph.model.standing import Standing
from graph.picture.draw import WIDEST, draw, edge_id, node_id
from tests.conftest import BASE, HORIZON

SYL, BOR = f"{BASE}state/SYL", f"{BASE}state/BOR"
ACCORDS = f"{BASE}agreement/abraham-accords"
PLACES = {
    BOR: (0.4, 10.6),
    SYL: (200.0, 0.0),
    ACCORDS: (100.0, 100.0),
    f"{BASE}organization/league": (0.0, 200.0),
}


@pytest.fixture
def drawn(scene, seen):
    """Draw what a scene holds."""

    def drawing(standings=None, **more):
        world = scene.world()
        return draw(
            seen(world, standings or {}), more.pop("places", PLACES), day=HORIZON, world=world, **more
        )

    return drawing


def line(drawing, one=SYL, other=BOR, family=Family.DIPLOMATIC):
    return next(edge for edge in drawing.edges if edge["id"] == edge_id(one, other, family))


def test_an_entity_is_drawn_where_it_stands_by_kind_and_standing(drawn):
    drawing = drawn({"SYL": Standing.MEMBER})
    nodes = {node["label"]: node for node in drawing.nodes}

    assert {label: (node["shape"], node["group"], node["x"], node["y"]) for label, node in nodes.items()} == {
        "Borduria": ("dot", "outside", 0, 11),
        "Syldavia": ("dot", "member", 200, 0),
        "The Accords": ("star", "other", 100, 100),
        "The League\nof Free Ports\nand Seas": ("square", "other", 0, 200),
    }
    assert drawing.iris[nodes["Syldavia"]["id"]] == SYL
    assert drawing.id_of(SYL) == node_id(SYL)
    assert drawing.id_of("nobody") is None


def test_ids_tell_nothing_and_stay_under_every_filter(drawn, scene):
    scene.says("courier", "SYL", "embassy", "BOR", "inForce")
    few = drawn()
    scene.entity("AAA", label="Aaland")
    scene.says("courier", "AAA", "embassy", "BOR", "inForce")
    many = drawn()

    assert {node["id"] for node in few.nodes} < {node["id"] for node in many.nodes}
    assert {edge["id"] for edge in few.edges} < {edge["id"] for edge in many.edges}
    assert all(re.fullmatch(r"[ne][0-9a-f]{10}", ident) for ident in many.iris)


def test_ties_of_one_family_are_one_line_that_knows_them_all(drawn, scene):
    one = scene.says("courier", "SYL", "embassy", "BOR", "inForce")
    two = scene.says("courier", "BOR", "embassy", "SYL", "inForce")
    three = scene.says("courier", "SYL", "diplomatic-relations", "BOR", "inForce")
    thick = drawn()
    edge = line(thick)

    assert len(thick.edges) == 1
    assert sorted(thick.iris[edge["id"]]) == sorted([one, two, three])
    assert edge["count"] == 3
    assert edge["width"] > 2
    assert edge["title"].count("\n") == 2
    assert thick.id_of(two) == edge["id"]


def test_families_of_one_pair_curve_apart_and_keep_their_sides(drawn, scene):
    scene.says("courier", "SYL", "embassy", "BOR", "inForce")
    alone = line(drawn())
    scene.says("courier", "BOR", "oil-supply", "SYL", year="2023")
    scene.says("courier", "BOR", "border", "SYL")
    beside = drawn()
    curves = {edge["family"]: edge.get("smooth") for edge in beside.edges}

    assert "smooth" not in alone
    assert curves == {
        "diplomatic": {"enabled": True, "type": "curvedCCW", "roundness": 0.2},
        "economic": None,
        "territorial": {"enabled": True, "type": "curvedCW", "roundness": 0.2},
    }
    # a side means the same for both directions only if both start at one end
    assert {edge["from"] for edge in beside.edges} == {node_id(BOR)}


@pytest.mark.parametrize(
    ("ties", "arrows"),
    [
        ([("SYL", "embassy", "BOR")], "from"),
        ([("BOR", "embassy", "SYL")], "to"),
        ([("SYL", "embassy", "BOR"), ("BOR", "embassy", "SYL")], ""),
        ([("SYL", "embassy", "BOR"), ("SYL", "diplomatic-relations", "BOR")], ""),
    ],
)
def test_a_line_has_a_head_only_where_all_its_ties_point_one_way(drawn, scene, ties, arrows):
    for sender, kind, receiver in ties:
        scene.says("courier", sender, kind, receiver, "inForce")

    assert line(drawn())["arrows"] == arrows


@pytest.mark.parametrize(
    ("phases", "stroke"),
    [
        (["inForce"], None),
        (["signed"], "signed"),
        (["announced"], "announced"),
        (["proposed"], "proposed"),
        (["suspended"], "suspended"),
        (["refused"], "refused"),
        (["refused", "inForce"], None),
    ],
)
def test_a_line_is_drawn_as_its_firmest_tie(drawn, scene, phases, stroke):
    for kind, phase in zip(("embassy", "accession"), phases, strict=False):
        scene.says("courier", "SYL", kind, "abraham-accords", phase, "2021-01-01")
        # both kinds must be of one family to be one line
    drawing = drawn()

    strokes = {edge.get("stroke") for edge in drawing.edges}
    assert strokes == {stroke} if len(phases) == 1 else stroke in strokes
    assert all(bool(edge.get("dashes")) == bool(edge.get("stroke")) for edge in drawing.edges)


def test_what_is_only_possible_is_dashed_and_says_why(drawn, scene):
    scene.says("hearsay", "SYL", "embassy", "BOR", "inForce", "1996", unverified=True)
    edge = line(drawn())

    assert edge["stroke"] == "possible"
    assert edge["title"].endswith("possible, not certain: it rests on general knowledge alone")


def test_a_stage_that_is_only_possible_keeps_its_stroke_and_gets_the_sign_of_doubt(drawn, scene):
    scene.says("hearsay", "SYL", "embassy", "BOR", "announced", "2019", unverified=True)
    doubtful = line(drawn())
    scene.says("courier", "SYL", "diplomatic-relations", "BOR", "announced", "2020-01-01")
    firm = line(drawn())

    assert (doubtful["stroke"], doubtful["possible"]) == ("announced", True)
    assert firm["stroke"] == "announced"
    assert "possible" not in firm


def test_what_is_over_is_thin_and_marked(drawn, scene):
    scene.says("courier", "SYL", "visit", "BOR", since="2024-01-01", occasion="2024-01-01")
    over = line(drawn())
    scene.says("courier", "SYL", "embassy", "BOR", "inForce", "2024-01-01")
    both = line(drawn())

    assert over["past"] is True
    assert over["width"] < both["width"]
    assert "past" not in both


def test_a_dispute_is_marked_and_grave_words_bear_their_source(drawn, scene):
    relations = scene.says("courier", "SYL", "diplomatic-relations", "BOR", "inForce", "1992-04-07")
    scene.claim(relations, "gazette", denies=True)
    scene.says("courier", "BOR", "threat", "SYL", since="2025-02", occasion="2025-02")
    drawing = drawn()
    threat = line(drawing, family=Family.SECURITY)

    assert line(drawing)["mark"] == "?"
    assert "mark" not in threat
    assert threat["said"] == "named by The Courier"


def test_who_has_no_place_stands_beside_a_neighbour_and_always_there(drawn, scene):
    scene.says("courier", "SYL", "embassy", "BOR", "inForce")
    places = {iri: place for iri, place in PLACES.items() if iri != SYL}
    node = next(node for node in drawn(places=places).nodes if node["id"] == node_id(SYL))
    again = next(node for node in drawn(places=places).nodes if node["id"] == node_id(SYL))

    assert node == again
    assert 80 < ((node["x"] - 0.4) ** 2 + (node["y"] - 10.6) ** 2) ** 0.5 < 100


def test_the_payload_is_compact_json_led_by_a_digest_of_its_content(drawn, scene):
    scene.says("courier", "SYL", "embassy", "BOR", "inForce")
    drawing = drawn()
    payload = json.loads(drawing.payload())

    assert list(payload) == ["digest", "nodes", "edges", "asked", "look"]
    assert (payload["nodes"], payload["edges"]) == (drawing.nodes, drawing.edges)
    assert drawing.payload() == drawn().payload()
    assert payload["digest"] == drawing.digest != drawn({"SYL": Standing.MEMBER}).digest
    assert SYL.encode() not in drawing.payload()


def test_an_entity_says_why_it_is_here(drawn, scene):
    drawing = drawn(
        reasons={SYL: "member\u202e, in a region asked for"}, asked="ties of this family were asked for"
    )
    payload = json.loads(drawing.payload())

    assert {node["id"]: node["here"] for node in payload["nodes"] if "here" in node} == {
        node_id(SYL): "member, in a region asked for"
    }
    assert payload["asked"] == "ties of this family were asked for"


def test_hostile_names_stay_names(drawn, scene):
    scene.entity("EVL", label='</script><img src=x onerror="alert(1)">\u202e\x00')
    scene.entity("LON", label="\ud800")
    drawing = drawn()
    nodes = {node["id"]: node for node in json.loads(drawing.payload())["nodes"]}

    assert nodes[node_id(f"{BASE}state/EVL")]["label"].replace("\n", " ") == (
        '</script><img src=x onerror="alert(1)">'
    )
    assert nodes[node_id(f"{BASE}state/LON")]["label"] == "LON"


def test_an_empty_network_is_an_empty_drawing(seen, builder):
    world = builder.world()
    drawing = draw(seen(world), {}, day=HORIZON, world=world)

    assert (drawing.nodes, drawing.edges, drawing.iris) == ([], [], {})
    assert json.loads(drawing.payload())["nodes"] == []


def test_the_width_of_a_line_says_what_was_asked_for(drawn, scene):
    scene.says("courier", "SYL", "embassy", "BOR", "inForce")
    scene.says("courier", "SYL", "diplomatic-relations", "BOR", "inForce")
    by = {widths: drawn(widths=widths) for widths in Width}

    # two ties; one source; no amount
    assert {widths: line(drawing)["width"] for widths, drawing in by.items()} == {
        Width.TIES: 2.2,
        Width.SOURCES: 1.6,
        Width.AMOUNT: 0.8,
    }
    assert b'"widths"' not in by[Width.TIES].payload()
    assert Width.AMOUNT.meaning.encode() in by[Width.AMOUNT].payload()


def test_the_largest_amount_of_a_unit_is_the_widest_line(drawn, scene):
    scene.says("courier", "SYL", "oil-supply", "BOR", amount=100.0, unit="barrels per day")
    wide = line(drawn(widths=Width.AMOUNT), family=Family.ECONOMIC)

    assert wide["width"] == WIDEST


def test_names_of_parts_travel_with_their_places(drawn):
    told = json.loads(drawn(captions={"Asia\u202e": (1.0, 2.0)}).payload())

    assert told["captions"] == [["Asia", 1.0, 2.0]]
