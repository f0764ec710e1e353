"""Ties in sentences that say when, how far, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.model.entity import Composition
from graph.model.kind import Nature, Phase
from graph.model.source import Claim, called
from graph.model.tie import Certainty, Tie
from graph.model.words import counted, enumerated, in_letters, spoken
from graph.model.world import World

#: kinds that say something grave of their sender → how the source names it; never told without the source
GRAVE = {
    "threat": "as threatening",
    "attack": "as attacking",
    "war": "as being at war with",
    "accuses": "as accusing",
}

#: kinds whose verb tells the stage that they are in: a candidate is one while nothing is in force
SAYS_ITS_STAGE = {"candidacy", "refusal"}


def sentence(tie: Tie, world: World, day: date) -> str:
    """Say a tie with its date: ``Azerbaijan has diplomatic relations with Israel since 7 April 1992``.

    A stage that is not in force is named before the ends, for "Khemed joins the Accords" would be untrue of
    a refusal. Threat, attack, war and accusation are told as what a source says, by its name.
    """
    return _sentence(tie, world, day, tie.kind.verb)


def _sentence(tie: Tie, world: World, day: date, verb: str) -> str:
    sender, receiver = named(tie.sender, world), named(tie.receiver, world)
    when = _when(tie)
    if tie.kind.slug in GRAVE:
        said = f"{sender} is {attribution(tie, world)} {GRAVE[tie.kind.slug]} {receiver}"
        return f"{said}, {when}" if when else said
    figure = _figure(tie)
    # ended for a time and taken up again is told as a stage: "had relations from ... to" would be wrong
    ended = tie.phase is Phase.ENDED and tie.until is None
    if tie.phase in (None, Phase.IN_FORCE) or ended or tie.kind.slug in SAYS_ITS_STAGE:
        said = f"{sender} {tie.kind.past_verb if _over(tie, day) else verb} {receiver}{figure}"
        return f"{said}{',' if figure and when else ''} {when}".rstrip()
    ends = f"{sender} and {receiver}" if tie.kind.symmetric else f"{sender} → {receiver}"
    said = f"{tie.phase.label.capitalize()} {tie.kind.label}: {ends}{figure}"
    return f"{said}, {when}" if when else said


def _when(tie: Tie) -> str:
    when = dated(tie)
    if tie.since and tie.until and tie.since != tie.until:
        return f"from {when}"
    if tie.phase is Phase.ENDED and when.startswith("since "):
        # the stage "ended" begins on the day on which the tie ends
        return f"until {when.removeprefix('since ')}"
    return when


def _over(tie: Tie, day: date) -> bool:
    return tie.is_past(day) or (tie.until is not None and tie.until.last < day)


def _figure(tie: Tie) -> str:
    """The amount in words: ``: 43 %``, ``: 645 million USD``, ``: 689 km``."""
    return "" if tie.amount is None else f": {figure(tie.amount, tie.unit)}"


def figure(amount: float, unit: str) -> str:
    """Say an amount with its unit; a share, 0 to 1, in percent."""
    if unit == "share":
        return f"{round(amount * 100, 1):g} %"
    for size, word in ((1e12, "trillion "), (1e9, "billion "), (1e6, "million ")):
        if amount >= size:
            return f"{amount / size:.4g} {word}{unit}".rstrip()
    return f"{amount:,.10g} {unit}".rstrip()


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


def named(iri: str, world: World) -> str:
    """The name of an entity, a concept, or of a tie that another one is about."""
    if entity := world.entity_by_iri.get(iri):
        return entity.label
    slug = iri.rsplit("/", 1)[-1]
    if concept := world.concept_by_slug.get(slug):
        return concept.label
    if outline := world.outline_by_iri.get(iri):
        return f"{outline.kind.label} of {named(outline.sender, world)} and {named(outline.receiver, world)}"
    return slug.replace("-", " ")


def dated(tie: Tie) -> str:
    """Say when: ``since 7 April 1992``, ``on 6 November 2025``, ``2023``; empty where no source says."""
    lasting = tie.kind.nature is Nature.LASTING
    if tie.since and tie.until and tie.since != tie.until:
        return f"{tie.since.spoken()} to {tie.until.spoken()}"
    if tie.since:
        if lasting:
            return f"since {tie.since.spoken()}"
        return f"on {tie.since.spoken()}" if tie.since.precision == 3 else f"in {tie.since.spoken()}"
    if tie.until:
        return f"until {tie.until.spoken()}"
    return f"in {tie.year.spoken()}" if tie.year else ""


def reported(tie: Tie, world: World) -> str:
    """Say how well it is supported: the count of independent sources, or the name of the only one."""
    if tie.unverified:
        return "from general knowledge, unverified"
    if tie.independent_sources > 1:
        return counted(tie.independent_sources, "independent source")
    return "" if tie.kind.slug in GRAVE else f"reported by {_sources(tie, world)}"


def told(tie: Tie, world: World, day: date) -> str:
    """Say a tie with who says so, who denies it and why it is not certain, as one sentence.

    ``Azerbaijan has had diplomatic relations with Israel since 7 April 1992, say two independent sources``
    """
    said = [f"{_sentence(tie, world, day, _verb(tie))}{_saying(tie, world)}"]
    if tie.denying:
        said.append(f"denied by {_names(tie.denying, world)}")
    elif tie.disputed:
        said.append("sources disagree")
    if tie.certainty(day) is Certainty.POSSIBLE and not tie.unverified:
        said.append(f"only possible: {doubt(tie, world, day)}")
    return "; ".join(said)


def _verb(tie: Tie) -> str:
    """The verb in its tense: what has been so since a day is told in the perfect."""
    if not dated(tie).startswith("since "):
        return tie.kind.verb
    past, _, rest = tie.kind.past_verb.partition(" ")
    return f"has {_PARTICIPLES.get(past, past)} {rest}".rstrip()


#: past of a verb → its participle, where that is another word
_PARTICIPLES = {"was": "been", "took": "taken", "gave": "given"}


def _saying(tie: Tie, world: World) -> str:
    if tie.unverified:
        return ", from general knowledge, unverified"
    grave = tie.kind.slug in GRAVE
    if tie.independent_sources > 1:
        number = f"{in_letters(tie.independent_sources)} independent sources"
        return f" ({number})" if grave else f", say {number}"
    # what is grave is told by the name of its source already
    if grave:
        return ""
    several = len({called(claim.source, world.source_by_iri) for claim in tie.affirming}) > 1
    return f", {'say' if several else 'says'} {_sources(tie, world)}"


def attribution(tie: Tie, world: World, most: int = 2) -> str:
    """Name who says so: ``named by The Caspian Post``; beyond *most* names the others are counted."""
    return f"named by {_sources(tie, world, most)}"


def _sources(tie: Tie, world: World, most: int = 2) -> str:
    # general knowledge names nobody, where somebody else reports it
    claims = [claim for claim in tie.affirming if not claim.unverified]
    return _names(claims or tie.affirming, world, most)


def _names(claims: Iterable[Claim], world: World, most: int = 2) -> str:
    names = list(dict.fromkeys(called(claim.source, world.source_by_iri) for claim in claims))
    if len(names) > most:
        return f"{names[0]} and {counted(len(names) - 1, 'other')}"
    return enumerated(names)


def doubt(tie: Tie, world: World, day: date) -> str:
    """Say why a tie is only possible on a day."""
    claims = tie.affirming
    if tie.unverified:
        return "it rests on general knowledge alone"
    if tie.since and tie.span.possible_from <= day < tie.span.certain_from:
        if any("since" in claim.unverified_parts for claim in claims):
            return f"its beginning, {tie.since.spoken()}, is not verified"
        return f"the source says only {tie.since.spoken()}"
    if tie.until and day > tie.span.certain_to:
        return f"it ended in {tie.until.spoken()}, the day is not known"
    if tie.since is None and day < tie.span.certain_from:
        return f"undated, first reported by {spoken(min(tie.span.certain_from, world.horizon))}"
    return "its dates are not known"
