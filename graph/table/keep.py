"""The records of a World in a DuckDB file: one table a record, one column a field."""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
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


def write_world(world: World, connection: duckdb.DuckDBPyConnection) -> None:
    """Write every record of a world into tables of their own."""
    connection.execute("CREATE TABLE world (version VARCHAR, horizon DATE)")
    connection.execute("INSERT INTO world VALUES (?, ?)", [world.version, world.horizon])
    for name, record in RECORDS.items():
        columns = _columns(record)
        declared = ", ".join(f'"{column.name}" {column.sql}' for column in columns)
        connection.execute(f'CREATE TABLE "{name}" ({declared})')
        rows = [
            [column.write(getattr(item, column.name)) for column in columns] for item in getattr(world, name)
        ]
        insert(connection, name, rows, [column.sql for column in columns])


def read_world(connection: duckdb.DuckDBPyConnection) -> World:
    """Read back what ``write_world`` wrote; the records come in the same order."""
    version, horizon = connection.execute("SELECT version, horizon FROM world").fetchone() or ("", date.max)
    read: dict[str, tuple[Any, ...]] = {}
    for name, record in RECORDS.items():
        columns = _columns(record)
        rows = connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
        kinds = {kind.slug: kind for kind in read.get("kinds", ())}
        readers = [kinds.__getitem__ if column.is_kind else column.read for column in columns]
        read[name] = tuple(
            record(
                *(
                    make(value) if value is not None else None
                    for make, value in zip(readers, row, strict=True)
                )
            )
            for row in rows
        )
    return World(version=version, horizon=horizon, **read)


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
        return _Column(name, "VARCHAR", _written_date, PartialDate.parse)
    if hint is TieKind:
        return _Column(name, "VARCHAR", lambda kind: kind.slug, _same, is_kind=True)
    if get_origin(hint) is tuple:
        return _Column(name, "VARCHAR[]", list, tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _Column(name, "VARCHAR", _written_word, hint)
    return _Column(
        name, {str: "VARCHAR", bool: "BOOLEAN", float: "DOUBLE", int: "BIGINT"}[hint], _same, _same
    )
