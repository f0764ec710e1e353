"""Everything that a store says, or of a large one a part, as quads; complete, or an error."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pyoxigraph as ox

from graph.store.remote import ask
from graph.store.remote.client import Endpoint, Row
from graph.store.remote.trouble import EndpointError, Trouble
from graph.store.terms import ATLAS

Tell = Callable[[str], None]
AT_ONCE = 2  #: questions, so that the endpoint works while we read what it answered
FEWEST = 50  #: rows in a page; an endpoint that gives no more at once is of no use


class Reader:
    """Reads from an endpoint in pages and lists that it can take."""

    def __init__(self, endpoint: Endpoint):
        self.endpoint = endpoint
        self._cap: int | None = None  #: rows that were given where more were asked for

    @property
    def rows(self) -> int:
        """Rows to ask for at once."""
        return min(self.endpoint.dialect.rows, self._cap or self.endpoint.dialect.rows)

    def in_order(self, page: Callable[[str, int], str]) -> Iterator[str]:
        """Names, page by page, each asked for behind the last name of the one before."""
        after = ""
        while True:
            asked = self.rows
            found = self.endpoint.select(page(after, asked))
            self._learn(found.cap, asked)
            names = [name(self.endpoint, row[0]) for row in found.rows]
            if any(one <= before for before, one in zip([after, *names], names, strict=False)):
                raise self.endpoint.cut("pages are not in order, so it cannot be known whether all came")
            yield from names
            # engines cut silently, at a number of their own: only an empty page is surely the last
            if not names:
                return
            after = names[-1]

    def listed(self, names: Sequence[str], query: Callable[[Sequence[str], int], str]) -> Iterator[Row]:
        """Rows about names, asked in lists; a list whose answer may be cut is halved."""
        size = self.endpoint.dialect.names
        lists = (names[start : start + size] for start in range(0, len(names), size))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            under_way: deque[Future[list[Row]]] = deque()
            for some in lists:
                under_way.append(pool.submit(self._read, some, query))
                if len(under_way) > AT_ONCE:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()

    def _read(self, names: Sequence[str], query: Callable[[Sequence[str], int], str]) -> list[Row]:
        return list(self._whole(names, query))

    def _whole(self, names: Sequence[str], query: Callable[[Sequence[str], int], str]) -> Iterator[Row]:
        limit = self.rows
        try:
            found = self.endpoint.select(query(names, limit))
        except EndpointError as wrong:
            if wrong.trouble is not Trouble.TOO_LARGE or len(names) == 1:
                raise
        else:
            self._learn(found.cap, limit)
            if len(found.rows) < min(limit, found.cap or limit):
                yield from found.rows
                return
            if len(names) == 1:
                raise self.endpoint.cut(f"gives at most {len(found.rows):,} rows, and one thing has more")
        half = len(names) // 2
        yield from self._whole(names[:half], query)
        yield from self._whole(names[half:], query)

    def _learn(self, cap: int | None, asked: int) -> None:
        if cap is not None and cap < asked:
            if cap < FEWEST:
                raise self.endpoint.cut(f"gives no more than {cap} rows at once; raise that limit there")
            self._cap = cap


def whole(reader: Reader, tell: Tell) -> ox.Store:
    """All that the graphs of ours say.

    Small graphs come together. A large one comes by offset, where the dialect says that this is cheap and
    nothing is missing; else by the names of which it speaks, in order, and then what it says of them, in
    lists. Pages of triples in order would make an engine sort them all for each page.

    Raises:
        EndpointError: something is missing, or the store changed while it was read.
    """
    endpoint = reader.endpoint
    sizes = {name(endpoint, g): count(endpoint, n) for g, n in endpoint.select(ask.sizes()).rows}
    if str(ATLAS) not in sizes:
        raise endpoint.not_ours(f"there is no graph <{ATLAS}>, so it holds no atlas")
    sizes[str(ATLAS)] = endpoint.number(ask.size(str(ATLAS)))
    total = sum(sizes.values())
    large = [graph for graph in sorted(sizes) if sizes[graph] > reader.rows // 4 or graph == str(ATLAS)]
    found = ox.Store()
    found.extend(quads(endpoint, reader.listed(sorted(sizes.keys() - set(large)), ask.graphs)))
    came = total - sum(sizes[graph] for graph in large)
    for graph in large:
        tell(f"fetched {came:,} of {total:,} triples")
        for pages in (_by_offset, _by_names) if endpoint.dialect.pages == "offset" else (_by_names,):
            node = ox.NamedNode(graph)
            found.extend(quads(endpoint, ((node, *row) for row in pages(reader, graph, sizes[graph]))))
            if len(found) == came + sizes[graph]:
                break
        came += sizes[graph]
    if len(found) != total:
        raise endpoint.cut(
            f"counted {total:,} triples and gave {len(found):,}; if it changed meanwhile, try again"
        )
    return found


def _by_offset(reader: Reader, graph: str, size: int) -> Iterator[Row]:
    """Pages in the engine's own order, which it need not keep: then some come twice and others never."""
    came = 0
    while came < size:
        rows = reader.endpoint.triples(ask.page(graph, came, reader.rows))
        if not rows:
            return
        came += len(rows)
        yield from rows


def _by_names(reader: Reader, graph: str, size: int) -> Iterator[Row]:
    names = list(reader.in_order(lambda after, limit: ask.subjects(graph, after, limit)))
    yield from reader.listed(names, lambda some, limit: ask.said_in(graph, some, limit))


def quads(endpoint: Endpoint, rows: Iterator[Row]) -> Iterator[ox.Quad]:
    for g, s, p, o in rows:
        if not (isinstance(g, ox.NamedNode) and isinstance(s, ox.NamedNode) and isinstance(p, ox.NamedNode)):
            raise endpoint.not_ours(
                "a subject, predicate or graph that is no IRI; blank nodes cannot be fetched"
            )
        if not isinstance(o, ox.NamedNode | ox.Literal):
            raise endpoint.not_ours(f"a value of {s.value[:200]} that is neither IRI nor literal")
        yield ox.Quad(s, p, o, g)


def name(endpoint: Endpoint, term: object) -> str:
    if not isinstance(term, ox.NamedNode):
        raise endpoint.not_ours(
            "something without an IRI where one was asked for; blank nodes cannot be fetched"
        )
    return term.value


def count(endpoint: Endpoint, term: object) -> int:
    if not isinstance(term, ox.Literal) or not term.value.isdigit():
        raise endpoint.not_ours("did not answer with a number where one was asked for")
    return int(term.value)
