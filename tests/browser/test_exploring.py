"""Exploring on the canvas: what is hidden, kept, moved, chosen and added there, and the way back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader
from tests.browser.test_accessibility import serious


def menu_of(reader: Reader, name: str) -> Locator:
    """Open the menu of an entity with the right button."""
    at = spot_of(reader, name)
    reader.page.mouse.click(*at, button="right")
    menu = reader.stage.get_by_role("menu")
    expect(menu).to_be_visible()
    return menu


def spot_of(reader: Reader, name: str) -> tuple[float, float]:
    reader.stage.locator(".canvas").scroll_into_view_if_needed()
    at = reader.stage.evaluate("({ atlas }, id) => atlas.positionOf(id)", reader._node(name))
    return at["x"], at["y"]


def choose_both(reader: Reader, *names: str) -> None:
    """Choose entities one by one with Shift."""
    for name in names:
        reader.page.keyboard.down("Shift")
        reader.page.mouse.click(*spot_of(reader, name))
        reader.page.keyboard.up("Shift")
    expect(reader.stage).to_have_attribute("data-chosen", str(len(names)))


def expect_shown(reader: Reader, *names: str, but: tuple[str, ...] = ()) -> None:
    """Wait until the picture holds these and not those."""
    script = """([names, absent]) => {
      const found = window.stageOfTest;
      if (!found?.isConnected) return false;
      const labels = [...found.atlas.stage.nodes.values()].map(({ label }) => label.replaceAll("\\n", " "));
      return names.every((name) => labels.includes(name)) && !absent.some((name) => labels.includes(name));
    }"""
    # a function of the page cannot see into the canvas' own part of it
    reader.stage.evaluate("(stage) => { window.stageOfTest = stage; }")
    reader.until(script, [list(names), list(but)])
    reader.wait()


def expect_at(reader: Reader, name: str, place: tuple[float, float]) -> None:
    """Wait until an entity stands at a place of the picture."""
    reader.wait()
    for _ in range(50):
        if reader.places[name] == pytest.approx(place, abs=2):
            return
        reader.page.wait_for_timeout(100)
    assert reader.places[name] == pytest.approx(place, abs=2)


def drag(reader: Reader, name: str, dx: int, dy: int) -> None:
    x, y = spot_of(reader, name)
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + dx, y + dy, steps=4)
    reader.page.mouse.up()
    reader.wait()


def test_steps_are_taken_back_and_again_by_key_button_name_and_back_but_by_no_key_in_a_text_field(visit):
    reader = visit()
    reader.press("security")
    reader.wait()
    reader.mark()
    camera = reader.camera

    menu_of(reader, "Kazakhstan").get_by_role("menuitem", name="Hide").click()
    expect_shown(reader, "Israel", but=("Kazakhstan",))
    assert "hidden=KAZ" in reader.query
    expect(reader.caption).to_contain_text("of those that you put away")

    reader.page.keyboard.press("Control+z")
    expect_shown(reader, "Kazakhstan")
    assert "hidden=" not in reader.query
    reader.page.keyboard.press("Control+Shift+Z")
    expect_shown(reader, "Israel", but=("Kazakhstan",))

    assert reader.is_the_marked_one
    assert reader.camera == camera

    reader.search.click()
    reader.page.keyboard.type("Oman/")
    expect(reader.search).to_have_value("Oman/")
    reader.page.keyboard.press("Control+z")
    reader.wait()
    expect_shown(reader, "Israel", but=("Kazakhstan",))

    reader.page.go_back()
    expect_shown(reader, "Kazakhstan")
    reader.page.get_by_role("button", name="Redo").click()
    expect_shown(reader, "Israel", but=("Kazakhstan",))

    reader.page.get_by_role("button", name="History").click()
    steps = reader.page.locator(".st-key-steps-taken").get_by_role("button")
    expect(steps.nth(0)).to_have_text(re.compile("the beginning"))
    expect(steps.nth(1)).to_have_text(re.compile("families: without security"))
    expect(steps.last).to_have_text(re.compile("hide Kazakhstan"))
    steps.nth(0).click()

    expect_shown(reader, "Kazakhstan")
    assert "families=security" in reader.query


def placed(reader: Reader, name: str) -> list[int]:
    """Where somebody stands in the measure of the drawing, however far the canvas is drawn out."""
    script = "({ atlas: { stage } }, id) => stage.camera.backFrom(stage.places.get(id))"
    return reader.stage.evaluate(script, reader._node(name))


def test_a_place_set_by_hand_goes_back_with_undo_and_when_unpinned_and_is_kept_otherwise(visit):
    reader = visit()
    reader.mark()
    before, place = placed(reader, "Oman"), reader.places["Oman"]
    drag(reader, "Oman", 70, 40)
    expect(reader.page).to_have_url(re.compile(r"at=OMN\."))
    reader.wait()
    reader.page.keyboard.press("Control+z")
    expect(reader.page).not_to_have_url(re.compile(r"at=OMN\."))
    expect_at(reader, "Oman", place)

    drag(reader, "Oman", 70, 40)
    expect(reader.page).to_have_url(re.compile(r"at=OMN\."))
    menu_of(reader, "Oman").get_by_role("menuitem", name="Unpin").click()
    expect(reader.page).not_to_have_url(re.compile(r"at=OMN\."))
    expect_at(reader, "Oman", place)

    # it is kept through filters, pages and links
    drag(reader, "Oman", 70, 40)
    expect(reader.page).to_have_url(re.compile(r"at=OMN\."))
    reader.wait()
    put = placed(reader, "Oman")
    assert put != before

    reader.press("political")
    reader.wait()
    assert placed(reader, "Oman") == put
    assert reader.is_the_marked_one

    reader.go("Notices")
    reader.go("Explore")
    expect(reader.stage).to_be_visible()
    assert placed(reader, "Oman") == put

    reader.open(f"/?{reader.query}")
    assert placed(reader, "Oman") == put


def test_ties_are_added_by_kind_and_taken_away_again_and_several_are_hidden_or_kept_alone(visit):
    reader = visit()
    shown = reader.entities
    x, y = spot_of(reader, "Azerbaijan")
    reader.page.mouse.dblclick(x, y)
    menu = reader.stage.get_by_role("menu")
    kind = menu.get_by_role("menuitem", name=re.compile(r"\(\d+\)$")).first
    expect(kind).to_be_visible()
    expect(menu).to_contain_text("10 at a time")
    digest = reader.digest
    kind.click()
    reader.wait_for_another_picture(digest)
    assert "expanded=AZE." in reader.query
    assert reader.entities >= shown

    menu = menu_of(reader, "Azerbaijan")
    menu.get_by_role("menuitem", name="Take away what was added").click()
    expect(reader.stage).to_have_attribute("data-digest", digest)
    assert reader.entities == shown
    reader.click_beside()
    reader.wait()

    chosen = choose_with_a_box(reader)
    reader.page.keyboard.press("Delete")
    expect_shown(reader, "Kazakhstan", but=("Jordan",))
    assert reader.query.count("hidden=") == chosen
    assert len(reader.entities) <= len(shown) - chosen

    reader.page.keyboard.press("Control+z")
    expect_shown(reader, "Kazakhstan", "Jordan")
    expect(reader.stage).to_have_attribute("data-chosen", "0")
    choose_both(reader, "Israel", "Morocco", "United States")
    reader.stage.locator(".chosen").get_by_role("button", name="Keep only").click()
    expect_shown(reader, "Israel", "Morocco", "United States", but=("Kazakhstan", "Abraham Accords"))
    assert reader.entities == {"Israel", "Morocco", "United States"}
    expect(reader.stage).to_have_attribute("data-chosen", "0")


def choose_with_a_box(reader: Reader) -> int:
    """Choose with Shift and the mouse what stands on the left, and tell how many those are."""
    reader.stage.locator(".canvas").scroll_into_view_if_needed()
    box = reader.stage.locator(".canvas").bounding_box()
    assert box is not None
    reader.page.keyboard.down("Shift")
    reader.page.mouse.move(box["x"] + 4, box["y"] + 4)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] - 4, steps=4)
    expect(reader.stage.locator(".box")).to_be_visible()
    reader.page.mouse.up()
    reader.page.keyboard.up("Shift")
    expect(reader.stage).to_have_attribute("data-chosen", re.compile(r"^([2-9]|\d\d)$"))
    return int(reader.stage.get_attribute("data-chosen") or 0)


def test_arrow_keys_walk_the_canvas_and_tell_where_others_zoom_and_every_act_has_a_key(visit):
    reader = visit("/?families=accord")
    reader.stage.locator(".canvas").focus()
    told = []
    for key in ("Home", "ArrowUp", "ArrowDown", "l"):
        reader.page.keyboard.press(key)
        told.append(reader.stage.locator(".live").inner_text())
    assert all(told)
    assert len(set(told)) > 2

    before = reader.camera
    reader.page.keyboard.press("0")
    reader.settle()
    whole = reader.camera
    reader.page.keyboard.press("+")
    reader.settle()
    assert reader.camera.scale > whole.scale
    reader.page.keyboard.press("0")
    reader.settle()
    assert reader.camera.scale == pytest.approx(before.scale, rel=0.01)

    reader.page.keyboard.press("Home")
    reader.page.keyboard.press("m")
    menu = reader.stage.get_by_role("menu")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    reader.page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("menuitem").nth(1)).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(reader.stage.locator(".canvas")).to_be_focused()
    reader.wait()

    reader.page.keyboard.press("f")
    expect(reader.page).to_have_url(re.compile("focus="))
    reader.wait()
    reader.page.keyboard.press("]")
    expect(reader.page).to_have_url(re.compile("depth=2"))
    reader.wait()
    reader.page.keyboard.press("[")
    expect(reader.page).not_to_have_url(re.compile("depth="))
    reader.wait()
    reader.page.keyboard.press("[")
    expect(reader.page).not_to_have_url(re.compile("focus="))
    reader.wait()

    reader.stage.locator(".canvas").focus()
    reader.page.keyboard.press("Home")
    for _ in range(3):
        reader.page.keyboard.press("Alt+ArrowRight")
    expect(reader.page).to_have_url(re.compile(r"at="))


def test_the_menu_copies_a_link_leads_to_a_dossier_and_is_in_reach_and_nothing_serious_is_found_there(visit):
    reader = visit()
    expect_in_reach(reader, menu_of(reader, "Israel"), 1440)
    reader.page.keyboard.press("Escape")
    choose_both(reader, "Israel", "Morocco")
    expect(menu_of(reader, "Kazakhstan")).to_contain_text("Add ties,")
    assert serious(reader, within=reader.stage) == []

    reader.page.keyboard.press("Escape")
    reader.page.get_by_role("button", name="History").click()
    steps = reader.page.locator(".st-key-steps-taken")
    expect(steps).to_be_visible()
    for part in (reader.page.locator(".st-key-steps"), reader.page.get_by_test_id("stPopoverBody")):
        assert serious(reader, within=part) == []
    reader.page.keyboard.press("Escape")
    expect(steps).to_be_hidden()

    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    menu_of(reader, "Kazakhstan").get_by_role("menuitem", name="Copy link").click()
    expect(reader.stage.locator(".notice")).to_contain_text("Link copied")
    assert "entity=KAZ" in reader.page.evaluate("navigator.clipboard.readText()")
    reader.page.context.clear_permissions()

    menu_of(reader, "Kazakhstan").get_by_role("menuitem", name="All that is known").click()
    expect(reader.page).to_have_url(re.compile(r"/dossier\?.*entity=KAZ"))
    expect(reader.page.get_by_role("heading", name="Kazakhstan").first).to_be_visible()


def expect_in_reach(reader: Reader, menu: Locator, width: int) -> None:
    """The menu lies within the window, and what can be chosen is large enough for a finger."""
    expect(menu).to_contain_text("Add ties,")
    reader.wait()
    for item in menu.get_by_role("menuitem").all():
        box = item.bounding_box()
        assert box is not None
        assert box["height"] >= 24
    box = menu.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 901


def test_the_legend_leaves_out_and_takes_in_again_and_several_are_compared_and_seen_again(visit):
    reader = visit("/?focus=KAZ&families=accord&families=diplomatic")
    digest, lines = reader.digest, reader.lines
    legend = reader.stage.locator(".legend")
    entry = legend.get_by_role("button", name=re.compile("^diplomatic"))
    expect(entry).to_have_attribute("aria-pressed", "true")

    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "false")
    reader.wait()
    assert "families=diplomatic" not in reader.query
    assert reader.lines < lines

    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "true")
    expect(reader.stage).to_have_attribute("data-digest", digest)
    reader.wait()

    legend.get_by_text(re.compile("^Single kinds")).click()
    entry = legend.get_by_role("button", name=re.compile("^candidacy"))
    expect(entry).to_have_attribute("aria-pressed", "true")
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "false")
    expect(entry).to_have_text(re.compile(r"candidacy\s*0"))
    expect(reader.page).to_have_url(re.compile("kinds_out=candidacy"))
    # it stays unfolded, so that the kind can be found again
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "true")
    expect(reader.page).not_to_have_url(re.compile("kinds_out"))
    reader.wait()

    choose_both(reader, "Israel", "Kazakhstan", "Abraham Accords")
    reader.stage.locator(".chosen").get_by_role("button", name="Compare").click()
    expect(reader.page).to_have_url(re.compile("with=ISR&with=KAZ$"))
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("share")
    expect(reader.page.locator(".st-key-trail")).to_have_text(re.compile(r"Explore\W*Compare$"))
    reader.page.get_by_role("link", name="See them on the canvas").click()
    expect(reader.page).to_have_url(re.compile("focus=ISR&focus=KAZ"))
    expect_shown(reader, "Israel", "Kazakhstan")


def test_a_picture_by_region_names_the_regions_and_is_seen_whole(visit):
    reader = visit("/?layout=region&families=accord&families=political")
    names = reader.stage.evaluate("({ atlas }) => atlas.stage.captions.map(([name]) => name)")
    assert "Western Asia" in names
    places = reader.places
    assert reader.outside_the_frame == set()

    reader.press("political")
    reader.wait()

    assert {name: places[name] for name in reader.places} == reader.places
