"""The drawer: who says so, since when, how sure, and who says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import streamlit as st

from graph.model.dates import PartialDate
from graph.model.entity import Composition
from graph.model.evidence import EntityEvidence, Religion, Said, TieEvidence
from graph.model.sentences import named, sentence
from graph.model.source import Claim
from graph.model.tie import Grade, Tie
from graph.model.words import enumerated
from graph.model.world import World
from graph.pages.words import link, plain

_GRADES = {
    Grade.UNSUPPORTED: ("general knowledge only", "gray"),
    Grade.SINGLE: ("one independent source", "blue"),
    Grade.CORROBORATED: ("corroborated", "green"),
    Grade.DISPUTED: ("disputed", "orange"),
    Grade.SUPERSEDED: ("superseded", "gray"),
}


def show_tie(evidence: TieEvidence, world: World, day: date) -> None:
    """Show the claims on one tie, those that contradict it beside them."""
    tie = evidence.tie
    st.markdown(f"##### {plain(evidence.sentence)}")
    grade, colour = _GRADES[tie.grade]
    with st.container(horizontal=True):
        for fact in (tie.kind.label, tie.phase.label if tie.phase else "", tie.role):
            if fact:
                st.badge(plain(fact), color="gray")
        st.badge(grade, color=colour)  # type: ignore[arg-type]
        if evidence.independent > 1:
            st.badge(f"{evidence.independent} independent sources", color="gray")
    if tie.kind.definition:
        st.caption(plain(tie.kind.definition))
    if not evidence.denying and not evidence.rivals:
        _claims("Said by", evidence.affirming, world)
        return
    yes, no = st.columns(2)
    with yes:
        _claims("Said by", evidence.affirming, world)
    with no:
        if evidence.denying:
            _claims("Denied by", evidence.denying, world)
        for rival in evidence.rivals:
            st.markdown(f"**Contradicted by** {plain(sentence(rival, world, day))}")
            _claims("Said by", [Said(c, world.source_by_iri[c.source]) for c in rival.affirming], world)


def show_entity(evidence: EntityEvidence, world: World, day: date, pick: Callable[[str], None]) -> None:
    """Show who an entity is, where it stands, and its ties; a tie that is clicked is handed to *pick*."""
    entity = evidence.entity
    st.markdown(f"#### {plain(entity.label)}")
    if evidence.place is not None:
        place = evidence.place
        since = f" {place.spoken}" if place.since else ""
        st.markdown(f"**{str(place.standing).capitalize()}**{since} – {place.standing.meaning}")
        if place.others:
            st.caption("Also: " + enumerated(map(str, place.others)))
    else:
        st.caption(entity.type.label)
    if entity.definition:
        st.write(plain(entity.definition))
    _religions(evidence.religions)
    if evidence.regions:
        with st.expander("Regions"):
            for region in evidence.regions:
                st.markdown(f"{plain(region.concept.label)} – {link(region.source.title, region.source.url)}")
    total = sum(map(len, evidence.ties.values()))
    st.markdown(f"**Ties** ({total}, whatever the filters)")
    for family, ties in evidence.ties.items():
        with st.expander(f"{str(family).capitalize()} ({len(ties)})"):
            for tie in ties:
                _tie_button(tie, world, day, pick)
    if evidence.statements:
        with st.expander(f"Statements ({len(evidence.statements)})"):
            for statement, source in evidence.statements:
                answers = enumerated(named(answer, world) for answer in statement.answers)
                st.markdown(
                    f"{plain(statement.question.replace('-', ' ').capitalize())}: **{plain(answers)}**, "
                    f"says {link(source.title, source.url)} ({plain(source.dated())})"
                )


def _religions(found: Sequence[Religion]) -> None:
    """One list for each source, base and year; what is part of another stands under it."""
    if not found:
        return
    with st.expander("Religions of the population", expanded=True):
        groups: dict[tuple[str, str, str], list[Religion]] = {}
        for item in found:
            year = item.composition.year.spoken() if item.composition.year else "year not given"
            groups.setdefault((item.source.iri, item.composition.base, year), []).append(item)
        for (_, base, year), items in groups.items():
            source = items[0].source
            unverified = ", unverified" if items[0].composition.unverified else ""
            st.markdown(f"Of {plain(base)}, {year}{unverified}\n\n" + "\n".join(_nested(items)))
            st.caption(f"{link(source.title, source.url)}, {plain(source.publisher)}")


def _nested(items: Sequence[Religion]) -> Iterator[str]:
    """Shares as lines of a list, each branch under its root."""
    by_slug = {item.concept.slug: item for item in items}
    for item in items:
        if item.concept.broader in by_slug:
            continue
        yield f"- {plain(item.concept.label)}: {share(item.composition)}"
        for part in items:
            if part.concept.broader == item.concept.slug:
                yield f"    - {plain(part.concept.label)}: {share(part.composition)}"


def share(composition: Composition) -> str:
    """A share in percent: one number, a range, or that no figure is given."""
    low, high = composition.low, composition.high
    if low is None and high is None:
        return "no figure"
    mark = " (sum)" if composition.derived else ""
    if low is None or high is None:
        return (f"at least {_percent(low)}" if low is not None else f"at most {_percent(high or 0)}") + mark
    if low == high:
        return _percent(low) + mark
    return (f"up to {_percent(high)}" if low == 0 else f"{_percent(low)} to {_percent(high)}") + mark


def _percent(number: float) -> str:
    return f"{number * 100:.4g}\u00a0%"


def _claims(title: str, said: Sequence[Said], world: World) -> None:
    st.markdown(f"**{title}**")
    for item in said:
        with st.container(border=True, gap="xsmall"):
            claim, source = item.claim, item.source
            st.markdown(f":small[{link(source.title, source.url)}]")
            st.caption(plain(_origin(item)))
            if details := _details(claim, world):
                st.caption(plain(details))
            if claim.comment:
                st.markdown(f":small[{plain(claim.comment)}]")


def _origin(item: Said) -> str:
    source = item.source
    parts = [source.publisher, source.author, source.dated(), item.claim.locator]
    parts.append(f"{item.claim.confidence} confidence, {source.reliability} source")
    return " · ".join(part for part in parts if part)


def _details(claim: Claim, world: World) -> str:
    parts = []
    if claim.since:
        parts.append(f"from {_bracketed(claim, 'since', claim.since)}")
    if claim.until:
        parts.append(f"until {_bracketed(claim, 'until', claim.until)}")
    if claim.amount is not None:
        unit = " %" if claim.unit == "share" else f" {claim.unit}"
        parts.append(f"{claim.amount * 100 if claim.unit == 'share' else claim.amount:,.6g}{unit}")
    if claim.theme:
        parts.append(named(claim.theme, world))
    if claim.announced_by:
        parts.append(f"announced by {named(claim.announced_by, world)}")
    if claim.contested:
        parts.append("a claim, not an established fact")
    return " · ".join(parts)


def _bracketed(claim: Claim, part: str, when: PartialDate) -> str:
    doubted = claim.unverified or part in claim.unverified_parts
    return f"({when.spoken()}, unverified)" if doubted else when.spoken()


def show_ties(ties: Sequence[Tie], world: World, day: date, pick: Callable[[str], None]) -> None:
    """Show the ties that lie together on one stroke, to choose one."""
    st.markdown(f"#### {plain(_pair(ties[0], world))}")
    st.caption(f"{len(ties)} ties of the family {ties[0].kind.family}")
    for tie in ties:
        _tie_button(tie, world, day, pick)


def _tie_button(tie: Tie, world: World, day: date, pick: Callable[[str], None]) -> None:
    said = sentence(tie, world, day) + (" · disputed" if tie.disputed else "")
    st.button(plain(said), key=f"tie {tie.iri}", type="tertiary", on_click=pick, args=(tie.iri,))


def _pair(tie: Tie, world: World) -> str:
    ends = [tie.outline.on_behalf_of or tie.sender, tie.receiver]
    return " and ".join(named(end, world) for end in ends)


def explain_nothing_picked() -> None:
    """What to do, before anything is clicked."""
    st.markdown("#### Who says so?")
    st.write(
        "Click a state to see where it stands and what is known of it. Click a line to read who reports "
        "that tie, since when, and who says otherwise."
    )
