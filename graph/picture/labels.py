"""Words on the canvas: names that fit, and ties in sentences that say who reports them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from graph.model.entity import Entity
from graph.model.sentences import doubt, reported, sentence
from graph.model.standing import Place, Standing
from graph.model.tie import Certainty, Tie
from graph.model.words import enumerated
from graph.model.world import World

LONGEST_LABEL = 60  #: characters of a name on the canvas
LONGEST_LINE = 300  #: characters of one sentence beside the pointer
NAMES_SHOWN = 8  #: members of a group told of beside the pointer
LINES_SHOWN = 5  #: ties told of beside the pointer; a click lists all
_WIDEST = 15  #: characters of one line of a name

_JOINERS = "\u200c\u200d"  # Persian and several Indian scripts are wrong without them


def clean(text: str, longest: int = LONGEST_LINE) -> str:
    """Take out what a reader cannot see and a picture could be bent with; shorten what is too long.

    Control characters, bidi controls, lone surrogates and unassigned characters go; a line break is a space.

    >>> clean("Kazakh\\u202estan\\n")
    'Kazakhstan'
    """
    # most texts hold nothing of the kind, and looking at each of their characters takes a while
    kept = text if text.isprintable() else "".join(map(_seen, text))
    kept = " ".join(kept.split())
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def _seen(char: str) -> str:
    if char.isspace():
        return " "
    return char if char in _JOINERS or unicodedata.category(char)[0] != "C" else ""


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


def entity_title(entity: Entity, standing: Standing | None, place: Place | None) -> list[str]:
    """Say who this is and where it stands: ``Azerbaijan · candidate since March 2025``."""
    if standing is None:
        return [clean(f"{entity.label} · {entity.type.label.lower()}")]
    if standing is Standing.OUTSIDE:
        return [clean(f"{entity.label} · outside the Accords")]
    since = place.spoken if place else ""
    return [clean(f"{entity.label} · {standing} {since}"), clean(standing.meaning)]


def group_title(group: Entity, members: Sequence[str]) -> list[str]:
    """Say what is drawn as one, and of whom it is made."""
    names = (
        enumerated(members)
        if len(members) <= NAMES_SHOWN
        else (f"{', '.join(members[:NAMES_SHOWN])} and {len(members) - NAMES_SHOWN} more")
    )
    return [clean(f"{group.label} · drawn as one"), clean(names)]


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
