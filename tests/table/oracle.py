"""What a View shows, in plain Python over the records: as slowly and as clearly as can be.

Written from the model's own words, without a look at the table; that is what makes it worth comparing with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from graph.model.entity import EntityType
from graph.model.kind import Nature, Phase
from graph.model.standing import Standing
from graph.model.tie import Certainty

STATE = EntityType.STATE


@dataclass(frozen=True)
class Answer:
    lines: frozenset  #: (tie, sender, receiver, certainty, past), by IRI
    entities: frozenset
    states: frozenset  #: that certainly fit
    offered: dict  #: state → clauses that leave it open
    no_figure: frozenset

    @property
    def ties(self):
        return frozenset(line[0] for line in self.lines)


def answer(world, view, stand):
    """Hold each entity, then each line of each tie against the View."""
    day = min(view.as_of or world.horizon, world.horizon)
    types = view.types or set(EntityType)
    words = {e.iri: entity_words(world, view, stand, day, e, types) for e in world.entities}
    fits = {iri for iri, word in words.items() if set(word.values()) <= {"yes"}}
    states = {e.iri for e in world.entities if e.type is STATE}
    frame = frame_of(world, view, stand, types)
    lines = {
        (tie.iri, sender, receiver, str(tie.certainty(day)), past(tie, day))
        for tie in world.ties
        if tie_fits(tie, view, day)
        for sender, receiver in ends(world, tie, folded=EntityType.PERSON not in types)
        if {sender, receiver} <= fits | frame
        and (
            {sender, receiver} <= frame
            or any(is_asked_for(world.entity_by_iri[end], view) for end in {sender, receiver} & fits)
        )
    }
    if view.focus:
        lines = near(world, view, lines)
    drawn = {end for line in lines for end in line[1:3]}
    asks_for_states = (
        view.standings or view.religions or view.regions or view.organizations or view.organizations_out
    )
    if (asks_for_states or view.text) and not view.focus:
        drawn |= fits & states
    if view.only and not view.focus:
        drawn |= fits
    open_ = {iri: [c for c, word in words[iri].items() if word == "perhaps"] for iri in words}
    return Answer(
        lines=frozenset(lines),
        entities=frozenset(drawn),
        states=frozenset(fits & states),
        offered={
            iri: set(open_[iri])
            for iri, word in words.items()
            if open_[iri] and set(word.values()) <= {"yes", "perhaps"}
        },
        no_figure=frozenset(
            iri for iri, word in words.items() if "unknown" in word.values() and "no" not in word.values()
        ),
    )


def entity_words(world, view, stand, day, entity, types):
    """Clause → yes, perhaps, unknown or no."""
    said = {"types": entity.type in types}
    names = [name.lower() for name in (*entity.names, entity.label, entity.code)]
    if view.text:
        said["text"] = any(view.text.lower() in name for name in names)
    if view.hidden:
        said["hidden"] = entity.slug not in view.hidden
    if view.only:
        said["only"] = entity.slug in view.only
    named = {e.slug for e in world.entities if e.type is not STATE} & view.also
    if entity.type is not STATE:
        if named:
            said["also"] = entity.slug in named
    else:
        if view.statehood:
            said["statehood"] = entity.statehood in view.statehood
        if view.standings:
            said["standings"] = stand[entity.iri].standing in view.standings or entity.slug in view.also
        if view.regions:
            said["regions"] = bool(view.regions & regions_of(world, entity.iri))
        if view.religions:
            said["religions"] = best(
                religion_word(world, entity.iri, religion, view.share) for religion in view.religions
            )
        inside = [membership(world, entity.iri, slug, day) for slug in view.organizations]
        outside = [membership(world, entity.iri, slug, day) for slug in view.organizations_out]
        if inside:
            said["organizations"] = best(inside)
        if outside:
            # certainly in none only if in none of them even perhaps
            said["organizations_out"] = {"yes": "no", "perhaps": "perhaps", "no": "yes"}[best(outside)]
    return {clause: {True: "yes", False: "no"}.get(word, word) for clause, word in said.items()}


def best(words):
    """Of several, one of which is enough."""
    return min(words, key=["yes", "perhaps", "unknown", "no"].index)


def regions_of(world, iri):
    broader = {concept.slug: concept.broader for concept in world.concepts}
    found = set()
    for located in world.located:
        here = located.region if located.state == iri else None
        while here is not None and here not in found:
            found.add(here)
            here = broader.get(here)
    return found


def religion_word(world, iri, religion, percent):
    """Newest of the whole population; a share of Muslims only times that of Muslims; of citizens never."""

    def newest(of, base):
        found = [
            c
            for c in world.compositions
            if (c.state, c.religion, c.base) == (iri, of, base)
            and not c.unverified
            and (c.low is not None or c.high is not None)
        ]
        if not found:
            return None
        last = max(found, key=lambda c: (c.year.year if c.year else 0, c.iri))
        return (last.low or 0.0, 1.0 if last.high is None else last.high)

    share = newest(religion, "population")
    if share is None:
        part, whole = newest(religion, "Muslims"), newest("islam", "population")
        if part is None or whole is None:
            return "unknown"
        share = (part[0] * whole[0], part[1] * whole[1])
    least = percent / 100
    if share[0] >= least or abs(share[0] - least) < 1e-10:
        return "yes"
    return "perhaps" if share[1] >= least or abs(share[1] - least) < 1e-10 else "no"


def membership(world, iri, slug, day):
    """Whether a state is a full member; what is ended, suspended or only signed is no membership."""
    certainties = {
        tie.certainty(day)
        for tie in world.ties
        if tie.kind.slug == "member-of"
        and tie.sender == iri
        and tie.receiver.rsplit("/", 1)[-1] == slug
        and tie.phase in (Phase.IN_FORCE, None)
        and tie.role in ("member", "")
    }
    if Certainty.CERTAIN in certainties:
        return "yes"
    return "perhaps" if Certainty.POSSIBLE in certainties else "no"


def frame_of(world, view, stand, types):
    """The party, the broker, the Accords."""
    if not view.frame:
        return set()
    return {
        e.iri
        for e in world.entities
        if e.type in types
        and e.slug not in view.hidden
        and (not view.only or e.slug in view.only)
        and (
            (e.type is STATE and stand[e.iri].standing in (Standing.PARTY, Standing.BROKER))
            or (e.type is EntityType.AGREEMENT and e.slug == "abraham-accords")
        )
    }


def is_asked_for(entity, view):
    """A reader who asks for certain states does not ask for what others have with the frame."""
    certain_states = (
        view.standings or view.religions or view.regions or view.organizations or view.organizations_out
    )
    return not certain_states or entity.type is STATE or entity.slug in view.also


def tie_fits(tie, view, day):
    if tie.certainty(day) is Certainty.NO:
        return False
    if tie.kind.nature is Nature.EVENT and tie.over_on < years_ago(day, view.past_years):
        return False
    if not view.unverified and all(claim.unverified for claim in tie.claims if not claim.denies):
        return False
    if view.natures and tie.kind.nature not in view.natures:
        return False
    if not view.natures and tie.kind.nature is Nature.SIMILARITY:
        return False
    if view.families and tie.kind.family not in view.families:
        return False
    if view.kinds and tie.kind.slug not in view.kinds:
        return False
    if view.phases and tie.phase is not None and tie.phase not in view.phases:
        return False
    if view.grades and tie.grade_on(day) not in view.grades:
        return False
    surest = ["high", "medium", "low"]
    least = surest.index(view.confidence)
    return tie.independent_sources >= view.sources and any(
        surest.index(claim.confidence) <= least for claim in tie.claims if not claim.denies
    )


def years_ago(day, years):
    if day.year - years < 1:
        return date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of a February that has none
        return (day - timedelta(days=1)).replace(year=day.year - years)


def past(tie, day):
    if tie.kind.nature is Nature.EVENT:
        return tie.over_on < day
    return tie.phase is Phase.ENDED


def ends(world, tie, *, folded):
    """The pairs that a tie joins: a tie about a tie reaches both ends of that one."""
    sender = tie.sender
    if folded and world.entity_by_iri[sender].type is EntityType.PERSON and tie.outline.on_behalf_of:
        sender = tie.outline.on_behalf_of
    other = world.outline_by_iri.get(tie.receiver)
    receivers = [other.sender, other.receiver] if other else [tie.receiver]
    return [(sender, receiver) for receiver in receivers if receiver != sender]


def near(world, view, lines):
    """Those between entities that are reached from the focus in so many steps."""
    reached = {e.iri for e in world.entities if e.slug in view.focus}
    for _ in range(view.depth):
        touched = [line for line in lines if {line[1], line[2]} & reached]
        reached |= {end for line in touched for end in line[1:3]}
    return {line for line in lines if {line[1], line[2]} <= reached}
