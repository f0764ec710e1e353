"""The filters: each clause of the View as a widget, with how much every option would leave."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.atlas import REGION_SCHEMES, Atlas
from graph.model.entity import EntityType, Statehood
from graph.model.glossary import CONFIDENCES, FAMILIES, GRADES, NATURES, PHASES
from graph.model.group import BODIES, BY_STANDING
from graph.model.kind import Family, Nature, Phase
from graph.model.link import LONGEST_VALUE
from graph.model.looks import Layout, Width
from graph.model.source import Confidence
from graph.model.standing import Standing
from graph.model.tie import Grade
from graph.model.view import View
from graph.pages import visit, widgets
from graph.pages.widgets import meanings
from graph.table.facets import Facets

_AT_LEAST = {Confidence.LOW: "any", Confidence.MEDIUM: "at least medium", Confidence.HIGH: "high"}
_STATEHOOD = {
    Statehood.UN_MEMBER: "UN members",
    Statehood.UN_OBSERVER: "UN observers",
    Statehood.RECOGNISED_BY_SOME: "recognised by some",
    Statehood.TERRITORY: "territories",
}
#: the clauses that each group asks for
_TIES = ("kinds", "kinds_out", "natures", "phases", "past_years")
_EVIDENCE = ("grades", "sources", "confidence", "unverified")
_STATES = ("organizations", "organizations_out", "statehood", "types", "text")
_AROUND = ("focus", "also", "frame")
_DRAWN = ("folded", "layout", "widths")
_LENS = ("lens",)
_YEARS = 50  #: of past events, on the scale
_STEPS = 4  #: around a focus


def head(atlas: Atlas) -> None:
    """Show what stands above the filters."""
    st.markdown("#### Accord Atlas")
    icon = ":material/restart_alt:"
    st.button("Reset", key="reset", icon=icon, on_click=visit.reset, args=(atlas,), width="stretch")


def ask_view(atlas: Atlas, view: View, facets: Facets) -> None:
    """Show every filter: those that most readers want, and the others in groups."""
    standings = {standing: standing.meaning for standing in Standing}
    widgets.pills(
        "Standing toward the Accords",
        "standings",
        Standing,
        view.standings,
        facets.standings,
        help=meanings(standings, "Standing toward the Accords"),
    )
    _religions(atlas, view, facets)
    _regions(atlas, view, facets)
    families = meanings(FAMILIES, "Families of ties")
    widgets.pills("Families of ties", "families", Family, view.families, facets.families, help=families)
    for title, clauses, ask in (
        ("Which ties", _TIES, partial(_ties, atlas, view, facets)),
        ("On whose word", _EVIDENCE, partial(_evidence, view, facets)),
        ("Which states and bodies", _STATES, partial(_states, atlas, view, facets)),
        ("Around whom", _AROUND, partial(_around, atlas, view)),
        ("How it is drawn", _DRAWN, partial(_drawn, atlas, view)),
        ("Whose list", _LENS, partial(ask_lens, atlas, view)),
    ):
        widgets.group(title, view, clauses, ask)


def _religions(atlas: Atlas, view: View, facets: Facets) -> None:
    widgets.concepts(
        "Religion of the population",
        "religions",
        atlas.world.concepts,
        lambda concept: concept.scheme == "religions",
        view.religions,
        facets.religions,
        placeholder="Any religion",
        help="Shares of the whole population, as a source gives them. A religion describes a population, "
        "never a person or a government.",
    )
    if view.religions:
        label = "At least this share of the population"
        widgets.number(label, "share", 0, 100, view.share, step=5, format="%d %%")


def _regions(atlas: Atlas, view: View, facets: Facets) -> None:
    concepts = atlas.world.concepts
    schemes = [scheme for scheme in REGION_SCHEMES if any(concept.scheme == scheme for concept in concepts)]
    scheme = st.selectbox(
        "Regions as named by", schemes, format_func=REGION_SCHEMES.__getitem__, key="region scheme"
    )
    widgets.concepts(
        "Region",
        "regions",
        concepts,
        lambda concept: concept.scheme == scheme or concept.slug in view.regions,
        view.regions,
        facets.regions,
        placeholder="Any region",
    )


def _ties(atlas: Atlas, view: View, facets: Facets) -> None:
    families = list(Family)
    kinds = sorted(atlas.world.kinds, key=lambda kind: (families.index(kind.family), kind.label))
    offered = [kind.slug for kind in kinds if kind.slug in facets.kinds]
    labels = {kind.slug: kind.label for kind in kinds}
    widgets.choose("Kinds of ties", "kinds", offered, view.kinds, labels, facets.kinds, "Any kind")
    if not view.kinds:
        label = "Kinds of ties left out"
        widgets.choose(label, "kinds_out", offered, view.kinds_out, labels, facets.kinds, "None")
    widgets.pills(
        "How they live in time",
        "natures",
        Nature,
        view.natures,
        facets.natures,
        lambda nature: nature.plural,
        help=meanings({nature.plural: said for nature, said in NATURES.items()}, "Natures of ties"),
    )
    widgets.pills(
        "Stages of lasting ties",
        "phases",
        Phase,
        view.phases,
        facets.phases,
        lambda phase: phase.label,
        help="Ties that have no stages pass this filter, and are counted with each.\n\n"
        + meanings({phase.label: said for phase, said in PHASES.items()}, "Stages of a lasting tie"),
    )
    widgets.number(
        "Past events: years back",
        "past_years",
        0,
        _YEARS,
        view.past_years,
        help="An event stays in the picture, thinner, for so many years after its last day.",
    )


def _evidence(view: View, facets: Facets) -> None:
    grades = meanings(GRADES, "Grades of a tie")
    widgets.pills("Support", "grades", Grade, view.grades, facets.grades, help=grades)
    widgets.one_of(
        "Independent sources",
        "sources",
        sorted({*facets.sources, 0, view.sources}),
        view.sources,
        lambda least: f"{f'at least {least}' if least else 'any number'} ({facets.sources.get(least, 0)})",
        help="Sources that share neither origin nor publisher: [how they are counted](method).",
    )
    widgets.one_of(
        "Confidence of the surest claim",
        "confidence",
        list(_AT_LEAST),
        view.confidence,
        lambda least: f"{_AT_LEAST[least]} ({facets.confidence.get(least, 0)})",
        help=meanings(CONFIDENCES, "Confidence of a claim"),
    )
    more = f" ({facets.unverified} more)" if facets.unverified else ""
    widgets.toggle(f"Also what rests on general knowledge alone{more}", "unverified", view.unverified)


def _states(atlas: Atlas, view: View, facets: Facets) -> None:
    labels = {entity.slug: entity.label for entity in atlas.world.entities}
    for label, field, counts in (
        ("Belongs to", "organizations", facets.organizations),
        ("Does not belong to", "organizations_out", facets.organizations_out),
    ):
        bodies = sorted(counts, key=labels.__getitem__)
        widgets.choose(label, field, bodies, getattr(view, field), labels, counts, "Any body")
    widgets.pills(
        "Statehood",
        "statehood",
        Statehood,
        view.statehood,
        facets.statehood,
        _STATEHOOD.__getitem__,
        help=meanings({_STATEHOOD[word]: word.plural for word in Statehood}),
    )
    widgets.pills("Kinds of entity", "types", EntityType, view.types, facets.types, lambda kind: kind.label)
    widgets.text("Part of a name", "text", view.text, LONGEST_VALUE, "in any language")


def _together(atlas: Atlas, view: View) -> None:
    """Ask who is drawn as one: all states by some way to sort them, or single groups."""
    ways = {each.groups: each.label for each in atlas.sortings}
    labels = ["Nobody", *ways.values()]
    chosen = ways.get(view.folded) or (None if view.folded else "Nobody")
    st.selectbox(
        "Draw in groups by",
        labels,
        key=widgets.hold("sorting", chosen),
        on_change=_sort,
        args=(atlas,),
        placeholder="As chosen below",
        help="Groups of a region take in only states that stand outside the Accords; groups of a standing "
        "or of a majority all but the party, the broker and whom you name. A majority is that of a "
        "population, by reported shares, never of a person or a government.",
    )
    names = {BODIES: "all bodies"} | {
        slug: f"{standing} (standing)" for standing, slug in BY_STANDING.items()
    }
    names |= {
        concept.slug: f"{concept.label} ({REGION_SCHEMES[concept.scheme]})"
        for concept in sorted(atlas.world.concepts, key=lambda concept: (concept.scheme, concept.label))
        if concept.scheme in REGION_SCHEMES
    }
    names |= dict(sorted(atlas.groupings.items(), key=lambda item: item[1]))
    widgets.choose(
        "Draw as one",
        "folded",
        list(names),
        view.folded,
        names,
        placeholder="Nobody",
        help="Each becomes one sign, which opens who is in it and can be unfolded: a region, a standing, "
        "the members of a body, a majority of populations, or all bodies.",
    )


def _sort(atlas: Atlas) -> None:
    asked = st.session_state["view sorting"]
    visit.change(folded=next((each.groups for each in atlas.sortings if each.label == asked), frozenset()))


def _around(atlas: Atlas, view: View) -> None:
    first = list(EntityType)
    entities = sorted(atlas.world.entities, key=lambda entity: (first.index(entity.type), entity.label))
    labels = {entity.slug: entity.label for entity in entities}
    widgets.choose(
        "Only around",
        "focus",
        list(labels),
        view.focus,
        labels,
        placeholder="Nobody in particular",
        help="Whoever is joined to one of these by so many steps, in what the other filters leave.",
    )
    if view.focus:
        widgets.number("Steps", "depth", 1, _STEPS, view.depth)
    widgets.choose(
        "Keep by name",
        "also",
        list(labels),
        view.also,
        labels,
        placeholder="Nobody in particular",
        help="States that stay whatever their standing. Of bodies and others, only those named here stay.",
    )
    widgets.toggle("Keep Israel, the United States and the Accords in the picture", "frame", view.frame)


def _drawn(atlas: Atlas, view: View) -> None:
    _together(atlas, view)
    widgets.one_of("Places", "layout", list(Layout), view.layout, lambda layout: layout.meaning)
    widgets.one_of("Width of a line", "widths", list(Width), view.widths, lambda width: width.meaning)


def ask_lens(atlas: Atlas, view: View) -> None:
    """Ask whose list of members counts."""
    lenses = sorted(atlas.lenses.values(), key=lambda lens: (lens.slug != View.lens, lens.title))
    title_of = {lens.slug: lens.title for lens in lenses}
    widgets.one_of("Whose list of members", "lens", list(title_of), view.lens, title_of.__getitem__)
    st.caption(atlas.lenses[view.lens].sentence)
