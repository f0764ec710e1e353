"""What a reader takes away from the drawer: citations, the query, the address, and a report of a mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from graph.atlas import Atlas
from graph.export.citation import Citation, bibtex, cite_source, cite_tie, cite_view, csl_json, text
from graph.model.describe import describe
from graph.model.evidence import TieEvidence
from graph.model.report import report
from graph.model.source import Reliability
from graph.model.view import View
from graph.model.words import one_line
from graph.pages.ways import to_query


@dataclass(frozen=True)
class Seen:
    """Where and when a reader sees what the drawer shows."""

    address: str  #: link that opens it in this app
    description: str  #: the view in a sentence
    accessed: date
    lens: str = ""
    known_on: date | None = None


def seen(atlas: Atlas, view: View, address: str) -> Seen:
    """What a citation says of where a view was read, at an address that opens it."""
    return Seen(
        address=address,
        description=describe(view, atlas.known(view).world),
        accessed=date.today(),
        lens=view.lens,
        known_on=view.known_on,
    )


_FORMS: Mapping[str, Callable[[list[Citation]], str]] = {
    "Text": lambda citations: "\n\n".join(map(text, citations)),
    "BibTeX": bibtex,
    "CSL-JSON": csl_json,
}


def take(evidence: TieEvidence, version: str, day: date, seen: Seen, query: str = "") -> None:
    """Offer all that can be taken away from one tie, each behind a line of its own."""
    with st.expander("Cite"):
        _cite(evidence, version, day, seen)
    if query:
        with st.expander("The query behind this"):
            st.caption("This SPARQL finds the tie and its claims in the data.")
            _behind(query, seen)
    with st.expander("Address of this tie"):
        st.caption("Its name in the data, which stays the same")
        st.code(evidence.tie.iri, language=None, wrap_lines=True)
        st.caption("The link that opens what you see now")
        st.code(seen.address, language=None, wrap_lines=True)
    with st.expander("This is wrong"):
        st.caption(
            "Copy this and fill in the empty lines. Send it to whoever runs this copy of the atlas, or open "
            "an issue where its repository is kept. A source that says otherwise helps most."
        )
        st.code(report(evidence, seen.address, version), language=None, wrap_lines=True)


def take_view(seen: Seen, version: str, day: date, query: str) -> None:
    """Offer the whole view: its address, its citation, the query that finds the same lines."""
    st.caption("The link that opens this view")
    st.code(seen.address, language=None, wrap_lines=True)
    _cited({"The view": [_view(seen, version, day)]}, "view")
    st.caption("This SPARQL finds the same lines in the data.")
    _behind(query, seen)


def _behind(query: str, seen: Seen) -> None:
    """Show a query, and lead to the page on which it can be asked and changed."""
    st.code(query, language="sparql", wrap_lines=True)
    to_query(query, parse_qsl(urlsplit(seen.address).query))


def _cite(evidence: TieEvidence, version: str, day: date, seen: Seen) -> None:
    # general knowledge has no page that could be cited
    sources = [
        cite_source(source, seen.accessed)
        for source in evidence.sources
        if source.reliability is not Reliability.NONE
    ]
    told = {"accessed": seen.accessed, "known_on": seen.known_on, "lens": seen.lens}
    tie = cite_tie(evidence.tie.iri, evidence.sentence, seen.address, version, day, **told)  # type: ignore[arg-type]
    offered: dict[str, list[Citation]] = {"This tie, as found here": [tie]}
    if len(sources) > 1:
        offered[f"All its sources ({len(sources)})"] = sources
    for number, source in enumerate(sources, 1):
        offered[f"Source {number}: {one_line(source.publisher or source.title)}"] = [source]
    offered["The whole view"] = [_view(seen, version, day)]
    _cited(offered, evidence.tie.iri)


def _view(seen: Seen, version: str, day: date) -> Citation:
    return cite_view(
        seen.description,
        seen.address,
        version,
        day,
        accessed=seen.accessed,
        known_on=seen.known_on,
        lens=seen.lens,
    )


def _cited(offered: Mapping[str, list[Citation]], key: str) -> None:
    """Show a citation in the form that the reader chooses; of several things, the one that is chosen."""
    what = next(iter(offered))
    if len(offered) > 1:
        what = st.selectbox("What to cite", list(offered), key=f"cite what {key}")
    form = st.segmented_control("Form", list(_FORMS), default="Text", required=True, key=f"cite form {key}")
    st.code(_FORMS[form or "Text"](offered[what]), language=None, wrap_lines=True)
