"""Lists: how many members the Accords have by whose list, what makes the difference, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.atlas import Atlas
from graph.model.ledger import Apart, Cell, HowMany, Ledger, Says
from graph.model.source import Source, called
from graph.model.view import View
from graph.model.words import counted, enumerated
from graph.pages import showing, visit, widgets
from graph.pages.beside import beside
from graph.pages.clock import clock
from graph.pages.evidence import tie_button
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.words import plain

#: what a source says → its sign in the grid
SIGNS = {Says.YES: "✓", Says.NO: "✗", Says.ANNOUNCED: "◐", Says.SILENT: "·"}
_GRID, _TAKEN = "ledger", "ledger taken"
_NAMED = 2  #: voices of a cell that are named; the others are counted


def lists() -> None:
    """The page: ask for a day and a lens, count, show what makes the difference, tell who says so."""
    atlas, view = showing.begin("lists")
    visit.write_link(atlas, view)
    answer = atlas.how_many(view)
    st.title(plain(answer.finding), anchor=False)
    told = [answer.sentence, "the party and the broker are counted by none", showing.beyond(atlas, view)]
    st.caption(plain(f"{'; '.join(part for part in told if part)}."))
    page, drawer = st.columns([0.65, 0.35], gap="medium")
    with page:
        clock(atlas, view)
        _choose(view, answer)
        _difference(atlas, view, answer)
        _ledger(atlas, view, atlas.ledger(view))
    with drawer:
        find(atlas, view)
        beside(atlas, view, "Choose a tie, or a cell of the table, to read the claims behind it.")
    visit.write_link(atlas, view)
    foot(atlas)


def _choose(view: View, answer: HowMany) -> None:
    """The lenses with their members; the one that is chosen holds on every page."""
    labels, said = {}, []
    for membership in sorted(answer.by_lens, key=lambda each: (each.lens.slug != View.lens, each.lens.title)):
        lens = membership.lens
        labels[lens.slug] = plain(f"{lens.title}: {counted(len(membership.members), 'member')}")
        names = enumerated(state.label for state in membership.members) or "Nobody"
        said.append(plain(f"{names}. {lens.sentence}"))
    st.header("Whose list?", anchor=False)
    widgets.radio("The list that all pages count by", "lens", list(labels), view.lens, labels, said)


def _difference(atlas: Atlas, view: View, answer: HowMany) -> None:
    st.header("What makes the difference", anchor=False)
    if not answer.apart:
        st.write("Nothing: on this day all lists name the same members.")
        return
    titles = {lens.slug: lens.title for lens in atlas.lenses.values()}
    for apart in answer.apart:
        with st.container(border=True):
            st.subheader(plain(apart.state.label), anchor=False)
            st.markdown(_where(apart, titles))
            world, day = atlas.known(view).world, atlas.day(view)
            for tie in apart.ties:
                tie_button(tie, world, day, visit.open_, place=f"listed {apart.state.slug}")
                known = world.source_by_iri
                for verb, claims in (("Said by", tie.affirming), ("Denied by", tie.denying)):
                    if claims:
                        names = dict.fromkeys(called(claim.source, known) for claim in claims)
                        st.caption(plain(f"{verb} {enumerated(names)}"))


def _where(apart: Apart, titles: dict[str, str]) -> str:
    """Under which lists a state is a member, and where it stands under the others."""
    inside = enumerated(titles[slug] for slug in apart.inside)
    stands: dict[str, list[str]] = {}
    for slug, place in apart.outside.items():
        stands.setdefault(str(place.standing), []).append(titles[slug])
    outside = "; ".join(f"**{standing}** under {plain(enumerated(of))}" for standing, of in stands.items())
    return f"**Member** under {plain(inside)}; {outside}."


def _ledger(atlas: Atlas, view: View, found: Ledger) -> None:
    """Who says what of whom: first in sum, then source by source."""
    st.header("Who says so", anchor=False)
    if not found.states:
        st.write("No source that was known speaks of a state's membership.")
        return
    st.caption(
        "Each source once for each state: yes, if it says that the state has signed or joined; no, if it "
        "denies that, or reports a refusal; announced, if it says no more than that. A candidacy is no word "
        "on membership. All others are silent."
    )
    st.markdown(_sums(atlas, view, found))
    _grid(found)


def _sums(atlas: Atlas, view: View, found: Ledger) -> str:
    """A table in Markdown: each state with who says yes, no and announced."""
    standing = atlas.places(view)
    said = [says for says in Says if says is not Says.SILENT]
    heads = [
        f"{SIGNS[says]} says {says}" if says is not Says.ANNOUNCED else f"{SIGNS[says]} only announced"
        for says in said
    ]
    lines = [f"| State | {' | '.join(heads)} | Under the chosen list |", f"|---|{'---|' * len(heads)}---|"]
    for state in found.states:
        cells = [_voices(found, state.iri, says) for says in said]
        place = standing[state.iri].standing if state.iri in standing else ""
        lines.append(f"| **{plain(state.label)}** | {' | '.join(cells)} | {place} |")
    return "\n".join(lines)


def _voices(found: Ledger, state: str, says: Says) -> str:
    """How many sources say it, and the most reliable of them by name."""
    sources = [source for source in found.sources if found.cell(state, source.iri).says is says]
    names = list(dict.fromkeys(source.publisher or source.title for source in sources))
    if not names:
        return "–"
    more = len(names) - _NAMED
    listed = [*names[:_NAMED], *([counted(more, "other")] if more > 0 else [])]
    both = sum(found.cell(state, source.iri).divided for source in sources)
    also = f" (? {both} of them also {'says' if both == 1 else 'say'} no)" if both else ""
    return f"**{len(sources)}** {plain(enumerated(listed))}{also}"


def _grid(found: Ledger) -> None:
    """Sources by states; a cell that is chosen opens the ties that it speaks of."""
    st.subheader("Source by source", anchor=False)
    st.caption(
        " · ".join(f"{SIGNS[says]} {says}" for says in Says)
        + " · ? says both yes and no. Choose a cell to read its claims."
    )
    st.dataframe(
        [_row(found, source) for source in found.sources],
        key=_GRID,
        hide_index=True,
        height=min(460, 38 + 35 * len(found.sources)),
        on_select=_open_cell,
        selection_mode="single-cell",
        column_config={
            "Source": st.column_config.TextColumn("Source", pinned=True, width=210),
            **{state.label: st.column_config.TextColumn(width=112) for state in found.states},
            "Members counted": st.column_config.TextColumn(
                "Members counted", help="A source that only counts does not say whom it means."
            ),
        },
        alt=f"What {counted(len(found.sources), 'source')} say of the membership of "
        f"{counted(len(found.states), 'state')}",
    )
    st.session_state[_TAKEN] = {
        (row, state.label): tuple(claim.tie for claim in found.cell(state.iri, source.iri).claims)
        for row, source in enumerate(found.sources)
        for state in found.states
    }


def _row(found: Ledger, source: Source) -> dict[str, str]:
    counts = (answer for statement in found.counts.get(source.iri, ()) for answer in statement.answers)
    return {
        "Source": f"{source.publisher or source.title}, {source.dated()}",
        **{state.label: _cell(found.cell(state.iri, source.iri)) for state in found.states},
        "Members counted": enumerated(dict.fromkeys(counts)),
    }


def _cell(cell: Cell) -> str:
    if cell.says is Says.SILENT:
        return SIGNS[Says.SILENT]
    return f"{SIGNS[cell.says]} {cell.says}{' ?' if cell.divided else ''}"


def _open_cell() -> None:
    cells: Sequence[tuple[int, str]] = st.session_state[_GRID]["selection"]["cells"]
    if cells:
        ties = st.session_state.get(_TAKEN, {}).get(tuple(cells[0]), ())
        visit.open_(*dict.fromkeys(ties))
