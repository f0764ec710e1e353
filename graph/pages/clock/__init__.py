"""The clock: on which day the picture is true, and from what was known on which day, as one control."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.dates import BEGINNING, PartialDate
from graph.model.days import days
from graph.model.kept import kept
from graph.model.kind import Family
from graph.model.link import quoted
from graph.model.view import View
from graph.model.words import spoken
from graph.pages import assets, visit
from graph.pages.stage import HERE as STAGE
from graph.picture.palette import FAMILIES

if TYPE_CHECKING:
    from graph.atlas import Atlas

HERE = Path(__file__).parent
EARLIEST = date(1900, 1, 1)  #: the first day that can be asked for

_KEY = "clock"
#: memory of a visit: number of the last step that was answered; what the next answer must say
_STEP, _ANSWER = "clock step", "clock answer"

_CLOCKS = ("as_of", "known_on")


@dataclass(frozen=True)
class Answer:
    """What the control is told once, for what it last asked."""

    #: clock → what is wrong with the date typed there, and whether the clock took of it what it could
    told: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    holds: str = ""  #: digest of the days that the browser has already


def clock(atlas: Atlas, view: View, *, alone: bool = False, drawn: bool = False) -> None:
    """Show the clock of a View; what a reader sets there changes the View of the visit.

    Args:
        atlas: whose days are marked.
        view: what is asked for.
        alone: whether it stands in a fragment, together with what shows the day. A step runs that alone,
            which costs no more than the picture; once the clock rests, the whole page follows, and the
            address. Otherwise each step runs the whole page.
        drawn: whether a canvas will say that it has drawn a step; else the next message to the clock is the
            answer to it.
    """
    answer: Answer = st.session_state.pop(_ANSWER, Answer())
    _component()(
        key=_KEY,
        data=_data(atlas, view, answer, alone=alone, drawn=drawn),
        on_moved_change=partial(_moved, atlas),
    )


def step() -> int:
    """The number of the step that was last asked for; the canvas hands it back when it has drawn it."""
    number: int = st.session_state.get(_STEP, 0)
    return number


def _moved(atlas: Atlas) -> None:
    """Take what the reader set: a step runs what the clock stands in, a rest the whole page."""
    heard = st.session_state[_KEY].get("moved")
    if not isinstance(heard, dict):
        return
    st.session_state[_STEP] = heard["step"] if isinstance(heard.get("step"), int) else step()
    holds = heard.get("holds")
    changes, told = taken(heard, atlas.horizon)
    st.session_state[_ANSWER] = Answer(
        {name: (said, name in changes) for name, said in told.items()},
        holds if isinstance(holds, str) else "",
    )
    before = visit.view()
    if any(getattr(before, name) != day for name, day in changes.items()):
        visit.change(**changes)
    if heard.get("rests") is True:
        st.rerun()


def taken(heard: Mapping[str, object], horizon: date) -> tuple[dict[str, date | None], dict[str, str]]:
    """Read what the control asks for.

    Args:
        heard: clock ("as_of", "known_on") → a date as a reader types it, or nothing for the latest.
        horizon: the last day that the sources cover well.

    Returns:
        What to change of the View, and for each clock whose date is of no use, or not all of it, the reason.
        The horizon, and whatever lies after it, is None: the latest there is.
    """
    changes: dict[str, date | None] = {}
    told: dict[str, str] = {}
    for name in _CLOCKS:
        text = heard.get(name)
        if not isinstance(text, str):
            continue
        if not text.strip():
            changes[name] = None
            continue
        try:
            day = _day(text.strip())
        except ValueError as wrong:
            told[name] = f"{wrong}."
            continue
        latest = horizon if name == "as_of" else date.today()
        if day.first > latest:
            told[name] = _AFTER[name].format(spoken(latest))
        changes[name] = None if day.last >= latest else day.last
    return changes, told


_FORMS = "write 2020, 2020-09 or 2020-09-15"
_AFTER = {
    "as_of": "Nothing is known after {}.",
    "known_on": "Today is {}: all that is known is shown.",
}


def _day(text: str) -> PartialDate:
    try:
        day = PartialDate.parse(text)
    except ValueError as wrong:
        # of a year that is none, or a thirteenth month, the calendar says so; anything else is not a date
        said = str(wrong).removeprefix(repr(text)).partition(";")[0]
        raise ValueError(f"{quoted(text)}{said}; {_FORMS}") from None
    if day.last < EARLIEST:
        raise ValueError(f"{quoted(text)} is too early: the first year is {EARLIEST.year}")
    return day


def _data(atlas: Atlas, view: View, answer: Answer, *, alone: bool = False, drawn: bool = False) -> bytes:
    """One JSON object; with a line break and one of all days, unless the browser has these already."""
    digest, told = _days(atlas, replace(view, as_of=None, known_on=None))
    head = {
        "days": digest,
        "asOf": atlas.day(view).isoformat(),
        "knownOn": view.known_on.isoformat() if view.known_on else None,
        "step": step(),
        "alone": alone,
        "drawn": drawn,
        "told": dict(answer.told),
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return text if answer.holds == digest else text + b"\n" + told


@kept(64)
def _days(atlas: Atlas, view: View) -> tuple[str, bytes]:
    """Everything that is marked on the clocks of a view, and its digest.

    The events are those of all that is known: one that was not known yet on a day of knowledge is hidden by
    the day from which it was, so that the marks keep their places when that clock moves.
    """
    families = list(Family)
    issues = atlas.issues(view)
    told = {
        "horizon": atlas.horizon.isoformat(),
        "today": date.today().isoformat(),
        "families": [
            {"name": family, **{theme: FAMILIES[theme][family] for theme in FAMILIES}} for family in families
        ],
        "events": [
            [
                day.day.isoformat(),
                day.when,
                [
                    [
                        said.sentence,
                        "" if said.known_from == BEGINNING else said.known_from.isoformat(),
                        {families.index(family): number for family, number in said.families.items()},
                    ]
                    for said in day.said
                ],
            ]
            for day in days(atlas.events_seen(view), atlas.world)
        ],
        "issues": [[issue.day.isoformat(), spoken(issue.day), issue.sentence] for issue in issues.days],
    }
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return blake2b(content, digest_size=8).hexdigest(), content


def served() -> dict[str, Path]:
    """The files that the clock asks for: address below ``/atlas/`` → file."""
    return assets.addressed("clock", [*assets.scripts(HERE), STAGE / "elements.js"])


@cache
def _component() -> Any:
    given = {"style": "clock.css"}
    return st.components.v2.component("accord_atlas_clock", js=assets.loader(served(), "clock.js", given))
