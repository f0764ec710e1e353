"""What an engine can do: tried with small questions, and its counts compared with one another."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.settings import Settings
from graph.store.remote import ask, fetch
from graph.store.remote.client import Endpoint
from graph.store.remote.copy import counts
from graph.store.remote.trouble import EndpointError, Trouble
from graph.store.terms import ACC, ATLAS

#: what says that no question will be answered, so that the rest need not be tried
_HOPELESS = frozenset(Trouble) - {
    Trouble.OVERDUE, Trouble.NOT_UNDERSTOOD, Trouble.FAILED, Trouble.CUT, Trouble.TOO_LARGE,
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing that was tried."""

    what: str
    ok: bool
    says: str
    needed: bool = True  #: whether the atlas cannot be shown without it
    seconds: float = 0.0


@dataclass(frozen=True)
class Report:
    """What was found about an endpoint."""

    endpoint: str
    engine: str
    dialect: str
    note: str  #: what is known of such engines
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether it can be the store."""
        return all(finding.ok for finding in self.findings if finding.needed)


def check(settings: Settings) -> Report:
    """Try everything that the atlas asks of an endpoint; what fails is a finding.

    Raises:
        AddressRefused: the address may not be a store.
    """
    endpoint = Endpoint(settings)
    findings: list[Finding] = []
    for what, needed, trial in _TRIALS:
        began = time.monotonic()
        try:
            ok, says = trial(endpoint)
        except EndpointError as wrong:
            ok, says = False, wrong.says
            if wrong.trouble in _HOPELESS:
                findings.append(Finding(what, ok, says, True, time.monotonic() - began))
                break
        findings.append(Finding(what, ok, says, needed, time.monotonic() - began))
    engine = endpoint.server or "does not say what it is"
    known = endpoint.dialect
    return Report(endpoint.name, engine, known.name, known.note, tuple(findings))


Trial = Callable[[Endpoint], tuple[bool, str]]


def _yes_or_no(endpoint: Endpoint) -> tuple[bool, str]:
    held = endpoint.ask("ASK { GRAPH ?g { ?s ?p ?o } }")
    return held, "there are named graphs" if held else "there is no named graph"


def _atlas(endpoint: Endpoint) -> tuple[bool, str]:
    found = counts(endpoint).of
    return True, ", ".join(f"{number:,} {name}" for name, number in found.items() if number)


def _counts_agree(endpoint: Endpoint) -> tuple[bool, str]:
    """Count the sources there, and read them in pages of two sizes."""
    class_ = str(ACC.Source)
    counted = counts(endpoint).of["Source"]
    reader = fetch.Reader(endpoint)
    paged = sum(1 for _ in reader.in_order(lambda after, limit: ask.of_class(class_, after, limit)))
    small = sum(1 for _ in _small_pages(endpoint, class_))
    if counted == paged == small:
        return True, f"{counted:,} sources, whether counted there, read in large pages or in small ones"
    return False, f"{counted:,} sources counted there, {paged:,} in large pages, {small:,} in small ones"


def _small_pages(endpoint: Endpoint, class_: str) -> Iterator[str]:
    after, size = "", 97
    while rows := endpoint.select(ask.of_class(class_, after, size)).rows:
        names = [fetch.name(endpoint, row[0]) for row in rows]
        yield from names
        after = names[-1]


def _triples_agree(endpoint: Endpoint) -> tuple[bool, str]:
    """Hold what the engine counts in small graphs against what it gives."""
    sizes = {fetch.name(endpoint, g): fetch.count(endpoint, n) for g, n in endpoint.select(ask.sizes()).rows}
    graphs = sorted((g for g in sizes if sizes[g] < 500), key=lambda g: (-sizes[g], g))[:100]
    came = sum(1 for _ in fetch.quads(endpoint, fetch.Reader(endpoint).listed(graphs, ask.graphs)))
    expected = sum(sizes[g] for g in graphs)
    return came == expected, f"{expected:,} triples counted in {len(graphs)} graphs, {came:,} given"


def _dates(endpoint: Endpoint) -> tuple[bool, str]:
    """Ask for the dates of a year by their value and by their letters: an engine that loses rows differs."""
    by_value = endpoint.number(ask.dated(2020, by_value=True))
    by_letters = endpoint.number(ask.dated(2020, by_value=False))
    if by_value == by_letters:
        return True, f"{by_value:,} days of 2020, by value as by letters"
    return False, f"{by_value:,} days of 2020 by value, {by_letters:,} by letters; we filter ourselves"


def _lists(endpoint: Endpoint) -> tuple[bool, str]:
    most = endpoint.dialect.names
    names = [str(ATLAS), *(f"{ATLAS}/{number}" for number in range(most - 1))]
    endpoint.select(ask.graphs(names, 1))
    return True, f"{most:,} IRIs in one query"


def _cap(endpoint: Endpoint) -> tuple[bool, str]:
    asked = endpoint.dialect.rows
    came = endpoint.select(f"SELECT ?s WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {asked + 1}")
    if came.cap is not None:
        return came.cap >= fetch.FEWEST, f"cuts at {came.cap:,} rows and says so"
    if len(came.rows) > asked:
        return True, f"gives more than {asked:,} rows at once"
    return True, f"gave {len(came.rows):,} of {asked + 1:,} rows: it holds no more, or cuts silently"


def _union(endpoint: Endpoint) -> tuple[bool, str]:
    if endpoint.ask(f"ASK {{ ?tie a <{ACC.Tie}> }}"):
        return True, "a query without GRAPH sees all graphs"
    return False, "a query without GRAPH sees the unnamed graph only; ours name the graph, so nothing is lost"


def _language(endpoint: Endpoint) -> tuple[bool, str]:
    """A subselect, a path, NOT EXISTS, BIND and an aggregate at once."""
    endpoint.select(
        "SELECT ?kind (COUNT(DISTINCT ?tie) AS ?n) (SAMPLE(?word) AS ?w) WHERE { "
        f"{{ SELECT ?tie ?kind WHERE {{ GRAPH <{ATLAS}> {{ ?tie <{ACC.kind}> ?kind }} }} LIMIT 10 }} "
        f"GRAPH <{ATLAS}> {{ ?kind (<{ACC.family}>|<{ACC.nature}>) ?word }} BIND(STRLEN(?word) AS ?long) "
        f"FILTER(?long > 2) FILTER NOT EXISTS {{ GRAPH <{ATLAS}> {{ ?kind <{ACC.denies}> ?x }} }} }} "
        "GROUP BY ?kind"
    )
    return True, "subselects, paths, BIND, NOT EXISTS and aggregates"


_TRIALS: tuple[tuple[str, bool, Trial], ...] = (
    ("answers", True, _yes_or_no),
    ("holds an atlas", True, _atlas),
    ("SPARQL 1.1", True, _language),
    ("lists of names", True, _lists),
    ("counts agree", True, _counts_agree),
    ("triples agree", True, _triples_agree),
    ("rows at once", False, _cap),
    ("filters of dates", False, _dates),
    ("union of graphs", False, _union),
)


def record(report: Report) -> dict[str, object]:
    """Give a report as JSON has it."""
    return {
        "endpoint": report.endpoint,
        "engine": report.engine,
        "dialect": report.dialect,
        "usable": report.usable,
        "note": report.note,
        "findings": [
            {
                "what": found.what,
                "ok": found.ok,
                "needed": found.needed,
                "says": found.says,
                "seconds": round(found.seconds, 3),
            }
            for found in report.findings
        ],
    }


def told(report: Report) -> str:
    """Give a report in lines of text."""
    lines = [f"{report.endpoint}: {report.engine}, asked as {report.dialect}", f"  {report.note}"]
    for found in report.findings:
        mark = "yes" if found.ok else "NO" if found.needed else "no"
        lines.append(f"{mark:<4}{found.what:<18}{found.says} ({found.seconds:.1f} s)")
    lines.append("It can be the store." if report.usable else "It cannot be the store as it is.")
    return "\n".join(lines)
