"""A browser on the app, which runs on the repository's own facts.

Whatever a test looks at, it fails if its pages asked another host for anything, or complained in the console.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

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
    # no page is open long enough to win back what making its scripts quick costs; no core is idle either
    "--js-flags=--no-opt,--no-maglev,--single-threaded-gc,--min-semi-space-size=32,--max-semi-space-size=64",
    # what a page asks of another host is counted, and does not get there either
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
#: a tab forgets its pages late: after so many tests another is opened, before it holds a gigabyte
TESTS_OF_A_TAB = 15

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


class Tab:
    """Where one test after the other follows its links, as in a browser that stays open.

    It has read the scripts of our pages; a new one would read them anew, which takes as long as all else
    that a page does until it rests.
    """

    def __init__(self, context: BrowserContext, server: str) -> None:
        self._context = context
        self._server = server
        self._reader: Reader | None = None
        self._tests = 0

    def take(self) -> Reader:
        """A tab with an empty page that has no past, for one test."""
        reader, self._reader = self._reader, None
        return reader or Reader(self._context.new_page(), self._server)

    def give_back(self, reader: Reader) -> None:
        """Leave the page, so that nothing of it is left for the next test."""
        self._tests += 1
        if self._tests % TESTS_OF_A_TAB:
            reader.leave()
            self._reader = reader
        else:
            reader.page.close()


@pytest.fixture(scope="session")
def tab(browser: Browser, server: str) -> Iterator[Tab]:
    """The tab of a browser whose cache is warm."""
    context = _context(browser)
    yield Tab(context, server)
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
    request: pytest.FixtureRequest, server: str, browser: Browser, tab: Tab, watch: Watch
) -> Iterator[Callable[..., Reader]]:
    """Open the app and wait for its picture: ``visit()``, ``visit("/?lens=signed", fresh=True)``.

    ``before`` is done to a fresh page that is still empty.
    """
    readers: list[Reader] = []
    own: list[BrowserContext] = []

    def opened(
        path: str = "/",
        *,
        fresh: bool = False,
        before: Callable[[Page], object] = lambda page: None,
        motion: bool = False,
        width: int = 1440,
        height: int = 900,
        theme: str = "light",
    ) -> Reader:
        if fresh:
            own.append(_context(browser))
            reader = Reader(own[-1].new_page(), server)
        else:
            reader = tab.take()
        readers.append(reader)
        watch.over(reader.page)
        reader.page.set_viewport_size({"width": width, "height": height})
        # nothing glides unless asked: whatever is read off the canvas has come to rest
        still = "no-preference" if motion else "reduce"
        scheme = "dark" if theme == "dark" else "light"
        reader.page.emulate_media(media="null", color_scheme=scheme, reduced_motion=still)
        before(reader.page)
        reader.open(path)
        return reader

    yield opened
    failed = request.node.stash[_REPORTS]["call"].failed
    if failed:
        _picture(request.node.name, readers)
    for reader in readers:
        if failed or reader.page.context in own or reader is not readers[0]:
            reader.page.close()
        else:
            tab.give_back(reader)
    watch.end()
    for context in own:
        context.close()
    assert watch.complaints == []


def _picture(name: str, readers: list[Reader]) -> None:
    """Keep what a failed test saw last."""
    words = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
    for number, reader in enumerate(readers, 1):
        reader.picture(PICTURES / f"failed-{words}-{number}.png", whole=True)
