"""A table of ties, row by row: what each says, or what is wrong with it."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from graph.model.dates import PartialDate
from graph.model.kind import Nature, Phase, TieKind
from graph.model.sentences import named
from graph.model.source import Claim, Confidence
from graph.model.tie import Outline
from graph.model.world import World
from graph.own.columns import Understood, understand
from graph.own.errors import Rejected
from graph.own.names import Ends, Names, check_ends
from graph.own.said import (
    Finding,
    Gathered,
    Matcher,
    Mint,
    Unfit,
    check_dates,
    file_source,
    stage,
    told_source,
)

_LONGEST = 2_000  #: characters of a cell
_COLUMNS = 200  #: of a table
_EMPTY = 10  #: lines that there may be for each row, as in texts of several lines
_AMBIGUOUS = re.compile(r"(\d{1,4})[/.\s-](\d{1,2})[/.\s-](\d{1,4})")
_FORMULA = re.compile(r"'\s*[=+\-@\t\r]")
ROLES = (
    "member", "observer", "associate", "partner", "candidate", "invited", "signatory", "suspended", "witness",
    "chair", "co-chair", "president", "prime-minister",
)  # fmt: skip


def read_table(
    name: str, text: str, world: World, mint: Mint, day: date, *, names: Names, ends: Ends, most: int
) -> tuple[Understood, Gathered, int]:
    """Read a table of ties.

    Returns:
        How its headers were understood, what its good rows say with what is wrong with the others, and how
        many rows there are.

    Raises:
        Rejected: it is no table of ties, or has more than *most* rows.
    """
    lines = _lines(name, text, most)
    understood = understand(name, lines[0][1])
    found = Gathered()
    found.sources[()] = file_source(mint, name, day)
    table = _Table(name, world, mint, names, ends, found)
    for number, line in lines[1:]:
        place = f"row {number}"
        if len(line) > len(understood.headers):
            problem = f"has {len(line)} cells, and there are {len(understood.headers)} columns"
            found.findings.append(Finding(place, "", "", problem, "put a text that holds a comma in quotes"))
            continue
        cells = {
            column: _unquoted(line[position]) if position < len(line) else ""
            for column, position in understood.read.items()
        }
        try:
            table.take(place, number, cells)
        except Unfit as wrong:
            found.findings.append(wrong.at(place))
    if "phase" not in understood.read and any(outline.phase for outline in found.outlines.values()):
        found.notes.append("There is no column phase: ties of lasting kinds are read as in force.")
    return understood, found, len(lines) - 1


class _Table:
    """Takes the rows of one table."""

    def __init__(self, name: str, world: World, mint: Mint, names: Names, ends: Ends, found: Gathered):
        self._name, self._world, self._mint = name, world, mint
        self._names, self._ends, self._found = names, ends, found
        self._match = Matcher(world, mint)
        self._said: dict[tuple[object, ...], str] = {}

    def take(self, place: str, number: int, cells: Mapping[str, str]) -> None:
        for column, value in cells.items():
            if len(value) > _LONGEST:
                raise Unfit(column, value, f"has {len(value):,} characters", f"shorten it to {_LONGEST:,}")
        outline = self._outline(cells)
        claim = self._claim(f"row-{number}", outline, cells)
        says = (
            claim.tie, claim.source, claim.denies, claim.since, claim.until, claim.amount, claim.unit,
            claim.year, claim.role,
        )  # fmt: skip
        if before := self._said.get(says):
            raise Unfit("", "", f"says the same as {before}", "remove one of the two")
        self._said[says] = place
        self._found.outlines[outline.iri] = outline
        self._found.claims.append(claim)

    def _outline(self, cells: Mapping[str, str]) -> Outline:
        kind = self._names.kind(cells["kind"])
        phase = stage(kind, cells.get("phase", ""))
        if given := self._world.outline_by_iri.get(cells.get("tie", "")):
            return self._given(given, kind, phase, cells)
        if cells.get("tie", "").startswith("http") and "/own/" not in cells["tie"]:
            raise Unfit("tie", cells["tie"], "is no tie of the atlas", "leave it empty for a new one")
        sender = self._names.entity("sender", cells["sender"])
        about = self._world.outline_by_iri.get(cells["receiver"])
        receiver = None if about else self._names.entity("receiver", cells["receiver"])
        if sender is receiver:
            raise Unfit("receiver", cells["receiver"], "is the sender as well", "a tie joins two")
        check_ends(kind, sender, receiver, self._ends)
        behalf = cells.get("on_behalf_of", "")
        wanted = Outline(
            iri="",
            sender=sender.iri,
            receiver=about.iri if about else receiver.iri if receiver else "",
            kind=kind,
            phase=phase,
            on_behalf_of=self._names.entity("on_behalf_of", behalf).iri if behalf else "",
        )
        return self._match.outline(wanted, _date(cells, "since"), _year(cells))

    def _given(self, given: Outline, kind: TieKind, phase: Phase | None, cells: Mapping[str, str]) -> Outline:
        """The tie that a row names by its address; what else the row says of it must be so."""
        for column, end in (("sender", given.sender), ("receiver", given.receiver)):
            told = cells[column]
            if told not in (end, named(end, self._world)) and self._names.entity(column, told).iri not in (
                given.sender,
                given.receiver,
            ):
                raise Unfit(column, told, "is no end of the tie that the row names", "correct one of the two")
        if given.kind.slug != kind.slug or given.phase != phase:
            raise Unfit("tie", cells["tie"], "is of another kind or stage", "correct one of the two")
        return given

    def _claim(self, number: str, outline: Outline, cells: Mapping[str, str]) -> Claim:
        since, until, year = _date(cells, "since"), _date(cells, "until"), _year(cells)
        check_dates(since, until)
        amount = _number(cells)
        if amount is not None and not cells.get("unit"):
            raise Unfit(
                "unit", "", "is empty, and the row has an amount", "write the unit, such as share or USD"
            )
        if outline.kind.nature is Nature.MEASURE and amount is None and not _truth(cells):
            raise Unfit(
                "amount",
                "",
                f"is empty, and {outline.kind.label} is a figure",
                "write the figure and its unit",
            )
        role = cells.get("role", "").strip().lower()
        if role and role not in ROLES:
            raise Unfit("role", role, "is no role", f"write one of {', '.join(ROLES)}")
        return Claim(
            iri=self._mint.claim(number),
            tie=outline.iri,
            source=self._source(cells),
            denies=_truth(cells),
            phase=outline.phase,
            since=since,
            until=until,
            amount=amount,
            unit=cells.get("unit", "") if amount is not None else "",
            year=year,
            role=role,
            confidence=_confidence(cells.get("confidence", "")),
            locator=cells.get("locator", ""),
            comment=cells.get("comment", ""),
        )

    def _source(self, cells: Mapping[str, str]) -> str:
        url = cells.get("source", "")
        if not url:
            raise Unfit("source", "", "is empty", "say where it stands: an address that begins with https://")
        publisher = cells.get("source_publisher", "") or web_host("source", url)
        told = {"url": url, "title": cells.get("source_title", ""), "publisher": publisher}
        issued = _date(cells, "source_issued")
        key = (*told.values(), str(issued or ""))
        if key not in self._found.sources:
            number = len(self._found.sources)
            found = told_source(self._mint, number, self._name, told, issued)
            if tie := self._world.tie_by_iri.get(url):
                # what was taken from the atlas rests on who says it there, and adds no voice; on the first of
                # them alone, as a source that rests on two would make one voice of both
                found = replace(found, derived_from=(*found.derived_from, tie.affirming[0].source))
            self._found.sources[key] = found
        return self._found.sources[key].iri


def web_host(column: str, url: str) -> str:
    """The host of an address on the web.

    Raises:
        Unfit: it is none.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"{}|\\^`]", url):
        raise Unfit(column, url, "is no address on the web", "write one that begins with https://")
    return host.removeprefix("www.")


def _lines(name: str, text: str, most: int) -> list[tuple[int, list[str]]]:
    """The header and the rows that are not empty, each with its number as a spreadsheet counts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for number, line in enumerate(reader, 1):
            if any(cell.strip() for cell in line):
                lines.append((number, line))
            if len(lines) > most + 1 or reader.line_num > _EMPTY * (most + 1):
                raise Rejected(
                    name, f"has more than {most:,} rows; that is the limit (ATLAS_OWN_CLAIMS). Split it"
                )
    except csv.Error as wrong:
        raise Rejected(name, f"is no CSV: {wrong}", f"line {reader.line_num}") from None
    if not lines:
        raise Rejected(name, "is empty")
    if len(lines[0][1]) > _COLUMNS:
        raise Rejected(name, f"has {len(lines[0][1]):,} columns; the limit is {_COLUMNS}", "line 1")
    return lines


def _delimiter(text: str) -> str:
    """The sign between cells: the one that the first line has most of."""
    first = text.lstrip("\n").partition("\n")[0]
    return max(",;\t", key=first.count)


def _unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    text = cell.strip()
    return text[1:].strip() if _FORMULA.match(text) else text


def _date(cells: Mapping[str, str], column: str) -> PartialDate | None:
    text = cells.get(column, "")
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError as wrong:
        problem = "is not a day of the calendar" if "calendar" in str(wrong) else "is not a date"
        if "calendar" not in str(wrong) and _AMBIGUOUS.fullmatch(text):
            problem = "can be read in several ways"
        raise Unfit(column, text, problem, "write 2020, 2020-09 or 2020-09-15") from None


def _year(cells: Mapping[str, str]) -> PartialDate | None:
    year = _date(cells, "year")
    if year and year.precision > 1:
        raise Unfit("year", str(year), "is no year", "write a year, such as 2023")
    return year


def _number(cells: Mapping[str, str]) -> float | None:
    text = cells.get("amount", "")
    if not text:
        return None
    # no exponents: one of ten digits is a number that takes gigabytes to write out
    if not re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,18})?", text, re.ASCII) or not math.isfinite(float(text)):
        raise Unfit(
            "amount", text, "is not a number", "write digits with a point before decimals, such as 0.25"
        )
    return float(text)


def _truth(cells: Mapping[str, str]) -> bool:
    word = cells.get("denies", "").lower()
    if word in ("", "no", "false", "0"):
        return False
    if word in ("yes", "true", "1"):
        return True
    raise Unfit("denies", word, "is neither yes nor no", "write yes if the source says that it is not so")


def _confidence(word: str) -> Confidence:
    if not word:
        return Confidence.MEDIUM
    try:
        return Confidence(word.lower())
    except ValueError:
        raise Unfit("confidence", word, "is no confidence", "write high, medium or low") from None
