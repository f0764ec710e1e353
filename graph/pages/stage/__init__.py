"""The stage: a drawing in the page, and what the reader picks there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from graph.pages import assets
from graph.picture import vis_folder

if TYPE_CHECKING:
    from graph.picture.draw import Drawing

HERE = Path(__file__).parent
#: a drawing above this is compressed once for all readers; below it, by the websocket, which is quicker
PLAIN_BYTES = 65_536
#: what the canvas is told of other files: word → name
FILES = {"style": "stage.css", "vis": "vis-network.min.js"}
EARLY = "/atlas/early"  #: where the first picture of an address is asked for


class Act(StrEnum):
    """What the reader wants with what was picked."""

    SELECT = "select"  #: a click, or Enter
    OFFER = "offer"  #: to see what can be added: a double click, E, or the menu
    EXPAND = "expand"  #: to add the ties of the kind that was chosen
    COLLAPSE = "collapse"  #: to take away what was added
    HIDE = "hide"
    KEEP = "keep"  #: and nobody else
    ALL = "all"  #: to bring back what was hidden
    FOCUS = "focus"
    DEEPER = "deeper"
    NEARER = "nearer"
    FAMILY = "family"  #: to leave ties of a family out, or take them in again
    KIND = "kind"  #: the same of one kind of ties
    STANDING = "standing"  #: the same of states
    DOSSIER = "dossier"
    LINK = "link"
    COMPARE = "compare"  #: two to five of those that were chosen, side by side
    UNDO = "undo"
    REDO = "redo"


#: acts that need nobody to act on
_ALONE = frozenset({Act.ALL, Act.FAMILY, Act.KIND, Act.STANDING, Act.DEEPER, Act.NEARER, Act.UNDO, Act.REDO})


@dataclass(frozen=True)
class Picked:
    """What the reader picked on the canvas."""

    iris: tuple[str, ...]  #: IRIs of entities, of one unless several were chosen; or of the ties of a line
    is_entity: bool
    act: Act = Act.SELECT
    choice: str = ""  #: slug of the kind of ties to add


def stage(
    drawing: Drawing,
    *,
    key: str,
    height: int = 640,
    selected: Sequence[str] = (),
    wish: int = 0,
    step: int = 0,
    name: str = "",
    told: Mapping[str, Any] | None = None,
    placed: Callable[[], Mapping[str, tuple[int, int]]] = dict,
    put: Callable[[Mapping[str, tuple[int, int] | None]], None] | None = None,
    in_fragment: bool = False,
) -> Picked | None:
    """Show a drawing and say what is picked on it, or None.

    A new drawing under the same *key* patches the canvas: camera, places and selection stay.

    Args:
        drawing: what is shown.
        key: which canvas this is; the same in every run.
        height: of the canvas in pixels, the legend below it not counted.
        selected: IRIs of an entity or of ties to mark from here (of several, the first that is in the
            picture); it holds until the reader picks something else.
        wish: its number. With another one it is marked again; with nothing selected the mark goes.
        step: number of the step of a clock that this drawing answers; the canvas tells the page when it has
            drawn it.
        name: what the canvas calls its first picture by when it tells this server that it is drawn.
        told: further words for the canvas, ready for JSON.
        placed: gives IRI → where the reader has put it, whatever the drawing says; asked after *put*.
        put: is handed what the reader has put elsewhere: IRI → place, or None to let it go.
        in_fragment: whether the canvas stands in a fragment of the page: then what is picked there must run
            the whole page, which costs a second run. Elsewhere the first one is the whole page already.

    Returns:
        What stands selected, in every run until it changes. Expanding and hiding are told once, in the run
        that they cause.
    """
    if put and (moved := _moved(st.session_state.pop(f"{key} put", None), drawing)):
        put(moved)
    given = _given(drawing, selected)
    heard = _component()(
        key=key,
        data=_data(drawing, height, given, wish, step, _more(drawing, name, told, placed())),
        on_picked_change=st.rerun if in_fragment else _nothing,
        on_asked_change=partial(_remember, key, "asked"),
        on_put_change=partial(_remember, key, "put"),
    )
    if asked := _asked(st.session_state.pop(f"{key} asked", None), drawing):
        return asked
    return _picked(_latest(key, (given, wish), heard.get("picked")), drawing)


def _given(drawing: Drawing, selected: Sequence[str]) -> str | None:
    return next((ident for iri in selected if (ident := drawing.id_of(iri))), None)


def _more(
    drawing: Drawing,
    name: str,
    told: Mapping[str, Any] | None,
    placed: Mapping[str, tuple[int, int]] | None,
) -> dict[str, Any]:
    """What travels beside the drawing, so that it may be drawn once for all readers."""
    ids = {drawing.id_of(iri): place for iri, place in (placed or {}).items()}
    held = {ident: place for ident, place in ids.items() if ident}
    tell = {"tell": f"{assets.base()}/atlas/drawn/{name}"} if name else {}
    return {**(told or {}), **tell, **({"held": held} if held else {})}


def ahead_of_page(
    drawing: Drawing,
    height: int,
    selected: Sequence[str],
    told: Mapping[str, Any],
    placed: Mapping[str, tuple[int, int]],
) -> bytes:
    """What ``early.js`` draws before the page asks for a canvas, as JSON.

    Args:
        drawing: what is shown.
        height: of the canvas in pixels.
        selected: IRIs of what the link opens.
        told: further words, of the page around it.
        placed: IRI → where the reader has put it.
    """
    # the page's first wish: when it comes, what was picked meanwhile stays
    given = {"height": height, "selected": _given(drawing, selected), "wish": 1}
    return _whole(drawing, {**given, **_more(drawing, "", told, placed)})


def _data(
    drawing: Drawing,
    height: int,
    selected: str | None,
    wish: int,
    step: int = 0,
    more: Mapping[str, Any] | None = None,
) -> bytes:
    """One JSON object; for a large drawing one without it, a line break, and the drawing compressed."""
    told = {"height": height, "selected": selected, "wish": wish, "step": step, **(more or {})}
    if len(drawing.payload()) > PLAIN_BYTES:
        # a browser that has drawn it already need not unpack it again
        head = json.dumps({"digest": drawing.digest, **told}, separators=(",", ":"))
        return head.encode() + b"\n" + drawing.packed()
    return _whole(drawing, told)


def _whole(drawing: Drawing, told: Mapping[str, Any]) -> bytes:
    """One JSON object of a drawing, which is JSON already, and what is told beside it."""
    head = json.dumps(told, separators=(",", ":"))
    return b'%s,"drawing":%s}' % (head[:-1].encode(), drawing.payload())


def _latest(key: str, given: tuple[str | None, int], told: object) -> object:
    """The id that stands selected: what the page marked or what the reader clicked, whichever changed last.

    The canvas numbers what it tells, so that a cleared selection can be told from none ever made.
    """
    memory = f"{key} heard"
    last_given, last_told, selected = st.session_state.get(memory, ((None, 0), None, None))
    if told != last_told:
        selected = told[0] if isinstance(told, list) and told else None
    if given != last_given:
        selected = given[0]
    st.session_state[memory] = (given, told, selected)
    return selected


def _asked(heard: object, drawing: Drawing) -> Picked | None:
    if not isinstance(heard, dict) or heard.get("act") not in list(Act) or heard["act"] == Act.SELECT:
        return None
    done, ids, choice = Act(heard["act"]), heard.get("ids"), heard.get("choice")
    drawn = (
        drawing.iris.get(ident) for ident in (ids if isinstance(ids, list) else ()) if isinstance(ident, str)
    )
    iris = tuple(iri for iri in drawn if isinstance(iri, str))
    if not iris and done not in _ALONE:
        return None
    return Picked(iris, bool(iris), done, choice if isinstance(choice, str) else "")


def _moved(heard: object, drawing: Drawing) -> dict[str, tuple[int, int] | None]:
    """Where the reader has put what is in the picture: IRI → place, or None to let it go."""
    found: dict[str, tuple[int, int] | None] = {}
    for ident, place in heard.items() if isinstance(heard, dict) else ():
        iri = drawing.iris.get(ident)
        if not isinstance(iri, str):
            continue
        if place is None:
            found[iri] = None
        elif isinstance(place, list) and len(place) == 2 and all(map(_is_length, place)):
            found[iri] = (round(place[0]), round(place[1]))
    return found


def _is_length(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _picked(ident: object, drawing: Drawing) -> Picked | None:
    """What an id stands for; None for one that is not, or no longer, in the picture."""
    drawn = drawing.iris.get(ident) if isinstance(ident, str) else None
    if drawn is None:
        return None
    return Picked((drawn,), True) if isinstance(drawn, str) else Picked(drawn, False)


def _nothing() -> None:
    """Streamlit keeps the state of a component only while somebody listens for it."""


def _remember(key: str, name: str) -> None:
    """Keep a wish for the run of the whole page, which does not hear what a fragment heard."""
    st.session_state[f"{key} {name}"] = st.session_state[key].get(name)
    st.rerun()


def served() -> dict[str, Path]:
    """The files that the canvas asks for: address below ``/atlas/`` → file."""
    vis = vis_folder() / "vis-network.min.js"
    return {**assets.addressed("stage", assets.scripts(HERE)), **assets.addressed("vis", [vis])}


def ahead() -> dict[str, str]:
    """What a browser needs for the first picture: address on this server → what it is.

    "module", "script", "style" and "font" are fetched and wait, "data" too, with the query of the page; "run"
    is the one module that draws the picture, before Streamlit asks for it.
    """
    own = {file.name: (f"{assets.base()}/atlas/{address}", file) for address, file in served().items()}
    early, _ = own.pop("early.js")
    found = {address: _sort(file) for address, file in own.values()}
    said = [
        *((word, own[name][0]) for word, name in FILES.items()),
        ("look", own["early.css"][0]),
        ("picture", f"{assets.base()}{EARLY}"),
        ("page", f"{assets.base()}/"),
        *(("part", f"{assets.base()}/static/js/{name}") for name in _parts_of_streamlit(_static())[0]),
    ]
    fonts = _static().glob("static/media/SourceSerifVariable-Roman*.woff2")
    found.update({f"{assets.base()}/static/media/{file.name}": "font" for file in fonts})
    return {f"{assets.base()}{EARLY}": "data", f"{early}?{urlencode(said)}": "run", **found}


def later() -> dict[str, str]:
    """What it needs after that, of Streamlit itself, in the same words."""
    parts, more = _parts_of_streamlit(_static())
    return {f"{assets.base()}/static/js/{name}": "module" for name in (*parts, *more)}


def _sort(file: Path) -> str:
    return "style" if file.suffix == ".css" else "module" if file.parent == HERE else "script"


def of_streamlit() -> dict[str, Path]:
    """The scripts and styles of Streamlit's own page, which never change: address on this server → file."""
    return {
        f"{assets.base()}/{file.relative_to(_static()).as_posix()}": file
        for file in (_static() / "static").rglob("*.*")
    }


#: what stands on the page beside the canvas, by the names of Streamlit's scripts: it fetches each when it is
#: first shown, and while one is on its way React holds back the others, the canvas too, for half a second
PARTS = (
    "BidiComponent", "Html", "Button", "ButtonGroup", "Multiselect", "Slider", "Selectbox", "DateInput",
    "Checkbox",
)  # fmt: skip


def _static() -> Path:
    """The folder with the page of Streamlit."""
    return Path(st.__file__).parent / "static"


@cache
def _parts_of_streamlit(static: Path) -> tuple[list[str], list[str]]:
    """Names of these scripts, and of what they import and not every page has already.

    Where another version of Streamlit names them otherwise, there are none: the browser finds them later.
    """
    page = static / "index.html"
    scripts = static / "static" / "js"
    known = set(_SCRIPT.findall(page.read_text("utf-8"))) if page.is_file() else set()
    parts = [file.name for name in PARTS for file in scripts.glob(f"{name}.*.js")]
    known.update(parts)
    ahead = list(parts)
    more: list[str] = []
    while ahead:
        with (scripts / ahead.pop(0)).open(encoding="utf-8") as script:
            imported = _IMPORTED.findall(script.read(_HEAD))
        new = [name for name in dict.fromkeys(imported) if name not in known and (scripts / name).is_file()]
        known.update(new)
        more += new
        ahead += new
    return parts, more


_HEAD = 8192  #: letters at the beginning of a script, in which all its imports stand
_SCRIPT = re.compile(r"static/js/([\w.-]+\.js)")
_IMPORTED = re.compile(r'(?:^|[;}])import(?:[^"()]*from)?"\./([\w.-]+\.js)"')


def _loader() -> str:
    return assets.loader(served(), "stage.js", FILES)


@cache
def _component() -> Any:
    return st.components.v2.component("accord_atlas_stage", js=_loader())
