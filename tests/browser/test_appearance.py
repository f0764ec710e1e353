"""The page fits its window, by day and by night, and can be used without a mouse."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.reader import PICTURES
from tests.browser.test_accessibility import GROUPS
from tests.browser.test_exploring import expect_in_reach, menu_of


def test_the_page_fits_a_wide_window_and_follows_it_when_it_is_made_smaller(visit):
    reader = visit()
    fits(reader, 1440, "light", "dark")
    for width, height in ((1280, 800), (900, 700)):
        reader.resize(width, height)
        fits(reader, width, "dark")
        reader.expect_to_be_in_sight()


def test_the_page_fits_a_phone_and_so_does_a_menu_that_can_be_touched(visit):
    reader = visit(width=390, height=844)
    fits(reader, 390, "light", "dark")
    expect_in_reach(reader, menu_of(reader, "Israel"), 390)


def fits(reader, width: int, *themes: str) -> None:
    """Whether nothing runs out of the window or lies over the title, by day and by night."""
    reader.expect_to_fit()
    reader.settle()
    for theme in themes:
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


def test_the_tab_key_reaches_every_control(visit):
    """Of a row of options one is reached, and the arrow keys lead to the others."""
    reader = visit("/?focus=KAZ&families=accord")
    reader.unfold(*GROUPS)
    expect(reader.sidebar.locator("details[open]")).to_have_count(len(GROUPS))
    reader.page.evaluate(
        """() => {
          window.deepest = () => {
            let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            return at;
          };
          window.reached = new Set();
          window.cameAgain = false;
          // while the keys are pressed nothing asks: each question would cost more than its key
          addEventListener("keyup", () => {
            cameAgain ||= reached.has(deepest());
            reached.add(deepest());
          }, true);
          document.body.tabIndex = -1;
          document.body.focus();
        }"""
    )
    for _ in range(22):
        for _ in range(10):
            reader.page.keyboard.press("Tab")
        # after the last control the first comes again
        if reader.page.evaluate("cameAgain"):
            break
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

    names = reader.page.evaluate(
        "[...reached].map((at) => at?.classList.contains('canvas') ? 'canvas' : at?.innerText?.trim() ?? '')"
    )
    assert {"Reset", "canvas"} <= {name.split("\n")[-1] for name in names}
    assert missed == []
