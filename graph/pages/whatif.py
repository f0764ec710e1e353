"""What if: who joins the Accords and who leaves, before and after, beside each other under three rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from graph.atlas import Atlas
from graph.errors import UsageError
from graph.export.rdf import TRIG, TURTLE
from graph.export.whatif import FILE, whatif_csv, whatif_trig, whatif_turtle
from graph.model.entity import EntityType
from graph.model.gauged import REPORTED, Ground
from graph.model.outcome import Length, Outcome, Size, WhatIf
from graph.model.reach import First, Reach, told_sum
from graph.model.scenario import SUPPOSED, Rule, Scenario, named_party, rule_from_query
from graph.model.sentences import named
from graph.model.source import called
from graph.model.standing import Standing
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.model.world import World
from graph.pages import controls, showing, visit, widgets
from graph.pages.beside import beside
from graph.pages.clock import clock
from graph.pages.evidence import tie_button
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.waiting import waited
from graph.pages.words import plain

_ASKED, _WRONG = "what if asked", "what if wrong"
#: a table that is wider than a narrow screen is moved, and not the page
_STYLE = """
<style>[class*="st-key-beside-"] [data-testid="stMarkdownContainer"] { overflow-x: auto; }</style>
"""
_OPEN = 12  #: chains that are told; the others stand in the files


@dataclass(frozen=True)
class Asked:
    """What the page is asked beside the View; it stands in the address too."""

    scenario: Scenario
    rule: Rule = Rule.MEMBERS  #: that is drawn and told in full

    def to_query(self, world: World) -> dict[str, str | list[str]]:
        """Parameters of a link."""
        return {**self.scenario.to_query(world), "rule": str(self.rule)}


def whatif() -> None:
    """The page: ask who joins and leaves, lay before and after beside each other, show one rule in full."""
    atlas, view = showing.begin("whatif")
    asked = _asked(atlas, view)
    world = atlas.known(view).world
    own = asked.to_query(world)
    st.html(_STYLE)
    visit.write_link(atlas, view, own)
    st.title(plain(f"Suppose {asked.scenario.told(world)}"), anchor=False)
    st.caption(plain(_told(atlas, view)))
    page, drawer = st.columns([0.68, 0.32], gap="medium")
    with page:
        _ask(atlas, view, asked)
        clock(atlas, view)
        found = waited(
            f"what if {asked.scenario} {view}",
            "Chains before and after, under three rules",
            lambda tell: atlas.what_if(view, asked.scenario, tell),
        )
        if found is not None:
            _show(atlas, view, asked, found)
    with drawer:
        find(atlas, view)
        beside(atlas, view, "Choose somebody, or a reported tie, to read who reports it.", own=own)
    visit.write_link(atlas, view, own)
    with st.sidebar:
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


def _told(atlas: Atlas, view: View) -> str:
    lens = atlas.lenses[view.lens]
    beyond = showing.beyond(atlas, view)
    said = (
        f"{SUPPOSED} As of {spoken(atlas.day(view))}, members by the list “{lens.title}”; chains "
        f"{Ground().told}, and through the Accords as a body. {REPORTED}"
    )
    return f"{said} {beyond}." if beyond else said


# --- what is asked --------------------------------------------------------------------------------------


def _asked(atlas: Atlas, view: View) -> Asked:
    """What is asked on this page: of the link at first, then of the widgets."""
    if (query := visit.arrived()) is not None:
        scenario, problems = Scenario.from_query(query, atlas.known(view).world)
        rule, more = rule_from_query(query)
        showing.tell_problems((*problems, *more))
        if scenario or _ASKED not in st.session_state:
            st.session_state[_ASKED] = Asked(scenario or _usual(atlas, view), rule)
    asked: Asked = st.session_state.setdefault(_ASKED, Asked(_usual(atlas, view)))
    if wrong := st.session_state.pop(_WRONG, ""):
        st.warning(plain(f"{wrong[0].upper()}{wrong[1:]}. What is shown stays as it was."))
    return asked


def _usual(atlas: Atlas, view: View) -> Scenario:
    """What is supposed until the reader says it: that whoever announced it joins, or a candidate."""
    places = atlas.places(view)
    for standing in (Standing.ANNOUNCED, Standing.CANDIDATE):
        if found := sorted(iri for iri, place in places.items() if place.standing is standing):
            return Scenario(frozenset(found[:1]))
    return Scenario()


def _ask(atlas: Atlas, view: View, asked: Asked) -> None:
    places, world = atlas.places(view), atlas.known(view).world
    states = sorted((e for e in world.entities if e.type is EntityType.STATE), key=lambda e: e.label)
    names = {state.iri: state.label for state in states}
    members = [iri for iri in names if places[iri].standing is Standing.MEMBER]
    others = [
        iri
        for iri in names
        if places[iri].standing not in (Standing.MEMBER, Standing.PARTY) or iri in asked.scenario.joins
    ]
    asked_for = (
        ("joins", "Suppose these join", others, asked.scenario.joins),
        (
            "leaves",
            "Suppose these leave",
            [*members, *sorted(asked.scenario.leaves - set(members))],
            asked.scenario.leaves,
        ),
    )
    # one below the other on a phone, where half a line would cut the names
    for column, (field, label, options, chosen) in zip(
        st.columns(2, vertical_alignment="bottom"), asked_for, strict=True
    ):
        column.multiselect(
            label,
            options,
            format_func=names.__getitem__,
            key=widgets.hold(f"what if {field}", sorted(chosen, key=names.__getitem__)),
            on_change=_take,
            args=(field,),
            placeholder="Choose states",
            select_all=False,
        )


def _take(field: str) -> None:
    asked: Asked = st.session_state[_ASKED]
    value = st.session_state[f"view what if {field}"]
    visit.touch()
    try:
        if field == "rule":
            st.session_state[_ASKED] = replace(asked, rule=Rule(value or asked.rule))
        else:
            changed = {field: frozenset(value)}
            st.session_state[_ASKED] = replace(asked, scenario=replace(asked.scenario, **changed))
    except UsageError as wrong:
        st.session_state[_WRONG] = str(wrong)


# --- what is shown --------------------------------------------------------------------------------------


def _show(atlas: Atlas, view: View, asked: Asked, found: WhatIf) -> None:
    from graph.pages.drawings import drawing_of_what_if

    world = atlas.known(view).world
    if not found.scenario:
        st.info("Choose at least one state that joins or leaves.")
        return
    _beside_each_other(found, world)
    _firsts(found, world)
    st.subheader("One rule in full", anchor=False)
    st.segmented_control(
        "Rule",
        list(Rule),
        format_func=lambda rule: named_party(rule.label, found.circle, world),
        key=widgets.hold("what if rule", asked.rule),
        on_change=_take,
        args=("rule",),
        required=True,
    )
    st.caption(plain(named_party(asked.rule.meaning, found.circle, world)))
    showing.picture(drawing_of_what_if(atlas, view, asked.scenario, asked.rule), "supposed picture", 460)
    _outcome(atlas, view, found.outcomes[asked.rule])
    _files(atlas, view, found)


def _beside_each_other(found: WhatIf, world: World) -> None:
    """Before and after: the network, one column a rule; the members, the same under every rule."""
    rules = [named_party(rule.label, found.circle, world) for rule in found.outcomes]
    _table(["Network", "Reported now", *(f"Supposed: {rule}" for rule in rules)], _of_network(found, world))
    _table(["Members", "Reported now", "Supposed, under every rule"], _of_members(found, world))
    st.caption(
        plain(
            "A chain counts its steps; every tie is one step, to the Accords as a body too. "
            f"{_figures(*found.members, world)}; a majority is more than half of the people, certainly."
        )
    )


def _table(head: list[str], rows: list[list[str]]) -> None:
    lines = [" | ".join(plain(cell) for cell in line) for line in (head, *rows)]
    lines.insert(1, " | ".join("---" for _ in head))
    with st.container(key=f"beside {head[0]}"):
        st.markdown("\n".join(f"| {line} |" for line in lines))


def _figures(before: Reach, after: Reach, world: World) -> str:
    """Whose figures are summed, or that there are none by the day."""
    iris = {
        iri for reach in (before, after) for sum_ in (reach.population, reach.gdp) for iri in sum_.sources
    }
    if not iris:
        return "The atlas has no figure of population or economy of a year that was over by this day"
    names = enumerated(sorted(called(iri, world.source_by_iri) for iri in iris))
    return (
        f"Population and economy are sums of the newest figures of {names} by this day, for those states "
        "alone that have one"
    )


def _of_network(found: WhatIf, world: World) -> list[list[str]]:
    outcomes = list(found.outcomes.values())

    def changed(title: str, tell: Callable[[Outcome], int]) -> list[str]:
        return [title, "", *[f"{tell(outcome):,}" for outcome in outcomes]]

    def sized(title: str, tell: Callable[[Size], str]) -> list[str]:
        return [title, *[tell(size) for size in (found.before, *(o.after for o in outcomes))]]

    def tied(title: str, tell: Callable[[Reach], str]) -> list[str]:
        return [title, *[tell(reach) for reach in (found.tied, *(o.tied for o in outcomes))]]

    party = enumerated(named(iri, world) for iri in found.circle.parties) or "the party"
    return [
        changed("Supposed ties", lambda o: len(o.supposed)),
        changed("Ties that end", lambda o: len(o.ended)),
        changed("New chains", lambda o: len(o.changes.new)),
        changed("Shorter chains", lambda o: len(o.changes.shorter)),
        changed("Longer chains", lambda o: len(o.changes.longer)),
        changed("Lost chains", lambda o: len(o.changes.lost)),
        sized("Pairs that a chain joins", lambda size: f"{size.joined:,}"),
        sized("Steps between them, mean", lambda size: f"{size.steps:.2f}"),
        sized("Bridges", lambda size: f"{size.bridges:,}"),
        sized("Cut points", lambda size: f"{size.cut_points:,}"),
        tied(f"Tied to {party} directly", lambda reach: counted(len(reach.states), "state")),
        tied("... their population", lambda reach: told_sum(replace(reach.population, without=()), world)),
        tied("... that border", lambda reach: _powers(reach, world)),
    ]


def _of_members(found: WhatIf, world: World) -> list[list[str]]:
    before, after = found.members

    def row(title: str, tell: Callable[[Reach], str]) -> list[str]:
        return [title, tell(before), tell(after)]

    return [
        row("States", lambda reach: _names(reach.states, world)),
        row("Population", lambda reach: told_sum(reach.population, world)),
        row("Economy (GDP)", lambda reach: told_sum(reach.gdp, world)),
        row("Majorities", lambda reach: _religions(reach, world)),
        row("Regions", lambda reach: _regions(reach, world)),
        *[
            [
                f"Neighbours of {named(power, world)}",
                _names(near, world),
                _names(after.neighbours[power], world),
            ]
            for power, near in before.neighbours.items()
        ],
    ]


def _names(iris: Iterable[str], world: World) -> str:
    return enumerated(named(iri, world) for iri in iris) or "none"


def _powers(reach: Reach, world: World) -> str:
    return (
        ", ".join(f"{named(power, world)} {len(near)}" for power, near in reach.neighbours.items()) or "none"
    )


def _religions(reach: Reach, world: World) -> str:
    said = [f"{world.concept_by_slug[slug].label} {len(states)}" for slug, states in reach.religions.items()]
    if reach.no_majority:
        said.append(f"none known {len(reach.no_majority)}")
    return ", ".join(said) or "none"


def _regions(reach: Reach, world: World) -> str:
    everyday = [slug for slug in reach.regions if world.concept_by_slug[slug].scheme == "readers-regions"]
    return ", ".join(world.concept_by_slug[slug].label for slug in everyday or reach.regions) or "none"


def _firsts(found: WhatIf, world: World) -> None:
    if not found.scenario.joins:
        return
    st.subheader("Firsts", anchor=False)
    if not found.firsts:
        st.caption(
            "Whoever is supposed to join would be the first member in nothing that the atlas looks at."
        )
        return
    by_state: dict[str, list[First]] = {}
    for first in found.firsts:
        by_state.setdefault(first.state, []).append(first)
    for state, firsts in by_state.items():
        st.markdown(plain(f"Supposed to join, {named(state, world)} would be the first member"))
        with st.container(horizontal=True, gap="small"):
            for first in firsts:
                opened = first.ties or (state,)
                st.button(
                    plain(first.told),
                    key=f"listed first {state} {first.sort} {first.what}",
                    type="tertiary",
                    on_click=visit.open_,
                    args=opened,
                    help=plain(_on_whose_word(first, world)),
                )
    st.caption("Beside the members by the chosen list alone; neither the party nor the broker counts as one.")


def _on_whose_word(first: First, world: World) -> str:
    iris = first.sources or tuple(
        claim.source for iri in first.ties for claim in world.tie_by_iri[iri].affirming
    )
    return f"Says {enumerated(dict.fromkeys(called(iri, world.source_by_iri) for iri in iris))}"


def _outcome(atlas: Atlas, view: View, outcome: Outcome) -> None:
    """What follows under one rule, in words."""
    world, day = atlas.known(view).world, atlas.day(view)
    if outcome.supposed:
        _list("Supposed ties (no source reports them)", [tie.told(world) for tie in outcome.supposed])
    if outcome.already:
        pairs = [" and ".join(named(iri, world) for iri in pair) for pair in outcome.already]
        st.caption(
            plain(f"Nothing is supposed between {enumerated(pairs)}: sources report that tie already.")
        )
    if outcome.ended:
        st.markdown("**Reported ties that are supposed to end**")
        with st.container(gap=None):
            for iri in outcome.ended:
                tie_button(world.tie_by_iri[iri], world, day, visit.open_, place="listed ended")
    changes = outcome.changes
    for title, lengths in (
        ("Supposed new chains, where none was", changes.new),
        ("Supposed shorter chains", changes.shorter),
        ("Supposed longer chains", changes.longer),
        ("Chains that would be lost", changes.lost),
    ):
        if lengths:
            _list(title, [_length(each, world) for each in lengths[:_OPEN]], len(lengths) - _OPEN)
    new, gone = (
        [" – ".join(named(iri, world) for iri in pair) for pair in pairs] for pairs in changes.bridges
    )
    came, went = ([named(iri, world) for iri in iris] for iris in changes.cut_points)
    for title, lines in (
        ("Supposed new bridges", new),
        ("Bridges that would be none any more", gone),
        ("Supposed new cut points", came),
        ("Cut points that would be none any more", went),
    ):
        if lines:
            _list(title, lines[:_OPEN], len(lines) - _OPEN)
    if not (outcome.supposed or outcome.ended):
        st.info("Nothing follows under this rule: what it brings is reported already.")


def _list(title: str, lines: list[str], more: int = 0) -> None:
    told = "\n".join(f"- {plain(line)}" for line in lines)
    st.markdown(f"**{title}**\n\n{told}")
    if more > 0:
        st.caption(f"and {more:,} more, in the files")


def _length(length: Length, world: World) -> str:
    ends = " – ".join(named(iri, world) for iri in length.pair)
    if length.before is None:
        return f"{ends}: {counted(length.after or 0, 'step')}, no chain now"
    if length.after is None:
        return f"{ends}: no chain any more, now {counted(length.before, 'step')}"
    return f"{ends}: {counted(length.after, 'step')}, now {length.before}"


def _files(atlas: Atlas, view: View, found: WhatIf) -> None:
    """What is supposed as files that say so in every line, apart from the files of facts."""
    world, about = atlas.known(view).world, atlas.about(view)
    offered: Mapping[str, tuple[Callable[[], bytes], str, str]] = {
        "CSV": (lambda: whatif_csv(found, world), "csv", "text/csv"),
        "Turtle": (lambda: whatif_turtle(found, about, world), "ttl", TURTLE),
        "TriG": (lambda: whatif_trig(found, about, world), "trig", TRIG),
    }
    with st.container(horizontal=True):
        for label, (data, ending, mime) in offered.items():
            st.download_button(
                f"Supposed, as {label}",
                data,
                file_name=f"{FILE}.{ending}",
                mime=mime,
                icon=":material/download:",
                key=f"supposed {label}",
                help="The difference under all three rules. Every line says that it is supposed; no fact "
                "is in it.",
                on_click="ignore",
            )
