"""Example queries: whole files, each with its question, to be read, run and changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("examples")
_HEADER = re.compile(r"# (Group|Shown as|Asks): (.*)")


@dataclass(frozen=True)
class Example:
    """A query worth asking."""

    slug: str
    question: str  #: that it answers
    group: str  #: what of the model it is about
    shown: str  #: "table", "canvas", "map" or "chart": what shows its answer best
    of_view: bool  #: whether it asks ``graph/view``, which there is by the clocks of a view alone
    text: str  #: the query, with the question above it


@cache
def examples() -> tuple[Example, ...]:
    """All examples by group, in the order of their files."""
    read = [_read(path) for path in sorted(_FOLDER.glob("*.rq"))]
    return tuple(sorted(read, key=lambda example: example.group))


def _read(path: Path) -> Example:
    text = path.read_text(encoding="utf-8")
    first, *lines = text.splitlines()
    said = {found[1]: found[2] for line in lines if (found := _HEADER.fullmatch(line))}
    return Example(
        path.stem,
        first.removeprefix("# "),
        said["Group"],
        said.get("Shown as", "table"),
        said.get("Asks") == "the view",
        "\n".join(line for line in (first, *lines) if not _HEADER.fullmatch(line)) + "\n",
    )
