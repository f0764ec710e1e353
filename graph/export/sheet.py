"""Many rows as columns: made once, searched and cut to what a reader asks for in a few milliseconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic

import pyarrow as pa
import pyarrow.compute as pc

from graph.export.column import Column, Row

#: datatype of CSV on the Web → type of the column; all others are text
_TYPES = {"number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
_EMPTY = "(none)"  #: how a reader chooses rows in which no source says anything


@dataclass(frozen=True, eq=False)
class Sheet(Generic[Row]):
    """All rows of one sort; a column is made when it is first asked for."""

    name: str  #: "ties"
    columns: Mapping[str, Column[Row]]
    rows: Sequence[Row]
    _made: dict[str, pa.Array] = field(default_factory=dict, repr=False)

    def column(self, name: str) -> pa.Array:
        """The values of a column, one a row."""
        if name not in self._made:
            column = self.columns[name]
            # a lone surrogate is no text that a file can hold
            values = [_whole(column.value(row)) for row in self.rows]
            self._made[name] = pa.array(values, type=_TYPES.get(column.datatype, pa.string()))
        return self._made[name]

    @cached_property
    def spelt(self) -> pa.Array:
        """All that a row says, as texts are compared."""
        columns = [compared(self.column(name)) for name in self.columns]
        return pc.binary_join_element_wise(*columns, " ", null_handling="skip")

    def whole(self) -> Part:
        """All of its rows."""
        return self.part(range(len(self.rows)))

    def part(self, positions: Sequence[int]) -> Part:
        """Some of its rows, in the order given."""
        return Part(self, pa.array(positions, type=pa.int64()))


@dataclass(frozen=True, eq=False)
class Part:
    """Some rows of a sheet."""

    sheet: Sheet[Any]
    positions: pa.Array

    def __len__(self) -> int:
        return len(self.positions)

    def row(self, number: int) -> Any:
        """What stands in a row, counted from 0; raises IndexError where there is none."""
        return self.sheet.rows[self.positions[number].as_py()]

    def same_rows(self, other: Part) -> bool:
        """Whether another part has the same rows in the same order; they may say something else by now."""
        if self.sheet.name != other.sheet.name:
            return False
        here, there = (each._taken(each.sheet.column("iri")) for each in (self, other))
        return bool(here.equals(there))

    def saying(self, text: str) -> Part:
        """The rows that say every word of a text, each in any column; case and accents do not matter."""
        part = self
        for word in pc.split_pattern(compared(pa.array([text])), " ")[0].as_py():
            if word:
                part = part._where(pc.match_substring(part._taken(self.sheet.spelt), word))
        return part

    def having(self, name: str, values: Sequence[str]) -> Part:
        """The rows in which a column has one of some values; of one that is no choice, a part of it."""
        column = self._taken(self.sheet.column(name))
        if self.sheet.columns[name].few:
            return self._where(pc.is_in(_words(column), value_set=pa.array(list(values), pa.string())))
        column = compared(column.cast(pa.string()))
        found = [pc.match_substring(column, word.as_py()) for word in compared(pa.array(list(values)))]
        mask = found[0]
        for other in found[1:]:
            mask = pc.or_(mask, other)
        return self._where(mask)

    def choices(self, name: str) -> dict[str, int]:
        """The values of a column, each with the number of its rows; those of most rows first."""
        counts = pc.value_counts(_words(self._taken(self.sheet.column(name)))).to_pylist()
        ordered = sorted(counts, key=lambda one: (-one["counts"], one["values"]))
        return {one["values"]: one["counts"] for one in ordered}

    def table(self, names: Sequence[str], about: Mapping[str, str] | None = None) -> pa.Table:
        """Some columns of the rows, each with its title and description; *about* is said of the whole."""
        fields = []
        for name in names:
            column = self.sheet.columns[name]
            said = {"title": column.title, "description": column.description}
            fields.append(pa.field(name, self.sheet.column(name).type, metadata=said))
        arrays = [self._taken(self.sheet.column(name)) for name in names]
        return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=dict(about or {})))

    def shown(self, names: Sequence[str]) -> pa.Table:
        """The same for the screen, in fewer bytes: a text that many rows say is sent once."""
        table = self.table(names)
        arrays = [
            column.combine_chunks().dictionary_encode() if _repeats(column) else column for column in table
        ]
        return pa.table(dict(zip(names, arrays, strict=True)))

    def to_pandas(self, names: Sequence[str] = ()) -> Any:
        """The rows as a DataFrame of pandas; all columns unless some are named."""
        return self.table(names or list(self.sheet.columns)).to_pandas()

    def _repr_html_(self) -> str:
        from graph.export.notebook import MOST, table

        columns = self.sheet.columns
        first = Part(self.sheet, self.positions.slice(0, MOST)).table(list(columns)).to_pylist()
        titles = [column.title for column in columns.values()]
        return table(titles, (list(row.values()) for row in first), len(self), self.sheet.name)

    def _taken(self, column: pa.Array) -> pa.Array:
        return column.take(self.positions)

    def _where(self, mask: pa.Array) -> Part:
        return Part(self.sheet, self.positions.filter(mask))


def compared(texts: pa.Array) -> pa.Array:
    """Texts without what one reader types and another leaves out: case and accents."""
    apart = pc.utf8_lower(pc.utf8_normalize(texts.cast(pa.string()), "NFKD"))
    return pc.replace_substring_regex(apart, r"\p{M}+", "")


def _words(column: pa.Array) -> pa.Array:
    return pc.fill_null(column.cast(pa.string()), _EMPTY)


def _whole(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _repeats(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_string(column.type) and pc.count_distinct(column).as_py() * 2 < len(column))
