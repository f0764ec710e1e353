"""The sections of a dossier, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

import streamlit as st

from graph.atlas import Atlas
from graph.model import pick
from graph.model.dossier import BORDERS, MEMBERSHIPS, OFFICES, PARTIES, TRADE, Argued, Dossier, courses
from graph.model.entity import EntityType
from graph.model.evidence import grade, remark
from graph.model.sentences import dated, figure, named, sentence
from graph.model.source import Source, called
from graph.model.tie import Grade, Tie
from graph.model.view import View
from graph.model.words import counted, enumerated, slug, spoken
from graph.model.world import Argument, World
from graph.pages import visit
from graph.pages.about import answered, identified, in_languages, share
from graph.pages.words import link, plain
from graph.picture.dossier import finding, likeness, timeline
from graph.picture.palette import FAMILIES

#: stance of an argument → the heading over those that take it, in the order of the page
_STANCES = {
    "benefit": "What it is said to bring",
    "cost": "What it is said to cost",
    "condition": "On what it is said to depend",
    "obstacle": "What is said to stand in the way",
}
#: states whose votes are compared before a reader chooses
_COMPARED = ("USA", "ISR", "RUS", "CHN")
_MOST_COMPARED = 5
_MOST_NAMES = 3  #: publishers named in a cell; the others are counted


@dataclass(frozen=True)
class Desk:
    """What every section is made from."""

    atlas: Atlas
    view: View
    found: Dossier

    @cached_property
    def world(self) -> World:
        """As it was known on the view's day of knowledge."""
        return self.atlas.known(self.view).world

    @property
    def day(self) -> date:
        """The day that is told of."""
        return self.found.day

    @property
    def name(self) -> str:
        """Of whom it is."""
        return self.found.entity.label

    def evidence(self, tie: Tie, text: str) -> str:
        """A text that leads to the evidence on a tie."""
        return f"[{plain(text)}](./?{self._asked}&{urlencode(pick.to_query((tie.iri,), self.world), True)})"

    def other(self, iri: str) -> str:
        """The name of somebody else, which leads to the dossier on them; of a tie its words alone."""
        text = plain(named(iri, self.world))
        if iri not in self.world.entity_by_iri:
            return text
        return f"[{text}](dossier?{self._asked}&{urlencode(pick.to_query((iri,), self.world), True)})"

    @cached_property
    def _asked(self) -> str:
        return urlencode(visit.asked(self.atlas, self.view), doseq=True)


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
        "Parties and signatories": _parties if type_ is EntityType.AGREEMENT else None,
        "Offices": _offices if type_ is EntityType.PERSON else None,
        "Over time": _over_time,
        "Ties": _ties,
        "What others say of its ties": _reactions if found.reactions else None,
        "Religions": _religions if state else None,
        "Regions": _regions if state else None,
        "Neighbours": _neighbours if state else None,
        "Trade": _trade if state else None,
        "Organisations": _organisations if state else None,
        "Votes at the United Nations": _votes if state else None,
        "Statements": _statements if found.evidence.statements else None,
        "Arguments": _arguments if state or found.arguments else None,
        "Arguments about others": _gains if found.gains else None,
        "Disputes": _disputes,
        "What is not known": _unknown,
        "Sources": _sources,
        "Names and identifiers": _names,
    }


# --- where it stands, and its ties -------------------------------------------------------------------------


def _standing(desk: Desk) -> None:
    _table(
        [
            {
                "Whose list": plain(under.lens.title),
                "Standing": f"**{under.place.standing}**, {under.place.standing.meaning}",
                "Since": under.place.spoken,
                "Reported by": _publishers(under.sources),
            }
            for under in desk.found.lenses
        ],
        f"Where {desk.name} stands toward the Accords under each list of members",
    )
    others = dict.fromkeys(str(other) for under in desk.found.lenses for other in under.place.others)
    if others:
        st.caption(f"Also: {enumerated(others)}.")


def _over_time(desk: Desk) -> None:
    rows = courses(desk.found, desk.world)
    if not rows:
        st.markdown("No source in the atlas dates a tie of it.")
        return
    told = finding(desk.found, rows, desk.world)
    theme = st.context.theme.type or "light"
    st.vega_lite_chart(timeline(desk.found, rows, desk.world, theme), width="stretch", alt=told)
    st.caption(plain(f"{told} Each bar is as long as its source leaves the date open."))


def _ties(desk: Desk) -> None:
    families = desk.found.by_family
    if not families:
        st.markdown("No source in the atlas reports a further tie of it.")
    for family, ties in families.items():
        st.subheader(f"{str(family).capitalize()} ({len(ties)})", anchor=False)
        _table([_row(desk, tie) for tie in ties], f"{str(family).capitalize()} ties of {desk.name}")


def _reactions(desk: Desk) -> None:
    _table([_row(desk, tie) for tie in desk.found.reactions], f"What others say of the ties of {desk.name}")


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
        "On the day": remark(tie, desk.day) or "holds",
        "Support": shown,
        "Reported by": _reporters(desk, tie),
    }


def _reporters(desk: Desk, tie: Tie) -> str:
    return _named(dict.fromkeys(called(claim.source, desk.world.source_by_iri) for claim in tie.affirming))


# --- ties that have a section of their own -----------------------------------------------------------------


def _members(desk: Desk) -> None:
    _some(desk, MEMBERSHIPS, "Member", "No source in the atlas names a member of it.")


def _organisations(desk: Desk) -> None:
    _some(desk, MEMBERSHIPS, "Organisation", "No source in the atlas says to which organisations it belongs.")


def _offices(desk: Desk) -> None:
    _some(desk, OFFICES, "Of or to whom", "No source in the atlas reports an office.", kind=True)


def _parties(desk: Desk) -> None:
    _some(desk, PARTIES, "Who", "No source in the atlas names a party or a signatory.", kind=True)


def _some(desk: Desk, kinds: frozenset[str], whom: str, none: str, *, kind: bool = False) -> None:
    """A table of ties by the other end: as what, when, at which stage."""
    ties = desk.found.of_kinds(kinds)
    if not ties:
        st.markdown(none)
        return
    if kind:
        order = [tie.kind.slug for tie in ties]
        ties = tuple(sorted(ties, key=lambda tie: order.index(tie.kind.slug)))
    _table(
        [
            {
                whom: _for(desk, tie),
                **({"What": tie.kind.label} if kind else {}),
                "As": plain(tie.role) or ("" if kind else "not said"),
                "When": desk.evidence(tie, dated(tie) or "no date"),
                "Stage": tie.phase.label if tie.phase else "",
                **_support(desk, tie),
            }
            for tie in ties
        ],
        f"{whom}, as what and since when: {desk.name}",
    )


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
    _table(
        [
            {
                "Neighbour": desk.other(desk.found.other(tie)),
                "Land border": desk.evidence(
                    tie, "length not given" if tie.amount is None else figure(tie.amount, tie.unit)
                ),
                **_support(desk, tie),
            }
            for tie in ties
        ],
        f"Land borders of {desk.name}",
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
        _table(
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
            ],
            f"{title}: {desk.name}",
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
        f"{figure(like.share, 'share')} with {others[iri]} in {like.year}" for iri, like in last.items()
    ]
    told = f"{desk.name} agreed in votes of the General Assembly: {enumerated(latest)}."
    theme = st.context.theme.type or "light"
    colours = list(FAMILIES[theme].values())[:_MOST_COMPARED]
    st.vega_lite_chart(likeness(shown, world, colours), width="stretch", alt=told)
    st.caption(plain(f"{told} Agreement is likeness, not a tie."))


# --- what else is said of it -------------------------------------------------------------------------------


def _religions(desk: Desk) -> None:
    found = desk.found.evidence.religions
    if not found:
        st.markdown("No source in the atlas gives a figure for the religions of its population.")
        return
    rows = []
    for item in found:
        group = (item.source.iri, item.composition.base, item.composition.year)
        same = {
            other.concept.slug
            for other in found
            if (other.source.iri, other.composition.base, other.composition.year) == group
        }
        part = "– " if item.concept.broader in same else ""
        year = item.composition.year.spoken() if item.composition.year else "not given"
        unverified = " (unverified)" if item.composition.unverified else ""
        rows.append(
            {
                "Religion": plain(f"{part}{item.concept.label}"),
                "Share": plain(share(item.composition)) + unverified,
                "Of": plain(item.composition.base),
                "Year": year,
                "Source": _source(item.source),
            }
        )
    _table(rows, f"Shares of religions in {desk.name}")
    st.caption("A line that begins with – is a part of one above it. Sources use different bases and years.")


def _regions(desk: Desk) -> None:
    by_source: dict[str, list[str]] = {}
    sources: dict[str, Source] = {}
    for region in desk.found.evidence.regions:
        by_source.setdefault(region.source.iri, []).append(region.concept.label)
        sources[region.source.iri] = region.source
    if not by_source:
        st.markdown("No source in the atlas says in which region it lies.")
    lines = [
        f"- {plain(enumerated(labels))}, says {_source(sources[iri])}" for iri, labels in by_source.items()
    ]
    st.markdown("\n".join(lines))


def _statements(desk: Desk) -> None:
    rows = []
    for statement, source in desk.found.evidence.statements:
        question, answer, doubts = answered(statement, desk.world)
        period = statement.year or statement.since
        rows.append(
            {
                "Question": plain(question),
                "Answer": f"**{plain(answer)}**",
                "For": period.spoken() if period else "",
                "Source": ", ".join([_source(source), plain(source.dated()), *map(plain, doubts)]),
            }
        )
    _table(rows, f"What sources answer to questions about {desk.name}")


def _arguments(desk: Desk) -> None:
    if not desk.found.arguments:
        st.markdown("No argument for or against its joining the Accords is recorded.")
        return
    st.caption("Who argues what; none of it is told as a fact. Under each stands what others say against it.")
    _by_stance(desk, desk.found.arguments)


def _gains(desk: Desk) -> None:
    st.caption(plain(f"Arguments about others in which {desk.name} would gain or lose."))
    _by_stance(desk, desk.found.gains)


def _by_stance(desk: Desk, arguments: Sequence[Argued]) -> None:
    by_stance: dict[str, list[Argued]] = {stance: [] for stance in _STANCES}
    for argued in arguments:
        by_stance.setdefault(argued.argument.stance, []).append(argued)
    for stance, found in by_stance.items():
        if found:
            st.subheader(plain(f"{_STANCES.get(stance, stance)} ({len(found)})"), anchor=False)
            ordered = sorted(found, key=lambda argued: (argued.argument.theme, argued.argument.iri))
            st.markdown("\n".join(_argument(desk, argued) for argued in ordered))


def _argument(desk: Desk, argued: Argued) -> str:
    """One argument as an item of a list, with what is said against it below."""
    argument, world = argued.argument, desk.world
    about = [
        *([f"about {named(argument.about, world)}"] if argument.about != desk.found.entity.iri else []),
        *([f"for {named(argument.beneficiary, world)}"] if argument.beneficiary else []),
        *([f"on {named(argument.theme, world)}"] if argument.theme else []),
    ]
    said = (
        f"{plain(argument.text)} :gray[{plain(', '.join([_by(argument), *about]))}; {_source(argued.source)}]"
    )
    against = [
        f"    - Against it: {plain(other.text)} :gray[{plain(_by(other))}]" for other in argued.against
    ]
    return "\n".join([f"- {said}", *(against or ["    - :gray[Against it: none found]"])])


def _by(argument: Argument) -> str:
    return f"argued by {argument.argued_by}" if argument.argued_by else "argued in the source"


def _disputes(desk: Desk) -> None:
    if not desk.found.disputes:
        st.markdown("The sources of the atlas do not contradict each other about it.")
    for dispute in desk.found.disputes:
        sides = "\n".join(
            f"- Some say {plain(side.says)}: "
            f"{_named(voice.source.publisher or voice.source.title for voice in side.voices)}"
            for side in dispute.sides
        )
        st.markdown(f"**{plain(dispute.sentence)}**\n\n{sides}")


def _unknown(desk: Desk) -> None:
    lines = []
    for gap in desk.found.gaps:
        lines.append(f"- {plain(gap.said)}")
        lines += [f"    - {plain(example)}" for example in gap.examples]
    st.markdown("\n".join(lines))


def _sources(desk: Desk) -> None:
    cited = desk.found.sources
    if not cited:
        st.markdown("No source of the atlas speaks of it.")
        return
    st.caption(f"{counted(len(cited), 'source')}; the last column says how often each is heard on this page.")
    _table(
        [
            {
                "Publisher": plain(each.source.publisher or each.source.author),
                "Source": link(each.source.title, each.source.url),
                "Issued": plain(each.source.dated()),
                "What it is": each.source.reliability.label,
                "Heard": str(each.times),
            }
            for each in cited
        ],
        f"Sources that speak of {desk.name}",
    )


def _names(desk: Desk) -> None:
    entity = desk.found.entity
    called_: Mapping[str, str] = in_languages(entity)
    if called_:
        with st.container(key="names"):
            st.markdown(
                "\n".join(f"- {plain(language)}: {plain(name)}" for language, name in called_.items())
            )
    same = [f"the same as {link(identified(iri), iri)}" for iri in entity.same_as]
    st.markdown(" · ".join([f"In the data: {plain(entity.iri)}", *same]))
    address = visit.address(desk.atlas, desk.view, (entity.iri,))
    st.caption(plain(f"This page: {address}, read on {spoken(date.today())}"))


# --- cells ------------------------------------------------------------------------------------------------


def _table(rows: Sequence[Mapping[str, str]], alt: str) -> None:
    """A table that is read and printed as text; every cell is Markdown already."""
    st.table(rows, border="horizontal", hide_index=True, alt=alt)


def _source(source: Source) -> str:
    publisher = f", {plain(source.publisher)}" if source.publisher not in ("", source.title) else ""
    return f"{link(source.title, source.url)}{publisher}"


def _publishers(sources: Iterable[Source]) -> str:
    return _named(dict.fromkeys(source.publisher or source.title for source in sources))


def _named(names: Iterable[str]) -> str:
    """Up to a few names, once each; the others are counted."""
    once = list(dict.fromkeys(names))
    more = len(once) - _MOST_NAMES
    shown = [*once[:_MOST_NAMES], *([counted(more, "other")] if more > 0 else [])]
    return plain(enumerated(shown))
