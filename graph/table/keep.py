"""The records of a World in a DuckDB file: one table a record, one column a field."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import duckdb

from graph.model.dates import PartialDate
from graph.model.entity import Composition, Concept, Entity, Located
from graph.model.kind import TieKind
from graph.model.source import Claim, Source
from graph.model.tie import Outline
from graph.model.world import Argument, Question, Statement, World

#: field of World → class of its records; kinds come first, as outlines refer to them
RECORDS: dict[str, type] = {
    "kinds": TieKind,
    "entities": Entity,
    "sources": Source,
    "outlines": Outline,
    "claims": Claim,
    "concepts": Concept,
    "compositions": Composition,
    "located": Located,
    "questions": Question,
    "statements": Statement,
    "arguments": Argument,
}


#: likenesses are many and seldom asked for, so that they stand in tables of their own and are read later
LIKENESSES: dict[str, type] = {"likeness_outlines": Outline, "likeness_claims": Claim}


def write_world(world: World, connection: duckdb.DuckDBPyConnection) -> None:
    """Write every record of a world into tables of their own."""
    lean = world.without_likenesses()
    connection.execute("CREATE TABLE world (version VARCHAR, horizon DATE)")
    connection.execute("INSERT INTO world VALUES (?, ?)", [world.version, world.horizon])
    for name, record in RECORDS.items():
        write_records(name, record, getattr(lean, name), connection)
    for (name, record), items in zip(LIKENESSES.items(), world.likenesses, strict=True):
        write_records(name, record, items, connection)


def read_world(connection: duckdb.DuckDBPyConnection) -> World:
    """Read back what ``write_world`` wrote, but for likenesses; the records come in the same order."""
    version, horizon = connection.execute("SELECT version, horizon FROM world").fetchone() or ("", date.max)
    read: dict[str, tuple[Any, ...]] = {}
    for name, record in RECORDS.items():
        read[name] = read_records(name, record, connection, read.get("kinds", ()))
    return World(version=version, horizon=horizon, **read)


def with_likenesses(lean: World, connection: duckdb.DuckDBPyConnection) -> World:
    """Read the likenesses too, which belong to a world that ``read_world`` gave."""
    outlines, claims = (
        read_records(name, record, connection, lean.kinds) for name, record in LIKENESSES.items()
    )
    return replace(lean, outlines=(*lean.outlines, *outlines), claims=(*lean.claims, *claims))


def write_records(
    name: str, record: type, items: Iterable[object], connection: duckdb.DuckDBPyConnection
) -> None:
    """Write records of one class into a table of their own."""
    columns = _columns(record)
    declared = ", ".join(f'"{column.name}" {column.sql}' for column in columns)
    connection.execute(f'CREATE TABLE "{name}" ({declared})')
    rows = [[column.write(getattr(item, column.name)) for column in columns] for item in items]
    insert(connection, name, rows, [column.sql for column in columns])


def read_records(
    name: str,
    record: type,
    connection: duckdb.DuckDBPyConnection,
    kinds: Iterable[TieKind] = (),
    where: str = "true",
    values: Mapping[str, object] | None = None,
) -> tuple[Any, ...]:
    """Read records back in the order in which they were written; *where* names values as ``$name``."""
    by_slug = {kind.slug: kind for kind in kinds}
    readers = [by_slug.__getitem__ if column.is_kind else column.read for column in _columns(record)]
    # a column at a time: most are read as they stand
    text = f'SELECT * FROM "{name}" WHERE {where} ORDER BY rowid'
    rows = connection.execute(text, dict(values or {})).fetchall()
    columns = [
        list(column) if make is _same else [None if value is None else make(value) for value in column]
        for make, column in zip(readers, zip(*rows, strict=True), strict=False)
    ]
    return tuple(map(record, *columns)) if rows else ()


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]], types_: Sequence[str]
) -> None:
    """Insert many rows in one statement: a list a column, unnested side by side."""
    if not rows:
        return
    columns = [list(column) for column in zip(*rows, strict=True)]
    unnested = ", ".join(f"unnest(?::{sql}[])" for sql in types_)
    connection.execute(f'INSERT INTO "{table}" SELECT {unnested}', columns)


@dataclass(frozen=True)
class _Column:
    name: str
    sql: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    is_kind: bool = False


def _same(value: Any) -> Any:
    return value


def _written_date(value: PartialDate | None) -> str | None:
    return None if value is None else str(value)


# the same few dates stand in thousands of claims
_read_date = lru_cache(maxsize=4096)(PartialDate.parse)


def _written_word(value: StrEnum | None) -> str | None:
    return None if value is None else str(value)


@cache
def _columns(record: type) -> tuple[_Column, ...]:
    hints = get_type_hints(record)
    return tuple(_column(f.name, hints[f.name]) for f in fields(record) if f.default is not MISSING or f.init)


def _column(name: str, hint: Any) -> _Column:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if hint is PartialDate:
        return _Column(name, "VARCHAR", _written_date, _read_date)
    if hint is TieKind:
        return _Column(name, "VARCHAR", lambda kind: kind.slug, _same, is_kind=True)
    if get_origin(hint) is tuple:
        return _Column(name, "VARCHAR[]", list, tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _Column(name, "VARCHAR", _written_word, {str(word): word for word in hint}.__getitem__)
    return _Column(
        name, {str: "VARCHAR", bool: "BOOLEAN", float: "DOUBLE", int: "BIGINT"}[hint], _same, _same
    )
