"""The press: a reader's browser makes an image of a picture, or prints it, also into a PDF."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

from graph.pages import assets
from graph.pages.stage import HERE as STAGE

HERE = Path(__file__).parent
FORMS = ("png", "print")


def press(picture: Callable[[], str], *, key: str) -> None:
    """Show the two buttons; the picture is drawn and sent once a reader presses one.

    Args:
        picture: draws it, as SVG.
        key: which press this is; the same in every run.
    """
    asked = st.session_state.pop(f"{key} asked", None)
    _component()(
        key=key,
        data=_data(asked, picture),
        on_asked_change=partial(_remember, key),
    )


def _data(asked: object, picture: Callable[[], str]) -> bytes:
    """One JSON object: nothing, or the answer to what was asked for, with its number."""
    told: dict[str, object] = {}
    if isinstance(asked, dict) and asked.get("form") in FORMS and isinstance(asked.get("number"), int):
        told = {"form": asked["form"], "number": asked["number"], "svg": picture()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _remember(key: str) -> None:
    st.session_state[f"{key} asked"] = st.session_state[key].get("asked")


def served() -> dict[str, Path]:
    """The files that the press asks for: address below ``/atlas/`` → file."""
    return assets.addressed("press", [*assets.scripts(HERE), STAGE / "elements.js"])


@cache
def _component() -> Any:
    given = {"style": "press.css"}
    return st.components.v2.component("accord_atlas_press", js=assets.loader(served(), "press.js", given))
