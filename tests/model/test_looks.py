"""Who stands beside whom where a picture is laid out by region."""

from __future__ import annotations

from graph.model.looks import Layout, Width, blocks


def test_everybody_stands_in_one_block(small_world):
    found = blocks(small_world)
    everybody = [iri for iris in found.values() for iri in iris]

    assert sorted(everybody) == sorted(entity.iri for entity in small_world.entities)
    labels = {e.iri: e.label for e in small_world.entities}
    assert {labels[iri] for iri in found["east"]} == {"Borduria"}
    assert {labels[iri] for iri in found["far east"]} == {"Khemed"}
    assert next(iter(reversed(found))) in ("Bodies", "Agreements", "Persons", "Places", "Themes")


def test_every_word_has_a_meaning():
    assert all(word.meaning for word in (*Layout, *Width))
