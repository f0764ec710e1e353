"""From a click to the changed picture, beside the least that Streamlit can change by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from playwright.sync_api import Page

from benchmarks.report import OURS, Promise
from benchmarks.visits import Change, Contestant, Traffic, Visit, _awaited, _began, _idle, _title

RADIO = "one radio button"
MORE = 0.150  #: seconds that a picture may take beyond a line of text


class Radio(Contestant):
    """A page with one radio, whose choice it tells in a line of text."""

    def _measured(self, page: Page, traffic: Traffic, wait_until_still: bool) -> Visit:
        title = _title(page, _began(page))
        page.locator('[data-testid="stText"]', has_text="red").wait_for()
        _idle(page)
        page.wait_for_timeout(300)
        traffic.forget()
        page.evaluate("top.notes = []")
        page.get_by_text("green", exact=True).click()
        told = _awaited(page, "told", 0.0)
        if told is None:
            raise SystemExit("the page with one radio button does not change")
        released: float = page.evaluate("top.notes.findLast(({ what }) => what === 'pointer up').at")
        drawn = told - released / 1000
        return Visit(title, change=Change(drawn, drawn, 0, True, traffic.received, False))


def clicks(visits: Mapping[str, Sequence[Visit]]) -> tuple[str, list[Promise]]:
    """What readers wait for after a click, and the promise about it."""
    found = {name: [visit.change.drawn for visit in each if visit.change] for name, each in visits.items()}
    rows = [
        f"| {name} | {median(times):.2f} s ({min(times):.2f} to {max(times):.2f}) |"
        for name, times in found.items()
    ]
    # of each round the difference, as both suffer its noise
    more = median(ours - theirs for ours, theirs in zip(found[OURS], found[RADIO], strict=True))
    words = f"click to the changed picture: {1000 * more:.0f} ms more than {RADIO}, promised at most 150"
    table = ["| pointer up to the first draw that has changed | |", "| --- | --: |", *rows]
    return "\n".join(table), [Promise(words, more <= MORE)]
