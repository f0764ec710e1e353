"""A browser on the app, which runs on the repository's own facts.

Whatever a test looks at, it fails if its pages asked another host for anything, or complained in the console.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from graph.atlas import Atlas
from tests.browser.reader import PATIENCE_MS, PICTURES, Reader
from tests.browser.watch import Watch
from tests.serving import serving

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # a list below the address bar, which nobody sees here and which takes longer than some of our pages
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
    # what a page asks of another host is counted, and does not get there either
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]

_REPORTS = pytest.StashKey[dict[str, pytest.TestReport]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let fixtures know how their test went."""
    report = yield
    item.stash.setdefault(_REPORTS, {})[report.when] = report
    return report


@pytest.fixture(scope="session")
def server(real_atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running app."""
    with serving(real_atlas, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def usual_context(browser: Browser) -> Iterator[BrowserContext]:
    """One browser whose cache is warm; each test has pages of its own in it."""
    context = _context(browser)
    yield context
    context.close()


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def watch(server: str) -> Watch:
    """What the pages of this test must not do."""
    return Watch(server)


@pytest.fixture
def visit(
    request: pytest.FixtureRequest, server: str, browser: Browser, usual_context: BrowserContext, watch: Watch
) -> Iterator[Callable[..., Reader]]:
    """Open the app and wait for its picture: ``visit()``, ``visit("/?lens=signed", fresh=True)``."""
    readers: list[Reader] = []
    own: list[BrowserContext] = []

    def opened(
        path: str = "/",
        *,
        fresh: bool = False,
        motion: bool = False,
        width: int = 1440,
        height: int = 900,
        theme: str = "light",
    ) -> Reader:
        context = usual_context
        if fresh:
            context = _context(browser)
            own.append(context)
        page = context.new_page()
        watch.over(page)
        page.set_viewport_size({"width": width, "height": height})
        # nothing glides unless asked: whatever is read off the canvas has come to rest
        still = "no-preference" if motion else "reduce"
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion=still)
        reader = Reader(page, server)
        readers.append(reader)
        reader.open(path)
        return reader

    yield opened
    reports = request.node.stash.get(_REPORTS, {})
    if reports["call"].failed:
        _picture(request.node.name, readers)
    for reader in readers:
        reader.page.close()
    for context in own:
        context.close()
    assert watch.complaints == []


def _picture(name: str, readers: list[Reader]) -> None:
    """Keep what a failed test saw last."""
    words = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
    for number, reader in enumerate(readers, 1):
        reader.picture(PICTURES / f"failed-{words}-{number}.png", whole=True)
