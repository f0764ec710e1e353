"""The sections of a dossier on where somebody stands and on ties, and the order of all sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from graph.model.dossier import BORDERS, MEMBERSHIPS, OFFICES, PARTIES, TRADE, UnderLens, courses
from graph.model.entity import EntityType
from graph.model.evidence import grade, remark
from graph.model.kind import Nature
from graph.model.sentences import dated, figure, named, sentence
from graph.model.source import called
from graph.model.standing import Standing
from graph.model.tie import Grade, Tie
from graph.model.words import enumerated, slug
from graph.pages import said
from graph.pages.desk import Desk, names_of, publishers, table
from graph.pages.words import plain
from graph.picture.dossier import finding, likeness, timeline
from graph.picture.palette import FAMILIES

#: states whose votes are compared before a reader chooses
_COMPARED = ("USA", "ISR", "RUS", "CHN")
_MOST_COMPARED = 5
#: what a tie does that certainly is, on the day
_HOLDS = {
    Nature.LASTING: "holds",
    Nature.EVENT: "happened",
    Nature.MEASURE: "measured",
    Nature.FIXED: "holds",
    Nature.SIMILARITY: "measured",
}


def show(desk: Desk) -> None:
    """All sections that an entity of its type has, each under a heading that can be linked to."""
    chosen = {title: section for title, section in _sections(desk).items() if section}
    with st.container(key="contents"):
        st.markdown(" · ".join(f"[{title}](#{slug(title)})" for title in chosen))
    for title, section in chosen.items():
        st.header(title, anchor=slug(title))
        section(desk)


def _sections(desk: Desk) -> dict[str, Callable[[Desk], None] | None]:
    type_, found = desk.found.entity.type, desk.found
    state, body = type_ is EntityType.STATE, type_ is EntityType.ORGANIZATION
    return {
        "Standing": _standing if state else None,
        "Members": _members if body else None,
        "Parties, signatories and candidates": _parties if type_ is EntityType.AGREEMENT else None,
        "Offices": _offices if type_ is EntityType.PERSON else None,
        "Over time": _over_time,
        "Ties": _ties,
        "What others say of its ties": _reactions if found.reactions else None,
        "Religions": said.religions if state else None,
        "Regions": said.regions if state else None,
        "Figures": said.figures if state else None,
        "Neighbours": _neighbours if state else None,
        "Trade": _trade if state else None,
        "Organisations": _organisations if state else None,
        "Votes at the United Nations": _votes if state else None,
        "Statements": said.statements if found.evidence.statements else None,
        "Arguments": said.arguments if state or found.arguments else None,
        "Arguments about others": said.gains if found.gains else None,
        "Disputes": said.disputes,
        "What is not known": said.unknown,
        "Sources": said.sources,
        "Names and identifiers": said.names,
    }


# --- where it stands, and its ties -------------------------------------------------------------------------


def _standing(desk: Desk) -> None:
    chosen = desk.view.lens
    table(
        [
            {
                "Whose list of members": f"**{plain(under.lens.title)}**"
                + (" (chosen)" if under.lens.slug == chosen else ""),
                "Standing": _stands(under),
                "Since": under.place.spoken,
                "Reported by": publishers(under.sources),
            }
            for under in sorted(desk.found.lenses, key=lambda under: under.lens.slug != chosen)
        ]
    )
    st.markdown(":small[What each list counts: [the lenses](method#lenses).]")


def _stands(under: UnderLens) -> str:
    place = under.place
    meaning = "by the rule of this list" if place.standing is Standing.MEMBER else place.standing.meaning
    also = f"; also {enumerated(map(str, place.others))}" if place.others else ""
    return f"**{place.standing}**, {meaning}{also}"


def _over_time(desk: Desk) -> None:
    rows = courses(desk.found, desk.world)
    if not rows:
        st.markdown("No source in the atlas dates a tie of it.")
        return
    told = finding(desk.found, rows, desk.world)
    theme = st.context.theme.type or "light"
    st.vega_lite_chart(timeline(desk.found, rows, desk.world, theme), width="stretch", alt=told)
    how = "A year or a month is drawn whole; pale is what is only possible, not in force, or over."
    st.caption(plain(f"{told} {how}"))


def _ties(desk: Desk) -> None:
    families = desk.found.by_family
    if not families:
        st.markdown("No source in the atlas reports a further tie of it.")
    for family, ties in families.items():
        st.subheader(f"{str(family).capitalize()} ({len(ties)})", anchor=False)
        with st.container(key=f"tie_table {family}"):
            table([_row(desk, tie) for tie in ties])


def _reactions(desk: Desk) -> None:
    with st.container(key="tie_table reactions"):
        table([_row(desk, tie) for tie in desk.found.reactions])


def _row(desk: Desk, tie: Tie) -> dict[str, str]:
    behalf = tie.outline.on_behalf_of
    said = sentence(tie, desk.world, desk.day)
    if behalf and behalf not in (tie.sender, tie.receiver):
        said += f" (for {named(behalf, desk.world)})"
    return {"Tie": desk.evidence(tie, said), **_support(desk, tie)}


def _support(desk: Desk, tie: Tie) -> dict[str, str]:
    """How a tie stands on the day, how well it is supported and by whom."""
    graded = grade(tie, desk.day)
    shown = f"**{graded.label}**" if graded is Grade.DISPUTED else graded.label
    return {
        "On the day": remark(tie, desk.day) or _HOLDS[tie.kind.nature],
        "Support": shown,
        "Reported by": _reporters(desk, tie),
    }


def _reporters(desk: Desk, tie: Tie) -> str:
    return names_of(dict.fromkeys(called(claim.source, desk.world.source_by_iri) for claim in tie.affirming))


# --- ties that have a section of their own -----------------------------------------------------------------


def _members(desk: Desk) -> None:
    _others(desk, MEMBERSHIPS, "Member", "No source in the atlas names a member of it.")


def _organisations(desk: Desk) -> None:
    none = "No source in the atlas says to which organisations it belongs."
    _others(desk, MEMBERSHIPS, "Organisation", none)


def _offices(desk: Desk) -> None:
    _by_kind(desk, OFFICES, "Of or to whom", "No source in the atlas reports an office.")


def _parties(desk: Desk) -> None:
    _by_kind(desk, PARTIES, "Who", "No source in the atlas names a party or a signatory.")


def _by_kind(desk: Desk, kinds: Sequence[str], whom: str, none: str) -> None:
    """A table of each kind that there is, under its name."""
    if not desk.found.of_kinds(kinds):
        st.markdown(none)
    for kind in kinds:
        if ties := desk.found.of_kinds((kind,)):
            st.subheader(plain(f"{ties[0].kind.label.capitalize()} ({len(ties)})"), anchor=False)
            _others(desk, (kind,), whom, none)


def _others(desk: Desk, kinds: Sequence[str], whom: str, none: str) -> None:
    """A table of ties by the other end: when, as what, at which stage; without columns that say nothing."""
    ties = desk.found.of_kinds(kinds)
    if not ties:
        st.markdown(none)
        return
    roles, stages = any(tie.role for tie in ties), any(tie.phase for tie in ties)
    rows = [
        {
            whom: _for(desk, tie),
            "When": desk.evidence(tie, dated(tie) or "no date"),
            **({"As": plain(tie.role)} if roles else {}),
            **({"Stage": tie.phase.label if tie.phase else ""} if stages else {}),
            **_support(desk, tie),
        }
        for tie in ties
    ]
    with st.container(key=f"ends_table {' '.join(kinds)}"):
        table(rows)


def _for(desk: Desk, tie: Tie) -> str:
    """The other end of a tie, with the state for which somebody acts."""
    other = desk.other(desk.found.other(tie))
    behalf = tie.outline.on_behalf_of
    if not behalf or behalf in (desk.found.entity.iri, desk.found.other(tie)):
        return other
    return f"{other} (for {desk.other(behalf)})"


def _neighbours(desk: Desk) -> None:
    ties = sorted(desk.found.of_kinds(BORDERS), key=lambda tie: named(desk.found.other(tie), desk.world))
    if not ties:
        st.markdown("No source in the atlas names a land border of it.")
        return
    table(
        [
            {
                "Neighbour": desk.other(desk.found.other(tie)),
                "Land border": desk.evidence(
                    tie, "length not given" if tie.amount is None else figure(tie.amount, tie.unit)
                ),
                **_support(desk, tie),
            }
            for tie in ties
        ]
    )


def _trade(desk: Desk) -> None:
    ties = desk.found.of_kinds(TRADE)
    own = desk.found.entity.iri
    groups = {
        "Where its exports go": [t for t in ties if t.kind.slug == "export-share" and t.sender == own],
        "Where its imports come from": [t for t in ties if t.kind.slug == "import-share" and t.sender == own],
        "Whose exports go to it": [t for t in ties if t.kind.slug == "export-share" and t.receiver == own],
        "Whose imports come from it": [
            t for t in ties if t.kind.slug == "import-share" and t.receiver == own
        ],
        "Trade both ways": [t for t in ties if t.kind.slug == "trade-volume"],
    }
    if not any(groups.values()):
        st.markdown("No source in the atlas gives a figure for its trade with a partner.")
    for title, of_group in groups.items():
        if not of_group:
            continue
        st.subheader(title, anchor=False)
        largest = sorted(of_group, key=lambda tie: -(tie.amount or 0))
        table(
            [
                {
                    "Partner": desk.other(desk.found.other(tie)),
                    "Figure": desk.evidence(
                        tie, "no figure" if tie.amount is None else figure(tie.amount, tie.unit)
                    ),
                    "When": plain(dated(tie)) or "no date",
                    "Support": grade(tie, desk.day).label,
                    "Reported by": _reporters(desk, tie),
                }
                for tie in largest
            ]
        )


def _votes(desk: Desk) -> None:
    """Agreement in votes with states that the reader chooses; only where there are figures."""
    entity, world = desk.found.entity, desk.world
    found = desk.atlas.likenesses(entity.iri, desk.view)
    if not found:
        st.markdown("No source in the atlas says how often it votes like others at the United Nations.")
        return
    others = {like.other: named(like.other, world) for like in found}
    usual = [iri for iri in others if world.entity_by_iri[iri].slug in _COMPARED] or list(others)[:1]
    with st.container(key="choose_states"):
        chosen = st.multiselect(
            "Compared with",
            list(others),
            default=usual,
            format_func=others.__getitem__,
            max_selections=_MOST_COMPARED,
            key=f"compare {entity.slug}",
            placeholder="Choose up to five states",
        )
    shown = [like for like in found if like.other in chosen]
    if not shown:
        return
    last = {like.other: like for like in shown}
    latest = [
        f"{figure(like.share, 'share')} with {others[iri]} {'from' if like.first else 'in'} {like.when}"
        for iri, like in last.items()
    ]
    told = f"{desk.name} agreed in votes of the General Assembly: {enumerated(latest)}."
    theme = st.context.theme.type or "light"
    colours = list(FAMILIES[theme].values())[:_MOST_COMPARED]
    st.vega_lite_chart(likeness(shown, world, colours), width="stretch", alt=told)
    st.caption(plain(f"{told} Agreement is likeness, not a tie."))
