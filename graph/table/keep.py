"""The records of a World in a DuckDB file: one table a record, one column a field."""

from __future__ import annotations

import atexit
import gc
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import duckdb

from graph.model.dates import PartialDate
from graph.model.entity import Composition, Concept, Entity, Located
from graph.model.garbage import uncollected
from graph.model.kind import TieKind
from graph.model.source import Claim, Source
from graph.model.tie import Outline, Span, Tie
from graph.model.world import Argument, Question, Statement, World

Record = TypeVar("Record")

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
    """Write every record of a world, and its ties as they are shown, into tables of their own."""
    connection.execute("CREATE TABLE world (version VARCHAR, horizon DATE)")
    connection.execute("INSERT INTO world VALUES (?, ?)", [world.version, world.horizon])
    lean = world.without_likenesses()
    for name, record in RECORDS.items():
        write_records(name, record, getattr(lean, name), connection)
    _write_ties("ties", lean.ties, lean.outlines, lean.claims, connection)
    for (name, record), items in zip(LIKENESSES.items(), world.likenesses, strict=True):
        write_records(name, record, items, connection)
    _write_ties("likeness_ties", world.ties[len(lean.ties) :], *world.likenesses, connection)


def read_world(connection: duckdb.DuckDBPyConnection) -> World:
    """Read back what ``write_world`` wrote, but for likenesses; the records come in the same order."""
    version, horizon = connection.execute("SELECT version, horizon FROM world").fetchone() or ("", date.max)
    read: dict[str, tuple[Any, ...]] = {}
    with uncollected():
        for name, record in RECORDS.items():
            read[name] = read_records(name, record, connection, read.get("kinds", ()))
        world = World(version=version, horizon=horizon, **read)
        world = world.having(_read_ties("ties", world.outlines, world.claims, connection))
        gc.freeze()  # all of it stays: it need not be looked through, now or later
        return world


def with_likenesses(lean: World, connection: duckdb.DuckDBPyConnection) -> World:
    """Read the likenesses too, which belong to a world that ``read_world`` gave."""
    with uncollected():
        outlines = read_records("likeness_outlines", Outline, connection, lean.kinds)
        claims = read_records("likeness_claims", Claim, connection, lean.kinds)
        ties = _read_ties("likeness_ties", outlines, claims, connection)
        whole = replace(lean, outlines=(*lean.outlines, *outlines), claims=(*lean.claims, *claims))
        whole = whole.having((*lean.ties, *ties))
        gc.freeze()
        return whole


def write_records(
    name: str, record: type, items: Iterable[object], connection: duckdb.DuckDBPyConnection
) -> None:
    """Write records of one class into a table of their own."""
    columns = _columns(record)
    rows = [[column.write(getattr(item, column.name)) for column in columns] for item in items]
    _write(connection, name, {column.name: column.sql for column in columns}, rows)


def read_records(
    name: str,
    record: type[Record],
    connection: duckdb.DuckDBPyConnection,
    kinds: Iterable[TieKind] = (),
    where: str = "true",
    **given: object,
) -> tuple[Record, ...]:
    """Read records back in the order in which they were written; *where* names given values as ``$name``."""
    by_slug = {kind.slug: kind for kind in kinds}
    columns = _columns(cast("Any", record))
    found = _read(connection, name, columns, where, **given)
    values = [_values(column, by_slug, values) for column, values in found]
    return tuple(_made(record, [column.name for column in columns], values))


def _write_ties(
    table: str,
    ties: Iterable[Tie],
    outlines: Iterable[Outline],
    claims: Iterable[Claim],
    connection: duckdb.DuckDBPyConnection,
) -> None:
    outlined = {outline.iri: position for position, outline in enumerate(outlines)}
    claimed = {claim.iri: position for position, claim in enumerate(claims)}
    shown = [
        [
            outlined[tie.iri],
            [claimed[claim.iri] for claim in tie.claims],
            *(getattr(tie.span, name).toordinal() for name in _SPAN),
            *(column.write(getattr(tie, column.name)) for column in _tie_columns()),
        ]
        for tie in ties
    ]
    rest = {column.name: column.sql for column in _tie_columns()}
    columns = {"outline": "BIGINT", "claims": "BIGINT[]", **dict.fromkeys(_SPAN, "INTEGER"), **rest}
    _write(connection, table, columns, shown)


def _read_ties(
    table: str,
    outlines: Sequence[Outline],
    claims: Sequence[Claim],
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Tie, ...]:
    """The ties as they were shown when they were written: to weigh all claims anew takes far longer."""
    days = [_column(name, date) for name in _SPAN]
    positions = [_column(name, int) for name in ("outline", "claims")]
    found = _read(connection, table, (*positions, *days, *_tie_columns()))
    (outlined, claimed, *others) = (_values(column, {}, values) for column, values in found)
    spans = _made(Span, list(_SPAN), others[: len(days)])
    rest = dict(zip((column.name for column in _tie_columns()), others[len(days) :], strict=True))
    given: dict[str, Iterable[Any]] = {
        "outline": map(outlines.__getitem__, outlined),
        "claims": (tuple([claims[position] for position in few.tolist()]) for few in claimed),
        "span": spans,
        **rest,
    }
    return tuple(_made(Tie, list(given), list(given.values())))


def _write(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Sequence[object]],
) -> None:
    declared = ", ".join(f'"{column}" {sql}' for column, sql in columns.items())
    connection.execute(f'CREATE TABLE "{table}" ({declared})')
    insert(connection, table, rows, list(columns.values()))


def _read(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[_Column],
    where: str = "true",
    **given: object,
) -> Iterator[tuple[_Column, Sequence[Any]]]:
    """Each column with its values, in the order in which the rows were written."""
    # by columns: row by row it takes three times as long
    text = f'SELECT * FROM "{table}" WHERE {where} ORDER BY rowid'
    found = connection.execute(text, given).fetchnumpy()
    return zip(columns, (values.tolist() for values in found.values()), strict=True)


def _values(column: _Column, kinds: Mapping[str, TieKind], values: Sequence[Any]) -> Sequence[Any]:
    """The values of a field."""
    if column.is_kind:
        return [kinds[slug] for slug in values]
    if column.read is _same:
        return values
    if column.is_list:
        return [tuple(value.tolist()) for value in values]
    # words and dates come again and again, and are the same record wherever they do
    made: dict[Any, Any] = {value: column.read(value) for value in set(values) if value is not None}
    return [made.get(value) for value in values]


def _made(record: type[Record], names: Sequence[str], values: Sequence[Iterable[Any]]) -> Iterator[Record]:
    """Records of the values of their fields.

    Its own way is to set one field after the other through a guard, and that takes longer.
    """
    for row in zip(*values, strict=True):
        one = object.__new__(record)
        one.__dict__.update(zip(names, row, strict=True))
        yield one


# what was there when a world was read is let go at the end, as the library behind the table expects
atexit.register(gc.unfreeze)


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]], types_: Sequence[str]
) -> None:
    """Insert many rows in one statement: a list a column, unnested side by side."""
    if not rows:
        return
    columns = [list(column) for column in zip(*rows, strict=True)]
    # what every row has alike is handed over once; of the first column always all, as it gives their number
    alike = [False, *(column.count(column[0]) == len(column) for column in columns[1:])]
    values = ", ".join(
        f"?::{sql}" if one else f"unnest(?::{sql}[])" for one, sql in zip(alike, types_, strict=True)
    )
    given = [column[0] if one else column for one, column in zip(alike, columns, strict=True)]
    connection.execute(f'INSERT INTO "{table}" SELECT {values}', given)


@dataclass(frozen=True)
class _Column:
    name: str
    sql: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    is_kind: bool = False
    is_list: bool = False


_SPAN = tuple(f.name for f in fields(Span))


def _same(value: Any) -> Any:
    return value


@cache
def _tie_columns() -> tuple[_Column, ...]:
    """What is shown of a tie beside its outline, its claims and its days."""
    hints = get_type_hints(Tie)
    return tuple(
        _column(f.name, hints[f.name]) for f in fields(Tie) if f.name not in ("outline", "claims", "span")
    )


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
        return _Column(name, "VARCHAR[]", list, tuple, is_list=True)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _Column(name, "VARCHAR", _written_word, hint)
    if hint is date:
        return _Column(name, "INTEGER", date.toordinal, date.fromordinal)
    return _Column(
        name, {str: "VARCHAR", bool: "BOOLEAN", float: "DOUBLE", int: "BIGINT"}[hint], _same, _same
    )
