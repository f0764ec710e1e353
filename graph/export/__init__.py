"""What readers take away, one format each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.export.taken import Taken


def formats() -> Mapping[str, Callable[[Taken], bytes]]:
    """The formats in which a view is taken away as a whole: name → what writes it."""
    from graph.export import (
        claims,
        csv,
        cytoscape,
        entities,
        gexf,
        graphml,
        html,
        json,
        nodelink,
        parquet,
        python,
        rdf,
        svg,
    )

    return {
        "csv": csv.written,
        "json": json.written,
        "graphml": graphml.written,
        "gexf": gexf.written,
        "entities-csv": entities.written,
        "claims-csv": claims.written,
        "node-link": nodelink.written,
        "cytoscape": cytoscape.written,
        "turtle": rdf.turtle,
        "trig": rdf.trig,
        "json-ld": rdf.json_ld,
        "svg": svg.written,
        "svg-dark": svg.written_dark,
        "html": html.written,
        "parquet": parquet.written,
        "python": python.written,
    }


#: formats that need a reader's browser
MADE_IN_BROWSER = ("png", "pdf")


@dataclass(frozen=True)
class File:
    """What a format is called on the page, and as what it is handed out."""

    label: str
    ending: str  #: of the file's name
    mime: str


#: format → what its file is; one that is not listed is handed out by its own name
FILES: Mapping[str, File] = {
    "svg": File("SVG", "svg", "image/svg+xml"),
    "svg-dark": File("Dark SVG", "dark.svg", "image/svg+xml"),
    "html": File("HTML page", "html", "text/html"),
    "csv": File("Ties (CSV)", "ties.csv", "text/csv"),
    "entities-csv": File("Entities (CSV)", "entities.csv", "text/csv"),
    "claims-csv": File("Claims (CSV)", "claims.csv", "text/csv"),
    "json": File("Ties (JSON)", "json", "application/json"),
    "graphml": File("GraphML", "graphml", "application/graphml+xml"),
    "gexf": File("GEXF", "gexf", "application/gexf+xml"),
    "node-link": File("Node-link (JSON)", "node-link.json", "application/json"),
    "cytoscape": File("Cytoscape (JSON)", "cyjs", "application/json"),
    "trig": File("TriG", "trig", "application/trig"),
    "turtle": File("Turtle", "ttl", "text/turtle"),
    "json-ld": File("JSON-LD", "jsonld", "application/ld+json"),
    "parquet": File("Ties (Parquet)", "ties.parquet", "application/vnd.apache.parquet"),
    "python": File("Python", "py", "text/x-python"),
}


def file_of(form: str) -> File:
    """What the file of a format is."""
    return FILES.get(form) or File(form.capitalize(), form, "application/octet-stream")
