"""The columns of a table of ties: what each means, what else it may be called, and a template to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.own.errors import Rejected


@dataclass(frozen=True)
class Column:
    """One column that a table may have."""

    meaning: str
    examples: tuple[str, str]  #: one for each row of the template
    also: tuple[str, ...] = ()  #: other headers that are read as this one
    required: bool = False


COLUMNS: Mapping[str, Column] = {
    "sender": Column(
        "Who acts, owns, sends or is measured: a code (KAZ), a name in any language or an address.",
        ("KAZ", "UZB"),
        ("from",),
        required=True,
    ),
    "receiver": Column("The other end, written in the same way.", ("ISR", "ISR"), ("to",), required=True),
    "kind": Column(
        "The kind of tie, as the glossary calls it: embassy, ambassador, diplomatic-relations ...",
        ("embassy", "diplomatic-relations"),
        required=True,
    ),
    "source": Column(
        "Where it is said: an address that begins with http:// or https://.",
        ("https://example.org/report", "https://example.org/news"),
        ("source_url", "url"),
        required=True,
    ),
    "phase": Column(
        "The stage of a lasting tie: proposed, announced, signed, in force, suspended, ended or refused. "
        "Empty means in force. Events and figures have none.",
        ("in force", "in force"),
        ("stage",),
    ),
    "since": Column(
        "When it began or happened: 2020, 2020-09 or 2020-09-15, as precise as the source. Empty: not known.",
        ("1996-05", "1992-02-21"),
        ("start",),
    ),
    "until": Column("Its last day, month or year, inclusive; empty where it goes on.", ("", ""), ("end",)),
    "amount": Column("A figure, with a point before decimals; shares run from 0 to 1.", ("", "")),
    "unit": Column("The unit of the amount: share, km, USD, count ...", ("", "")),
    "year": Column("The year that was measured.", ("", "")),
    "role": Column("As what: member, observer, associate, witness, chair ...", ("", "")),
    "on_behalf_of": Column("The state for which a person acts.", ("", "")),
    "denies": Column(
        "yes, if the source says that it is not so; empty or no otherwise.", ("", ""), ("denied",)
    ),
    "confidence": Column("How sure it is: high, medium or low. Empty means medium.", ("high", "medium")),
    "source_title": Column(
        "The title of what is said there.", ("An example: write over it", "Another example"), ("title",)
    ),
    "source_publisher": Column("Who publishes it.", ("Example Institute", "Example News"), ("publisher",)),
    "source_issued": Column("When it came out.", ("2024-02-01", "2024-05"), ("issued",)),
    "locator": Column("Where in the source: page 4, paragraph 2 ...", ("page 4", "")),
    "comment": Column("A note in your own words.", ("", "")),
    "tie": Column(
        "The address of a tie of the atlas, where a row speaks of one of several that are alike.",
        ("", ""),
        ("iri",),
    ),
}

#: header → column that it is read as
_CALLED = {
    called: name
    for name, column in COLUMNS.items()
    for called in (name, *column.also, name.replace("_", " "))
}


_REPORTED = "reported_by"  #: a header that tables have which were taken away from the atlas


@dataclass(frozen=True)
class Understood:
    """How the headers of a table were understood."""

    read: Mapping[str, int]  #: our column → its position in the file
    headers: tuple[str, ...]  #: as they stand in the file

    def told(self) -> list[tuple[str, str, str]]:
        """Rows for the reader: the header in the file, what it is read as, what that means."""
        by_position = {position: name for name, position in reversed(list(self.read.items()))}
        return [
            (
                header,
                by_position.get(position, "not read"),
                COLUMNS[by_position[position]].meaning
                if position in by_position
                else "no column of ours is called so; nothing of it is taken",
            )
            for position, header in enumerate(self.headers)
        ]


def template() -> bytes:
    """A table with every column and two rows to write over."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    lines.writerows(zip(*(column.examples for column in COLUMNS.values()), strict=True))
    return written.getvalue().encode()


def understand(name: str, headers: Sequence[str]) -> Understood:
    """Say which column stands where.

    Raises:
        Rejected: a column that is needed is missing, or one stands twice.
    """
    read: dict[str, int] = {}
    ours = _REPORTED in headers and "iri" in headers  # there a tie is a sentence, its address iri
    for position, header in enumerate(headers):
        found = _CALLED.get(" ".join(header.strip().lower().split()))
        if found is None or (ours and header == "tie"):
            continue
        if found in read:
            raise Rejected(
                name,
                f"columns {headers[read[found]]!r} and {header!r} are both read as {found}; remove one",
                "line 1",
            )
        read[found] = position
    if ours and "source" not in read:
        # what a row says is said where the tie stands, by those who report it
        read |= {"source": read["tie"], "source_publisher": headers.index(_REPORTED)}
    missing = [each for each, column in COLUMNS.items() if column.required and each not in read]
    if missing:
        told = ", ".join(
            f"{each} (or {' or '.join(COLUMNS[each].also)})" if COLUMNS[each].also else each
            for each in missing
        )
        one = len(missing) == 1
        raise Rejected(
            name,
            f"the column{'' if one else 's'} {told} {'is' if one else 'are'} missing; "
            f"the file has {', '.join(repr(each[:30]) for each in headers[:20])}",
            "line 1",
        )
    return Understood(read, tuple(headers))
