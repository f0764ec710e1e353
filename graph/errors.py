"""The tree of errors: every one names the thing, says what is wrong, and how to mend it.

AtlasError
├── UsageError          the command, a parameter or a link asks for what does not exist   (exit code 2)
└── DataError           the data, or a question to it, cannot be answered                 (exit code 1)
    ├── BrokenFile      a file of data/ cannot be read
    ├── UnknownKind     a tie is of a kind that data/kinds/ does not describe
    ├── MissingCode     a state has no code
    ├── Misfit          a description lacks what every entity, tie or claim owes
    ├── BrokenSnapshot  the built snapshot is not what its manifest says
    ├── CacheUnwritable the cache folder cannot be written
    ├── Rejected        a reader's own file is not taken            (graph/own/errors.py)
    ├── StoreError      a folder of imports cannot be used          (graph/own/errors.py)
    ├── Crowded         too many visits have own data               (graph/own/errors.py)
    ├── HarvestError    a public table cannot be turned into data   (graph/harvest/errors.py)
    └── QueryError      a reader's own query cannot be answered
        ├── Refused     the policy forbids it                       (graph/store/guard.py)
        ├── Misspelt    it is no SPARQL                             (graph/store/spelling.py)
        ├── Stopped     it reached a limit                          (graph/store/query.py)
        ├── Busy        too many queries wait already               (graph/store/pool.py)
        └── Closed      the runner was closed while it waited       (graph/store/pool.py)
"""

from __future__ import annotations

from pathlib import Path


class AtlasError(Exception):
    """Anything that a reader is told in one line."""

    @property
    def told(self) -> str:
        """What a reader of the page is told: the message, without what only an operator may see."""
        return str(self)


class UsageError(AtlasError):
    """What was asked for does not exist or makes no sense; nothing is wrong with the data."""


class UnknownName(UsageError):
    """A name that the atlas does not know, with the nearest that it does."""

    def __init__(self, what: str, name: str, near: tuple[str, ...] = ()):
        self.what, self.name, self.near = what, name, near
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"no {what} {name!r}{hint}")


class PortTaken(UsageError):
    """The port of the app is in use."""

    def __init__(self, port: int):
        self.port = port
        super().__init__(
            f"port {port} is taken by another program; choose one with --port, e.g. --port {port + 1}"
        )


class DataError(AtlasError):
    """The data, or a question to it, cannot be answered."""


class BrokenFile(DataError):
    """A file of data/ cannot be parsed."""

    def __init__(self, file: Path | str, problem: str, line: int | None = None):
        self.file, self.problem, self.line = Path(file), problem, line
        place = f", line {line}" if line else ""
        super().__init__(f"{self.file.name}{place}: {problem}")


class UnknownKind(DataError):
    """A tie is of a kind that data/kinds/ does not describe."""

    def __init__(self, kind: str, tie: str):
        self.kind, self.tie = kind, tie
        super().__init__(f"tie {tie!r}: no tie kind {kind!r}; describe it in data/kinds/{kind}.ttl")


class MissingCode(DataError):
    """A state has no code."""

    def __init__(self, state: str):
        self.state = state
        super().__init__(f"state {state!r}: no code; give it acc:code (ISO 3166-1 alpha-3)")


class Misfit(DataError):
    """A description lacks what every entity, tie or claim owes."""

    def __init__(self, thing: str, problem: str):
        self.thing, self.problem = thing, problem
        super().__init__(f"{thing}: {problem}")


class BrokenSnapshot(DataError):
    """The built snapshot is not what its manifest says."""

    def __init__(self, problem: str):
        self.problem = problem
        super().__init__(
            f"the snapshot is damaged: {problem}; rebuild it with 'accord-atlas snapshot --rebuild'"
        )


class CacheUnwritable(DataError):
    """The cache folder cannot be written."""

    def __init__(self, folder: Path, reason: str):
        self.folder, self.reason = folder, reason
        super().__init__(
            f"cannot write the cache folder {str(folder)!r}: {reason}; name another one in ATLAS_CACHE"
        )

    @property
    def told(self) -> str:
        """The reason, without the folder's path."""
        return f"the server cannot write its cache: {self.reason}"


class QueryError(DataError):
    """A reader's own query is refused, wrong or too heavy."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None):
        self.message, self.line, self.column = message, line, column
        super().__init__(message)
