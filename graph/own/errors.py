"""What can be wrong with a reader's own data as a whole; what is wrong with a row stands in the report."""

from __future__ import annotations

from graph.errors import DataError


class Rejected(DataError):
    """A file is not taken, and nothing of it is kept."""

    def __init__(self, file: str, problem: str, place: str = ""):
        self.file, self.problem, self.place = file, problem, place
        super().__init__(f"{file}{', ' if place else ''}{place}: {problem}")


class StoreError(DataError):
    """The folder that keeps imports cannot be used; the message says how to mend it."""
