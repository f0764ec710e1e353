"""What can be wrong with a table that is harvested.

DataError
└── HarvestError        a table cannot become data
    ├── MissingTable    a file is not in the folder of tables
    ├── BrokenTable     a file is no UTF-8 text, or no table
    ├── MissingColumn   its header lacks columns
    ├── BadCell         a cell holds what its column cannot
    ├── BadOverride     an override file in data/ says what it may not, or a table needs one
    ├── UnknownOrganization  a table names one that data/organizations.toml lacks
    ├── UnknownState    data/ speaks of a state that no table of codes has
    └── Unwritable      what was harvested cannot be written
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.errors import DataError


class HarvestError(DataError):
    """A table cannot become data."""


class MissingTable(HarvestError):
    """A file is not in the folder of tables."""

    def __init__(self, file: Path):
        self.file = file
        super().__init__(f"{file.name}: not found in folder {file.parent.name!r} of the tables")


class BrokenTable(HarvestError):
    """A file cannot be read as a table."""

    def __init__(self, file: Path, problem: str, row: int | None = None):
        self.file, self.problem, self.row = file, problem, row
        place = f", row {row}" if row else ""
        super().__init__(f"{file.name}{place}: {problem}")


class MissingColumn(HarvestError):
    """The header of a table lacks columns."""

    def __init__(self, file: Path, columns: Sequence[str]):
        self.file, self.columns = file, tuple(columns)
        super().__init__(
            f"{file.name}: no column {', '.join(repr(column) for column in columns)} in its header"
        )


class BadCell(HarvestError):
    """A cell holds what its column cannot."""

    def __init__(self, file: Path, row: int, column: str, value: str, rule: str):
        self.file, self.row, self.column, self.value, self.rule = file, row, column, value, rule
        super().__init__(f"{file.name}, row {row}, column {column!r}: {value!r} {rule}")


class BadOverride(HarvestError):
    """An override file in data/ says what it may not, or lacks what a table needs."""

    def __init__(self, file: Path, entry: str, problem: str):
        self.file, self.entry, self.problem = file, entry, problem
        super().__init__(f"{file.name}: [{entry}] {problem}")


class UnknownOrganization(HarvestError):
    """A table names an organization that data/organizations.toml does not."""

    def __init__(self, file: Path, row: int, word: str):
        self.file, self.row, self.word = file, row, word
        super().__init__(
            f"{file.name}, row {row}, column 'org': {word!r} is not in data/organizations.toml; "
            "name or drop it there"
        )


class UnknownState(HarvestError):
    """The hand-written files speak of a state that no table of codes has."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(
            f"data/ speaks of state {code!r}; country_codes.csv and extra_entities.csv have no such row"
        )


class Unwritable(HarvestError):
    """What was harvested cannot be written."""

    def __init__(self, file: Path, reason: str):
        self.file, self.reason = file, reason
        super().__init__(f"{file.name}: cannot be written: {reason}")
