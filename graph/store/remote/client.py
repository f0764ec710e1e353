"""The one HTTP client: asks an endpoint, and gives what it answers whole or not at all.

A deadline that holds over the whole answer, a cap on its bytes, no redirects, no proxy and no password file
of the environment: neither rdflib's SPARQLStore nor SPARQLWrapper can be told so.
"""

from __future__ import annotations

import asyncio
import ssl
import time
import zlib
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from traceback import clear_frames
from typing import Any, TypeVar

import httpx
import pyoxigraph as ox

from graph import __version__
from graph.settings import Settings
from graph.store.remote import dialect
from graph.store.remote.address import checked, shown
from graph.store.remote.dialect import Dialect
from graph.store.remote.trouble import EndpointError, Trouble
from graph.store.remote.unpack import TooMuch, Unpacked

T = TypeVar("T")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Row = tuple[Term, ...]

TRIES = 3  #: at most, where a connection broke or the endpoint asks to wait
LONGEST_WAIT = 5.0  #: seconds that it may ask for
#: what may come, the first is asked for
JSON = ("application/sparql-results+json", "application/json")
TRIPLES = ("application/n-triples", "text/plain")


@dataclass(frozen=True)
class Rows:
    """The answer to a SELECT, every row of it checked."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    cap: int | None = None  #: rows at which the engine says that it cuts


@dataclass(frozen=True)
class _Reply:
    # asyncio writes down what a task has given, each time that it gives the keyboard's interrupt back
    body: bytes = field(repr=False)
    headers: httpx.Headers


class Endpoint:
    """A SPARQL endpoint that an operator has set; any number of threads may ask it."""

    def __init__(self, settings: Settings):
        """Check the address; nothing is asked yet.

        Raises:
            AddressRefused: it may not be a store.
        """
        self._address = checked(settings)
        self._settings = settings
        self.name = shown(settings.store)
        self.server = ""  #: what it calls itself
        self._dialect = dialect.named(settings.store_dialect) if settings.store_dialect else None

    @property
    def dialect(self) -> Dialect:
        """How to ask it; the generic way until it has answered once."""
        return self._dialect or dialect.recognised(self.server)

    def select(self, query: str) -> Rows:
        """Ask a SELECT.

        Raises:
            EndpointError: there is no whole answer.
        """
        reply = self._post(query)
        found = self._parsed(reply.body)
        if not isinstance(found, Rows):
            raise self._wrong(Trouble.NOT_SPARQL, "answered yes or no where rows were asked for")
        cap = reply.headers.get(self.dialect.cap, "") if self.dialect.cap else ""
        return Rows(found.variables, found.rows, int(cap) if cap.isdigit() else None)

    def triples(self, query: str) -> list[Row]:
        """Ask a CONSTRUCT; N-Triples cost engines a fifth of what JSON costs.

        An answer that ends early between two lines looks whole: whoever asks counts what came.

        Raises:
            EndpointError: there is no answer that can be read.
        """
        body = self._post(query, TRIPLES).body
        try:
            found = ox.parse(body, ox.RdfFormat.N_TRIPLES)
            return [(quad.subject, quad.predicate, quad.object) for quad in found]
        except (SyntaxError, ValueError):
            raise self._wrong(
                Trouble.CUT, "the answer is no whole N-Triples, so nothing of it is used"
            ) from None

    def ask(self, query: str) -> bool:
        """Ask an ASK.

        Raises:
            EndpointError: there is no whole answer.
        """
        found = self._parsed(self._post(query).body)
        if isinstance(found, Rows) and found.variables == (self.dialect.yes,):
            return any(isinstance(row[0], ox.Literal) and row[0].value in ("1", "true") for row in found.rows)
        if not isinstance(found, bool):
            raise self._wrong(Trouble.NOT_SPARQL, "answered rows where yes or no was asked for")
        return found

    def number(self, query: str) -> int:
        """Ask for one number.

        Raises:
            EndpointError: there is none.
        """
        rows = self.select(query).rows
        value = rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else None
        if not isinstance(value, ox.Literal) or not value.value.isdigit():
            raise self._wrong(Trouble.NOT_SPARQL, "did not answer with a number where one was asked for")
        return int(value.value)

    def not_ours(self, says: str) -> EndpointError:
        """Make the error of an endpoint that works and holds something else."""
        return self._wrong(Trouble.NOT_OURS, says)

    def cut(self, says: str) -> EndpointError:
        """Make the error of an answer that is known to lack something."""
        return self._wrong(Trouble.CUT, says)

    # --- over the wire --------------------------------------------------------------------------------

    def _post(self, query: str, types: Sequence[str] = JSON) -> _Reply:
        until = time.monotonic() + self._settings.store_seconds
        for left in reversed(range(TRIES)):
            try:
                return _run(self._once(query, types, until))
            except _Again as again:
                if not left or time.monotonic() + again.wait > until:
                    raise again.error from None
                time.sleep(again.wait)
        raise AssertionError("the last try gives an answer or an error")

    async def _once(self, query: str, types: Sequence[str], until: float) -> _Reply:
        limits = self._settings
        try:
            async with asyncio.timeout(max(0.0, until - time.monotonic())):
                return await self._exchange(query, types)
        except TimeoutError:
            raise self._overdue() from None
        except httpx.ConnectTimeout:
            raise self._wrong(
                Trouble.UNREACHABLE,
                f"no connection within {limits.store_connect_seconds:g} s (store_connect_seconds)",
            ) from None
        except httpx.TimeoutException:
            raise self._overdue() from None
        except httpx.InvalidURL:
            raise self._wrong(Trouble.WRONG_ADDRESS, "this is no address; write https://HOST/PATH") from None
        except httpx.RemoteProtocolError:
            # what came with a length and lacks some of it; a connection that ends before the answer begins
            raise _Again(
                self._wrong(Trouble.CUT, "the answer breaks off, so nothing of it is shown; try again")
            ) from None
        except httpx.ConnectError:
            raise _Again(
                self._wrong(Trouble.UNREACHABLE, "cannot be reached; does it run, is its certificate valid?")
            ) from None
        except httpx.TransportError:
            raise _Again(self._wrong(Trouble.UNREACHABLE, "the connection broke; try again")) from None

    async def _exchange(self, query: str, types: Sequence[str]) -> _Reply:
        limits = self._settings
        headers = {
            "Accept": types[0],
            "Accept-Encoding": "gzip",
            "User-Agent": f"accord-atlas/{__version__}",
        }
        if limits.store_authorization:
            headers["Authorization"] = limits.store_authorization
        user = (limits.store_user, limits.store_password) if limits.store_user else None
        timeout = httpx.Timeout(limits.store_seconds, connect=limits.store_connect_seconds)
        client = httpx.AsyncClient(
            verify=_certificates(), trust_env=False, follow_redirects=False, timeout=timeout
        )
        async with (
            client,
            client.stream("POST", self._address, data={"query": query}, headers=headers, auth=user) as reply,
        ):
            self._check(reply, types)
            self.server = reply.headers.get("server", "")[:80]
            packing = reply.headers.get("content-encoding", "identity").lower()
            if packing not in ("identity", "gzip"):
                raise self._wrong(Trouble.NOT_SPARQL, "packs its answer in a way that was not asked for")
            body = Unpacked(limits.store_bytes, packed=packing == "gzip")
            try:
                async for chunk in reply.aiter_raw():
                    body.add(chunk)
            except TooMuch:
                raise self._wrong(
                    Trouble.TOO_LARGE,
                    f"longer than {limits.store_bytes:,} bytes (store_bytes), so nothing of it is shown",
                ) from None
            except zlib.error:
                raise self._wrong(Trouble.NOT_SPARQL, "the answer cannot be unpacked") from None
            if not body.whole:
                raise self._wrong(Trouble.CUT, "the answer breaks off, so nothing of it is shown; try again")
            for name in self.dialect.partial:
                if name in reply.headers:
                    raise self._wrong(
                        Trouble.CUT,
                        f"{self.dialect.title} stopped half way and says so ({name})",
                    )
            return _Reply(body.read(), reply.headers)

    def _check(self, reply: httpx.Response, types: Sequence[str]) -> None:
        """Tell apart what a status means."""
        status = reply.status_code
        if status == 200:
            kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind not in types:
                raise self._wrong(
                    Trouble.NOT_SPARQL,
                    f"answers {_plain(kind) or 'without a type'}, not SPARQL results; "
                    "is this the address of the endpoint, or of a page to sign in?",
                )
        elif status in (429, 503):
            raise self._asked_to_wait(reply)
        elif 300 <= status < 400:
            raise self._wrong(
                Trouble.MOVED,
                f"sends elsewhere (status {status}), not followed; name the final address",
            )
        elif status in (401, 403):
            raise self._wrong(
                Trouble.CREDENTIALS,
                f"does not let us in (status {status}); set ATLAS_STORE_USER and ATLAS_STORE_PASSWORD, "
                "or ATLAS_STORE_AUTHORIZATION",
            )
        elif status in (404, 405, 410):
            raise self._wrong(
                Trouble.WRONG_ADDRESS,
                f"no endpoint is at this address (status {status}); look at its path",
            )
        elif status >= 500:
            raise self._wrong(
                Trouble.FAILED, f"failed by itself (status {status}); see its log, or try again later"
            )
        else:
            raise self._wrong(
                Trouble.NOT_UNDERSTOOD,
                f"does not take our query (status {status}); is it SPARQL 1.1?",
            )

    def _asked_to_wait(self, reply: httpx.Response) -> Exception:
        asked = reply.headers.get("retry-after", "")
        wait = int(asked) if asked.isdigit() and len(asked) < 8 else None
        when = "later" if wait is None else f"in {wait:,} s"
        if reply.status_code == 503:
            error = self._wrong(Trouble.FAILED, f"is down for now (status 503); try again {when}")
        else:
            error = self._wrong(Trouble.BUSY, f"takes no more questions now (status 429); try again {when}")
        return _Again(error, float(wait)) if wait is not None and wait <= LONGEST_WAIT else error

    def _overdue(self) -> EndpointError:
        seconds = self._settings.store_seconds
        return self._wrong(
            Trouble.OVERDUE,
            f"no whole answer within {seconds:g} s (store_seconds); try again later, or allow more",
        )

    def _parsed(self, body: bytes) -> Rows | bool:
        """Read an answer to its end before anything of it is used."""
        try:
            return _read(body)
        except (SyntaxError, ValueError, OSError) as wrong:
            # rows half read belong to this thread; whoever frees the error last may be another
            clear_frames(wrong.__traceback__)
            begun = body.lstrip().startswith(b"{")
            raise self._wrong(
                Trouble.CUT if begun else Trouble.NOT_SPARQL,
                "the answer is no whole SPARQL 1.1 JSON, so nothing of it is shown",
            ) from None

    def _wrong(self, trouble: Trouble, says: str) -> EndpointError:
        return EndpointError(self.name, trouble, says)


class _Again(Exception):
    """What may be tried again after a while."""

    def __init__(self, error: EndpointError, wait: float = 0.0):
        self.error, self.wait = error, wait


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _read(body: bytes) -> Rows | bool:
    found = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if not isinstance(found, ox.QuerySolutions):
        raise ValueError("no rows")
    return Rows(tuple(variable.value for variable in found.variables), tuple(tuple(row) for row in found))


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c in "/+-.")[:60]


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run to its end what is asynchronous, also in a notebook, where something else runs already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, work).result()
