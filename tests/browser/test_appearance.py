"""The page fits its window, by day and by night, and can be used without a mouse."""

from __future__ import annotations

import pytest

from tests.browser.reader import PICTURES
from tests.browser.test_accessibility import GROUPS

WIDTHS = {1440: 900, 1280: 800, 390: 844}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_its_window(visit, width):
    reader = visit(width=width, height=WIDTHS[width])
    reader.settle()
    for theme in ("dark", "light"):
        reader.turn(theme)
        reader.picture(PICTURES / f"first-{theme}-{width}.png")
    wider = reader.page.evaluate(
        """() => [document.documentElement, document.body, document.querySelector('[data-testid="stMain"]')]
             .map((each) => each.scrollWidth - each.clientWidth)"""
    )
    seen = reader.page.evaluate(
        """() => {
          const title = document.querySelector("h1");
          const { left, top } = title.getBoundingClientRect();
          return title.contains(document.elementFromPoint(left + 4, top + 4));
        }"""
    )

    assert max(wider) <= 0
    assert seen, "something lies over the title"
    box = reader.stage.locator(".canvas").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] >= 300


def test_the_canvas_follows_a_window_that_is_made_smaller(visit):
    reader = visit()

    reader.page.set_viewport_size({"width": 900, "height": 700})
    reader.settle()

    box = reader.stage.locator(".canvas").bounding_box()
    assert box["x"] + box["width"] <= 900
    assert reader.outside_the_frame == set()


def test_the_tab_key_reaches_reset_and_the_canvas(visit):
    reader = visit()
    reached = set()
    for _ in range(100):
        reader.page.keyboard.press("Tab")
        reached.add(
            reader.page.evaluate(
                """() => {
                  let at = document.activeElement;
                  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                  return at?.classList.contains('canvas') ? 'canvas' : at?.innerText?.trim() ?? '';
                }"""
            )
        )
        if {"Reset", "canvas"} <= {name.split("\n")[-1] for name in reached}:
            return

    raise AssertionError(f"not reached: {sorted({'Reset', 'canvas'} - reached)} of {sorted(reached)}")


def test_arrow_keys_walk_the_canvas_and_tell_where(visit):
    reader = visit()
    reader.stage.locator(".canvas").focus()
    told = []
    for key in ("Home", "ArrowUp", "ArrowDown", "l"):
        reader.page.keyboard.press(key)
        told.append(reader.stage.locator(".live").inner_text())

    assert all(told)
    assert len(set(told)) > 2


def test_zooming_with_the_keyboard(visit):
    reader = visit()
    reader.stage.locator(".canvas").focus()
    before = reader.camera

    reader.page.keyboard.press("+")
    reader.settle()
    nearer = reader.camera
    reader.page.keyboard.press("0")
    reader.settle()

    assert nearer.scale > before.scale
    assert reader.camera.scale == pytest.approx(before.scale, rel=0.01)


def test_the_tab_key_reaches_every_control(visit):
    """Of a row of options one is reached, and the arrow keys lead to the others."""
    reader = visit()
    for group in GROUPS:
        reader.unfold(group)
    reader.page.evaluate(
        """() => {
          window.deepest = () => {
            let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            return at;
          };
          window.reached = new Set();
          document.body.tabIndex = -1;
          document.body.focus();
        }"""
    )
    for _ in range(220):
        reader.page.keyboard.press("Tab")
        reader.page.evaluate("reached.add(deepest())")
    missed = reader.page.evaluate(
        """() => {
          const controls = "button, a[href], input, summary, [role=slider], [tabindex='0']";
          const all = [];
          const look = (root) => {
            for (const each of root.querySelectorAll("*")) {
              if (each.matches(controls)) all.push(each);
              if (each.shadowRoot) look(each.shadowRoot);
            }
          };
          look(document);
          const rows = "[role=toolbar], [role=radiogroup], [role=group]";
          const near = [...reached].filter(Boolean);
          return all
            .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
            .filter((each) => !each.disabled && each.tabIndex >= 0)
            .filter((each) => !reached.has(each))
            .filter((each) => !near.some((at) => each.closest(rows)?.contains(at)))
            .map((each) => each.outerHTML.slice(0, 160));
        }"""
    )

    assert missed == []
