"""From navigation to the title of every page, beside the least that a page of Streamlit can hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from playwright.sync_api import Browser

from benchmarks.clicks import RADIO
from benchmarks.report import OURS, Promise
from benchmarks.servers import APPS, running, served, streamlit
from benchmarks.visits import Contestant

#: title of a page → its address, with something to show where the page asks for it
PAGES = {
    "Explore": "/",
    "Saved views": "/views",
    "Dossier": "/dossier?entity=KAZ",
    "Paths": "/paths?from=KAZ&to=MAR",
    "Compare": "/compare?with=KAZ&with=AZE",
    "Map": "/map",
    "Tables": "/tables",
    "Measures": "/measures?measure=degree",
    "What if": "/whatif?joins=KAZ",
    "Candidates": "/candidates",
    "Arguments": "/arguments?on=KAZ",
    "Timeline": "/timeline",
    "Two moments": "/moments",
    "Lists": "/lists",
    "Disputes": "/disputes",
    "Sources": "/sources",
    "Method": "/method",
}
MOST_TIMES = 2  #: as long as the page with one radio button
MOST_SECONDS = 1.0


def pages(
    browser: Browser, rounds: int, turn: Callable[[list[str], int], list[str]], say: Callable[[str], None]
) -> tuple[str, list[Promise]]:
    """Visit every page in turns, each time in a fresh browser: seconds to its title, and the promises."""
    reader = Contestant()
    times: dict[str, list[float]] = {name: [] for name in (RADIO, *PAGES)}
    with running(streamlit(RADIO, APPS / "radio.py")) as floor, running(served(OURS)) as ours:
        addresses = {RADIO: floor, **{name: ours + path for name, path in PAGES.items()}}
        for address in addresses.values():
            reader.visit(browser, address)  # what a server does once is done
        for number in range(rounds):
            for name in turn(list(addresses), number):
                times[name].append(reader.visit(browser, addresses[name]).title)
            say(f"pages: round {number + 1} of {rounds}")
    return table(times)


def table(times: Mapping[str, Sequence[float]]) -> tuple[str, list[Promise]]:
    """The medians beside the floor of the same run."""
    floor = median(times[RADIO])
    middle = {name: median(each) for name, each in times.items()}
    rows = [
        f"| {name} | {middle[name]:.2f} s ({min(each):.2f} to {max(each):.2f}) | {middle[name] / floor:.2f} |"
        for name, each in times.items()
    ]
    slowest = max(PAGES, key=lambda name: middle[name])
    told = f"slowest title, {slowest}"
    return "\n".join([f"| navigation to the title | | / {RADIO} |", "| --- | --: | --: |", *rows]), [
        Promise(
            f"{told}: {middle[slowest] / floor:.2f} of {RADIO}, promised at most {MOST_TIMES}",
            middle[slowest] <= MOST_TIMES * floor,
        ),
        Promise(
            f"{told}: {middle[slowest]:.2f} s, promised at most {MOST_SECONDS:.0f} s",
            middle[slowest] <= MOST_SECONDS,
        ),
    ]
