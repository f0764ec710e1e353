"""What a reader sees and does on a page, in the reader's words."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: how long anything may take before a test gives up
PATIENCE_MS = 20_000
#: how often a page is asked whether something has come: asked at each frame, it would draw frames for that
ASKED_EACH_MS = 50
PICTURES = Path(__file__).resolve().parents[2] / "test-results"
#: whether nothing on the page glides any more; what turns for ever aside
_AT_REST = """() => document.getAnimations().every((each) =>
    each.playState !== "running" || each.effect.getComputedTiming().endTime === Infinity)"""
#: the last words of every caption
_CAPTION = re.compile(r"\b(\d+|no) ties?\b.*\bshown\b")


#: pixels of a grid: of a row, of the head, and from the left into the boxes
ROW, HEAD, BOX = 35, 36, 16


def click_row(grid: Locator, number: int = 0, x: int = BOX) -> None:
    """Click into a row of a grid, by its box; a grid is painted, and has no element for it."""
    expect(grid.locator("canvas").first).to_be_visible()
    # waits until the grid stands still and nothing lies over it, as what is above may still be on its way
    grid.click(position={"x": x, "y": HEAD + ROW * number + ROW // 2})


@dataclass(frozen=True)
class Camera:
    """From where a canvas looks at its picture."""

    scale: float
    x: float
    y: float


class Wire:
    """What a page and the server say to each other: whether something asked for is still to come.

    The page itself shows that its script runs only once the server has begun, which on a loaded machine is
    long after the click.
    """

    def __init__(self, page: Page) -> None:
        self.rests = True
        page.on("websocket", self._over)

    def _over(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.rests = False

    def _received(self, frame: bytes | str) -> None:
        # what is drawn is long and ends nothing; what ends a run is short
        if isinstance(frame, bytes) and len(frame) < 1_000:
            said = ForwardMsg.FromString(frame)
            if said.WhichOneof("type") == "script_finished":
                self.rests = said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Reader:
    """One page of the app, with its canvas and its drawer."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self._server = server
        self._wire = Wire(page)

    def open(self, path: str = "/") -> None:
        """Follow a link of the app and wait until the page has said all it says."""
        self.page.goto(self._server + path)
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.wait()

    def leave(self) -> None:
        """Leave the app for an empty page, and take the hand off it."""
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)

    def wait(self) -> None:
        """Wait until the server has answered all that was asked."""
        # whatever was just done has been sent by the next frame
        self.page.evaluate("new Promise((sent) => requestAnimationFrame(() => setTimeout(sent)))")
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while not self._wire.rests and time.monotonic() < deadline:
            self.page.wait_for_timeout(20)
        assert self._wire.rests, "the server has not answered"
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")

    def until(self, condition: str, arg: object = None) -> None:
        """Wait until a script of the page says yes."""
        self.page.wait_for_function(condition, arg=arg, polling=ASKED_EACH_MS)

    def resize(self, width: int, height: int) -> None:
        """Make the window larger or smaller."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.wait()

    def expect_to_fit(self) -> None:
        """Wait until nothing runs out of the window at its side; charts follow it a moment later."""
        self.until("document.documentElement.scrollWidth <= innerWidth")

    def turn(self, theme: str) -> None:
        """Let it be day or night, as the reader's system says."""
        self.page.emulate_media(color_scheme=theme)
        expect(self.page.get_by_test_id("stApp")).to_have_css("color-scheme", theme)
        for stage in self.page.locator(".stage[data-theme]").all():
            expect(stage).to_have_attribute("data-theme", theme)
        # colours glide from one to the other, and between them words are hard to read
        self.until(_AT_REST)

    @property
    def scheme(self) -> str:
        """Whether it is light or dark on the page."""
        app = self.page.get_by_test_id("stApp")
        return str(app.evaluate("app => getComputedStyle(app).colorScheme"))

    # ---- words ---------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The finding above the picture."""
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def caption(self) -> Locator:
        """The sentence that says what is shown."""
        return self.page.get_by_test_id("stMain").locator("p").filter(has_text=_CAPTION).first

    @property
    def warnings(self) -> Locator:
        """What the page could not use of a link."""
        return self.page.get_by_test_id("stAlert")

    @property
    def drawer(self) -> Locator:
        """Beside the picture: the evidence."""
        # the evidence may have columns of its own
        return self.page.get_by_test_id("stColumn").nth(1)

    @property
    def sidebar(self) -> Locator:
        """The filters."""
        return self.page.get_by_test_id("stSidebar")

    @property
    def search(self) -> Locator:
        """Where a reader types what to find."""
        return self.drawer.get_by_role("searchbox").or_(self.drawer.get_by_role("textbox")).first

    @property
    def table(self) -> Locator:
        """The table of the same ties, once it is unfolded."""
        return self.page.get_by_test_id("stDataFrame")

    def expect_the_clock(self) -> None:
        """Wait until the clock is whole, which comes after the words: it says its day."""
        clock = self.page.get_by_role("slider", name="True on")
        expect(clock).to_have_attribute("aria-valuenow", re.compile(r"\d"))

    def unfold(self, *titles: str) -> None:
        """Unfold parts of the page by the beginnings of their titles, or fold them again."""
        for title in titles:
            named = re.compile(rf"^\W*(\w+_\w+)?{re.escape(title)}")
            self.page.locator("summary").filter(has_text=named).click()
            # unfolded while the page still answers, one of many is folded again now and then
            self.wait()

    def go(self, page: str) -> None:
        """Go to another page of the app by its name on top, or in one of the menus there."""
        link = self.page.get_by_test_id("stTopNavLink").get_by_text(page, exact=True)
        for menu in [] if link.count() else self.page.get_by_test_id("stTopNavSection").all():
            menu.click()
            link = self.page.get_by_role("menuitem", name=page, exact=True)
            # its pages come a moment later
            self.page.get_by_role("menuitem").first.wait_for()
            if link.count():
                break
            self.page.keyboard.press("Escape")
        link.click()
        expect(self.page).to_have_title(re.compile(f"^{page}|Accord Atlas"))
        self.wait()

    @property
    def query(self) -> str:
        """What the address says after its question mark."""
        return self.page.url.partition("?")[2]

    # ---- the canvas ----------------------------------------------------------------------------------

    @property
    def stage(self) -> Locator:
        """The canvas once it has drawn."""
        return self.page.locator('.stage[data-stable="1"]')

    @property
    def digest(self) -> str:
        """A name for what the canvas shows: the same for the same picture."""
        return self._told("digest")

    @property
    def picked(self) -> str:
        """The name of the picked entity, or empty."""
        script = "stage => stage.atlas.stage.nodes.get(stage.dataset.picked)?.label ?? ''"
        return str(self.stage.evaluate(script)).replace("\n", " ")

    @property
    def entities(self) -> set[str]:
        """Names of all entities in the picture."""
        names = self.stage.evaluate(
            "stage => [...stage.atlas.stage.nodes.values()].map((node) => node.label)"
        )
        return {name.replace("\n", " ") for name in names}

    @property
    def places(self) -> dict[str, tuple[float, float]]:
        """Name of each entity → where it stands in the picture, whatever the camera."""
        script = (
            "({ atlas: { stage } }) => [...stage.places].map(([id, { x, y }]) =>"
            " [stage.nodes.get(id).label, x, y])"
        )
        return {name.replace("\n", " "): (x, y) for name, x, y in self.stage.evaluate(script)}

    @property
    def outside_the_frame(self) -> set[str]:
        """Names of the entities whose middle lies outside the visible part of the canvas."""
        script = """({ atlas }) => {
          const { canvas, nodes } = atlas.stage;
          const box = canvas.getBoundingClientRect();
          const outside = ({ id }) => {
            const { x, y } = atlas.positionOf(id);
            return x < box.left || x > box.right || y < box.top || y > box.bottom;
          };
          return [...nodes.values()].filter(outside).map((node) => node.label);
        }"""
        return set(self.stage.evaluate(script))

    def expect_to_be_in_sight(self) -> None:
        """Wait until all entities are seen on the canvas, which follows its window a moment later."""
        for _ in range(PATIENCE_MS // 50):
            if not self.outside_the_frame:
                return
            self.page.wait_for_timeout(50)
        assert self.outside_the_frame == set()

    @property
    def lines(self) -> int:
        """How many lines are in the picture."""
        return int(self._told("edges"))

    @property
    def theme(self) -> str:
        """Whether the canvas is light or dark."""
        return self._told("theme")

    @property
    def camera(self) -> Camera:
        """From where the canvas looks at the picture, to a thousandth."""
        found = self.stage.evaluate(
            "({ atlas }) => { const { network } = atlas.stage; const { x, y } = network.getViewPosition();"
            " return [network.getScale(), x, y].map((number) => Math.round(1000 * number) / 1000); }"
        )
        return Camera(*found)

    def mark(self) -> None:
        """Leave a mark that does not outlive a reload, and remember the canvas itself."""
        self.stage.evaluate("stage => { window.marked = { stage, canvas: stage.querySelector('canvas') }; }")

    @property
    def is_the_marked_one(self) -> bool:
        """Whether page and canvas are still those that were marked."""
        script = (
            "(stage) => !!window.marked && window.marked.stage === stage"
            " && window.marked.canvas === stage.querySelector('canvas')"
        )
        return bool(self.stage.evaluate(script))

    def wait_for_another_picture(self, digest: str) -> None:
        """Wait until the canvas shows something else than the picture of that name."""
        expect(self.stage).not_to_have_attribute("data-digest", digest)
        self.wait()

    def click_entity(self, name: str) -> None:
        """Click an entity where it is drawn."""
        self._click(self._node(name))

    def click_line(self, one: str, other: str, family: str) -> None:
        """Click the line of a family between two entities."""
        ends = sorted([self._node(one), self._node(other)])
        found = self.stage.evaluate(
            "(stage, [ends, family]) => [...stage.atlas.stage.edges.values()].filter((edge) =>"
            " edge.family === family && [edge.from, edge.to].sort().join() === ends.join())"
            ".map((edge) => edge.id)",
            [ends, family],
        )
        assert len(found) == 1, f"{len(found)} lines of {family} between {one} and {other}"
        self._click(found[0])

    def click_beside(self) -> None:
        """Click where nothing is drawn."""
        spot = self.stage.evaluate(
            """({ atlas: { stage } }) => {
              const box = stage.canvas.getBoundingClientRect();
              const drawn = (at) => stage.network.getNodeAt(at) ?? stage.network.getEdgeAt(at);
              for (let x = 12; x < box.width; x += 12) {
                for (let y = 12; y < box.height; y += 12) {
                  if (drawn({ x, y }) === undefined) return [box.x + x, box.y + y];
                }
              }
              return null;
            }"""
        )
        assert spot
        self.page.mouse.click(*spot)

    def look_around(self) -> None:
        """Zoom in and push the picture aside, as a reader does with the mouse."""
        box = self.stage.locator(".canvas").bounding_box()
        assert box is not None
        self.stage.get_by_role("button", name="Zoom in").click()
        start = (box["x"] + 20, box["y"] + 20)
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(start[0] + 60, start[1] + 45, steps=4)
        self.page.mouse.up()
        self.settle()

    def settle(self) -> None:
        """Wait until the camera stands still."""
        before = None
        while (now := self.camera) != before:
            before = now
            self.page.wait_for_timeout(120)

    # ---- the filters ---------------------------------------------------------------------------------

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a list by the beginning of its name."""
        box = self.sidebar.get_by_role("combobox", name=label, exact=True)
        box.click()
        named = re.compile(rf"^[–\s]*{re.escape(option)} \(\d+\)$")
        self.page.get_by_role("option", name=named).click()
        self.page.keyboard.press("Escape")

    def press(self, label: str) -> None:
        """Press a button of the sidebar, or one option of a row, by the beginning of its name."""
        named = re.compile(rf"^{re.escape(label)}( \(\d+\))?$")
        self.sidebar.get_by_role("button", name=named).click()

    def reset(self) -> None:
        """Go back to the first picture."""
        self.press("Reset")

    # ---- pictures ------------------------------------------------------------------------------------

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """Keep what is on the screen, or the whole page."""
        file.parent.mkdir(exist_ok=True)
        self.page.screenshot(path=file, full_page=whole)

    def _told(self, name: str) -> str:
        return self.stage.get_attribute(f"data-{name}") or ""

    def _node(self, name: str) -> str:
        found: Any = self.stage.evaluate(
            "(stage, name) => [...stage.atlas.stage.nodes.values()]"
            ".find((node) => node.label.replaceAll('\\n', ' ') === name)?.id",
            name,
        )
        assert found, f"{name} is not in the picture: {json.dumps(sorted(self.entities))}"
        return str(found)

    def _click(self, ident: str) -> None:
        self.stage.locator(".canvas").scroll_into_view_if_needed()
        at = self.stage.evaluate("({ atlas }, id) => atlas.positionOf(id)", ident)
        self.page.mouse.move(at["x"], at["y"])
        self.page.mouse.click(at["x"], at["y"])
