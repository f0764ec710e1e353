"""A view as Python that asks for it again: for a notebook beside an installed atlas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from graph.export.taken import Taken
from graph.model.view import View
from graph.model.words import one_line


def written(taken: Taken) -> bytes:
    """Write the lines that open the atlas, ask for the same view and make its ties and network."""
    return code(taken).encode("utf-8", "replace")


def code(taken: Taken) -> str:
    """Python with the clauses that differ from the plain view; the day is told as a date."""
    view = taken.view
    changed = {
        field.name: value
        for field in fields(view)
        if (value := getattr(view, field.name)) != getattr(View(), field.name)
    }
    changed = {"as_of": taken.day, **{name: value for name, value in changed.items() if name != "as_of"}}
    imports = {("graph.atlas", "open_atlas"), ("graph.model.view", "View"), *_imports(changed.values())}
    about = [
        taken.title,
        taken.about["view"],
        *(f"{name}: {value}" for name, value in taken.carried().items()),
    ]
    comment = "\n".join(f"# {line}" for line in map(one_line, about))
    modules = sorted({module for module, _ in imports}, key=lambda module: ("." in module, module))
    imported = "\n".join(
        f"from {module} import {', '.join(sorted(name for of, name in imports if of == module))}"
        for module in modules
    )
    asked = "\n".join(f"    {name}={_literal(value)}," for name, value in changed.items())
    return f"""{comment}
{imported}

atlas = open_atlas()
view = View(
{asked}
)
ties = atlas.ties(view)  # pairs: a tie, and whether it is certain or possible
network = atlas.network(view)  # a networkx.MultiDiGraph
"""


def _imports(values: Iterable[Any]) -> set[tuple[str, str]]:
    found = set()
    for value in values:
        for one in value if isinstance(value, frozenset) else (value,):
            if isinstance(one, date):
                found.add(("datetime", "date"))
            elif isinstance(one, StrEnum):
                found.add((type(one).__module__, type(one).__name__))
    return found


def _literal(value: Any) -> str:
    if isinstance(value, frozenset):
        return f"frozenset({{{', '.join(map(_literal, sorted(value)))}}})" if value else "frozenset()"
    if isinstance(value, StrEnum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, date):
        return f"date({value.year}, {value.month}, {value.day})"
    return ascii(value)
