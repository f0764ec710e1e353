"""The drawer: who says so, since when, how sure, and who says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from graph.model.entity import Entity
from graph.model.evidence import (
    AlsoSaid,
    Bearing,
    EntityEvidence,
    Said,
    TieEvidence,
    grade,
    remark,
    spoken_part,
)
from graph.model.group import Group
from graph.model.kind import Nature
from graph.model.sentences import doubt, figure, named, sentence
from graph.model.source import Claim, called
from graph.model.standing import Place
from graph.model.tie import Certainty, Grade, Tie
from graph.model.words import counted, enumerated, spoken
from graph.model.world import World
from graph.pages import about
from graph.pages.takeaway import Seen, take
from graph.pages.words import link, plain

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

#: how many sources stand open on each side; the others wait behind a line
_OPEN = 5

_COLOURS = {
    Grade.UNSUPPORTED: "gray",
    Grade.SINGLE: "blue",
    Grade.CORROBORATED: "green",
    Grade.DISPUTED: "orange",
    Grade.SUPERSEDED: "gray",
}

_BEARINGS = {
    Bearing.LESS_PRECISE: "less precise than",
    Bearing.MORE_PRECISE: "more precise than",
    Bearing.OTHER_YEAR: "for another year than",
    Bearing.ONE_ISSUE: "on one issue alone, where all together are",
    Bearing.OTHER_UNIT: "in another unit than",
    Bearing.OTHERWISE: "contradicts",
}

#: headings keep their level for whoever listens, and are small beside the picture; no data in it
_STYLE = """
<style>
  .st-key-drawer h2 { font-size: 1.2rem; line-height: 1.35; padding: 0 0 0.25rem; }
  .st-key-drawer h3 { font-size: 1.05rem; padding: 0.75rem 0 0.4rem; }
  .st-key-drawer [data-testid="stButton"] button { text-align: start; justify-content: flex-start; }
  .st-key-drawer [data-testid="stButton"] button p { text-align: start; text-decoration: underline; }
  .st-key-drawer [data-testid="stCode"] code { font-size: 0.78rem !important; }
</style>
"""


def show_tie(
    evidence: TieEvidence,
    world: World,
    day: date,
    pick: Callable[[str], None],
    seen: Seen,
    query: str = "",
) -> None:
    """Show who says that a tie is and who denies it, and let the reader take it away.

    Args:
        pick: is handed the IRI of another tie that the reader asks for.
        seen: where the reader sees it.
        query: the SPARQL that finds it; empty where none is to be shown.
    """
    tie = evidence.tie
    with _drawer(evidence.sentence):
        facts = (tie.kind.label, tie.phase.label if tie.phase else "", tie.role)
        st.caption(plain(" · ".join(fact for fact in facts if fact)), help=plain(tie.kind.definition) or None)
        _how_sure(evidence, world, day, pick)
        _claims("Said by", evidence.affirming, tie, world)
        if evidence.denying:
            _claims("Denied by", evidence.denying, tie, world)
        if evidence.also:
            st.subheader("Also said", anchor=False)
            st.markdown("\n".join(f"- :small[{_also(item)}]" for item in evidence.also))
        st.subheader("Take it with you", anchor=False)
        take(evidence, world.version, day, seen, query)


def show_entity(
    evidence: EntityEvidence,
    world: World,
    day: date,
    pick: Callable[[str], None],
    further: Callable[[], None] | None = None,
) -> None:
    """Show who an entity is, where it stands, and its ties; a tie that is clicked is handed to *pick*.

    Args:
        further: shows where more is told of it.
    """
    entity = evidence.entity
    with _drawer(entity.label):
        what = [entity.type.label, entity.statehood.meaning if entity.statehood else ""]
        st.caption(" · ".join(part for part in what if part))
        if further is not None:
            further()
        if evidence.place is not None:
            _standing(evidence.place, evidence.standing, world, day, pick)
        if entity.definition:
            st.write(plain(entity.definition))
        total = sum(map(len, evidence.ties.values()))
        st.subheader(f"Ties ({total}, whatever the filters)", anchor=False)
        for family, ties in evidence.ties.items():
            with st.expander(f"{str(family).capitalize()} ({len(ties)})"):
                for tie in sorted(ties, key=lambda tie: _IN_ORDER.index(remark(tie, day))):
                    tie_button(tie, world, day, pick)
        if evidence.religions or evidence.regions or evidence.statements or evidence.arguments:
            st.subheader("What else is known", anchor=False)
        about.religions(evidence.religions)
        about.regions(evidence)
        about.statements(evidence, world)
        if evidence.arguments:
            number = counted(evidence.arguments, "recorded argument")
            st.caption(
                f"{number} on what joining the Accords would bring or cost it. None is told as a fact."
            )
        st.subheader("Names and identifiers", anchor=False)
        about.names(entity)
        about.identifiers(entity)


def show_ties(ties: Sequence[Tie], world: World, day: date, pick: Callable[[str], None]) -> None:
    """Show several ties, such as those that lie together on one stroke, to choose one."""
    pairs = dict.fromkeys(_pair(tie, world) for tie in ties)
    families = list(dict.fromkeys(str(tie.kind.family) for tie in ties))
    number = counted(len(ties), "tie")
    with _drawer(next(iter(pairs)) if len(pairs) == 1 else f"{number} chosen"):
        st.caption(f"{number} of the {'family' if len(families) == 1 else 'families'} {enumerated(families)}")
        for tie in ties:
            tie_button(tie, world, day, pick)


def show_group(
    group: Group, members: Sequence[Entity], pick: Callable[[str], None], unfold: Callable[[], None]
) -> None:
    """Show who is drawn as one; a member that is clicked is handed to *pick*."""
    with _drawer(group.label):
        st.caption(f"{counted(len(members), 'member')} of this group, drawn as one")
        if group.note:
            st.caption(group.note)
        st.button("Unfold", key="unfold", icon=":material/unfold_more:", on_click=unfold)
        for entity in members:
            st.button(
                plain(entity.label),
                key=f"member {entity.iri}",
                type="tertiary",
                on_click=pick,
                args=(entity.iri,),
            )


#: what opens the drawer beside a canvas
ON_A_CANVAS = (
    "Click a state to see where it stands and what is known of it. Click a line to read who reports "
    "that tie, since when, and who says otherwise."
)


def explain_nothing_picked(hint: str = ON_A_CANVAS) -> None:
    """What to do, before anything is clicked."""
    with _drawer("Who says so?"):
        st.write(hint)


def _drawer(title: str) -> DeltaGenerator:
    """The frame of whatever is shown beside the picture, under its heading."""
    frame = st.container(key="drawer")
    with frame:
        st.html(_STYLE)
        st.header(plain(title), anchor=False)
    return frame


# --- a tie ---------------------------------------------------------------------------------------------


def _how_sure(evidence: TieEvidence, world: World, day: date, pick: Callable[[str], None]) -> None:
    tie = evidence.tie
    grade_of, meaning = (
        evidence.grade,
        f"{evidence.grade.meaning} [In the glossary](glossary#grades-of-a-tie)",
    )
    st.badge(grade_of.label, color=_COLOURS[grade_of], help=meaning)  # type: ignore[arg-type]
    if evidence.disputes:
        st.markdown("\n".join(f"- :small[{plain(why)}.]" for why in evidence.disputes))
    for rival in evidence.rivals:
        names = (called(claim.source, world.source_by_iri) for claim in rival.affirming)
        who = enumerated(dict.fromkeys(names))
        st.markdown(f":small[Only one of the two can be true. {plain(f'The other is reported by {who}')}:]")
        tie_button(rival, world, day, pick)
    for later in evidence.later:
        st.markdown(":small[Since followed by:]")
        tie_button(later, world, day, pick)
    if tie.certainty(day) is Certainty.POSSIBLE:
        st.markdown(f":small[Possible on {spoken(day)}: {plain(doubt(tie, world, day))}.]")
    st.markdown(f":small[{plain(evidence.told)}.]")
    if any(voice.because for voice in evidence.voices):
        with st.expander("Which sources count as one"):
            for voice in evidence.voices:
                if voice.because:
                    pages = "\n".join(
                        f"- {plain(source.title)}, {plain(source.publisher)}"
                        for source in (world.source_by_iri[iri] for iri in voice.sources)
                    )
                    why = enumerated(voice.because)
                    st.markdown(f":small[{plain(why[0].upper() + why[1:])}:]\n\n{pages}")


def _claims(title: str, said: Sequence[Said], tie: Tie, world: World) -> None:
    """The claims of one side, source by source."""
    st.subheader(title, anchor=False)
    by_source: dict[str, list[Said]] = {}
    for item in said:
        by_source.setdefault(item.source.iri, []).append(item)
    cards = list(by_source.values())
    for card in cards[:_OPEN]:
        _card(card, tie, world)
    if rest := cards[_OPEN:]:
        with st.expander(f"{counted(len(rest), 'more source')}"):
            for card in rest:
                _card(card, tie, world)


def _card(said: Sequence[Said], tie: Tie, world: World) -> None:
    """One source, and what it says of the tie."""
    source = said[0].source
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f":small[{link(source.title, source.url)}]")
        alone = _confidence(said[0].claim) if len(said) == 1 else ()
        origin = (source.publisher, source.author, source.dated(), source.reliability.label, *alone)
        reason = source.issued_reason if not source.issued else ""
        st.caption(plain(" · ".join(part for part in origin if part)), help=plain(reason) or None)
        for item in said:
            if words := _words(item.claim, tie, world):
                st.markdown(f":small[{plain(words)}]")
            if not alone:
                st.caption(plain(" · ".join(filter(None, _confidence(item.claim)))))


def _confidence(claim: Claim) -> tuple[str, str]:
    return f"{claim.confidence} confidence", claim.locator


def _words(claim: Claim, tie: Tie, world: World) -> str:
    """What a claim says, as one speaks: its values, then our note on it."""
    values = "; ".join(_values(claim, tie, world))
    said = f"{values[0].upper()}{values[1:]}." if values else ""
    comment = claim.comment
    if comment and not comment.endswith((".", "!", "?")):
        comment += "."
    return f"{said} {comment}".strip()


def _values(claim: Claim, tie: Tie, world: World) -> Iterator[str]:
    if claim.since and claim.denies:
        yield f"dated {spoken_part(claim, 'since', claim.since)}"
    elif claim.since:
        since = spoken_part(claim, "since", claim.since)
        lasting = tie.kind.nature is Nature.LASTING or claim.until
        yield f"from {since}" if lasting else f"on {since}" if claim.since.day else f"in {since}"
    if claim.until:
        yield f"until {spoken_part(claim, 'until', claim.until)}"
    if claim.amount is not None:
        year = f" in {claim.year.spoken()}" if claim.year else ""
        yield f"{figure(claim.amount, claim.unit)}{year}"
    elif claim.year:
        yield f"for {claim.year.spoken()}"
    if claim.phase and claim.phase is not tie.phase:
        yield f"stage: {claim.phase.label}"
    if claim.role:
        yield f"as {claim.role}"
    if claim.theme:
        yield f"on {named(claim.theme, world)}"
    if claim.announced_by:
        yield f"announced by {named(claim.announced_by, world)}"
    if claim.contested:
        yield "told as a claim, not as a fact"
    if claim.unverified and not (claim.since or claim.until):
        yield "unverified"


def _also(item: AlsoSaid) -> str:
    who = enumerated(dict.fromkeys(said.source.publisher or said.source.title for said in item.said))
    return plain(
        f"{item.part.capitalize()}: {item.value} ({_BEARINGS[item.bearing]} {item.shown}), says {who}"
    )


#: what a reader looks for first: what holds on the day, then what may, then what no longer does
_IN_ORDER = ("", "possible", "not yet", "earlier stage", "past")


def tie_button(
    tie: Tie, world: World, day: date, pick: Callable[[str], None], place: str = "tie", lead: str = ""
) -> None:
    """A tie in a sentence, with what must be said of it on the day, disputes too; a click hands it to *pick*.

    Args:
        place: where on the page it stands, for the same tie may stand in several.
        lead: what is said before it.
    """
    remarks = [remark(tie, day), "disputed" if grade(tie, day) is Grade.DISPUTED else ""]
    said = " · ".join([sentence(tie, world, day), *filter(None, remarks)])
    told = plain(f"{lead}{said}")
    st.button(told, key=f"{place} {tie.iri}", type="tertiary", on_click=pick, args=(tie.iri,), wrap=True)


# --- an entity -----------------------------------------------------------------------------------------


def _standing(
    place: Place, ties: Sequence[Tie], world: World, day: date, pick: Callable[[str], None]
) -> None:
    """Where a state stands since when, and on whose word."""
    since = f" {place.spoken}" if place.since else ""
    st.markdown(f"**{str(place.standing).capitalize()}**{since} – {place.standing.meaning}")
    sources = dict.fromkeys(claim.source for tie in ties for claim in tie.affirming)
    if sources:
        names = list(dict.fromkeys(called(iri, world.source_by_iri) for iri in sources))
        named_, others = names[:3], len(names) - 3
        more = [counted(others, "other")] if others > 0 else []
        st.caption(plain(f"Reported by {enumerated([*named_, *more])}"))
    if place.others:
        st.caption("Also: " + enumerated(map(str, place.others)))


def _pair(tie: Tie, world: World) -> str:
    ends = [tie.outline.on_behalf_of or tie.sender, tie.receiver]
    return " and ".join(named(end, world) for end in ends)
