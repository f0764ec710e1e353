"""What a reader sees who asked for nothing."""

from __future__ import annotations

import re
from operator import methodcaller

from playwright.sync_api import Route, expect

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


#: what is seen when a picture is drawn for the first time: the canvas, its box and its camera
FIRST_DRAWN = """
  const mark = performance.mark.bind(performance);
  window.seen = (root) => {
    const { left, top, width, height } = root.querySelector(".frame").getBoundingClientRect();
    const { network } = root.querySelector(".stage").atlas.stage;
    const { x, y } = network.getViewPosition();
    return [left, top, width, height, network.getScale(), x, y].map(Math.round);
  };
  performance.mark = (name, ...more) => {
    const early = document.querySelector(".atlas-early")?.shadowRoot;
    if (name === "atlas-drawn" && early) {
      window.first ??= { seen: seen(early), canvas: early.querySelector("canvas") };
    }
    return mark(name, ...more);
  };
"""


def test_the_picture_comes_before_the_page_and_stays_and_what_is_clicked_before_is_opened_after(visit):
    reader = visit(fresh=True, before=methodcaller("add_init_script", FIRST_DRAWN))
    page = reader.page
    expect_the_first_to_stay(reader)
    assert reader.theme == "light"

    held: list[Route] = []
    page.route("**/static/js/index.*", lambda route: held.append(route))
    page.goto(page.url.partition("?")[0], wait_until="commit")
    early = page.locator(".atlas-early .stage[data-edges]")
    at = early.evaluate(
        "({ atlas: { stage, positionOf } }) =>"
        " positionOf([...stage.nodes.values()].find(({ label }) => label === 'Israel').id)"
    )
    page.mouse.click(at["x"], at["y"])
    expect(early).not_to_have_attribute("data-picked", "")
    for route in held:
        route.continue_()

    expect(reader.drawer.get_by_role("heading", name="Israel")).to_be_visible()
    assert reader.picked == "Israel"


def test_the_picture_comes_before_the_page_on_a_phone_and_the_rest_though_nobody_tells_it_is_drawn(visit):
    reader = visit(fresh=True, before=methodcaller("add_init_script", FIRST_DRAWN), width=390, theme="dark")
    expect_the_first_to_stay(reader)
    assert reader.theme == "dark"

    # who cannot tell that the picture is drawn gets the rest too
    reader.page.route("**/atlas/drawn/*", lambda route: route.fulfill(status=204))
    reader.open()
    assert reader.page.locator(".st-key-view-families").count() == 1


def expect_the_first_to_stay(reader) -> None:
    """The canvas that was there before the page is where it was, and all else is there too."""
    stage = reader.stage
    assert stage.evaluate("stage => seen(stage.getRootNode())") == reader.page.evaluate("first.seen")
    assert stage.evaluate("stage => stage.querySelector('canvas') === first.canvas")
    assert reader.page.locator(".atlas-early").count() == 0
    assert reader.page.locator(".st-key-view-families").count() == 1
