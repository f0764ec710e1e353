"""The sections of a dossier beside those on its ties: what is said of it, by whom, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from graph.model.arguments import Argued
from graph.model.dates import BEGINNING
from graph.model.entity import Figure
from graph.model.indicator import indicator_name
from graph.model.profile import number_told
from graph.model.sentences import named
from graph.model.shown import out_by
from graph.model.source import Source
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.model.world import Argument
from graph.pages import visit, ways
from graph.pages.about import answered, by_base, identified, in_languages
from graph.pages.desk import Desk, cited, names_of, table
from graph.pages.words import link, plain

#: stance of an argument → the heading over those that take it, in the order of the page
_STANCES = {
    "benefit": "What it is said to bring",
    "cost": "What it is said to cost",
    "condition": "On what it is said to depend",
    "obstacle": "What is said to stand in the way",
}


def religions(desk: Desk) -> None:
    """Shares of the religions of a state: of whom, when and on whose word."""
    found = desk.found.evidence.religions
    if not found:
        st.markdown("No source in the atlas gives a figure for the religions of its population.")
        return
    for of_whom, shares, source in by_base(found):
        st.markdown(f"**{of_whom}**, says {cited(source)}\n\n{shares}")


def regions(desk: Desk) -> None:
    """Where a state lies, in whose words."""
    by_source: dict[str, list[str]] = {}
    sources: dict[str, Source] = {}
    for region in desk.found.evidence.regions:
        by_source.setdefault(region.source.iri, []).append(region.concept.label)
        sources[region.source.iri] = region.source
    if not by_source:
        st.markdown("No source in the atlas says in which region it lies.")
    lines = [
        f"- {plain(enumerated(labels))}, says {cited(sources[iri])}" for iri, labels in by_source.items()
    ]
    st.markdown("\n".join(lines))


def figures(desk: Desk) -> None:
    """The latest number of each indicator, by the day of knowledge; earlier ones are counted."""
    by_indicator: dict[str, list[Figure]] = {}
    for number in desk.atlas.figures(desk.found.entity.iri):
        if desk.view.known_on is None or out_by(desk.world.source_by_iri[number.source], desk.view.known_on):
            by_indicator.setdefault(number.indicator, []).append(number)
    if not by_indicator:
        st.markdown("No source in the atlas gives one.")
        return
    rows = []
    for indicator, numbers in by_indicator.items():
        latest = max(numbers, key=lambda each: each.year.last if each.year else BEGINNING)
        earlier = f"{counted(len(numbers) - 1, 'earlier figure')}" if len(numbers) > 1 else ""
        rows.append(
            {
                "Figure": plain(indicator_name(indicator)),
                "Value": f"**{plain(number_told(latest))}**",
                "Of": latest.year.spoken() if latest.year else "no year given",
                "Source": ", ".join(filter(None, [cited(desk.world.source_by_iri[latest.source]), earlier])),
            }
        )
    table(rows)


def statements(desk: Desk) -> None:
    """What sources answer to questions about it."""
    rows = []
    for statement, source in desk.found.evidence.statements:
        question, answer, doubts = answered(statement, desk.world)
        period = statement.year or statement.since
        rows.append(
            {
                "Question": plain(question),
                "Answer": f"**{plain(answer)}**",
                "For": period.spoken() if period else "",
                "Source": ", ".join([cited(source), plain(source.dated()), *map(plain, doubts)]),
            }
        )
    table(rows)


def arguments(desk: Desk) -> None:
    """What its accession is said to bring or cost; for an agreement, what joining it is."""
    if not desk.found.arguments:
        st.markdown("No argument for or against its joining the Accords is recorded.")
        return
    st.caption(
        "Who argues what; none of it is told as a fact. Under each stands what is said against it, by the "
        "number of the argument where it has one."
    )
    _by_stance(desk, desk.found.arguments)
    ways.to_arguments(desk.atlas, desk.view, desk.found.entity.slug, "These arguments, both sides abreast")


def gains(desk: Desk) -> None:
    """What it would gain or lose by what others do."""
    st.caption(plain(f"Arguments about others in which {desk.name} would gain or lose."))
    _by_stance(desk, desk.found.gains)


def _by_stance(desk: Desk, arguments: Sequence[Argued]) -> None:
    order = list(_STANCES)
    by_stance: dict[str, list[Argued]] = {}
    for argued in sorted(arguments, key=lambda each: (each.argument.themes[:1], each.argument.iri)):
        by_stance.setdefault(argued.argument.stance, []).append(argued)
    stances = sorted(by_stance, key=lambda stance: order.index(stance) if stance in order else len(order))
    listed = [argued.argument.iri for stance in stances for argued in by_stance[stance]]
    numbers = {iri: number for number, iri in enumerate(listed, 1)}
    for stance in stances:
        found = by_stance[stance]
        st.subheader(plain(f"{_STANCES.get(stance, stance)} ({len(found)})"), anchor=False)
        st.markdown("\n".join(_argument(desk, argued, numbers) for argued in found))


def _argument(desk: Desk, argued: Argued, numbers: Mapping[str, int]) -> str:
    """One argument as an item of a list, with what is said against it below: by number, or in full."""
    argument, world = argued.argument, desk.world
    about = [
        *([f"about {named(argument.about, world)}"] if argument.about != desk.found.entity.iri else []),
        *(
            [f"for {enumerated(named(iri, world) for iri in argument.beneficiaries)}"]
            if argument.beneficiaries
            else []
        ),
        *([f"on {enumerated(named(theme, world) for theme in argument.themes)}"] if argument.themes else []),
    ]
    told = f"{plain(', '.join([_by(argument), *about]))}; {cited(argued.source)}"
    item = f"{numbers[argument.iri]}. {plain(argument.text)} :gray[{told}]"
    numbered = {numbers[other.iri]: other for other in argued.against if other.iri in numbers}
    against = [
        f"{number} ({plain(other.argued_by or 'the source')})"
        for number, other in sorted(numbered.items(), key=lambda each: each[0])
    ]
    lines = [f"Against it: {enumerated(against)}"] if against else []
    lines += [
        f"Against it: {plain(other.text)} :gray[{plain(_by(other))}]"
        for other in argued.against
        if other.iri not in numbers
    ]
    return "\n".join([item, *(f"    - {line}" for line in lines or [":gray[Against it: none found]"])])


def _by(argument: Argument) -> str:
    return f"argued by {argument.argued_by}" if argument.argued_by else "argued in the source"


def disputes(desk: Desk) -> None:
    """On what sources contradict each other."""
    if not desk.found.disputes:
        st.markdown("The sources of the atlas do not contradict each other about it.")
    for dispute in desk.found.disputes:
        sides = "\n".join(
            f"- Some say {plain(side.says)}: "
            f"{names_of(voice.source.publisher or voice.source.title for voice in side.voices)}"
            for side in dispute.sides
        )
        st.markdown(f"**{plain(dispute.sentence)}**\n\n{sides}")


def unknown(desk: Desk) -> None:
    """What no source says, and what is not certain."""
    lines = []
    for gap in desk.found.gaps:
        lines.append(f"- {plain(gap.said)}")
        lines += [f"    - {plain(example)}" for example in gap.examples]
    st.markdown("\n".join(lines))


def sources(desk: Desk) -> None:
    """Every source of the page."""
    found = desk.found.sources
    if not found:
        st.markdown("No source of the atlas speaks of it.")
        return
    st.caption(f"{counted(len(found), 'source')}; the last column says how often each is heard on this page.")
    table(
        [
            {
                "Publisher": plain(each.source.publisher or each.source.author),
                "Source": link(each.source.title, each.source.url),
                "Issued": plain(each.source.dated()),
                "What it is": each.source.reliability.label,
                "Heard": str(each.times),
            }
            for each in found
        ]
    )


def names(desk: Desk) -> None:
    """What it is called elsewhere, its identifiers, and the address of the page."""
    entity = desk.found.entity
    called_: Mapping[str, str] = in_languages(entity)
    if called_.keys() - {"English"}:
        with st.container(key="names"):
            st.markdown(
                "\n".join(f"- {plain(language)}: {plain(name)}" for language, name in called_.items())
            )
    same = [f"the same as {link(identified(iri), iri)}" for iri in entity.same_as]
    st.markdown(" · ".join([f"In the data: {plain(entity.iri)}", *same]))
    # what a reader filters elsewhere changes nothing here
    clocks = View(as_of=desk.view.as_of, known_on=desk.view.known_on, lens=desk.view.lens)
    address = visit.address(desk.atlas, clocks, (entity.iri,))
    st.caption(plain(f"This page: {address}, read on {spoken(date.today())}"))
