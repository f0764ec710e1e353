"""Measures the clock: a step beside a change of a filter, and how many steps a second play holds.

``python -m benchmarks.clock --rounds 9``. Steps and filters take turns on one page, on views that nobody has
asked for yet, so that whatever else the machine does falls on both alike: trust the ratio.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.servers import running, served
from benchmarks.visits import fresh

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
FAMILIES = ("security", "economic", "political", "multilateral", "diplomatic")
LEAST_ROUNDS = 7
PLAYED = 12.0  #: seconds

#: what is noted in the page, in its own milliseconds: keys, pointers, pictures
_NOTES = """() => {
  top.noted = [];
  const note = (what) => top.noted.push([what, performance.now()]);
  addEventListener('keydown', () => note('key'), true);
  addEventListener('pointerup', () => note('pointer up'), true);
  document.addEventListener('atlas-drawn', () => note('drawn'));
  top.kept = document;
}"""


def main() -> None:
    """Measure, and print what was promised and what came out."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.clock", description=__doc__)
    asked.add_argument("--rounds", type=int, default=9, help=f"steps and filters, at least {LEAST_ROUNDS}")
    rounds = max(asked.parse_args().rounds, LEAST_ROUNDS)
    with tempfile.TemporaryDirectory() as cache, sync_playwright() as playwright:
        app = served("Accord Atlas", ATLAS_CACHE=str(Path(cache, "cache")))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with running(app) as address:
            page = fresh(browser).new_page()
            _open(page, address)
            steps, filters = _in_turns(page, rounds)
            _open(page, address)
            rate, played, loads = _played(page)
        browser.close()
    ratio = median(steps) / median(filters)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"a step of the clock, key to picture:     {_told(steps)}")
    print(f"a change of a filter, pointer to picture: {_told(filters)}")
    _promise(f"moving the clock costs no more than a filter: {ratio:.2f} times as long", ratio <= 1)
    _promise(f"play holds 5 steps a second: {rate:.2f}, over {played} steps", rate >= 5)
    _promise(f"without a reload: {loads}", loads == 0)


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".clock[data-as-of]").wait_for()
    _idle(page)
    page.evaluate(_NOTES)


def _in_turns(page: Page, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of steps and of filters, each to the first picture that was drawn for it."""
    steps, filters = [], []
    families = [FAMILIES[number % len(FAMILIES)] for number in range(rounds)]
    for family in families:
        slider = page.locator(".clock").get_by_role("slider", name="True on")
        slider.focus()
        page.keyboard.press("ArrowLeft")
        steps.append(_took(page, "key"))
        page.get_by_test_id("stSidebar").get_by_role("button", name=family).first.click()
        filters.append(_took(page, "pointer up"))
    return steps, filters


def _took(page: Page, began: str) -> float:
    page.wait_for_function(
        "began => { const last = top.noted.findLast(([what]) => what === began);"
        " return top.noted.some(([what, at]) => what === 'drawn' && at > last[1]); }",
        arg=began,
    )
    found: float = page.evaluate(
        "began => { const [, from] = top.noted.findLast(([what]) => what === began);"
        " return top.noted.find(([what, at]) => what === 'drawn' && at > from)[1] - from; }",
        began,
    )
    # the page follows a step only after a while
    page.wait_for_timeout(900)
    _idle(page)
    return found


def _played(page: Page) -> tuple[float, int, int]:
    """Steps a second, how many they were, and how often the page was loaded meanwhile."""
    slider = page.locator(".clock").get_by_role("slider", name="True on")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(1500)
    _idle(page)
    page.evaluate("top.noted = []")
    page.keyboard.press("Space")
    page.wait_for_timeout(PLAYED * 1000)
    page.keyboard.press("Space")
    drawn: list[float] = page.evaluate("top.noted.filter(([what]) => what === 'drawn').map(([, at]) => at)")
    loads = 0 if page.evaluate("top.kept === document") else 1
    return (len(drawn) - 1) / (drawn[-1] - drawn[0]) * 1000, len(drawn), loads


def _idle(page: Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def _told(times: list[float]) -> str:
    return f"median {median(times):.0f} ms of {len(times)}, {min(times):.0f} to {max(times):.0f}"


def _promise(text: str, kept: bool) -> None:
    print(f"{'kept  ' if kept else 'MISSED'} {text}")


if __name__ == "__main__":
    main()
