"""An answer to a reader's query as a table, a picture, a map or a chart, and as files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.atlas import Atlas
from graph.export.column import Column
from graph.export.sheet import Sheet
from graph.model.entity import Entity, EntityType
from graph.model.kept import kept
from graph.model.measure import SHARE, Classes, Measure, Value, classify, summary
from graph.model.results import Chart, Result, Row, Term, name, number, question
from graph.model.sentences import figure, sentence
from graph.model.view import View
from graph.model.words import counted, one_line
from graph.pages import shapes, showing, visit
from graph.pages.cache import theme
from graph.pages.drawings import drawing_of_result
from graph.pages.grid import grid
from graph.pages.words import plain
from graph.picture.result import result_chart
from graph.picture.world_map import BORDERS, HATCHED, SECTIONS, Spot, world_map

if TYPE_CHECKING:
    from graph.store.answer import Answer

_GRID, _FORM = "query grid", "query shown as"
_FORMS = {"table": "Table", "canvas": "Canvas", "map": "Map", "chart": "Chart"}
#: format of a file → what it is called, the end of its name, its media type
_FILES = {
    "csv": ("CSV", "csv", "text/csv"),
    "tsv": ("TSV", "tsv", "text/tab-separated-values"),
    "json": ("JSON", "json", "application/sparql-results+json"),
    "xml": ("XML", "xml", "application/sparql-results+xml"),
    "turtle": ("Turtle", "ttl", "text/turtle"),
    "ntriples": ("N-Triples", "nt", "application/n-triples"),
    "rdf": ("RDF/XML", "rdf", "application/rdf+xml"),
}
_PARTS = ("subject", "predicate", "object")


def result(atlas: Atlas, view: View, answer: Answer, text: str) -> Result:
    """An answer in the words of what is known in a view; triples are rows of three."""
    world = atlas.known(view).world
    rows: Iterable[Row] = answer.rows
    columns = answer.variables
    if answer.kind == "construct":
        columns = _PARTS
        rows = (dict(zip(_PARTS, triple, strict=True)) for triple in answer.triples)
    return Result(columns, tuple(rows), world, partial(_otherwise, atlas, view), question(text))


def _otherwise(atlas: Atlas, view: View, iri: str) -> str:
    """What an IRI is called that is no entity and no source."""
    from graph.store.terms import BASE
    from graph.store.vocabulary import short

    world, (folder, _, slug) = atlas.known(view).world, iri.rpartition("/")
    if tie := world.tie_by_iri.get(iri):
        return sentence(tie, world, atlas.day(view))
    if folder.endswith("/kind") and slug in world.kind_by_slug:
        return world.kind_by_slug[slug].label
    if folder.endswith(("/region", "/religion")) and slug in world.concept_by_slug:
        return world.concept_by_slug[slug].label
    return short(iri).strip("<>").removeprefix(BASE)


def show(atlas: Atlas, view: View, answer: Answer, found: Result, wanted: str, number_: int) -> None:
    """Show an answer in the form that the reader chooses; what cannot be is said with the reason.

    Args:
        wanted: the form that it is shown in at first, if it can be.
        number_: of the answer, so that a new one begins anew.
    """
    if answer.kind == "ask":
        st.subheader("Yes" if answer.boolean else "No", anchor=False)
        files(answer)
        return
    if not found.rows:
        what = "row" if answer.kind == "select" else "triple"
        st.info(
            f"No {what} fits. The query is well formed: look whether a pattern asks for too much, for "
            "instance a phase or a graph that the data do not have."
        )
        return
    why_not = _why_not(found)
    possible = [form for form in _FORMS if form not in why_not]
    key = f"{_FORM} {number_}"
    if key not in st.session_state:
        st.session_state[key] = wanted if wanted in possible else "table"
    form = st.segmented_control("Shown as", possible, format_func=_FORMS.__getitem__, key=key, required=True)
    if why_not:
        told = "; ".join(f"no {form}: {reason}" for form, reason in why_not.items())
        st.caption(plain(f"{told[0].upper()}{told[1:]}."))
    {"canvas": _canvas, "map": _map, "chart": _chart}.get(str(form), _table)(atlas, view, found)
    files(answer)


def _why_not(found: Result) -> dict[str, str]:
    reasons = {
        "canvas": found.canvas,
        "map": found.map if isinstance(found.map, str) else "",
        "chart": found.chart if isinstance(found.chart, str) else "",
    }
    return {form: reason for form, reason in reasons.items() if reason}


def files(answer: Answer) -> None:
    """Offer an answer in every format that it has."""
    from graph.store.answer import FORMATS

    formats = [name for name in FORMATS[answer.kind] if answer.kind != "construct" or name != "json"]
    with st.container(horizontal=True):
        for name_ in formats:
            label, ending, mime = _FILES["rdf" if (answer.kind, name_) == ("construct", "xml") else name_]
            st.download_button(
                label,
                partial(answer.serialise, name_),
                file_name=f"accord-atlas-query.{ending}",
                mime=mime,
                icon=":material/download:",
                key=f"query file {name_}",
                on_click="ignore",
            )


# --- table ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    """One row of the table."""

    row: Row
    place: str


def _table(atlas: Atlas, view: View, found: Result) -> None:
    part = _sheet(found).whole()
    lead = "A row opens its tie or entity beside. " if found.ties or found.entities else ""
    st.caption(f"{lead}Names stand for addresses; the files hold the addresses themselves.")
    names = [key for key in part.sheet.columns if key != "iri"]
    grid(
        part,
        names,
        _GRID,
        f"{counted(len(part), 'row')} that answer the query",
        partial(_open, atlas, found),
        several=False,
        keep=False,
    )


@kept(1)
def _sheet(found: Result) -> Sheet[_Line]:
    columns: dict[str, Column[_Line]] = {
        f"c{position}": Column(
            column,
            f"The values of ?{column}",
            _number(column) if found.numbers(column) else _text(column, found),
            "number" if found.numbers(column) else "string",
        )
        for position, column in enumerate(found.columns)
    }
    columns["iri"] = Column("Row", "Its number in this answer.", lambda line: line.place)
    lines = [_Line(row, f"{id(found)} {place}") for place, row in enumerate(found.rows)]
    return Sheet("query", columns, lines)


def _number(column: str) -> Callable[[_Line], float | None]:
    def value(line: _Line) -> float | None:
        return number(line.row[column]) if column in line.row else None

    return value


def _text(column: str, found: Result) -> Callable[[_Line], str | None]:
    def value(line: _Line) -> str | None:
        return _shown(line.row.get(column), found) if column in line.row else None

    return value


def _shown(term: Term | None, found: Result) -> str:
    """A term in a cell: signs that hide or turn the text are made visible."""
    return one_line(name(term, found.world, found.otherwise))


def _open(atlas: Atlas, found: Result, chosen: list[Any]) -> None:
    if not chosen:
        return
    # likenesses are no ties of the world, and looked up one by one
    named = (term["value"] for term in chosen[0].row.values() if "/tie/" in str(term["value"]))
    alike = next((iri for iri in named if iri not in found.world.tie_by_iri and atlas.likeness(iri)), "")
    if iri := alike or found.opens(chosen[0].row):
        visit.open_(iri)


# --- picture --------------------------------------------------------------------------------------------


def _canvas(atlas: Atlas, view: View, found: Result) -> None:
    drawn, told = drawing_of_result(atlas, view, found)
    showing.picture(drawn, "query canvas", 520)
    st.caption(plain(told))


# --- map and chart --------------------------------------------------------------------------------------


def _map(atlas: Atlas, view: View, found: Result) -> None:
    """The states of a result by its numbers; who has none in it has no figure."""
    assert not isinstance(found.map, str)
    states, numbers = found.map
    amounts = [amount for row in found.rows if (amount := number(row.get(numbers, {}))) is not None]
    unit = SHARE if "share" in numbers.lower() and all(0 <= amount <= 1 for amount in amounts) else ""
    values = {
        row[states]["value"]: Value(figure(amount, unit), low=amount, high=amount)
        for row in found.rows
        if states in row and numbers in row and (amount := number(row[numbers])) is not None
    }
    measure = Measure(f"?{numbers}", values, unit=unit, missing="not in the answer")
    uncoloured = atlas.shapes.uncoloured
    coloured = {iri for iri in values if found.world.entity_by_iri[iri].code not in uncoloured}
    classes = classify(measure, coloured)
    told = summary(classes, 0, measure, (HATCHED, len(values) - len(coloured)))
    everybody = [entity for entity in found.world.entities if entity.type is EntityType.STATE]
    spots = [
        Spot(
            code=entity.code,
            name=entity.label,
            said=values[entity.iri].said if entity.iri in values else measure.missing,
            label=_label(entity, measure, classes, uncoloured),
            latitude=entity.latitude,
            longitude=entity.longitude,
            size=atlas.shapes.sizes.get(entity.code, 0.0),
        )
        for entity in everybody
    ]
    st.vega_lite_chart(
        world_map(
            measure,
            classes,
            spots,
            [],
            shapes=shapes.address(),
            theme=theme(),
            section=SECTIONS["world"],
            heading=(
                found.question or measure.title,
                f"An answer of Accord Atlas, data {atlas.world.version}",
            ),
        ),
        key="query map",
        theme=None,
        alt=f"World map of ?{numbers}. {found.question} {told}. {BORDERS} The table says the same in words.",
    )
    st.caption(plain(f"{counted(len(values), 'state')} with a number: {told}. {BORDERS}"))


def _label(entity: Entity, measure: Measure, classes: Classes, uncoloured: Collection[str]) -> str:
    if entity.code in uncoloured:
        return HATCHED
    place = classes.class_of.get(entity.iri)
    return measure.missing if place is None else classes.labels[place]


def _chart(atlas: Atlas, view: View, found: Result) -> None:
    assert isinstance(found.chart, Chart)
    asked = found.chart
    rows = [
        {
            "along": str(row[asked.along]["value"])[:10] if asked.years else _shown(row[asked.along], found),
            "number": number(row[asked.number]),
            "colour": _shown(row.get(asked.colour), found) if asked.colour else "",
        }
        for row in found.rows
        if asked.along in row and asked.number in row
    ]
    drawn = counted(len(rows), "row")
    st.vega_lite_chart(
        result_chart(rows, asked, theme()),
        key="query chart",
        theme=None,
        alt=f"Chart of ?{asked.number} by ?{asked.along}, {drawn}. The table says the same in words.",
    )
    if len(rows) < len(found.rows):
        st.caption(f"{drawn} of {len(found.rows):,}: the others lack a value.")
