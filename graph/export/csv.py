"""Ties as a CSV file, with a description of its columns that tools of the W3C's CSV on the Web read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from graph.export.cells import cell
from graph.export.column import Column
from graph.export.lines import lines_of
from graph.export.taken import Taken
from graph.model.sentences import named, sentence
from graph.model.tie import Tie
from graph.model.world import World

FILE = "accord-atlas-ties.csv"
METADATA = f"{FILE}-metadata.json"  #: where tools look for the description of the file beside it


@dataclass(frozen=True)
class Told:
    """One tie as a view shows it."""

    tie: Tie
    certainty: str
    world: World
    day: date

    @cached_property
    def sentence(self) -> str:
        """The tie in a sentence; kept, as each of its claims says it again."""
        return sentence(self.tie, self.world, self.day)


def _names(iris: Iterable[str], world: World) -> str:
    return "; ".join(sorted({_publisher(iri, world) for iri in iris}))


def _publisher(iri: str, world: World) -> str:
    source = world.source_by_iri[iri]
    return source.publisher or source.title


#: every column that there is, in the order in which they stand
COLUMNS: Mapping[str, Column[Told]] = {
    "tie": Column("Tie", "The tie in a sentence, with its date.", lambda t: t.sentence),
    "sender": Column(
        "Sender",
        "Who acts, owns, sends or is measured; of a symmetric kind the first in alphabetical order.",
        lambda t: named(t.tie.sender, t.world),
    ),
    "receiver": Column("Receiver", "The other end.", lambda t: named(t.tie.receiver, t.world)),
    "on_behalf_of": Column(
        "On behalf of",
        "The state for which a person acts.",
        lambda t: named(t.tie.outline.on_behalf_of, t.world) if t.tie.outline.on_behalf_of else None,
    ),
    "kind": Column("Kind", "What kind of tie it is.", lambda t: t.tie.kind.label, few=True),
    "family": Column("Family", "The family of its kind.", lambda t: str(t.tie.kind.family), few=True),
    "phase": Column(
        "Phase",
        "The stage of a lasting tie: proposed, announced, signed, in force, suspended, ended or refused.",
        lambda t: t.tie.phase.label if t.tie.phase else None,
        few=True,
    ),
    "since": Column(
        "Since",
        "When it began or happened, as precise as the source; empty where no source says.",
        lambda t: str(t.tie.since) if t.tie.since else None,
    ),
    "until": Column(
        "Until",
        "Its last day, month or year, inclusive; empty where no source says.",
        lambda t: str(t.tie.until) if t.tie.until else None,
    ),
    "amount": Column(
        "Amount",
        "Its figure, in the unit beside it; shares run from 0 to 1.",
        lambda t: t.tie.amount,
        "number",
    ),
    "unit": Column("Unit", "The unit of the amount.", lambda t: t.tie.unit or None, few=True),
    "year": Column(
        "Year of the figure",
        "The period that was measured.",
        lambda t: str(t.tie.year) if t.tie.year else None,
    ),
    "role": Column("Role", "As what: member, observer, witness, ...", lambda t: t.tie.role or None, few=True),
    "certainty": Column(
        "Certainty",
        "Whether it certainly or only possibly holds on the day of the view.",
        lambda t: t.certainty,
        few=True,
    ),
    "grade": Column(
        "Grade",
        "How well it is supported on the day of the view.",
        lambda t: str(t.tie.grade_on(t.day)),
        few=True,
    ),
    "independent_sources": Column(
        "Independent sources",
        "How many of its sources stand on their own: no shared origin, no shared publisher.",
        lambda t: t.tie.independent_sources,
        "integer",
    ),
    "reported_by": Column(
        "Reported by", "Who publishes the sources that report it.", lambda t: _names(t.tie.sources, t.world)
    ),
    "denied_by": Column(
        "Denied by",
        "Who publishes the sources that deny it.",
        lambda t: _names((claim.source for claim in t.tie.denying), t.world) or None,
    ),
    "disputed": Column(
        "Disputed",
        "Whether sources contradict one another about it.",
        lambda t: t.tie.disputed,
        "boolean",
        few=True,
    ),
    "iri": Column("Address", "Its stable address, by which it is cited.", lambda t: t.tie.iri, "anyURI"),
}


def written(taken: Taken) -> bytes:
    """Write all ties of a view with every column, and what is said of the whole with each."""
    return lines_of(taken, COLUMNS, told_of(taken))


def told_of(taken: Taken) -> list[Told]:
    """The ties of a view, each with the claims alone that the view wants."""
    return [
        Told(replace(tie, claims=taken.claims(tie)), certainty, taken.world, taken.day)
        for tie, certainty in taken.ties
    ]


def rows(told: Iterable[Told], columns: Sequence[str]) -> list[dict[str, Any]]:
    """Give one row a tie: column → plain value, None where no source says."""
    return [{name: COLUMNS[name].value(each) for name in columns} for each in told]


def ties_csv(told: Iterable[Told], columns: Sequence[str]) -> bytes:
    """Write ties as CSV with the names of *columns* as its first row; see ``lines_csv``."""
    return lines_csv(columns, (row.values() for row in rows(told, columns)))


def lines_csv(columns: Sequence[str], lines: Iterable[Iterable[object]]) -> bytes:
    """Write lines of values as CSV (RFC 4180, UTF-8) with the names of *columns* as its first row.

    No text is run as a formula; see ``cells``.
    """
    written = io.StringIO(newline="")
    file = csv.writer(written)
    file.writerow(columns)
    for line in lines:
        file.writerow([cell(value) for value in line])
    return written.getvalue().encode("utf-8", "replace")


def description(
    columns: Sequence[str],
    about: Mapping[str, str],
    meanings: Mapping[str, Column[Any]] = COLUMNS,
    file: str = FILE,
) -> bytes:
    """Describe the columns of a CSV file as CSV on the Web metadata.

    Args:
        columns: those that were written.
        about: what is said of the file as a whole, by terms such as ``dc:title`` and ``dc:source``.
        meanings: every column that the file can have; those of ties if not said.
        file: its name.

    Source:
        Metadata Vocabulary for Tabular Data, W3C Recommendation, 17 December 2015.
    """
    table = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file,
        **about,
        "tableSchema": {
            "columns": [
                {
                    "name": name,
                    "titles": name,
                    "dc:title": meanings[name].title,
                    "dc:description": meanings[name].description,
                    "datatype": meanings[name].datatype,
                }
                for name in columns
            ],
            **({"primaryKey": "iri"} if "iri" in columns else {}),
        },
    }
    return json.dumps(table, ensure_ascii=False, indent=2).encode()
