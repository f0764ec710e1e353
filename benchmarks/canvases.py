"""What a reader waits for on three canvases that show the same invented ties."""

from __future__ import annotations

import time
from dataclasses import replace
from math import cos, sin
from statistics import quantiles

from playwright.sync_api import Frame, Page

from benchmarks.visits import Naive, Ours, Traffic, Visit, WithPicture, _awaited, _idle

TRIES = 3  #: clicks after which a canvas counts as deaf
PATIENCE = 5.0  #: seconds in which a click must be answered
REST = 300.0  #: milliseconds that a reader's pointer rests on an entity before the click
DRAG = 2.0  #: seconds for which an entity is dragged
UNMOVED = 10  #: looks in a row at which a canvas that stands still has the same pixels
LOOK = 100.0  #: milliseconds between two looks

#: a number for the pixels of all canvases of a frame
_PIXELS = """() => [...(top.stage ?? document).querySelectorAll("canvas")].reduce((sum, canvas) => {
  const text = canvas.toDataURL();
  for (let i = 0; i < text.length; i += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return sum;
}, 7)"""

#: keep the milliseconds between one frame and the next, as long as something is dragged
_COUNT_FRAMES = """() => {
  top.gaps = [];
  top.dragging = true;
  let last = performance.now();
  const next = (now) => {
    top.gaps.push(now - last);
    last = now;
    if (top.dragging) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}"""

#: of the entities well inside the canvas the one that stands most alone: its name, and where it is
_ALONE = """(spots, { left, top, right, bottom }) => {
  const within = ({ x, y }) => x > left + 60 && y > top + 60 && x < right - 60 && y < bottom - 60;
  const room = (spot) => Math.min(...spots.filter((other) => other !== spot)
    .map((other) => Math.hypot(other.x - spot.x, other.y - spot.y)));
  return spots.filter(within).map((spot) => ({ ...spot, room: room(spot) }))
    .sort((a, b) => b.room - a.room)[0] ?? null;
}"""


class Canvas(WithPicture):
    """A canvas with the ties, a filter of families, and a line of text that says what was picked."""

    #: a function in the frame of the canvas: the names of entities with their places, and the canvas' box
    spots: str

    def _measured(self, page: Page, traffic: Traffic, wait_until_still: bool) -> Visit:
        visit = super()._measured(page, traffic, wait_until_still)
        return replace(visit, click=self._clicked(page), gap=self._dragged(page))

    def _take_out(self, page: Page) -> None:
        page.get_by_role("button", name=f"Remove {self.family}").click()

    def _still(self, page: Page, since: float, patience: float) -> float | None:
        """Watch the pixels, for every canvas in the same way."""
        if not patience:
            return None
        before, unmoved, frame = None, 0, self._frame(page)
        last_change = 0.0
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            now = frame.evaluate(_PIXELS)
            if now == before:
                unmoved += 1
                if unmoved == UNMOVED:
                    return (last_change - since) / 1000
            else:
                before, unmoved = now, 0
                last_change = page.evaluate("Date.now()")
            page.wait_for_timeout(LOOK)
        return None

    def _clicked(self, page: Page) -> float | None:
        """Seconds from pointer up on an entity until the page names it; None: it never does."""
        _idle(page)
        frame = self._frame(page)
        for _ in range(TRIES):
            spot = frame.evaluate(f"() => ({_ALONE})(...({self.spots})())")
            if spot is None:
                self._show_all(frame)
                page.wait_for_timeout(500)
                continue
            box = {"x": 0, "y": 0} if frame is page.main_frame else frame.frame_element().bounding_box()
            page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
            page.wait_for_timeout(REST)
            page.evaluate("top.notes = []")
            page.mouse.down()
            page.mouse.up()
            named = "name => (top.notes.find(({ what, text }) => what === 'told' && text.includes(name)))?.at"
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline:
                if at := page.evaluate(named, spot["name"]):
                    released = page.evaluate("top.notes.find(({ what }) => what === 'pointer up').at")
                    return (at - released) / 1000
                page.wait_for_timeout(10)
        return None

    def _dragged(self, page: Page) -> float | None:
        """Seconds between two frames at the 95th percentile, while an entity is moved to and fro."""
        _idle(page)
        frame = self._frame(page)
        spot = frame.evaluate(f"() => ({_ALONE})(...({self.spots})())")
        if spot is None:
            self._show_all(frame)
            page.wait_for_timeout(500)
            spot = frame.evaluate(f"() => ({_ALONE})(...({self.spots})())")
        if spot is None:
            return None
        box = {"x": 0, "y": 0} if frame is page.main_frame else frame.frame_element().bounding_box()
        x, y = box["x"] + spot["x"], box["y"] + spot["y"]
        page.mouse.move(x, y)
        page.wait_for_timeout(REST)
        page.mouse.down()
        page.mouse.move(x + 4, y + 4)
        frame.evaluate(_COUNT_FRAMES)
        began, step = time.monotonic(), 0
        while time.monotonic() - began < DRAG:
            step += 1
            page.mouse.move(x + 40 * sin(step / 9), y + 40 * cos(step / 9))
            page.wait_for_timeout(8)
        gaps: list[float] = frame.evaluate("() => { top.dragging = false; return top.gaps; }")
        page.mouse.up()
        return quantiles(gaps, n=20)[-1] / 1000 if len(gaps) > 1 else None

    def _show_all(self, frame: Frame) -> None:
        frame.evaluate(f"() => {self.network}.fit()")


class OurCanvas(Canvas, Ours):
    """Ours."""

    spots = """() => {
      const { stage } = top.stage.atlas;
      const nodes = [...stage.nodes.values()];
      const spots = nodes.map(({ id, label: name }) => ({ name, ...stage.positionOf(id) }));
      return [spots, stage.canvas.getBoundingClientRect()];
    }"""

    def _still(self, page: Page, since: float, patience: float) -> float | None:
        return Canvas._still(self, page, since, patience)


class Agraph(Canvas, Naive):
    """streamlit-agraph, drawn by vis-network in an iframe, laid out by its physics."""

    spots = """() => {
      const box = network.canvas.frame.getBoundingClientRect();
      const spots = Object.entries(network.getPositions()).map(([name, place]) => {
        const { x, y } = network.canvasToDOM(place);
        return { name, x: box.x + x, y: box.y + y };
      });
      return [spots, box];
    }"""


class LinkAnalysis(Canvas, Naive):
    """st-link-analysis, drawn by cytoscape in an iframe, laid out by it once."""

    spots = """() => {
      const box = cytoscapeHere.container().getBoundingClientRect();
      const spots = cytoscapeHere.nodes().map((node) => {
        const { x, y } = node.renderedPosition();
        return { name: node.id(), x: box.x + x, y: box.y + y };
      });
      return [spots, box];
    }"""
    network = "cytoscapeHere"

    def _stable(self, page: Page, since: float) -> float | None:
        # after a filter nothing is laid out: what is drawn then stands where it stays
        unmoved = page.evaluate("(top.notes ?? []).some(({ what }) => what === 'unmoved')")
        return _awaited(page, "unmoved" if unmoved else "stable", since)

    def _aim(self, page: Page) -> None:
        self._frame(page).evaluate("() => cytoscapeHere.viewport({ zoom: 1.7, pan: { x: 40, y: 30 } })")

    def _camera(self, page: Page) -> list[float]:
        found: list[float] = self._frame(page).evaluate(
            "() => [cytoscapeHere.zoom(), ...Object.values(cytoscapeHere.pan())].map((n) => +n.toFixed(2))"
        )
        return found
