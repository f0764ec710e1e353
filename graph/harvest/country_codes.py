"""Country codes: the states themselves, with their names, codes and United Nations regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, Literal, URIRef

from graph.harvest import names
from graph.harvest.curated import Curated
from graph.harvest.errors import BadOverride, UnknownState
from graph.harvest.nquads import Quad
from graph.harvest.overrides import Label, read_labels
from graph.harvest.schemes import Regions
from graph.harvest.sources import describe
from graph.harvest.table import Row, read_table
from graph.model.dates import PartialDate
from graph.model.entity import Statehood
from graph.model.source import Reliability, Source
from graph.store.terms import ACC, ATLAS, WIKIDATA, source, state

CODES, EXTRA, CLDR, M49 = (source(slug) for slug in ("country-codes", "extra-entities", "cldr", "un-m49"))

SOURCES = (
    Source(
        iri=M49,
        title="Standard country or area codes for statistical use (M49)",
        publisher="United Nations Statistics Division",
        reliability=Reliability.PRIMARY,
        url="https://unstats.un.org/unsd/methodology/m49/",
        reference_work=True,
    ),
    Source(
        iri=CODES,
        title="Country codes (table of ISO 3166, M49 and other codes)",
        publisher="Datasets project",
        reliability=Reliability.REFERENCE,
        issued=PartialDate(2026, 5, 15),
        url="https://github.com/datasets/country-codes",
        licence="https://opendatacommons.org/licenses/pddl/1-0/",
        reference_work=True,
        derived_from=(M49,),
    ),
    Source(
        iri=CLDR,
        title=f"Common Locale Data Repository {names.CLDR}, names of territories",
        publisher="Unicode Consortium",
        reliability=Reliability.REFERENCE,
        url="https://cldr.unicode.org/",
        licence="https://www.unicode.org/license.txt",
        reference_work=True,
    ),
    Source(
        iri=EXTRA,
        title="Entities outside ISO 3166-1, and entities that need a note",
        publisher="Accord Atlas",
        reliability=Reliability.REFERENCE,
        licence="https://creativecommons.org/publicdomain/zero/1.0/",
        reference_work=True,
    ),
)

_COLUMNS = (
    *("iso3", "iso2", "iso_num", "display_name", "region", "subregion", "intermediate_region", "independent"),
    *("wikidata_id", *(f"name_{language}" for language in names.TABLE_LANGUAGES)),
)
_EXTRA_COLUMNS = ("code", "kind", "name_en", "m49_region_like")

_NO_STATE = "organisation"
_BY_KIND = {
    "state with UN observer status": Statehood.UN_OBSERVER,
    "partially-recognised state": Statehood.RECOGNISED_BY_SOME,
    "de facto state": Statehood.RECOGNISED_BY_SOME,
    "disputed": Statehood.RECOGNISED_BY_SOME,
}
_BY_INDEPENDENCE = {"Yes": Statehood.UN_MEMBER, "In contention": Statehood.RECOGNISED_BY_SOME}


@dataclass(frozen=True)
class Entry:
    """What the two tables say of one state; at least one of them says something."""

    row: Row | None  #: of country_codes.csv
    extra: Row | None  #: of extra_entities.csv

    @property
    def statehood(self) -> Statehood:
        """How far it is recognised; the hand table goes first, as the other calls Taiwan independent."""
        if self.extra:
            if self.extra["kind"] not in _BY_KIND:
                raise self.extra.wrong("kind", f"is none of {', '.join((*_BY_KIND, _NO_STATE))}")
            return _BY_KIND[self.extra["kind"]]
        return _BY_INDEPENDENCE.get(self.row["independent"] if self.row else "", Statehood.TERRITORY)

    def region(self, m49: Regions) -> tuple[URIRef, URIRef] | None:
        """The narrowest M49 region that lists it, and who says so; None where nobody does."""
        for column in ("intermediate_region", "subregion", "region"):
            if self.row and self.row[column]:
                return m49.concept(self.row, column), CODES
        if self.extra and self.extra["m49_region_like"]:
            # M49 lists such a place with another state or not at all: that it lies there is our word
            return m49.concept(self.extra, "m49_region_like"), EXTRA
        return None


def harvest(datasets: Path, data: Path) -> Iterator[Quad]:
    """Describe every state and territory, and the tables that its description comes from."""
    entries = read_entries(datasets)
    labels = read_labels(data)
    m49 = Regions.read(data, "m49")
    for origin in SOURCES:
        yield from describe(origin)
    if unknown := sorted((Curated.read(data).states | labels.keys()) - entries.keys()):
        raise UnknownState(unknown[0])
    for code in sorted(entries):
        override = labels.get(code)
        named = names.name(entries[code].row, entries[code].extra, override)
        if "en" not in named.labels:
            raise BadOverride(data / "labels.toml", code, "gives no English label, and no table has one")
        yield from _description(code, entries[code], named, override)
        if placed := entries[code].region(m49):
            yield state(code), ACC.region, *placed


def read_entries(datasets: Path) -> dict[str, Entry]:
    """Read code → what country_codes.csv and extra_entities.csv say of it; organisations are left out."""
    folder = datasets / "country_codes"
    rows = {row.code("iso3"): row for row in read_table(folder / "country_codes.csv", _COLUMNS)}
    extras = {
        row.code("code"): row
        for row in read_table(folder / "extra_entities.csv", _EXTRA_COLUMNS)
        if row["kind"] != _NO_STATE
    }
    return {code: Entry(rows.get(code), extras.get(code)) for code in rows.keys() | extras.keys()}


def _description(code: str, entry: Entry, named: names.Names, override: Label | None) -> Iterator[Quad]:
    def says(predicate: URIRef, value: URIRef | Literal) -> Quad:
        return state(code), predicate, value, ATLAS

    yield says(RDF.type, ACC.State)
    if entry.statehood in {Statehood.UN_MEMBER, Statehood.UN_OBSERVER}:
        yield says(RDF.type, SDO.Country)
    yield says(ACC.code, Literal(code))
    yield says(ACC.statehood, Literal(str(entry.statehood)))
    for language, label in named.labels.items():
        yield says(RDFS.label, Literal(label, lang=language))
    for language, alias in named.aliases:
        yield says(SKOS.altLabel, Literal(alias, lang=language))
    if entry.extra:
        yield says(DCTERMS.source, EXTRA)
    if entry.row or (override and override.cldr):
        yield says(DCTERMS.source, CLDR)
    if entry.row:
        yield says(DCTERMS.source, CODES)
        yield says(ACC.iso2, Literal(entry.row["iso2"]))
        yield says(ACC.isoNumeric, Literal(entry.row["iso_num"]))
    item = (override and override.wikidata) or (entry.row and entry.row["wikidata_id"])
    if item:
        yield says(OWL.sameAs, WIKIDATA[item])
    if override:
        yield says(SKOS.editorialNote, Literal(override.reason, lang="en"))
