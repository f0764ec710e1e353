"""Measures become a table, with the ratios that were promised and whether they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.visits import CAP, Visit

OURS, NAIVE, HELLO = "Accord Atlas", "naive page", "hello, world"
AGRAPH, LINK_ANALYSIS = "streamlit-agraph", "st-link-analysis"


Times = Sequence[float | None]

GAP = 0.020  #: seconds between two frames of a drag on our canvas, at the size of the target
FRAME = 0.0175  #: seconds between two frames of a screen that is kept up with, and a little
SENT = 70_000  #: bytes of a change there


@dataclass(frozen=True)
class Promise:
    """What was promised, with the figure that was found."""

    words: str
    kept: bool

    def __str__(self) -> str:
        return f"{self.words}: {'kept' if self.kept else 'MISSED'}"


def pictures(visits: Mapping[str, Sequence[Visit]]) -> tuple[str, list[Promise]]:
    """What readers wait for, with ratios, and the promises about it."""
    changes = {name: [visit.change for visit in found if visit.change] for name, found in visits.items()}
    title = {name: [visit.title for visit in found] for name, found in visits.items()}
    pictured = {name: found for name, found in visits.items() if changes[name]}
    picture = {name: [visit.picture for visit in found] for name, found in pictured.items()}
    live = {OURS: [visit.live for visit in visits[OURS]], NAIVE: [visit.picture for visit in visits[NAIVE]]}
    still = {name: [visit.still for visit in found[-1:]] for name, found in pictured.items()}
    drawn = {name: [change.drawn for change in found] for name, found in changes.items() if found}
    stable = {name: [change.stable for change in found] for name, found in changes.items() if found}
    loads = {name: max(change.loads for change in found) for name, found in changes.items() if found}
    kept = {name: all(change.camera_kept for change in found) for name, found in changes.items() if found}
    received = {name: median(change.received for change in found) for name, found in changes.items() if found}
    rows = [
        _times("navigation to the title", title),
        _times("navigation to the first stable picture", picture),
        _times("... until what is picked in it is answered", live),
        _times("... until nothing moves (one visit)", still),
        _times("option of a filter to the first draw", drawn),
        _times("... to a stable picture", stable),
        _row("... pages and frames loaded anew", {name: str(number) for name, number in loads.items()}),
        _row("... camera kept", {name: "yes" if yes else "no" for name, yes in kept.items()}),
        _row("... received", {name: f"{number / 1000:.0f} kB" for name, number in received.items()}),
    ]
    promises = [
        _promise("first stable picture", picture, NAIVE, 1 / 4),
        _promise("option of a filter to the first draw", drawn, NAIVE, 1 / 5),
        Promise(f"pages and frames loaded anew: {loads[OURS]}, promised 0", loads[OURS] == 0),
        Promise(f"camera kept: {'yes' if kept[OURS] else 'no'}, promised", kept[OURS]),
    ]
    return _table(["", HELLO, NAIVE, OURS, "ours / naive"], rows), promises


def canvases(visits: Mapping[str, Sequence[Visit]], *, of_target: bool = False) -> tuple[str, list[Promise]]:
    """The same for three canvases that draw the same ties, and the promise to be ahead of both others.

    Args:
        of_target: whether a drag and the bytes of a change have a limit of their own at this size.
    """
    changes = {name: [visit.change for visit in found if visit.change] for name, found in visits.items()}
    others = [name for name in visits if name != OURS]
    clicked = "click on an entity until the page names it"
    timed: dict[str, dict[str, Times]] = {
        "navigation to the first stable picture": {
            name: [visit.picture for visit in found] for name, found in visits.items()
        },
        "... until nothing moves (one visit)": {
            name: [visit.still for visit in found[-1:]] for name, found in visits.items()
        },
        "option of a filter to the first draw": {
            name: [change.drawn for change in found] for name, found in changes.items()
        },
        "... to a stable picture": {
            name: [change.stable for change in found] for name, found in changes.items()
        },
        clicked: {name: [visit.click for visit in found] for name, found in visits.items()},
    }
    gaps: dict[str, Times] = {name: [visit.gap for visit in found] for name, found in visits.items()}
    received = {name: [change.received for change in found] for name, found in changes.items()}
    told = {
        "... pages and frames loaded anew": {
            name: str(max(change.loads for change in found)) for name, found in changes.items()
        },
        "... laid out anew": {
            name: _yes(any(change.laid_out for change in found)) for name, found in changes.items()
        },
        "... camera kept": {
            name: _yes(all(change.camera_kept for change in found)) for name, found in changes.items()
        },
    }
    rows = {
        label: [
            *(_seconds(times[name], _DEAF if label == clicked else _LATE) for name in visits),
            *(_compared(times[OURS], times[other]) for other in others),
        ]
        for label, times in timed.items()
    }
    rows |= {
        label: [*(cells[name] for name in visits), *("" for _ in others)] for label, cells in told.items()
    }
    rows["... received"] = [
        *(f"{median(received[name]) / 1000:.0f} kB" for name in visits),
        *(f"{ratio(received[OURS], received[other]):.2f}" for other in others),
    ]
    rows[clicked] = rows.pop(clicked)  # last
    dragged = "frame gap at the 95th percentile while dragging"
    rows[dragged] = [
        *(_milliseconds(gaps[name]) for name in visits),
        *(_compared(gaps[OURS], gaps[other]) for other in others),
    ]
    promises = [
        _ahead(label, times, other)
        for label, times in {**timed, "received for a filter": received}.items()
        for other in others
    ]
    # nobody can be ahead of the screen
    promises += [_not_behind(dragged, gaps, other) for other in others]
    if of_target:
        gap, sent = median(map(_capped, gaps[OURS])), median(received[OURS])
        promises += [
            Promise(f"{dragged}: {1000 * gap:.0f} ms, promised at most {1000 * GAP:.0f}", gap <= GAP),
            Promise(
                f"received for a filter: {sent / 1000:.0f} kB, promised at most {SENT / 1000:.0f}",
                sent <= SENT,
            ),
        ]
    head = ["", *visits, *(f"ours / {other}" for other in others)]
    return _table(head, [[label, *cells] for label, cells in rows.items()]), promises


def _ahead(what: str, times: Mapping[str, Times], other: str) -> Promise:
    found = ratio(times[OURS], times[other])
    return Promise(f"{what}: {found:.2f} of {other}, promised less than 1", found < 1)


def _not_behind(what: str, times: Mapping[str, Times], other: str) -> Promise:
    """Nobody draws more often than the screen, at which all may be even."""
    ours, theirs = ([max(_capped(time), FRAME) for time in times[name]] for name in (OURS, other))
    found = ratio(ours, theirs)
    return Promise(f"{what}: {found:.2f} of {other}, promised at most 1", found <= 1)


def _compared(ours: Times, others: Times) -> str:
    """The ratio; at most what it would be at the cap where the other never got there."""
    late = median(_capped(time) for time in others) >= CAP
    return f"{'under ' if late else ''}{max(ratio(ours, others), 0.01):.2f}"


def _yes(it_is: bool) -> str:
    return "yes" if it_is else "no"


def starts(times: Mapping[str, Times]) -> tuple[str, list[Promise]]:
    """From the start of the process to the title, with ratios to hello, world."""
    rows = [[name, _seconds(found), f"{ratio(found, times[HELLO]):.2f}"] for name, found in times.items()]
    promise = _promise("start of the process to the title", times, HELLO, 1.5)
    return _table(["start of the process to the title", "", "/ hello, world"], rows), [promise]


def ratio(ours: Times, others: Times) -> float:
    """How many times the other it takes: the median over rounds, as both suffer the noise of one round."""
    return median(_capped(one) / _capped(other) for one, other in zip(ours, others, strict=True))


def _promise(what: str, times: Mapping[str, Times], other: str, most: float) -> Promise:
    found = ratio(times[OURS], times[other])
    return Promise(f"{what}: {found:.2f} of {other}, promised at most {most:g}", found <= most)


def _times(label: str, times: Mapping[str, Times]) -> list[str]:
    cells = {name: _seconds(found) for name, found in times.items()}
    return _row(label, cells, f"{ratio(times[OURS], times[NAIVE]):.2f}")


def _row(label: str, cells: Mapping[str, str], last: str = "") -> list[str]:
    return [label, *(cells.get(name, "") for name in (HELLO, NAIVE, OURS)), last]


_LATE = f"not within {CAP:.0f} s"
_DEAF = "three clicks unheard"


def _seconds(times: Times, missing: str = _LATE) -> str:
    """The median, with the least and the most."""
    known = [_capped(time) for time in times]
    if median(known) >= CAP:
        return missing
    if len(known) == 1:
        return f"{known[0]:.2f} s"
    most = missing if max(known) >= CAP else f"{max(known):.2f}"
    return f"{median(known):.2f} s ({min(known):.2f} to {most})"


def _milliseconds(times: Times) -> str:
    known = [1000 * time for time in times if time is not None]
    if not known:
        return "not dragged"
    ends = f" ({min(known):.0f} to {max(known):.0f})" if len(known) > 1 else ""
    return f"{median(known):.0f} ms{ends}"


def _capped(time: float | None) -> float:
    return CAP if time is None else time


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
