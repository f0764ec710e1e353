"""What an endpoint can do wrong, each told in one line that says how to mend it."""

from __future__ import annotations

from enum import StrEnum

from graph.errors import DataError, UsageError


class Trouble(StrEnum):
    """Why there is no answer."""

    UNREACHABLE = "unreachable"
    CREDENTIALS = "credentials"
    WRONG_ADDRESS = "wrong address"
    BUSY = "busy"
    FAILED = "failed"
    OVERDUE = "overdue"
    CUT = "cut"
    TOO_LARGE = "too large"
    MOVED = "moved"
    NOT_UNDERSTOOD = "query not understood"
    NOT_SPARQL = "not SPARQL"
    NOT_OURS = "not an atlas"


class EndpointError(DataError):
    """A SPARQL endpoint gives no answer that could be shown; never holds what it sent, nor credentials."""

    def __init__(self, endpoint: str, trouble: Trouble, says: str):
        self.endpoint, self.trouble, self.says = endpoint, trouble, says
        super().__init__(f"{endpoint}: {says}")

    @property
    def told(self) -> str:
        """The same without the address, which is the operator's."""
        return f"The store behind this atlas: {self.says}"


class AddressRefused(UsageError):
    """An address that may not be a store."""
