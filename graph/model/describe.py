"""A View and what it shows, in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graph.model.entity import EntityType, Statehood
from graph.model.expansion import Expansion
from graph.model.group import told
from graph.model.kind import Family, Nature, Phase
from graph.model.source import Confidence
from graph.model.standing import Place, Standing
from graph.model.tie import Grade
from graph.model.view import SHOWN_NATURES, SHOWN_PHASES, SHOWN_STATEHOOD, SHOWN_TYPES, View
from graph.model.words import counted, enumerated, in_letters, spoken
from graph.model.world import World


def describe(view: View, world: World) -> str:
    """Say what a view asks for, in one sentence without its full stop.

    Whatever shows something else than the plain view says so.
    """
    parts = [_states(view, world), *_entities(view, world), *_ties(view, world), _when(view, world)]
    return "; ".join(parts)


def _states(view: View, world: World) -> str:
    """Which states: every phrase narrows the one before it."""
    phrases = []
    if view.standings == frozenset(Standing) - {Standing.OUTSIDE}:
        phrases.append("with a standing toward the Accords")
    elif view.standings:
        wanted = [str(standing) for standing in Standing if standing in view.standings]
        phrases.append(f"that stand toward the Accords as {enumerated(wanted, last='or')}")
    others = {entity.slug for entity in world.entities if entity.type is not EntityType.STATE}
    if view.standings and (named := view.also - others):
        phrases[-1] += f" (with {enumerated(_labels(named, world))})"
    if view.religions:
        religions = enumerated(_concepts(view.religions, world), last="or")
        phrases.append(f"whose population is at least {view.share} % {religions}")
    if view.regions:
        phrases.append(f"of {enumerated(_concepts(view.regions, world), last='or')}")
    if view.organizations:
        phrases.append(f"that belong to {enumerated(_labels(view.organizations, world), last='or')}")
    if view.organizations_out:
        phrases.append(f"outside {enumerated(_labels(view.organizations_out, world))}")
    if view.text:
        phrases.append(f"with “{view.text}” in the name")
    return f"States {', '.join(phrases)}" if phrases else "All states and organisations"


def _entities(view: View, world: World) -> Iterator[str]:
    """Which entities beside the states, and around whom."""
    others = {entity.slug for entity in world.entities if entity.type is not EntityType.STATE} & view.also
    if not (view.frame or view.only):
        yield "the Accords, their party and their broker only where they fit"
    elif view.narrows_states and not (view.standings or view.only):
        yield "with the Accords, their party and their broker"
    if view.statehood in (frozenset(), frozenset(Statehood)):
        yield "territories included"
    elif view.statehood != SHOWN_STATEHOOD:
        yield f"of places only {enumerated(word.plural for word in Statehood if word in view.statehood)}"
    if others:
        yield f"of others only {enumerated(_labels(others, world))}"
    if view.only:
        yield f"nobody but {enumerated(_labels(view.only, world))}"
    if view.hidden:
        yield f"without {enumerated(_labels(view.hidden, world))}"
    if view.types != SHOWN_TYPES:
        yield "shown: " + enumerated(t.label.lower() for t in EntityType if t in view.types or not view.types)
    if view.focus:
        yield f"within {counted(view.depth, 'step')} of {enumerated(_labels(view.focus, world))}"


def _ties(view: View, world: World) -> Iterator[str]:
    """Which ties, and on whose word."""
    if view.families:
        yield "ties: " + enumerated(str(family) for family in Family if family in view.families)
    if view.kinds:
        yield f"only {enumerated(_kinds(view.kinds, world))}"
    elif view.kinds_out:
        yield f"without {enumerated(_kinds(view.kinds_out, world))}"
    if view.natures and view.natures != SHOWN_NATURES:
        yield "only " + enumerated(nature.plural for nature in Nature if nature in view.natures)
    if view.phases and not view.phases >= SHOWN_PHASES:
        phases = [phase.label for phase in Phase if phase in view.phases]
        yield f"what has stages only where {enumerated(phases, last='or')}"
    elif view.phases != SHOWN_PHASES:
        yield "what has ended included"
    if view.past_years != View.past_years:
        years = counted(view.past_years, "year")
        yield f"events of the last {years}" if view.past_years else "no past events"
    if view.grades:
        yield f"support: {enumerated((str(g) for g in Grade if g in view.grades), last='or')}"
    if view.sources:
        yield f"said by at least {counted(view.sources, 'independent source')}"
    if view.confidence is not Confidence.LOW:
        yield f"with {view.confidence} confidence" + (" or more" if view.confidence.rank else "")
    for word in sorted(view.expanded):
        wanted = Expansion.parse(word)
        kind = world.kind_by_slug.get(wanted.kind)
        (name,) = _labels([wanted.entity], world)
        yield f"added at {name}: {kind.label if kind else wanted.kind} (at most {wanted.most})"
    if view.folded:
        yield f"drawn as one: {enumerated(told(view.folded, world))}"
    if view.layout is not View.layout:
        yield f"placed {view.layout.meaning}"
    if view.widths is not View.widths:
        yield f"width of a line: {view.widths.meaning}"
    if view.most != View.most:
        yield f"the {counted(view.most, 'strongest line')}" if view.most else "every line"
    if view.unverified:
        yield "general knowledge included"


def _kinds(slugs: frozenset[str], world: World) -> list[str]:
    return sorted(world.kind_by_slug[slug].label for slug in slugs & world.kind_by_slug.keys())


def _when(view: View, world: World) -> str:
    text = f"as of {spoken(min(view.as_of or world.horizon, world.horizon))}"
    if view.known_on:
        text += f", from what was known on {spoken(view.known_on)}"
    if view.lens != View.lens:
        text += f", members as “{view.lens}” counts them"
    return text


def finding(places: Mapping[str, Place], world: World, among: Collection[str] | None = None) -> str:
    """Say what the standings come to: the title of a picture, made from the data alone.

    Args:
        places: IRI of each state → where it stands.
        among: IRIs of the states that a reader asked for, where only these are spoken of.
    """
    by_standing: dict[Standing, list[str]] = {standing: [] for standing in Standing}
    for iri, place in places.items():
        if among is None or iri in among:
            by_standing[place.standing].append(world.entity_by_iri[iri].label)
    if among is not None:
        return _among(by_standing, len(among))
    if not any(len(names) for standing, names in by_standing.items() if standing is not Standing.OUTSIDE):
        return "No state had joined the Abraham Accords yet"
    members = len(by_standing[Standing.MEMBER])
    verb = "state is a member" if members == 1 else "states are members"
    said = [f"{in_letters(members).capitalize()} {verb} of the Abraham Accords"]
    for standing in (Standing.DECLARED, Standing.ANNOUNCED):
        if by_standing[standing]:
            said.append(_stands(by_standing[standing], standing))
    if candidates := len(by_standing[Standing.CANDIDATE]):
        said.append(f"{in_letters(candidates)} {'is a candidate' if candidates == 1 else 'are candidates'}")
    return enumerated(said)


def _among(by_standing: Mapping[Standing, list[str]], number: int) -> str:
    if not number:
        return "No state fits what was asked for"
    said = [_stands(names, standing) for standing, names in by_standing.items() if names]
    first = enumerated(said)
    if number == 1:
        return first
    return f"Of {in_letters(number)} states that fit, {first}"


#: standing → what one state does, what several do
_VERBS = {
    Standing.PARTY: ("is the party", "are the parties"),
    Standing.BROKER: ("is the broker", "are the brokers"),
    Standing.MEMBER: ("is a member", "are members"),
    Standing.DECLARED: ("has only signed", "have only signed"),
    Standing.ANNOUNCED: ("has announced that it will join", "have announced that they will join"),
    Standing.CANDIDATE: ("is a candidate", "are candidates"),
    Standing.APPROACHED: ("was asked to join", "were asked to join"),
    Standing.REFUSED: ("is reported to have declined", "are reported to have declined"),
    Standing.OUTSIDE: ("stands outside", "stand outside"),
}


def _stands(names: Sequence[str], standing: Standing) -> str:
    """Name up to three states, count more."""
    verb = _VERBS[standing][len(names) > 1]
    return f"{enumerated(sorted(names)) if len(names) <= 3 else in_letters(len(names))} {verb}"


def _concepts(slugs: Iterable[str], world: World) -> list[str]:
    known = world.concept_by_slug
    return sorted(known[slug].label if slug in known else slug for slug in slugs)


def _labels(slugs: Iterable[str], world: World) -> list[str]:
    by_slug = {entity.slug: entity.label for entity in world.entities}
    return sorted(by_slug.get(slug, slug) for slug in slugs)
