"""The stage: a drawing in the page, and what the reader picks there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import streamlit as st

from graph.picture import vis_folder
from graph.picture.draw import Drawing

HERE = Path(__file__).parent
PLAIN_BYTES = 65_536  #: a drawing above this travels compressed


class Act(StrEnum):
    """What the reader wants with what was picked."""

    SELECT = "select"  #: a click, or Enter
    EXPAND = "expand"  #: a double click, or E
    HIDE = "hide"  #: the Delete key


@dataclass(frozen=True)
class Picked:
    """What the reader picked on the canvas."""

    iris: tuple[str, ...]  #: the IRI of an entity, or those of the ties of a line
    is_entity: bool
    act: Act = Act.SELECT


def stage(
    drawing: Drawing, *, key: str, height: int = 640, selected: str | Sequence[str] | None = None
) -> Picked | None:
    """Show a drawing and say what is picked on it, or None.

    A new drawing under the same *key* patches the canvas: camera, places and selection stay.

    Args:
        drawing: what is shown.
        key: which canvas this is; the same in every run.
        height: of the canvas in pixels, the legend below it not counted.
        selected: IRI of an entity or a tie to mark from here (of several, the first that is in the picture);
            it holds until the reader picks something else.

    Returns:
        What stands selected, in every run until it changes. Expanding and hiding are told once, in the run
        that they cause.
    """
    wanted = [selected] if isinstance(selected, str) else selected or ()
    given = next((ident for iri in wanted if (ident := drawing.id_of(iri))), None)
    heard = _component()(
        key=key,
        data=_data(drawing, height, given),
        on_picked_change=_nothing,
        on_asked_change=_nothing,
    )
    if asked := _asked(heard.get("asked"), drawing):
        return asked
    return _picked(_latest(key, given, heard.get("picked")), drawing)


def _data(drawing: Drawing, height: int, selected: str | None) -> bytes:
    """One JSON object; where the drawing is large, JSON of the rest, a line break, and the drawing compressed."""
    head = json.dumps({"height": height, "selected": selected}, separators=(",", ":")).encode()
    if len(drawing.payload()) > PLAIN_BYTES:
        return head + b"\n" + drawing.packed()
    return b'%s,"drawing":%s}' % (head[:-1], drawing.payload())


def _latest(key: str, given: str | None, told: object) -> object:
    """The id that stands selected: what the page marked or what the reader clicked, whichever changed last.

    The canvas numbers what it tells, so that a cleared selection can be told from none ever made.
    """
    memory = f"{key} heard"
    last_given, last_told, selected = st.session_state.get(memory, (None, None, None))
    if told != last_told:
        selected = told[0] if isinstance(told, list) and told else None
    if given != last_given:
        selected = given
    st.session_state[memory] = (given, told, selected)
    return selected


def _asked(heard: object, drawing: Drawing) -> Picked | None:
    if not isinstance(heard, dict) or heard.get("act") not in (Act.EXPAND, Act.HIDE):
        return None
    return _picked(heard.get("id"), drawing, Act(heard["act"]))


def _picked(ident: object, drawing: Drawing, act: Act = Act.SELECT) -> Picked | None:
    """What an id stands for; None for one that is not, or no longer, in the picture."""
    drawn = drawing.iris.get(ident) if isinstance(ident, str) else None
    if drawn is None:
        return None
    return Picked((drawn,), True, act) if isinstance(drawn, str) else Picked(drawn, False, act)


def _nothing() -> None:
    """Streamlit hands out only those values for which something listens."""


def _address(folder: str, file: Path) -> str:
    """Where a file is served; the digest lets browsers keep it until it changes."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    digest = blake2b(file.read_bytes(), digest_size=8).hexdigest()
    return f"/{base}/atlas/{folder}/{file.name}?{digest}".replace("//", "/")


def _loader() -> str:
    """The few lines that travel with each message; the rest is fetched once from our own server.

    The browser runs them from a blob, which has no address of its own: paths start from the document's.
    """
    files = {
        "style": _address("stage", HERE / "stage.css"),
        "vis": _address("vis", vis_folder() / "vis-network.min.js"),
    }
    return f"""
const at = (path) => new URL(path, document.baseURI).href;
const files = {json.dumps(files)};
for (const name in files) files[name] = at(files[name]);
export default async (component) => {{
  const {{ show }} = await import(at({json.dumps(_address("stage", HERE / "stage.js"))}));
  return show(component, files);
}};
"""


@cache
def _component() -> Any:
    return st.components.v2.component("accord_atlas_stage", js=_loader())
