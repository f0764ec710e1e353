"""The data for other programs: in one file, by query and by command; and what changed between versions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urljoin

import streamlit as st

from graph.atlas import Atlas
from graph.export.bundle import FILE
from graph.model.dates import PartialDate
from graph.model.versions import Changes
from graph.pages.frame import foot
from graph.pages.reading import open_page, text
from graph.pages.words import plain
from graph.store import versions

_MOST_VERSIONS = 10  #: of the change log
_MOST_SOURCES = 40  #: named of one change


def download() -> None:
    """The page: all of the data, the addresses for programs, and the change log."""
    atlas = open_page("download", "Take the data elsewhere")
    site = urljoin(str(st.context.url or "http://127.0.0.1:8501/"), ".").rstrip("/")
    with st.container(width=760):
        _whole(atlas, site)
        st.header("From a program", anchor="programs")
        st.markdown(text("download").format(site=site))
        _examples(site)
        _log(atlas, site)
    foot(atlas)


def _whole(atlas: Atlas, site: str) -> None:
    # whatever lies over the shipped data is in no file of theirs
    world = (atlas.table.under or atlas.table).world
    st.header("Everything in one file", anchor="everything")
    if atlas.copy is None:
        st.markdown(
            f"[{FILE}]({site}/dataset/{FILE}) holds all of data {world.version} as Turtle, TriG and N-Quads: "
            f"{len(world.ties):,} ties and {len(world.claims):,} claims of {len(world.sources):,} sources, "
            "and how alike states vote; with a README, the licence and the notices of those whose work it "
            "stands on. A claim stands in the graph of its source, and a tie names no date of its own: dates "
            "are claims."
        )
    else:
        st.write("The data of this atlas are those of another store: no file here holds them all.")
    st.markdown(
        f"For machines the data describe themselves in DCAT and VoID: [{site}/dataset]({site}/dataset). "
        "A part of them, as a view shows it, is taken on [Explore](.), under *Take it away*."
    )


def _examples(site: str) -> None:
    shell, python, rdf = st.tabs(["In a shell", "In Python, with pandas", "In Python, with rdflib"])
    with shell:
        _code(
            "curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 10' "
            f"{site}/sparql\n"
            f"curl '{site}/api/ties?entity=Kazakhstan&entity=Israel'",
        )
    with python:
        _code(
            "import pandas as pd\n\n"
            f'pd.read_json("{site}/api/members?as-of=2020-12-31&lens=signed")\n'
            f'pd.read_csv("{site}/api/export?format=csv&view=first")',
        )
    with rdf:
        _code(
            "import rdflib\nfrom rdflib.plugins.stores.sparqlstore import SPARQLStore\n\n"
            f'graph = rdflib.Graph(SPARQLStore("{site}/sparql"))\n'
            'graph.query("SELECT ?state { ?state a <https://w3id.org/accord-atlas/ontology#State> }")',
        )


def _code(text: str) -> None:
    # lines that are too long are broken: who uses keys cannot scroll them. Colours of code are too faint
    st.code(text, language=None, wrap_lines=True)


def _log(atlas: Atlas, site: str) -> None:
    data = atlas.settings.data
    st.header("What changed", anchor="changes")
    st.write(
        "A version names all that the data hold; a link to a view names the version it was made from. What "
        "each source says is compared from one recorded version to the next."
    )
    known = versions.versions(data)
    for before, after in list(pairwise(known))[::-1][:_MOST_VERSIONS]:
        _change(atlas, versions.changes(data, before.name, after.name), site)
    if not known:
        st.write("No version of these data is on record.")
    elif atlas.world.version != known[-1].name:
        st.write(f"Data {atlas.world.version}, which this page shows, are not on record yet.")


def _change(atlas: Atlas, found: Changes, site: str) -> None:
    titles = {source.slug: source.title for source in atlas.world.sources}
    day = PartialDate.parse(found.after.recorded).spoken() if found.after.recorded else "on no noted day"
    address = f"{site}/api/changes?from={found.before.name}&to={found.after.name}"
    st.markdown(
        f"**{found.before.name} → {found.after.name}**, recorded {plain(day)}: {plain(found.told)}. "
        f"As [JSON]({address}), as [Turtle]({address}&format=turtle)."
    )
    sorts = (("Added", found.added), ("Removed", found.removed), ("Says something else", found.changed))
    if any(slugs for _, slugs in sorts):
        with st.expander("Which sources"):
            for title, slugs in sorts:
                if slugs:
                    st.markdown(f"{title}:\n\n" + "\n".join(_lines(found, slugs, titles)))


def _lines(found: Changes, slugs: Sequence[str], titles: dict[str, str]) -> list[str]:
    lines = []
    for slug in slugs[:_MOST_SOURCES]:
        held = " → ".join(f"{side[slug].triples:,}" for side in (found.was, found.now) if slug in side)
        lines.append(f"- {plain(titles.get(slug, slug))}, {held} triples")
    if more := len(slugs) - _MOST_SOURCES:
        lines += [f"- and {more:,} more, named in the JSON"] if more > 0 else []
    return lines
