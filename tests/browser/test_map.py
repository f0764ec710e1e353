"""The map draws by day and by night and on a phone, and what is clicked on it opens."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.test_accessibility import serious

LEGEND = re.compile("not in this view")


def chart(reader) -> Locator:
    return reader.page.get_by_test_id("stVegaLiteChart")


def go(reader) -> None:
    """Go to the map by its name on top, and wait until its shapes are drawn."""
    reader.go("Map")
    expect(shape(reader, "Kazakhstan")).to_be_visible()
    reader.wait()


def shape(reader, name: str) -> Locator:
    """The first thing that is drawn of a state: its shape."""
    return chart(reader).locator(f'path[aria-label^="{name}: "]').first


def sign(reader, name: str) -> Locator:
    """The last thing: the sign of a small state."""
    return chart(reader).locator(f'path[aria-label^="{name}: "]').last


def click(reader, mark: Locator, right: float = 0.5, down: float = 0.5) -> None:
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    reader.page.mouse.click(box["x"] + box["width"] * right, box["y"] + box["height"] * down)


def test_the_map_is_drawn_with_its_legend_a_state_that_is_clicked_opens_and_all_fits_a_phone(visit):
    reader = visit("/?families=cultural", theme="dark")
    go(reader)

    expect_the_legend(reader)
    # what is disputed is hatched
    area = chart(reader).locator('path[aria-label^="Western Sahara, disputed"]')
    expect(area).to_have_count(1)
    assert area.get_attribute("fill") == "#000000"
    # above its south, where no line runs
    click(reader, shape(reader, "Saudi Arabia"), 0.6, 0.85)
    expect(reader.drawer.get_by_role("heading", name="Saudi Arabia")).to_be_visible()
    reader.wait()
    assert "entity=SAU" in reader.query

    # a small state is reached by its sign
    click(reader, sign(reader, "Bahrain"))
    expect(reader.drawer.get_by_role("heading", name="Bahrain")).to_be_visible()
    reader.wait()
    reader.page.set_viewport_size({"width": 390, "height": 900})
    reader.until("document.querySelector('.vega-embed').getBoundingClientRect().width <= 390")
    expect_the_legend(reader)
    box = chart(reader).bounding_box()
    assert box
    assert box["width"] <= 390


def expect_the_legend(reader) -> None:
    expect(chart(reader)).to_contain_text(LEGEND)
    expect(chart(reader)).to_contain_text("no opinion")


def test_the_view_is_kept_another_colour_stands_in_the_address_and_nothing_serious_is_found(visit):
    reader = visit("/?lens=signed&families=accord")
    go(reader)

    reader.page.get_by_role("combobox", name="Colour by").click()
    reader.page.get_by_role("option", name="Share of a religion").click()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Share of Islam")
    reader.wait()

    assert "colour=religion" in reader.query
    assert "lens=signed" in reader.query
    expect(chart(reader)).to_contain_text("fixed bins")
    reader.unfold("The same")
    expect(reader.table).to_be_visible()
    assert serious(reader) == []
