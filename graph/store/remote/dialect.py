"""What is peculiar to an engine: one file each in ``dialects/``, chosen by what its answers say of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.errors import UsageError

FOLDER = Path(__file__).with_name("dialects")
GENERIC = "generic"


@dataclass(frozen=True)
class Dialect:
    """How to ask one engine."""

    name: str
    title: str
    server: str = ""  #: how the header Server begins
    rows: int = 10_000  #: asked for at once; engines cut longer answers without a word
    names: int = 200  #: IRIs listed in one query
    pages: str = "names"  #: how large graphs are read: "names", or "offset" where that costs less
    partial: tuple[str, ...] = ()  #: headers that only an answer has that stopped half way
    yes: str = ""  #: variable of the row in which the engine answers an ASK, where it answers with a row
    cap: str = ""  #: header that says at how many rows the engine cuts
    dates: bool = True  #: whether a filter on dates finds every row, as far as was measured
    note: str = ""  #: what was measured, in a sentence


@cache
def dialects() -> dict[str, Dialect]:
    """All dialects: name → dialect."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def named(name: str) -> Dialect:
    """Give a dialect that an operator names."""
    if name not in dialects():
        raise UsageError(f"no dialect {name!r}; there are {', '.join(dialects())}")
    return dialects()[name]


def recognised(server: str) -> Dialect:
    """Give the dialect of who answers so; the generic one for an engine that we do not know."""
    known = (one for one in dialects().values() if one.server)
    return next((one for one in known if server.lower().startswith(one.server.lower())), dialects()[GENERIC])


def _read(path: Path) -> Dialect:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    partial = tuple(content.pop("partial", ()))
    return Dialect(path.stem, partial=partial, **content)
