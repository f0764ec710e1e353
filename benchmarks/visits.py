"""What a reader of one contestant waits for, measured in the browser itself.

All times are of the browser's own clock, from ``probe.js``: asking for them is no part of them.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page

from benchmarks.servers import App, running

CAP = 60.0  #: seconds after which a picture counts as not still
PROBE = Path(__file__).with_name("probe.js")
#: the camera that a reader has chosen before filtering
CAMERA = {"scale": 1.7, "position": {"x": 40, "y": 30}}


@dataclass(frozen=True)
class Change:
    """One option of a filter, from pointer up."""

    drawn: float  #: seconds to the first draw that carries the new view
    stable: float | None  #: seconds until its layout is done; None: not within the cap
    loads: int  #: pages and frames that were loaded anew
    camera_kept: bool
    received: int  #: bytes that came from the server, over the websocket and by HTTP
    laid_out: bool  #: whether everything was laid out anew


@dataclass(frozen=True)
class Visit:
    """One visit in a fresh browser."""

    title: float  #: seconds from navigation to the title
    picture: float | None = (
        None  #: seconds to the first picture whose layout is done; None: not within the cap
    )
    live: float | None = None  #: seconds until what is picked in it is answered; None: as soon as it is there
    still: float | None = (
        None  #: seconds until nothing moves any more; None: not within the cap, or not waited for
    )
    change: Change | None = None
    gap: float | None = None  #: seconds between two frames while an entity is dragged, at the 95th percentile
    click: float | None = None  #: seconds from pointer up on an entity until the page names it


class Contestant:
    """One page that is measured: a title, and nothing else."""

    def visit(self, browser: Browser, address: str, *, wait_until_still: bool = False) -> Visit:
        """Open the page in a fresh browser, look at it and change its filter."""
        context = fresh(browser)
        try:
            page = context.new_page()
            traffic = Traffic(page)
            page.goto(address)
            return self._measured(page, traffic, wait_until_still)
        finally:
            context.close()

    def _measured(self, page: Page, traffic: Traffic, wait_until_still: bool) -> Visit:
        return Visit(title=_title(page, _began(page)))


class WithPicture(Contestant):
    """A page with a network and a filter of families."""

    family = "security"  #: taken out of the picture

    def _measured(self, page: Page, traffic: Traffic, wait_until_still: bool) -> Visit:
        began = _began(page)
        title = _title(page, began)
        picture = self._stable(page, began)
        self._prepare(page)
        live = self._live(page, began)
        still = self._still(page, began, CAP if wait_until_still else 0.0)
        return Visit(title, picture, live, still, self._changed(page, traffic))

    def _changed(self, page: Page, traffic: Traffic) -> Change:
        _idle(page)
        self._aim(page)
        page.wait_for_timeout(300)
        before = self._camera(page)
        traffic.forget()
        page.evaluate("top.notes = []")
        self._take_out(page)
        drawn = self._drawn(page)
        released: float = page.evaluate("top.notes.findLast(({ what }) => what === 'pointer up').at")
        stable = self._stable(page, released)
        _idle(page)
        kept = before == self._camera(page)
        loads: int = page.evaluate("top.notes.filter(({ what }) => what === 'loaded').length")
        laid_out: bool = page.evaluate("top.notes.some(({ what }) => what === 'laid out')")
        return Change((drawn - released) / 1000, stable, loads, kept, traffic.received, laid_out)

    def _aim(self, page: Page) -> None:
        """Set the camera as a reader does who has chosen where to look."""
        self._frame(page).evaluate(f"camera => {self.network}.moveTo(camera)", CAMERA)

    def _camera(self, page: Page) -> list[float]:
        found: list[float] = self._frame(page).evaluate(
            f"() => {{ const {{ x, y }} = {self.network}.getViewPosition();"
            f" return [{self.network}.getScale(), x, y].map((n) => Math.round(n * 100) / 100); }}"
        )
        return found

    network: str  #: where a script finds the network of vis

    def _frame(self, page: Page) -> Frame:
        raise NotImplementedError

    def _prepare(self, page: Page) -> None: ...

    def _stable(self, page: Page, since: float) -> float | None:
        raise NotImplementedError

    def _live(self, page: Page, since: float) -> float | None:
        return None

    def _still(self, page: Page, since: float, patience: float) -> float | None:
        raise NotImplementedError

    def _drawn(self, page: Page) -> float:
        """When the first picture of the new view was drawn, in the browser's milliseconds."""
        raise NotImplementedError

    def _take_out(self, page: Page) -> None:
        raise NotImplementedError


class Ours(WithPicture):
    """The page of this project."""

    network = "top.stage.atlas.stage.network"

    def _frame(self, page: Page) -> Frame:
        return page.main_frame

    def _prepare(self, page: Page) -> None:
        page.locator('.stage[data-stable="1"]').evaluate("stage => { top.stage = stage; }")
        self._shown = page.evaluate("top.stage.dataset.digest")

    def _stable(self, page: Page, since: float) -> float | None:
        # nothing is laid out in the browser: what is drawn stands where it stays
        return _awaited(page, "drawn", since)

    def _live(self, page: Page, since: float) -> float | None:
        return _awaited(page, "live", since)

    def _still(self, page: Page, since: float, patience: float) -> float | None:
        script = "top.stage.querySelector('canvas').toDataURL()"
        before, first = page.evaluate(script), time.monotonic()
        last_change = self._stable(page, since)
        while time.monotonic() - first < min(patience, 2.0):
            page.wait_for_timeout(100)
            now = page.evaluate(script)
            if now != before:
                before, last_change = now, (page.evaluate("Date.now()") - since) / 1000
        return last_change

    def _drawn(self, page: Page) -> float:
        page.wait_for_function(
            "shown => (top.notes ?? []).some(({ what, digest }) => what === 'drawn' && digest !== shown)",
            arg=self._shown,
        )
        at: float = page.evaluate(
            "shown => top.notes.find(({ what, digest }) => what === 'drawn' && digest !== shown).at",
            self._shown,
        )
        self._shown = page.evaluate("top.stage.dataset.digest")
        return at

    def _take_out(self, page: Page) -> None:
        page.get_by_test_id("stSidebar").get_by_role("button", name=self.family).click()


class Naive(WithPicture):
    """The page that everybody writes first."""

    network = "network"

    def _frame(self, page: Page) -> Frame:
        return next(frame for frame in reversed(page.frames) if frame is not page.main_frame)

    def _stable(self, page: Page, since: float) -> float | None:
        return _awaited(page, "stable", since)

    def _still(self, page: Page, since: float, patience: float) -> float | None:
        return _awaited(page, "still", since, patience)

    def _drawn(self, page: Page) -> float:
        drawn = _awaited(page, "drawn", 0.0)
        if drawn is None:
            released: float = page.evaluate("top.notes.findLast(({ what }) => what === 'pointer up').at")
            return released + CAP * 1000
        return drawn * 1000

    def _take_out(self, page: Page) -> None:
        page.get_by_role("button", name=f"Remove {self.family}").click()


class Traffic:
    """What a page receives from the server; messages are counted before a websocket shrinks them."""

    def __init__(self, page: Page) -> None:
        self.forget()
        page.on("websocket", lambda socket: socket.on("framereceived", self._came))
        # what a file took on the wire, its headers included; nothing for one that the browser had kept
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", self._loaded)

    def forget(self) -> None:
        """Count from here on."""
        self.received = 0

    def _came(self, payload: str | bytes) -> None:
        self.received += len(payload)

    def _loaded(self, file: dict[str, Any]) -> None:
        self.received += round(file["encodedDataLength"])


def started(browser: Browser, app: App) -> float:
    """Seconds from the start of the process to the title in a fresh browser."""
    context = fresh(browser)
    try:
        page = context.new_page()
        began = time.time()
        with running(app) as address:
            page.goto(address)
            return _title(page, began * 1000)
    finally:
        context.close()


def fresh(browser: Browser) -> BrowserContext:
    """A browser that has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(CAP * 1000)
    context.add_init_script(path=PROBE)
    return context


def _began(page: Page) -> float:
    began: float = page.evaluate("top.began")
    return began


def _title(page: Page, since: float) -> float:
    title = _awaited(page, "title", since)
    if title is None:
        wrong = page.get_by_test_id("stException")
        said = f"; the page says: {wrong.first.inner_text()}" if wrong.count() else ""
        raise SystemExit(f"no title after {CAP:.0f} s at {page.url}{said}")
    return title


def _awaited(page: Page, what: str, since: float, patience: float = CAP) -> float | None:
    """Seconds from *since* (in the browser's milliseconds) to what the probe noted; None: not in time."""
    deadline = time.monotonic() + patience
    script = "what => (top.notes ?? []).find((note) => note.what === what)?.at ?? null"
    while True:
        at: float | None = page.evaluate(script, what)
        if at is not None:
            return (at - since) / 1000
        if time.monotonic() > deadline:
            return None
        page.wait_for_timeout(25)


def _idle(page: Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
