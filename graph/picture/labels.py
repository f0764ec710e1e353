"""Words on the canvas: names that fit, and ties in sentences that say who reports them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from graph.model.describe import counted, dated, enumerated, named, spoken
from graph.model.entity import Entity
from graph.model.kind import Phase
from graph.model.standing import Place, Standing
from graph.model.tie import Certainty, Tie
from graph.model.world import World

LONGEST_LABEL = 60  #: characters of a name on the canvas
LONGEST_LINE = 300  #: characters of one sentence beside the pointer
LINES_SHOWN = 5  #: ties told of beside the pointer; a click lists all
_WIDEST = 15  #: characters of one line of a name

#: kinds that say something grave of their sender → how the source names it; never told without the source
GRAVE = {
    "threat": "as threatening",
    "attack": "as attacking",
    "war": "as being at war with",
    "accuses": "as accusing",
}

#: kinds whose verb tells the stage that they are in: a candidate is one while nothing is in force
SAYS_ITS_STAGE = {"candidacy", "refusal"}

_JOINERS = "\u200c\u200d"  # Persian and several Indian scripts are wrong without them


def clean(text: str, longest: int = LONGEST_LINE) -> str:
    """Take out what a reader cannot see and a picture could be bent with; shorten what is too long.

    Control characters, bidi controls, lone surrogates and unassigned characters go; a line break is a space.

    >>> clean("Kazakh\\u202estan\\n")
    'Kazakhstan'
    """
    spaced = "".join(" " if char.isspace() else char for char in text)
    kept = "".join(char for char in spaced if char in _JOINERS or unicodedata.category(char)[0] != "C")
    kept = " ".join(kept.split())
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def wrapped(name: str) -> str:
    """Break a long name into lines of even length, at spaces only.

    >>> wrapped("United Arab Emirates")
    'United Arab\\nEmirates'
    """
    words = clean(name, LONGEST_LABEL).split(" ")
    lines = -(-len(" ".join(words)) // _WIDEST)
    if lines < 2 or len(words) < 2:
        return " ".join(words)
    aim = len(" ".join(words)) / lines
    broken = [words[0]]
    for word in words[1:]:
        # a line may grow while that brings it nearer to its even share
        if abs(len(broken[-1]) + 1 + len(word) - aim) <= abs(len(broken[-1]) - aim):
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    return "\n".join(broken)


def entity_title(entity: Entity, standing: Standing | None, place: Place | None, world: World) -> list[str]:
    """Say who this is and where it stands: ``Azerbaijan · candidate since March 2025``."""
    if standing is None:
        return [clean(f"{entity.label} · {entity.type.label.lower()}")]
    since = _standing_since(place, world) if standing is not Standing.OUTSIDE else ""
    place_in_words = "outside the Accords" if standing is Standing.OUTSIDE else standing.value
    first = f"{entity.label} · {place_in_words}{since}"
    return [clean(first)] if standing is Standing.OUTSIDE else [clean(first), clean(standing.meaning)]


def _standing_since(place: Place | None, world: World) -> str:
    """The date that made the standing, as precise as its source; nothing where no source dates it."""
    if place is None or place.since is None:
        return ""
    for iri in place.ties:
        tie = world.tie_by_iri.get(iri)
        if tie and tie.since and tie.span.certain_from == place.since:
            return f" since {tie.since.spoken()}"
    return ""


def line_title(ties: Sequence[tuple[Tie, Certainty]], world: World, day: date) -> list[str]:
    """Say every tie of a line, the surest first, each with who reports it; many end in a count."""
    said = [_told(tie, certainty, world, day) for tie, certainty in ties[:LINES_SHOWN]]
    if len(ties) > LINES_SHOWN:
        said.append(f"and {len(ties) - LINES_SHOWN} more; a click lists all")
    return said


def _told(tie: Tie, certainty: Certainty, world: World, day: date) -> str:
    parts = [sentence(tie, world, day), reported(tie, world)]
    if tie.disputed:
        parts.append("disputed: sources disagree")
    if certainty is Certainty.POSSIBLE:
        parts.append(f"possible, not certain: {doubt(tie, world, day)}")
    return clean(" · ".join(part for part in parts if part))


def sentence(tie: Tie, world: World, day: date) -> str:
    """Say a tie with its date: ``Azerbaijan has diplomatic relations with Israel since 7 April 1992``.

    A stage that is not in force is named before the ends, for "Khemed joins the Accords" would be untrue of
    a refusal. Threat, attack, war and accusation are told as what a source says, by its name.
    """
    sender, receiver = named(tie.sender, world), named(tie.receiver, world)
    when = _when(tie)
    if tie.kind.slug in GRAVE:
        said = f"{sender} is {attribution(tie, world)} {GRAVE[tie.kind.slug]} {receiver}"
        return f"{said}, {when}" if when else said
    figure = _figure(tie)
    # what was ended for a time and taken up again is told as a stage: "had relations from ... to" would be wrong
    ended = tie.phase is Phase.ENDED and tie.until is None
    if tie.phase in (None, Phase.IN_FORCE) or ended or tie.kind.slug in SAYS_ITS_STAGE:
        said = f"{sender} {tie.kind.past_verb if _over(tie, day) else tie.kind.verb} {receiver}{figure}"
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
    if tie.amount is None:
        return ""
    if tie.unit == "share":
        return f": {round(tie.amount * 100, 1):g} %"
    for size, word in ((1e9, "billion "), (1e6, "million "), (1.0, "")):
        if tie.amount >= size or not word:
            return f": {tie.amount / size:{',.10g' if not word else '.4g'}} {word}{tie.unit}".rstrip()
    return ""


def attribution(tie: Tie, world: World, most: int = 2) -> str:
    """Name who says so: ``named by The Caspian Post``; beyond *most* names the others are counted."""
    return f"named by {_sources(tie, world, most)}"


def reported(tie: Tie, world: World) -> str:
    """Say how well it is supported: the count of independent sources, or the name of the only one."""
    if tie.unverified:
        return "from general knowledge, unverified"
    if tie.independent_sources > 1:
        return counted(tie.independent_sources, "independent source")
    return "" if tie.kind.slug in GRAVE else f"reported by {_sources(tie, world)}"


def _sources(tie: Tie, world: World, most: int = 2) -> str:
    names = list(dict.fromkeys(_publisher(claim.source, world) for claim in tie.affirming))
    if len(names) > most:
        return f"{names[0]} and {counted(len(names) - 1, 'other')}"
    return enumerated(names)


def _publisher(iri: str, world: World) -> str:
    source = world.source_by_iri.get(iri)
    return (source.publisher or source.title) if source else iri.rsplit("/", 1)[-1].replace("-", " ")


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
