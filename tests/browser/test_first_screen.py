"""What a reader sees who asked for nothing."""

from __future__ import annotations

import re

from graph.model.describe import finding
from tests.pages.test_explore import MOST_ENTITIES, MOST_LINES


def test_the_first_picture_is_a_finding_and_caption_and_address_say_what_is_shown(visit, real_atlas):
    reader = visit()
    world, first = real_atlas.world, real_atlas.views["first"].view
    narrowed = real_atlas.narrow(first)

    assert reader.title == finding(real_atlas.places(first), world)
    assert reader.entities == {world.entities[place].label for place in narrowed.entities}
    assert len(reader.entities) <= MOST_ENTITIES
    assert 0 < reader.lines <= MOST_LINES
    assert reader.outside_the_frame == set()
    caption = reader.caption.inner_text()
    assert re.search(rf"\b{len(narrowed.ties)} ties shown\b", caption)
    assert re.search(rf"\b{sum(narrowed.hidden.values()):,} ties hidden\b", caption)
    assert f"as_of={real_atlas.horizon}" in reader.query
    assert "lens=relations" in reader.query
    assert f"data={world.version}" in reader.query
