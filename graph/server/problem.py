"""What a program is told that cannot be answered: one shape of errors, each with its status."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping

from starlette.responses import JSONResponse, PlainTextResponse, Response

from graph.errors import AtlasError, QueryError, UsageError
from graph.server.accept import wants_json

_AGAIN = {"Retry-After": "2"}


class Problem(UsageError):
    """What was asked is refused by the rules of HTTP, before anything is looked up."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None):
        self.status, self.headers = status, dict(headers or {})
        super().__init__(message)


def told(wrong: Exception, accept: str) -> Response:
    """Tell an error: what went wrong, where, and what to do; as JSON, or in a line to who reads no JSON."""
    status, headers = _status(wrong)
    if not isinstance(wrong, AtlasError):
        number = secrets.token_hex(4)
        logging.getLogger(__name__).error("error %s", number, exc_info=wrong)
        what = f"something went wrong on our side (error {number})"
        return _shaped(accept, status, headers, {"error": what, "type": "Unexpected"})
    said: dict[str, object] = {"error": wrong.told, "type": type(wrong).__name__}
    for where in ("line", "column", "parameter"):
        if place := getattr(wrong, where, None):
            said[where] = place
    return _shaped(accept, status, headers, said)


def _status(wrong: Exception) -> tuple[int, Mapping[str, str]]:
    from graph.store.pool import Busy, Closed
    from graph.store.query import Stopped

    match wrong:
        case Problem():
            return wrong.status, wrong.headers
        case Busy() | Closed():
            return 503, _AGAIN
        case Stopped():  # the same again would be stopped again
            return 503, {}
        case UsageError() | QueryError():
            return 400, {}
    # the atlas itself cannot be opened
    return (503, _AGAIN) if isinstance(wrong, AtlasError) else (500, {})


def _shaped(accept: str, status: int, headers: Mapping[str, str], said: dict[str, object]) -> Response:
    if wants_json(accept):
        return JSONResponse(said, status, headers)
    return PlainTextResponse(f"{' '.join(str(said['error']).split())}\n", status, headers)
