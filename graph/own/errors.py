"""What can be wrong with a reader's own data as a whole; what is wrong with a row stands in the report."""

from __future__ import annotations

from graph.errors import DataError


class Rejected(DataError):
    """A file is not taken, and nothing of it is kept."""

    def __init__(self, file: str, problem: str, place: str = ""):
        self.file, self.problem, self.place = file, problem, place
        super().__init__(f"{file}{', ' if place else ''}{place}: {problem}")


class Crowded(DataError):
    """As many visits as there may be have own data over the atlas."""

    def __init__(self, most: int):
        self.most = most
        super().__init__(
            f"{most} visits have data of their own here already (ATLAS_OWN_VISITS); try again in a while"
        )


class StoreError(DataError):
    """The folder that keeps imports cannot be used; the message says how to mend it."""
