"""Lenses and saved views on disk: one TOML file each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BrokenFile, Misfit
from graph.model.arguments import Step
from graph.model.lens import Lens
from graph.model.link import Known
from graph.model.view import View


@dataclass(frozen=True)
class SavedView:
    """A view that somebody thought worth keeping."""

    slug: str
    title: str
    note: str
    view: View
    question: str = ""  #: which it answers
    steps: tuple[Step, ...] = ()  #: of the reasoning that it follows
    source: str = ""  #: slug of the source that reasons so


def lenses(folder: Path) -> dict[str, Lens]:
    """Read the lenses of a data folder: slug → lens."""
    return {path.stem: Lens.of(path.stem, _read(path)) for path in sorted((folder / "lenses").glob("*.toml"))}


def views(folder: Path, known: Known, *, strict: bool = True) -> dict[str, SavedView]:
    """Read the saved views of a data folder: slug → view.

    Args:
        strict: a word that does not exist is an error; else the view is left out, as another store need not
            hold what it speaks of.
    """
    read = (_view(path, known, strict) for path in sorted((folder / "views").glob("*.toml")))
    return {view.slug: view for view in read if view is not None}


def _view(path: Path, known: Known, strict: bool) -> SavedView | None:
    content = _read(path)
    asked = content.get("view")
    if not isinstance(asked, dict):
        raise Misfit(f"views/{path.name}", "no table [view]")
    query = {
        name: [_written(v) for v in value] if isinstance(value, list) else [_written(value)]
        for name, value in asked.items()
    }
    view, problems = View.from_query(query, known=known)
    if problems and not strict:
        return None
    if problems:
        raise Misfit(f"views/{path.name}", "; ".join(problems))
    words = {name: str(content.get(name, "")) for name in ("title", "note", "question", "source")}
    title, steps = words["title"] or path.stem, tuple(_steps(path, content.get("step", [])))
    return SavedView(path.stem, title, words["note"], view, words["question"], steps, words["source"])


def _steps(path: Path, given: object) -> Iterator[Step]:
    for step in given if isinstance(given, list) else [given]:
        if not isinstance(step, dict) or not step.get("says"):
            raise Misfit(f"views/{path.name}", "a [[step]] that says nothing; give it a sentence, says = ...")
        lists = {name: tuple(map(str, step.get(name, []))) for name in ("arguments", "ties")}
        yield Step(str(step["says"]), str(step.get("where", "")), **lists)


def _written(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _read(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise BrokenFile(path, str(wrong)) from wrong
