"""The clock: one control moves the picture, the sentence and the address through time."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_accessibility import serious


class Hand:
    """What a reader does to the clock, and what it shows."""

    def __init__(self, reader) -> None:
        self.reader = reader
        self.root: Locator = reader.page.locator(".clock[data-as-of]")
        self.true_on = self.root.get_by_role("slider", name="True on")
        self.known_on = self.root.get_by_role("slider", name="Known on")
        expect(self.root).to_be_visible()

    @property
    def day(self) -> str:
        return str(self.root.get_attribute("data-as-of"))

    @property
    def days(self) -> list[str]:
        """All days that are marked, in order."""
        return self.root.evaluate("({ atlas }) => atlas.clock.shown.map(({ day }) => day)")

    def press(self, key: str, slider: Locator | None = None) -> None:
        """Press a key on the clock and wait until the whole page has followed."""
        (slider or self.true_on).press(key)
        self.rest()

    def type(self, label: str, text: str) -> Locator:
        field = self.root.get_by_role("textbox", name=label)
        field.fill(text)
        field.press("Enter")
        return field

    def rest(self) -> None:
        """Wait until the address says what the clock says."""
        self.reader.until(
            """() => {
              const root = document.querySelector('.st-key-moment').querySelector('*');
              const find = (at) => at.querySelector('.clock') ??
                [...at.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
              const { dataset } = find(document);
              const asked = new URLSearchParams(location.search);
              return root && dataset.playing === 'false' && asked.get('as_of') === dataset.asOf
                && asked.get('known_on') === (dataset.knownOn || 'all');
            }"""
        )
        self.reader.wait()


@pytest.fixture
def clocked(visit):
    """The app with its clock: ``clocked()``, ``clocked("/?lens=signed")``."""

    def opened(*path: str, **more):
        reader = visit(*path, **more)
        return reader, Hand(reader)

    return opened


def drawings(reader) -> None:
    """Count what is drawn from now on, and loads of pages with it."""
    reader.page.evaluate(
        """() => {
          window.drawn = [];
          document.addEventListener('atlas-drawn', ({ detail }) => drawn.push([detail, performance.now()]));
        }"""
    )


def test_keys_walk_from_event_to_event_and_all_follows_in_place(clocked):
    reader, clock = clocked()
    days, top = clock.days, reader.stage.bounding_box()["y"]
    reader.look_around()
    reader.mark()
    camera, digest, places = reader.camera, reader.digest, reader.places

    clock.press("ArrowLeft")
    clock.press("PageDown")

    assert clock.day < "2025-07"
    assert f"as_of={clock.day}" in reader.query
    assert reader.digest != digest
    assert reader.is_the_marked_one
    assert reader.camera == camera
    assert {name: places[name] for name in reader.places if name in places} == reader.places
    year = clock.day[:4]
    expect(reader.caption).to_contain_text(re.compile(rf"as of \d+ \w+ {year}"))
    assert year in str(clock.true_on.get_attribute("aria-valuetext"))

    clock.press("Home")
    assert clock.day == days[0] == "2020-09-15"
    expect_the_first_event(reader, clock)
    # the title has grown short
    assert reader.stage.bounding_box()["y"] == pytest.approx(top, abs=0.5)

    clock.press("ArrowRight")
    assert clock.day == days[1]
    reader.page.go_back()
    clock.rest()
    assert clock.day == "2020-09-15"
    clock.press("ArrowRight")
    clock.press("ArrowUp")
    assert clock.day == days[2]
    clock.press("ArrowLeft")
    assert clock.day == days[1]
    clock.press("PageUp")
    assert clock.day == f"{int(days[1][:4]) + 1}{days[1][4:]}"
    clock.press("End")
    assert clock.day == "2026-06-29"


def expect_the_first_event(reader, clock: Hand) -> None:
    """What stands beside the clock tells of its first day."""
    words = clock.root.locator(".words").first
    expect(words).to_contain_text(
        "15 September 2020: United Arab Emirates, Bahrain and Israel signed Abraham Accords"
    )
    expect(words).to_contain_text(re.compile(r"; and \d+ more$"))
    expect(clock.root.locator("[aria-live]")).to_contain_text("15 September 2020")
    expect(reader.sidebar.get_by_role("button", name=re.compile(r"^declared \(1\)$"))).to_be_visible()
    (shown,) = re.findall(r"(\d+) ties shown", reader.caption.inner_text())
    expect(reader.page.locator("summary").filter(has_text="The same")).to_contain_text(f"{shown} ties")


def test_handle_track_and_buttons_move_the_day_and_the_picture_follows_the_hand(clocked):
    reader, clock = clocked("/?families=accord")
    reader.mark()
    digest, days = reader.digest, clock.days
    drawings(reader)
    box = clock.root.locator(".track.main").bounding_box()
    start, end = box["x"] + box["width"] - 8, box["x"] + box["width"] * 0.3

    reader.page.mouse.move(start, box["y"] + box["height"] - 6)
    reader.page.mouse.down()
    reader.page.mouse.move(end, box["y"] + 20, steps=12)
    reader.until("drawn.length >= 1")
    assert "as_of=2026-06-29" in reader.query, "the address waits for the hand"
    reader.page.mouse.up()
    clock.rest()

    assert "2020-09-15" < clock.day < "2024"
    assert reader.is_the_marked_one
    assert reader.digest != digest

    clock.root.get_by_role("button", name="Latest day").click()
    clock.rest()
    assert clock.day == "2026-06-29"
    assert reader.digest == digest
    clock.root.get_by_role("button", name="Previous event").click()
    clock.rest()
    assert clock.day == days[-1]

    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 10)
    clock.rest()
    assert "2021" < clock.day < "2026"

    # who wants no motion steps instead of playing
    clock.press("Home")
    clock.root.get_by_role("button", name="no motion").click()
    clock.rest()
    reader.page.wait_for_timeout(700)
    assert clock.day == days[1]
    assert clock.root.get_attribute("data-playing") == "false"


def test_playing_goes_from_event_to_event_without_a_reload_until_it_is_stopped_or_at_the_end(clocked):
    reader, clock = clocked("/?families=accord", motion=True)
    clock.press("Home")
    reader.mark()
    places = reader.places
    drawings(reader)

    clock.root.get_by_role("button", name="Play").click()
    reader.until("drawn.length >= 8")
    assert "as_of=2020-06-30" in reader.query, "the address waits for the pause"
    clock.root.get_by_role("button", name="Pause").click()
    clock.rest()

    days, stopped = clock.days, clock.day
    steps = reader.page.evaluate("drawn")
    assert days.index(stopped) >= 8
    numbers = [number for number, _ in steps]
    played = list(dict.fromkeys(numbers))
    assert played == list(range(played[0], played[0] + len(played))), "no step before the last was drawn"
    assert reader.is_the_marked_one
    assert {name: reader.places[name] for name in places} == places
    reader.page.wait_for_timeout(600)
    assert clock.day == stopped
    reader.page.go_back()
    clock.rest()
    assert clock.day == "2020-06-30", "all that was played is one step"

    clock.press("End")
    for _ in range(3):
        clock.press("ArrowLeft")
    clock.true_on.press(" ")
    clock.rest()
    assert clock.day == "2026-06-29"


def test_a_typed_date_is_a_day_a_month_or_a_year_and_what_is_none_or_too_early_is_told(clocked):
    reader, clock = clocked("/?families=accord")
    digest, query = reader.digest, reader.query

    for typed in ("0000", "15-09-2020", "2020-13", "<img src=x onerror=alert(1)>"):
        field = clock.type("True on", typed)
        alert = clock.root.get_by_role("alert").first
        expect(alert).to_contain_text(typed)
        expect(alert).to_contain_text("write 2020, 2020-09 or 2020-09-15")
    reader.page.wait_for_timeout(900)

    assert (reader.digest, reader.query) == (digest, query)
    expect(field).to_have_value(typed)
    field.press("Escape")
    expect(clock.root.locator(".wrong").first).to_be_hidden()
    expect(field).to_have_value("2026-06-29")

    clock.type("True on", "9999-12-31")
    expect(clock.root.get_by_role("alert").first).to_have_text("Nothing is known after 29 June 2026.")
    expect(field).to_have_value("2026-06-29")
    assert reader.digest == digest

    for typed, day in (("2021-01-06", "2021-01-06"), ("2022-02", "2022-02-28"), ("2023", "2023-12-31")):
        clock.type("True on", typed)
        expect(clock.root).to_have_attribute("data-as-of", day)
        clock.rest()

        expect(field).to_have_value(day)
        assert f"as_of={day}" in reader.query

    # on a day before any source nothing was known, which is said with a way out
    known_on(clock, "1950-12-31", "1950")
    expect(reader.warnings.filter(has_text="Nothing fits")).to_be_visible()
    reader.page.get_by_role("button", name="With all that is known").click()

    expect(reader.stage).to_be_visible()
    reader.wait()
    assert "known_on=all" in reader.query


def test_the_day_of_knowledge_has_a_track_of_its_own_and_what_was_not_known_is_not_shown(clocked):
    reader, clock = clocked("/?families=accord")
    digest, before = reader.digest, clock.days

    clock.press("ArrowLeft", clock.known_on)
    assert reader.digest != digest or "known_on=all" not in reader.query
    known = clock.root.get_attribute("data-known-on")
    assert f"known_on={known}" in reader.query
    expect(reader.caption).to_contain_text("from what was known on")
    clock.press("End", clock.known_on)

    assert "known_on=all" in reader.query
    assert reader.digest == digest

    title = reader.page.get_by_role("heading", level=1)
    known_on(clock, "2025-11-05")
    expect(title).not_to_contain_text("Kazakhstan")
    known_on(clock, "2025-11-30")
    expect(title).to_contain_text("Kazakhstan")

    known_on(clock, "2021-01-01")
    assert set(clock.days) < set(before)
    assert max(clock.days) <= "2021-01-31"


def known_on(clock: Hand, day: str, typed: str = "") -> None:
    clock.type("Known on", typed or day)
    expect(clock.root).to_have_attribute("data-known-on", day)
    clock.rest()


def test_the_clock_is_large_enough_to_be_touched_and_nothing_serious_is_found_in_it(clocked):
    """WCAG 2.2, 2.5.8: 24 by 24 pixels; the track itself is what a finger moves the handle by."""
    reader, clock = clocked("/?known_on=2025-11-05&families=accord", width=390)
    clock.type("True on", "2020-13")
    expect(clock.root.get_by_role("alert").first).not_to_be_empty()
    expect_in_reach(reader, clock, 390, 260)
    assert serious(reader, "light", within=clock.root) == []

    reader.resize(1440, 900)
    expect_in_reach(reader, clock, 1440, 110)
    assert serious(reader, "dark", within=clock.root) == []


def expect_in_reach(reader, clock: Hand, width: int, height: int) -> None:
    """The clock lies within the window, takes little of it, and all of it is large enough for a finger."""
    reader.expect_to_fit()
    for target in (*clock.root.get_by_role("button").all(), *clock.root.locator(".track, input").all()):
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 24
    box = clock.root.bounding_box()
    assert box["height"] <= height
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
