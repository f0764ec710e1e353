"""Rows: which rows and columns of which table a reader asks for, as it stands in a link."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.model.link import LONGEST_LIST, LONGEST_VALUE, quoted, unknown

_AT = ":"  #: between the name of a column and what it must say: ``where=kind:embassy``


@dataclass(frozen=True)
class Rows:
    """What is asked of the tables beside the View."""

    table: str = "ties"
    find: str = ""  #: words that a row must say, each in any column
    where: tuple[
        tuple[str, str], ...
    ] = ()  #: (column, value): one of the values of each column that is named
    columns: tuple[str, ...] = ()  #: in the order of the table; empty for the usual ones

    def to_query(self) -> dict[str, str | list[str]]:
        """Those that are not usual, as parameters of a link; the table always."""
        query: dict[str, str | list[str]] = {"table": self.table}
        if self.find:
            query["find"] = self.find
        if self.where:
            query["where"] = [f"{name}{_AT}{value}" for name, value in self.where]
        if self.columns:
            query["columns"] = list(self.columns)
        return query

    def values(self) -> dict[str, tuple[str, ...]]:
        """Column → the values of which one must stand in it."""
        names = dict.fromkeys(name for name, _ in self.where)
        return {name: tuple(value for at, value in self.where if at == name) for name in names}

    def spoken(self) -> str:
        """In words, as a file says of itself; empty where all rows are asked for."""
        said = [f"“{self.find}” in any column"] if self.find else []
        said += [f"{name}: {' or '.join(values)}" for name, values in self.values().items()]
        return "; ".join(said)


def from_query(
    query: Mapping[str, Sequence[str]], tables: Mapping[str, Collection[str]]
) -> tuple[Rows, tuple[str, ...]]:
    """Read what a link asks of the tables, and say in a sentence each what of it cannot be used.

    Args:
        tables: name of each table → its columns, in their order.
    """
    problems: list[str] = []
    table = next(iter(query.get("table", ())), Rows.table)
    if table not in tables:
        problems += unknown("table", [table])
        table = Rows.table
    known = tables[table]
    columns = _short("columns", query, problems)
    problems += unknown("column", [name for name in columns if name not in known])
    find = _short("find", query, problems)[:1]
    where = []
    for word in _short("where", query, problems):
        name, at, value = word.partition(_AT)
        if name in known and at and value:
            where.append((name, value))
        else:
            problems.append(f"where in the link: {quoted(word)} is not like kind:embassy")
    asked = Rows(table, "".join(find), tuple(where), tuple(name for name in known if name in columns))
    return asked, tuple(problems)


def _short(name: str, query: Mapping[str, Sequence[str]], problems: list[str]) -> list[str]:
    """The values of a parameter that are not too long, nor too many."""
    given = list(dict.fromkeys(query.get(name, ())))
    if len(given) > LONGEST_LIST:
        problems.append(
            f"{name} in the link has more than {LONGEST_LIST} values; only the first {LONGEST_LIST} are used"
        )
    kept = [value for value in given[:LONGEST_LIST] if value and len(value) <= LONGEST_VALUE]
    if any(len(value) > LONGEST_VALUE for value in given[:LONGEST_LIST]):
        problems.append(f"{name} in the link is longer than {LONGEST_VALUE} characters and was left out")
    return kept
