"""What a notebook shows of what it is given: tables and summaries as HTML, in which all data are text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any

from graph.model.words import counted, one_line, spoken
from graph.model.world import World

MOST = 20  #: rows that a cell shows


def table(names: Sequence[str], rows: Iterable[Sequence[Any]], total: int, caption: str = "") -> str:
    """The first rows as HTML, and how many there are."""
    head = "".join(f"<th>{_text(name)}</th>" for name in names)
    body = "".join(
        f"<tr>{''.join(f'<td>{_text(value)}</td>' for value in row)}</tr>" for row in islice(rows, MOST)
    )
    more = f"{MOST} of {total:,} rows" if total > MOST else counted(total, "row")
    said = f"<caption>{_text(caption)}</caption>" if caption else ""
    return f"<table>{said}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{more}</p>"


def of_rows(rows: Sequence[Mapping[str, Any]], caption: str) -> str:
    """A table of what a command answers, row by row."""
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if name != "iri"]
    return table(names, ([_short(row.get(name)) for name in names] for row in rows), len(rows), caption)


def summary(world: World, lenses: Iterable[str], views: Iterable[str]) -> str:
    """What an atlas holds, and by which words it is asked."""
    held = (
        counted(len(world.entities), "entity", "entities"),
        counted(len(world.ties), "tie"),
        counted(len(world.claims), "claim"),
        counted(len(world.sources), "source"),
    )
    return (
        f"<p><strong>Accord Atlas</strong>, data {_text(world.version)}: {', '.join(held)}, covering events "
        f"until {spoken(world.horizon)}. What stands here is what sources report.</p>"
        f"<p>Lenses: {_text(', '.join(lenses))}.<br>Saved views: {_text(', '.join(views))}.</p>"
    )


def _short(value: Any) -> Any:
    """A value in one cell: an entity by its name, several by theirs or by their number."""
    if isinstance(value, dict):
        return value.get("label") or value.get("title") or counted(len(value), "value")
    if isinstance(value, list):
        if value and all(isinstance(each, str | int | float) for each in value):
            return ", ".join(map(_last, value)) if len(value) <= 3 else f"{len(value)}"
        return f"{len(value)}"
    return value


def _last(value: Any) -> str:
    return str(value).rsplit("/", 1)[-1]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return escape(one_line(f"{value:,.10g}" if isinstance(value, float) else str(value)))
