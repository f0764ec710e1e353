"""A grid of many rows, of which a reader chooses some; and the files that hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.export.csv import description, lines_csv
from graph.export.parquet import MIME, part_parquet
from graph.export.taken import LICENCE, NOTICE
from graph.model.kept import kept

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.export.sheet import Part

#: rows that are sent at once; of more only those in sight are sent, and none can be chosen
MOST = 25_000
#: columns of sentences → pixels, so that what stands beside them is in sight too
_WIDE = {"tie": 350, "source": 300, "about": 380, "comment": 300}
#: height of a row and of all that is no row, in pixels
_ROW, _HEAD = 35, 38


def grid(
    part: Part,
    columns: Sequence[str],
    key: str,
    alt: str,
    take: Callable[[list[Any]], None],
    *,
    several: bool = True,
    keep: bool = True,
    height: int = 520,
) -> list[Any]:
    """Show rows; those that the reader chooses are handed to *take*, and given back.

    Args:
        key: of the widget; one grid stands under it at a time.
        alt: what the rows are, for who does not see them.
        several: whether more than one can be chosen.
        keep: whether what is chosen stays marked.
        height: in pixels; less where there are few rows.
    """
    before: Part | None = st.session_state.get(f"{key} shown")
    if before is not None and not part.same_rows(before):
        # what was chosen by its number is another row now
        _mark_none(key)
    st.session_state[f"{key} shown"] = part
    lazy = len(part) > MOST
    options: dict[str, Any] = {"lazy": True} if lazy else {"on_select": partial(_hear, key, take, keep)}
    if not lazy:
        options["selection_mode"] = "multi-row" if several else "single-row"
    meanings = part.sheet.columns
    st.dataframe(
        _table(part, tuple(columns)),
        key=key,
        hide_index=True,
        height=min(height, _HEAD + _ROW * max(1, len(part))),
        placeholder="",
        column_config={
            name: st.column_config.Column(
                meanings[name].title, help=meanings[name].description, width=_WIDE.get(name)
            )
            for name in columns
        },
        alt=alt,
        **options,
    )
    if lazy:
        st.caption(f"More than {MOST:,} rows: they come as you scroll. Search or filter to choose some.")
        return []
    return _chosen(key)


def _hear(key: str, take: Callable[[list[Any]], None], keep: bool) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    # a browser also tells what the page itself has marked, together with the reader's next act elsewhere
    if rows == st.session_state.get(f"{key} heard", []):
        return
    st.session_state[f"{key} heard"] = rows
    take(_chosen(key))
    if not keep:
        _mark_none(key)


def _mark_none(key: str) -> None:
    st.session_state[key] = {"selection": {"rows": []}}
    st.session_state[f"{key} heard"] = []


def _chosen(key: str) -> list[Any]:
    part: Part = st.session_state[f"{key} shown"]
    state = st.session_state.get(key) or {"selection": {"rows": []}}
    return [part.row(number) for number in sorted(state["selection"]["rows"]) if number < len(part)]


@kept(32)
def _table(part: Part, columns: tuple[str, ...]) -> pa.Table:
    return part.shown(columns)


def files(part: Part, columns: Sequence[str], name: str, title: str, about: Mapping[str, str]) -> None:
    """Offer rows as CSV and as Parquet, and what the columns mean.

    Args:
        name: of the files, without its ending.
        title: of their content.
        about: where it is from: ``address`` and ``data`` at least.
    """
    csvw = {
        "dc:title": title,
        "dc:source": about["address"],
        "dc:identifier": f"data version {about['data']}",
        "dc:license": LICENCE,
        "dc:description": NOTICE,
    }

    def csv() -> bytes:
        table = part.table(columns)
        return lines_csv(columns, zip(*(column.to_pylist() for column in table.columns), strict=True))

    offered: tuple[tuple[str, Callable[[], bytes], str, str, str], ...] = (
        ("CSV", csv, f"{name}.csv", "text/csv", "The chosen columns of these rows."),
        (
            "What its columns mean",
            lambda: description(columns, csvw, part.sheet.columns, f"{name}.csv"),
            f"{name}.csv-metadata.json",
            "application/json",
            "A description of the CSV file that people and tools can read (CSV on the Web)",
        ),
        (
            "Parquet",
            lambda: part_parquet(part, columns, {"title": title, **about}),
            f"{name}.parquet",
            MIME,
            "The same for tools of data analysis; the file itself says what its columns mean.",
        ),
    )
    with st.container(horizontal=True):
        for label, data, file_name, mime, help_ in offered:
            st.download_button(
                label,
                data,
                file_name=file_name,
                mime=mime,
                icon=":material/download:",
                key=f"{name} {label}",
                help=help_,
                on_click="ignore",
            )
