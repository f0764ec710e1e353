"""The editor: a query is written here, with its words completed and its errors marked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.errors import DataError
from graph.model.kept import kept
from graph.model.words import one_line
from graph.pages import assets
from graph.pages.stage import HERE as STAGE

if TYPE_CHECKING:
    from graph.atlas import Atlas

HERE = Path(__file__).parent

#: memory: what the reader wants with the text
_WISH = "wish"


@dataclass(frozen=True)
class Wish:
    """What a reader has written, and whether it is asked."""

    text: str
    asked: bool


@dataclass(frozen=True)
class Fault:
    """Where a text is wrong."""

    line: int  #: from 1; 0 where the fault has no place
    column: int
    problem: str


def editor(atlas: Atlas, text: str, number: int, *, key: str, fault: Fault | None = None) -> None:
    """Show the editor.

    Args:
        atlas: whose words are proposed.
        text: what stands in it; the reader's own text stays until the page has another one.
        number: of the text that the page has; with another one it replaces what the reader wrote.
        key: which editor this is; the same in every run. What is wished in it is had from `wish`.
        fault: what is marked.
    """
    _component()(
        key=key,
        data=_data(atlas, text, number, fault),
        on_asked_change=partial(_hear, key, "asked"),
        on_left_change=partial(_hear, key, "left"),
    )


def wish(key: str) -> Wish | None:
    """What the reader wished since the last run, once."""
    found: Wish | None = st.session_state.pop(f"{key} {_WISH}", None)
    return found


def _hear(key: str, name: str) -> None:
    heard = st.session_state[key].get(name)
    if isinstance(heard, dict) and isinstance(heard.get("text"), str):
        st.session_state[f"{key} {_WISH}"] = Wish(heard["text"], name == "asked")


def _data(atlas: Atlas, text: str, number: int, fault: Fault | None) -> bytes:
    """One JSON object, a line break, and one of all words, which stay the same."""
    told: dict[str, Any] = {"text": text, "number": number}
    if fault and fault.line:
        told["fault"] = [fault.line, fault.column, fault.problem]
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return head.encode("utf-8", "replace") + b"\n" + _words(atlas)


@kept(1)
def _words(atlas: Atlas) -> bytes:
    """What is proposed: prefix → namespace, and words with what they are and mean."""
    from graph.store.vocabulary import NAMESPACES, words

    told = [(word.name, word.sort, one_line(word.meaning)) for word in words(atlas.settings.data)]
    told += [
        (f"kind:{kind.slug}", "kind of tie", one_line(kind.definition or kind.label))
        for kind in atlas.world.kinds
    ]
    listed = {"prefixes": NAMESPACES, "words": told}
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _ace() -> Path:
    """Say where the installed django-ace keeps the editor Ace; neither it nor Django is imported."""
    spec = find_spec("django_ace")
    folder = Path(spec.origin).parent / "static" / "django_ace" / "ace" if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise DataError("the editor of queries needs django-ace with its copy of Ace; install it again")
    return folder


def served() -> dict[str, Path]:
    """The files that the editor asks for: address below ``/atlas/`` → file."""
    ace = [_ace() / name for name in ("ace.js", "ext-language_tools.js")]
    own = assets.addressed("editor", [*assets.scripts(HERE), STAGE / "elements.js"])
    return {**own, **assets.addressed("ace", ace)}


def _given() -> Mapping[str, str]:
    return {"style": "editor.css", "ace": "ace.js", "tools": "ext-language_tools.js"}


@cache
def _component() -> Any:
    # Ace puts its styles into the head of the page, and its proposals must see them
    return st.components.v2.component(
        "accord_atlas_editor", js=assets.loader(served(), "editor.js", _given()), isolate_styles=False
    )
