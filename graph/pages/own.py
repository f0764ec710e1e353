"""Your data: a file of the reader's own, checked, reported on, laid over the atlas for this visit alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple, replace
from functools import partial

import streamlit as st

from graph.atlas import Atlas
from graph.errors import AtlasError
from graph.export.csv import lines_csv
from graph.model.words import counted, spoken
from graph.own.columns import COLUMNS, template
from graph.own.gate import ENDINGS
from graph.own.preview import Effect
from graph.own.quads import as_trig
from graph.own.review import Own, Review
from graph.own.taken import rows
from graph.pages import visit
from graph.pages.brought import brought, lay, remove
from graph.pages.cache import the_atlas, the_base
from graph.pages.frame import foot
from graph.pages.reading import open_page, text
from graph.pages.words import plain

_REVIEW, _ASKED, _TURN = "own review", "own file", "own turn"  #: memory of a visit
_IN_FOCUS = 12  #: entities that one picture can be about
_MOST = 500  #: rows of a table on the page; the files have all


def own() -> None:
    """The page: bring a file, read its report, see what it would change, lay it over, take it away."""
    atlas = open_page("own", "Your data", here="Your data")
    with st.container(width=880):
        st.markdown(text("own"))
        _there(atlas)
        _bring()
    if found := st.session_state.get(_REVIEW):
        _report(found)
    _columns()
    foot(atlas)


def _bring() -> None:
    base = the_base()
    st.header("Bring a file", anchor="bring")
    turn = st.session_state.setdefault(_TURN, 0)
    file = st.file_uploader(
        "A table of ties (CSV), or RDF: Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML",
        type=list(ENDINGS),
        max_upload_size=max(1, base.settings.own_bytes // 1_000_000),
        key=f"own_file_{turn}",
    )
    st.download_button(
        "Template of the table",
        template(),
        file_name="accord-atlas-template.csv",
        mime="text/csv",
        icon=":material/download:",
        key="own_template",
        on_click="ignore",
    )
    if file is None:
        st.session_state.pop(_REVIEW, None)
        st.session_state.pop(_ASKED, None)
        return
    if st.session_state.get(_ASKED) == file.file_id:
        return
    st.session_state.pop(_REVIEW, None)
    try:
        with st.spinner("Checking the file and comparing it with the atlas ..."):
            st.session_state[_REVIEW] = base.review(file.name, file.getvalue(), over=the_atlas())
        st.session_state[_ASKED] = file.file_id
    except AtlasError as wrong:
        st.error(plain(f"Not taken: {wrong.told}."))


def _report(found: Review) -> None:
    st.header("What the file says", anchor="report")
    st.markdown(plain(f"{found.own.name}, {found.format}: {found.summary()}."))
    for note in found.notes:
        st.caption(plain(note))
    if found.findings:
        _findings(found)
    if found.understood:
        with st.expander("How its columns were understood"):
            st.dataframe(
                [
                    {"In your file": header, "Read as": name, "Meaning": meaning}
                    for header, name, meaning in found.understood.told()
                ],
                hide_index=True,
                key="own_mapping",
            )
    if found.changes:
        _changes(found)
    _offer(found)


def _findings(found: Review) -> None:
    number = len(found.findings)
    st.warning(
        f"{counted(number, 'row' if found.understood else 'thing')} cannot be taken. Correct the file and "
        "bring it again, or go on without."
    )
    st.dataframe(
        [
            {
                "Where": each.place,
                "Column": each.column,
                "Value": each.value,
                "What is wrong": each.problem,
                "How to mend it": each.mend,
            }
            for each in found.findings[:_MOST]
        ],
        hide_index=True,
        key="own_findings",
    )
    if number > _MOST:
        st.caption(f"The first {_MOST} of {number:,} are shown; the file has all.")
    st.download_button(
        "These problems as CSV",
        lambda: lines_csv(
            ("where", "column", "value", "problem", "mend"),
            map(astuple, found.findings),
        ),
        file_name="accord-atlas-problems.csv",
        mime="text/csv",
        icon=":material/download:",
        key="own_problems",
        on_click="ignore",
    )


def _changes(found: Review) -> None:
    st.subheader("What it would change", anchor=False)
    met = [effect for effect in Effect if found.count(effect)]
    for column, effect in zip(st.columns(len(Effect)), met, strict=False):
        column.metric(str(effect).capitalize(), f"{found.count(effect):,}", help=effect.meaning)
    st.dataframe(
        [
            {
                "Effect": str(each.effect),
                "Tie": each.what,
                "The atlas says": each.before,
                "Your file says": each.said,
                "Together": each.after,
            }
            for each in found.changes[:_MOST]
        ],
        hide_index=True,
        key="own_changes",
    )
    if len(found.changes) > _MOST:
        st.caption(f"The first {_MOST} of {len(found.changes):,} are shown.")
    st.caption("; ".join(f"{effect}: {effect.meaning}" for effect in met).capitalize() + ".")


def _offer(found: Review) -> None:
    there = brought()
    said = sum(len(own.world.claims) for own in there) + found.taken
    most = the_base().settings.own_claims
    if found.own.triples == 0 or (not found.taken and not found.own.world.entities and not found.own.rest):
        st.info("Nothing in it can be laid over the atlas.")
    elif any(own.digest == found.own.digest for own in there):
        st.info("This file lies over the atlas already.")
    elif said > most:
        st.error(
            f"This visit would have {said:,} claims of your own; the limit is {most:,} (ATLAS_OWN_CLAIMS). "
            "Remove a file first."
        )
    else:
        but = f" without {counted(len(found.findings), 'bad row')}" if found.findings else ""
        if st.button(f"Lay it over the atlas in this visit{but}", key="own_lay", type="primary"):
            try:
                with st.spinner("Laying it over the atlas ..."):
                    _lay((*there, found.own))
            except AtlasError as wrong:
                st.error(plain(f"Not laid over: {wrong.told}."))
            else:
                st.rerun()


def _lay(owns: tuple[Own, ...]) -> None:
    lay(owns)
    # the next file begins with an empty place
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state.pop(_REVIEW, None)
    st.session_state.pop(_ASKED, None)


def _there(atlas: Atlas) -> None:
    owns = brought()
    if not owns:
        return
    st.header("Over the atlas now", anchor="there")
    for own in owns:
        with st.container(border=True):
            st.markdown(f"**{plain(own.name)}**")
            claims = counted(len(own.world.claims), "claim")
            rest = own.rest.count(b"\n")
            kept = f" {counted(rest, 'triple')} kept for queries." if rest else ""
            st.caption(plain(f"{claims} on {counted(own.ties, 'tie')}, read on {spoken(own.day)}.{kept}"))
            with st.container(horizontal=True):
                _file(own, "TriG", "trig", "application/trig", partial(as_trig, own.quads + own.rest))
                _file(own, "CSV", "csv", "text/csv", partial(_table, own, atlas))
                st.button(
                    "Remove",
                    key=f"own_remove_{own.digest}",
                    icon=":material/close:",
                    on_click=remove,
                    args=(own.digest,),
                )
    ends = {end for own in owns for end in _ends(own, atlas)}
    if (
        ends
        and len(ends) <= _IN_FOCUS
        and st.button("See them in the picture", key="own_see", icon=":material/hub:")
    ):
        first = visit.first_view(atlas)
        visit.ask(replace(first, also=first.also | ends, statehood=frozenset()))
        visit.open_(*dict.fromkeys(claim.tie for own in owns for claim in own.world.claims))
        visit.go("explore")


def _ends(own: Own, atlas: Atlas) -> Iterator[str]:
    """The slugs of all who are joined by its ties."""
    world = atlas.world
    for outline in (world.outline_by_iri[claim.tie] for claim in own.world.claims):
        for end in (outline.sender, outline.receiver):
            if end in world.entity_by_iri:
                yield world.entity_by_iri[end].slug


def _file(own: Own, label: str, ending: str, mime: str, made: Callable[[], bytes]) -> None:
    st.download_button(
        label,
        made,
        file_name=f"accord-atlas-own-{own.digest}.{ending}",
        mime=mime,
        icon=":material/download:",
        key=f"own_{ending}_{own.digest}",
        on_click="ignore",
    )


def _table(own: Own, atlas: Atlas) -> bytes:
    return lines_csv(tuple(COLUMNS), rows(own, atlas.world))


def _columns() -> None:
    with st.expander("The columns of the table"):
        st.dataframe(
            [
                {
                    "Column": name,
                    "Also called": ", ".join(column.also),
                    "Needed": "yes" if column.required else "",
                    "Meaning": column.meaning,
                }
                for name, column in COLUMNS.items()
            ],
            hide_index=True,
            key="own_columns",
        )
