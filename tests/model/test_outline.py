"""The ties of a picture as an outline in sentences, and what is said of a change."""

import pytest
from hypothesis import HealthCheck, given, settings

from graph.model.kind import Family
from graph.model.outline import Seen, change, in_sentences, sections
from graph.model.standing import places
from graph.model.view import View
from graph.network.build import build as network
from graph.picture.draw import draw
from graph.table.build import build
from graph.table.narrow import narrow
from tests.conftest import HORIZON, RELATIONS
from tests.table.worlds import views, worlds

ALL = 1_000_000


def outlined(world, view):
    standing = places(world, min(view.as_of or HORIZON, HORIZON), RELATIONS)
    narrowed = narrow(build(world), view, standing)
    return narrowed, sections(world, narrowed.entities, narrowed.lines, standing)


def entries(found):
    return {entry.entity.label: entry for section in found for entry in section.entries}


def test_states_stand_in_the_order_of_their_standing_then_the_others_by_type(small_world):
    _, found = outlined(small_world, View())

    assert [(each.title, [entry.entity.label for entry in each.entries]) for each in found] == [
        ("Party to the Accords", ["Nuevo Rico"]),
        ("Broker", ["Sondonesia"]),
        ("Members", ["Syldavia"]),
        ("Signed the declaration only", ["San Theodoros"]),
        ("Candidates", ["Khemed"]),
        ("Refused", ["Borduria"]),
        ("Agreements", ["The Accords"]),
        ("Organizations", ["The League"]),
    ]


def test_a_tie_stands_under_each_of_its_ends_and_one_about_a_tie_under_all_three(small_world):
    _, found = outlined(small_world, View(past_years=10))

    def under(kind):
        return {
            label
            for label, entry in entries(found).items()
            if any(small_world.ties[position].kind.slug == kind for position in entry.ties)
        }

    assert under("member-of") == {"Khemed", "Syldavia", "The League"}
    assert under("objects") == {"Borduria", "Syldavia", "Nuevo Rico"}
    # a person who acts for a state stands as that state
    assert under("visit") == {"Syldavia", "Khemed"}


def test_the_ties_of_an_entity_are_told_by_family_in_sentences(small_world):
    _, found = outlined(small_world, View())

    told = in_sentences(entries(found)["Khemed"], small_world, HORIZON, ALL)

    assert {family: [item.sentence for item in items] for family, items in told.items()} == {
        Family.ACCORD: ["Khemed has been a candidate for The Accords since March 2025, says courier"],
        Family.DIPLOMATIC: [
            "Khemed has had relations with Nuevo Rico since 7 April 1992, says courier",
            "Ottokar visited Khemed on 26 January 2026, says courier",
        ],
        Family.MULTILATERAL: ["Khemed has been a member of The League since 2009, says courier"],
        Family.TERRITORIAL: ["Borduria borders Khemed: 689 km, says almanac"],
    }


def test_no_more_ties_are_told_than_asked_for(small_world):
    _, found = outlined(small_world, View())

    told = in_sentences(entries(found)["Khemed"], small_world, HORIZON, 2)

    assert {family: len(items) for family, items in told.items()} == {Family.ACCORD: 1, Family.DIPLOMATIC: 1}


@settings(max_examples=settings.default.max_examples // 3, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), views())
def test_canvas_table_and_outline_hold_the_same_ties(world, view):
    standing = places(world, min(view.as_of or HORIZON, HORIZON), RELATIONS)
    narrowed, found = outlined(world, view)
    graph = network(world, narrowed.entities, narrowed.lines, standing)
    drawn = draw(graph, {}, day=narrowed.day, world=world).iris.values()

    canvas = {iri for line in drawn if not isinstance(line, str) for iri in line}
    table = {world.ties[position].iri for position in narrowed.ties}
    outline = {
        item.tie.iri
        for entry in entries(found).values()
        for items in in_sentences(entry, world, narrowed.day, ALL).values()
        for item in items
    }

    assert canvas == table == outline
    assert {iri for iri in drawn if isinstance(iri, str)} == {
        entry.entity.iri for entry in entries(found).values()
    }


A, B, C = "abc"


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (({A, B}, {A}), ({A, B, C}, {A, B, C}), "3 entities and 3 ties shown; 2 ties more than before."),
        (({A, B}, {A, B}), ({A, B}, {A}), "2 entities and 1 tie shown; 1 tie fewer than before."),
        (({A}, set()), ({A, B}, set()), "2 entities and no ties shown; 1 entity more than before."),
        (({A, B}, {A}), ({A, B}, {B}), "2 entities and 1 tie shown; as many as before, 1 of the ties new."),
        (({A, B}, {A}), ({A, B}, {A}), "2 entities and 1 tie shown; the same as before."),
        (({A, B}, {A}), (set(), set()), "Nothing fits these filters."),
    ],
)
def test_a_change_is_told_by_what_is_more_or_fewer(before, now, said):
    assert change(Seen(*map(frozenset, before)), Seen(*map(frozenset, now))) == said
