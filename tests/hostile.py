"""Hostile, wrong, heavy and harmless queries, and what none of them may read or reach."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.store.small_store import listener

SECRET = "a tweet that nobody may hear"

RUNAWAY = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

#: hostile, wrong and harmless queries by what they end as, where the folder of bad inputs is not there
SAMPLES = {
    "refuse": [
        "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        r"INS\u0045RT DATA { <urn:a> <urn:b> 2 }",
        "SELECT * { ?s ?p ?o };\nDELETE WHERE { ?s ?p ?o }",
        "LOAD <http://{{HOST}}/good>",
        "SELECT ?x { SERVICE <http://{{HOST}}/good> { ?x ?y ?z } }",
        "ASK { OPTIONAL { SERVICE SILENT <http://{{HOST}}/good> { ?x ?y ?z } } }",
        r"SELECT * { S\u0045RVICE <http://{{HOST}}/good> { ?x ?y ?z } }",
        "CONSTRUCT { ?s ?p ?o } FROM <{{FILE}}> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://{{HOST}}/good> { GRAPH ?g { ?s ?p ?o } }",
        "ASK " + "{" * 10_000,
        f"SELECT ({'ABS(' * 7000}1{')' * 7000} AS ?x) {{}}",
    ],
    "limit": [RUNAWAY],
    "limit|ok": [
        "SELECT (COUNT(*) AS ?n) { ?a ((!<urn:q>)+/(^!<urn:q>)+)* ?b }",
        'SELECT (REGEX("zzzzzzzzzzzzzzzzzzzzzzzz?", "^(z|z)*$") AS ?b) {}',
    ],
    "syntax": ["SELECT * WHERE ?s ?p ?o", "SELECT * { ?s nope:p ?o }", "<b>SELECT</b>"],
    "ok": [
        'SELECT ("LOAD <file:///x> ; DELETE" AS ?x) {}',
        "SELECT ?from ?insert { VALUES (?from ?insert) { (1 2) } } # FROM <urn:x>",
        "PREFIX with: <urn:w#> SELECT * { VALUES ?x { <http://e.org/load> } ?x ?y with:clear }",
    ],
}


def bad_inputs() -> list[tuple[str, str, str, str]]:
    """Name, text, how it must end (any of some words) and note of each."""
    folder = os.environ.get("ATLAS_BAD_INPUTS")
    if not folder:
        return [(text[:20], text, expect, "") for expect, texts in SAMPLES.items() for text in texts]
    with (Path(folder) / "index.csv").open(encoding="utf-8", newline="") as index:
        rows = [row for row in csv.DictReader(index) if row["kind"] == "sparql"]
    return [
        (
            row["id"],
            (Path(folder) / row["where"]).read_text(encoding="utf-8"),
            row["expect"] + "|ok" * ("may answer" in row["note"]),
            row["note"],
        )
        for row in rows
    ]


@contextmanager
def forbidden(folder: Path) -> Iterator[Mapping[str, str]]:
    """Two files that no query may read and an address that none may reach; fails if somebody came to it."""
    for name, text in (("canary.ttl", f'<urn:canary> <urn:says> "{SECRET}" .'), ("canary.txt", SECRET)):
        (folder / name).write_text(text, encoding="utf-8")
    with listener() as (host, came):
        yield {
            "HOST": host,
            "FILE": (folder / "canary.ttl").as_uri(),
            "TXT": (folder / "canary.txt").as_uri(),
        }
        assert came == []


def filled(text: str, tokens: Mapping[str, str]) -> str:
    """A query that names these files and this address."""
    for token, value in tokens.items():
        text = text.replace(f"{{{{{token}}}}}", value)
    return text
