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


#: notes where the canvas stands when it has drawn
NOTE_THE_PLACE = """
  const mark = performance.mark.bind(performance);
  window.canvasBox = () => {
    const { left, top, width } = document.querySelector(".st-key-canvas").getBoundingClientRect();
    return [left, top, width];
  };
  performance.mark = (name, ...more) => {
    if (name === "atlas-drawn") window.whenDrawn ??= canvasBox();
    return mark(name, ...more);
  };
"""


def test_what_comes_after_the_picture_does_not_move_it(visit):
    reader = visit(fresh=True, before=lambda page: page.add_init_script(NOTE_THE_PLACE), width=1024)

    assert reader.page.locator(".st-key-view-families").count() == 1
    assert reader.page.evaluate("canvasBox()") == reader.page.evaluate("whenDrawn")


def test_who_cannot_tell_that_the_picture_is_drawn_gets_the_rest_too(visit):
    def keep_quiet(page):
        page.route("**/atlas/drawn/*", lambda route: route.fulfill(status=204))

    reader = visit(fresh=True, before=keep_quiet)

    assert reader.page.locator(".st-key-view-families").count() == 1
