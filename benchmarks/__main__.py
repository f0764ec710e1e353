"""Measures how long readers wait: for our page, for the page everybody writes first, for Streamlit itself.

``make bench``, or ``python -m benchmarks --rounds 7``. The contestants take turns, so that whatever else the
machine does falls on all of them alike: trust the ratios of one run, not seconds of two.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, TimeoutError, sync_playwright

from benchmarks import invented, report
from benchmarks.canvases import Agraph, LinkAnalysis, OurCanvas
from benchmarks.clicks import RADIO, Radio, clicks
from benchmarks.facts import EVERYTHING, write_ties
from benchmarks.pages import pages
from benchmarks.report import AGRAPH, HELLO, LINK_ANALYSIS, NAIVE, OURS, Promise
from benchmarks.servers import APPS, ROOT, App, running, served, streamlit
from benchmarks.visits import Contestant, Naive, Ours, Visit, started
from graph.atlas import FIRST, Atlas, open_atlas
from graph.model.view import View
from graph.settings import Settings

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # a list below the address bar, which nobody sees here and which takes longer than some pages
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
    # pyvis' page asks two hosts for files that the picture does without: they fail at once, for no one's harm
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
PARTS = ["first", "everything", "pages", "clicks", "starts", "canvases"]
SIZES = [(60, 300), (200, 2000)]  #: states and ties of the invented networks
TARGET = (200, 2000)  #: the size for which more is promised than to be ahead
WARMINGS = 5  #: visits for which a server may not be ready yet
FIRST_START = f"{OURS}, first start"
DIRECTLY = f"{OURS}, streamlit run app.py"


def main() -> None:
    """Measure, and print tables and promises."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--rounds", type=int, default=5, help="visits and starts of each contestant")
    asked.add_argument("--only", choices=PARTS, help="one part of it")
    size = {"nargs": 2, "type": int, "action": "append", "metavar": ("STATES", "TIES")}
    asked.add_argument("--size", **size, help="of an invented network; may be repeated")
    asked.add_argument(
        "--without", choices=[AGRAPH, LINK_ANALYSIS], help="a canvas that cannot draw a size at all"
    )
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        os.environ["ATLAS_CACHE"] = str(Path(folder, "cache"))
        os.environ.pop("ATLAS_DATA", None)
        bench = Bench(browser, Path(folder), options.rounds)
        print(f"{_noise()} at the beginning", end="\n\n", flush=True)
        promises: list[Promise] = []
        parts: dict[str, Callable[[], list[Promise]]] = {
            "first": lambda: bench.pictures("The first picture", bench.atlas.views[FIRST].view, "/"),
            "everything": lambda: bench.pictures("Everything", EVERYTHING, _link(bench.atlas, EVERYTHING)),
            "pages": bench.pages,
            "clicks": bench.clicks,
            "starts": bench.starts,
            "canvases": lambda: [
                promise
                for size in options.size or SIZES
                for promise in bench.canvases(*size, options.without)
            ],
        }
        for part, measure in parts.items():
            if options.only in (None, part):
                promises += measure()
        browser.close()
    print(f"{_noise()} at the end")
    missed = [promise for promise in promises if not promise.kept]
    print(f"{len(missed)} of {len(promises)} promises missed")


@dataclass(frozen=True, eq=False)
class Bench:
    """One run: everything that is compared is measured in it, in turns."""

    browser: Browser
    folder: Path
    rounds: int

    @cached_property
    def atlas(self) -> Atlas:
        """Opened, and so built, before our own app is measured; invented ties need none."""
        return open_atlas(Settings.from_environment())

    def pictures(self, title: str, view: View, path: str) -> list[Promise]:
        """Measure what readers wait for who look at a view."""
        file = self.folder / "ties.csv"
        count = write_ties(self.atlas, view, file)
        naive = streamlit(NAIVE, APPS / "naive.py", str(file))
        apps = {HELLO: _hello(), NAIVE: naive, OURS: served(OURS)}
        readers: dict[str, Contestant] = {HELLO: Contestant(), NAIVE: Naive(), OURS: Ours()}
        visits = self._in_turns(title, apps, readers, {OURS: path})
        return _told(f"{title}: {count} ties", *report.pictures(visits))

    def _in_turns(
        self,
        title: str,
        apps: Mapping[str, App],
        readers: Mapping[str, Contestant],
        paths: Mapping[str, str] = {},
    ) -> dict[str, list[Visit]]:
        """Start all contestants, and visit one after the other."""
        visits: dict[str, list[Visit]] = {name: [] for name in apps}
        with ExitStack() as servers:
            addresses = {
                name: servers.enter_context(running(app)) + paths.get(name, "") for name, app in apps.items()
            }
            for name, reader in readers.items():
                _warm(reader, self.browser, addresses[name])
            for number in range(self.rounds):
                last = number == self.rounds - 1
                for name in _turn(list(apps), number):
                    found = readers[name].visit(self.browser, addresses[name], wait_until_still=last)
                    visits[name].append(found)
                _say(f"{title}: round {number + 1} of {self.rounds}")
        return visits

    def canvases(self, states: int, ties: int, without: str | None = None) -> list[Promise]:
        """Measure our canvas beside two others that draw the same invented ties."""
        for package in (AGRAPH, LINK_ANALYSIS):
            if find_spec(package.replace("-", "_")) is None:
                raise SystemExit(f"{package} is not installed: run 'make setup-bench' first")
        file = self.folder / f"invented-{states}-{ties}.csv"
        invented.write(invented.ties(states, ties), file)
        scripts = {OURS: "canvas.py", AGRAPH: "agraph.py", LINK_ANALYSIS: "link_analysis.py"}
        apps = {
            name: streamlit(name, APPS / script, INVENTED_TIES=str(file)) for name, script in scripts.items()
        }
        readers = {OURS: OurCanvas(), AGRAPH: Agraph(), LINK_ANALYSIS: LinkAnalysis()}
        if without is not None:
            del apps[without], readers[without]
        visits = self._in_turns(f"{states} states, {ties} ties", apps, readers)
        return _told(
            f"Canvases: {states} states, {ties} ties",
            *report.canvases(visits, of_target=(states, ties) == TARGET),
        )

    def pages(self) -> list[Promise]:
        """Measure how soon every page has its title, beside the least that a page can hold."""
        return _told("Pages", *pages(self.browser, self.rounds, _turn, _say))

    def clicks(self) -> list[Promise]:
        """Measure a click that changes the picture beside one that changes a line of text."""
        _say(f"clicks on data {self.atlas.world.version}")
        apps = {RADIO: streamlit(RADIO, APPS / "radio.py"), OURS: served(OURS)}
        visits = self._in_turns("Clicks", apps, {RADIO: Radio(), OURS: Ours()})
        return _told("Clicks", *clicks(visits))

    def starts(self) -> list[Promise]:
        """Measure what a reader waits for who starts the app."""
        _say(f"starts with data {self.atlas.world.version}")
        empty = self.folder / "empty"
        apps = {
            HELLO: _hello(),
            OURS: served(OURS),
            DIRECTLY: streamlit(DIRECTLY, ROOT / "app.py"),
            FIRST_START: served(FIRST_START, ATLAS_CACHE=str(empty)),
        }
        times: dict[str, list[float | None]] = {name: [] for name in apps}
        for name in (HELLO, OURS):
            started(self.browser, apps[name])  # what a machine keeps in memory is there
        for number in range(self.rounds):
            for name in _turn(list(apps), number):
                shutil.rmtree(empty, ignore_errors=True)
                times[name].append(started(self.browser, apps[name]))
            _say(f"starts: round {number + 1} of {self.rounds}")
        return _told("Starts", *report.starts(times))


def _warm(reader: Contestant, browser: Browser, address: str) -> None:
    """Let a server do what it does once: our layout of many ties takes longer than a reader waits."""
    for _ in range(WARMINGS):
        with suppress(TimeoutError):
            reader.visit(browser, address)
            return


def _told(title: str, table: str, promises: list[Promise]) -> list[Promise]:
    print(
        f"## {title}",
        table,
        "\n".join(f"- {promise}" for promise in promises),
        sep="\n\n",
        end="\n\n",
        flush=True,
    )
    return promises


def _link(atlas: Atlas, view: View) -> str:
    return "/?" + urlencode(view.to_query(version=atlas.world.version, horizon=atlas.horizon), doseq=True)


def _hello() -> App:
    return streamlit(HELLO, APPS / "hello.py")


def _turn(names: Sequence[str], number: int) -> list[str]:
    """Another one begins each round."""
    start = number % len(names)
    return [*names[start:], *names[:start]]


def _noise() -> str:
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
