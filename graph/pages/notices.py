"""Whose work the atlas stands on, and under which terms."""

from __future__ import annotations

import streamlit as st

from graph.atlas import Atlas
from graph.export.notices import LICENCES, by_licence, words
from graph.model.source import Source
from graph.pages.frame import foot
from graph.pages.reading import open_page
from graph.pages.words import link, plain

LONGEST_LICENCE = 60  #: characters of a licence's name


def notices() -> None:
    """The page: licences of the data, of what it is made from, and of the software."""
    atlas = open_page("notices", "Notices and attribution")
    with st.container(width=760):
        st.markdown(words())
        st.header("Tables that facts were taken from", anchor="tables")
        for licence, lines in _tables(atlas).items():
            under = link(LICENCES.get(licence, licence), licence)
            st.markdown(f"Under {under}:\n\n" + "\n".join(f"- {line}" for line in lines))
        st.header("Software", anchor="software")
        st.write("The code of the atlas is under the MIT licence. It runs on these libraries, among others:")
        st.markdown("\n".join(f"- {plain(line)}" for line in _software()))
    foot(atlas)


def _tables(atlas: Atlas) -> dict[str, list[str]]:
    """Licence → the sources that the data names under it, by title."""

    def line(source: Source) -> str:
        publisher = f", {plain(source.publisher)}" if source.publisher else ""
        return f"{link(source.title, source.url)}{publisher}"

    return {licence: [line(each) for each in sources] for licence, sources in by_licence(atlas.world).items()}


def _software() -> list[str]:
    """What the atlas asks for by name, with version and licence as the installed packages say."""
    from importlib.metadata import PackageNotFoundError, metadata, requires

    names = sorted({name for line in requires("accord-atlas") or () if (name := _named(line))})
    told = []
    for name in names:
        try:
            said = metadata(name).json
        except PackageNotFoundError:
            continue
        told.append(f"{said['name']} {said['version']}: {_licence(said) or 'see its own notice'}")
    return told


def _licence(said: dict[str, str | list[str]]) -> str:
    licence = str(said.get("license_expression") or said.get("license") or "")
    if licence and len(licence) <= LONGEST_LICENCE:
        return licence
    # some packages write the whole text of their licence there
    about = [line for line in said.get("classifier", ()) if line.startswith("License")]
    return ", ".join(line.rsplit(" :: ", 1)[-1] for line in about)


def _named(requirement: str) -> str:
    """The name at the beginning of a requirement; empty for one of an extra."""
    if "extra ==" in requirement:
        return ""
    return "".join(c if c.isalnum() or c in "-_." else " " for c in requirement).split()[0]
