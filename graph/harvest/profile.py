"""What the World Factbook's profiles say of a state: its people, size, wealth, capital and government."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from rdflib import RDF, Literal, URIRef

from graph.harvest import figures
from graph.harvest.figures import Figure
from graph.harvest.nquads import Quad
from graph.harvest.table import Row, read_table
from graph.store.terms import ACC, question, source, state, statement

_COLUMNS = ("iso3", "name", "population_text", "area_total", "gdp_official", "capital", "government_type")

# "10,093,593 (2025 est.)", "2,184,652 (July 2025 est.)"
_POPULATION = re.compile(r"([0-9][0-9,]*) \((?:[A-Z][a-z]+ )?([12][0-9]{3})(?: est\.)?\)")
# "83,600 sq km", "14.2 million sq km (...)"; what follows in brackets speaks of parts
_AREA = re.compile(r"([0-9][0-9,.]*)( million)? sq km(?: ?[(;].*)?")
_GDP = re.compile(r"\$([0-9][0-9,.]*) (million|billion|trillion) \(([12][0-9]{3}) est\.\)")
_TIMES = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}
#: how the text begins where nobody lives all year round
_NOBODY = ("uninhabited", "no permanent inhabitants", "note:")
_NOT_KNOWN = frozenset({"", "NA"})


@dataclass(frozen=True)
class _Parts:
    """The figures of all records of one state; of most there is one."""

    figures: Sequence[tuple[str, Figure]]  #: name of the record, its figure
    records: int  #: how many there are, with a figure or without

    def whole(self, *, adds_up: bool) -> Figure:
        """One figure for all of them: their sum, or what each of them gives alike."""
        (name, first), *others = self.figures
        if not others:
            return first if self.records == 1 else replace(first, comment=f"of {name} alone")
        if not adds_up:
            # the economy of Gaza and the West Bank is measured as one and stands in both records
            return replace(first, comment=f"as one for {' and '.join(name for name, _ in self.figures)}")
        said = " and ".join(f"{figure.amount:,} ({name})" for name, figure in self.figures)
        total = sum((figure.amount for _, figure in self.figures), Decimal(0))
        return replace(first, amount=total, derived=True, comment=f"derived: sum of {said}")


def harvest(folder: Path, slug: str, states: Collection[str]) -> Iterator[Quad]:
    """Give the figures of each state, its capital and its form of government, in the graph of *slug*."""
    records: dict[str, list[Row]] = defaultdict(list)
    for row in read_table(folder / "profile.csv", _COLUMNS):
        if row.code("iso3") in states:
            records[row["iso3"]].append(row)
    for code, rows in records.items():
        for read, adds_up in ((_population, True), (_area, True), (_gdp, False)):
            given = [(row["name"], figure) for row in rows if (figure := read(row))]
            if not adds_up and len({figure for _, figure in given}) > 1:
                raise rows[-1].wrong("gdp_official", "differs from that of another record of the same state")
            if given:
                yield from figures.describe(slug, _Parts(given, len(rows)).whole(adds_up=adds_up))
        for column, asked in (("capital", "capital"), ("government_type", "government")):
            for row in rows:
                if row[column]:
                    yield from _statement(slug, code, asked, row.plain(column))


def _population(row: Row) -> Figure | None:
    text = row["population_text"]
    if text.startswith(_NOBODY) or text in _NOT_KNOWN:
        return None
    if (form := _POPULATION.fullmatch(text)) is None:
        raise row.wrong("population_text", "is no count with a year, as in '125,063 (2024 est.)'")
    return Figure(row["iso3"], "population", _number(form[1]), "count", form[2])


def _area(row: Row) -> Figure | None:
    if row["area_total"] in _NOT_KNOWN:
        return None
    if (form := _AREA.fullmatch(row["area_total"])) is None:
        raise row.wrong("area_total", "is no area, as in '180 sq km'")
    return Figure(row["iso3"], "area", _number(form[1]) * _TIMES[(form[2] or "").strip()], "km2")


def _gdp(row: Row) -> Figure | None:
    if row["gdp_official"] in _NOT_KNOWN:
        return None
    if (form := _GDP.fullmatch(row["gdp_official"])) is None:
        raise row.wrong("gdp_official", "is no sum with a year, as in '$3.649 billion (2023 est.)'")
    return Figure(row["iso3"], "gdp", _number(form[1]) * _TIMES[form[2]], "USD", form[3])


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _statement(slug: str, code: str, asked: str, answer: str) -> Iterator[Quad]:
    subject = statement(f"{slug}.{code}.{asked}")

    def says(predicate: URIRef, value: URIRef | Literal) -> Quad:
        return subject, predicate, value, source(slug)

    yield says(RDF.type, ACC.Statement)
    yield says(ACC.about, state(code))
    yield says(ACC.question, question(asked))
    yield says(ACC.answer, Literal(answer))
