"""Colours, signs and strokes, for light paper and for dark.

Every colour has a second voice: a standing its sign, an entity its shape, a state of a tie its stroke,
a family its name in the legend and beside the pointer. The colours were searched for so that within one
theme any two families and any two standings stay apart for every kind of colour vision; the figures that
they keep are in ``tests/picture/test_palette.py``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from graph.model.entity import EntityType
from graph.model.kind import Family, Phase
from graph.model.standing import Standing

#: the backgrounds that the colours are made for: our own themes, and Streamlit's
BACKGROUNDS = {"light": ("#fdfbf6", "#ffffff"), "dark": ("#000000", "#0e1117")}

FAMILIES = {
    "light": {
        Family.ACCORD: "#896100",
        Family.DIPLOMATIC: "#2c60ba",
        Family.SECURITY: "#823128",
        Family.ECONOMIC: "#61974e",
        Family.MULTILATERAL: "#36237c",
        Family.TERRITORIAL: "#4b200c",
        Family.POLITICAL: "#c7669e",
        Family.CULTURAL: "#085364",
    },
    "dark": {
        Family.ACCORD: "#dbbc43",
        Family.DIPLOMATIC: "#3a86e4",
        Family.SECURITY: "#ec8d7e",
        Family.ECONOMIC: "#bee5b1",
        Family.MULTILATERAL: "#aea1f7",
        Family.TERRITORIAL: "#92745b",
        Family.POLITICAL: "#c274a7",
        Family.CULTURAL: "#6ddffa",
    },
}

STANDINGS = {
    "light": {
        Standing.PARTY: "#1b394c",
        Standing.BROKER: "#693688",
        Standing.MEMBER: "#3467c9",
        Standing.DECLARED: "#4b9aa5",
        Standing.ANNOUNCED: "#056044",
        Standing.CANDIDATE: "#9e6205",
        Standing.APPROACHED: "#ce7950",
        Standing.REFUSED: "#a11c0c",
        Standing.OUTSIDE: "#6f7073",
    },
    "dark": {
        Standing.PARTY: "#c4e2fe",
        Standing.BROKER: "#c0a5fd",
        Standing.MEMBER: "#4e86d9",
        Standing.DECLARED: "#62b6b3",
        Standing.ANNOUNCED: "#6fe4a9",
        Standing.CANDIDATE: "#fbbd4d",
        Standing.APPROACHED: "#ca9353",
        Standing.REFUSED: "#cd5538",
        Standing.OUTSIDE: "#7f8384",
    },
}

#: from little to much, for figures on a map: each step lies farther from the background than the one before
STEPS = {
    "light": ("#b5ddd9", "#89c3c6", "#5ba2b1", "#3a86a2", "#235f88", "#143960"),
    "dark": ("#1f4a5f", "#286b85", "#3a8ca0", "#5fb0b5", "#98d3c4", "#dcf5de"),
}
#: of words without an order, such as regions; a map says the word too where one points
WORDS = {
    "light": (
        *("#4477aa", "#cc6677", "#ddcc77", "#117733", "#88ccee", "#882255", "#44aa99", "#999933"),
        *("#332288", "#aa4499", "#bbbbbb"),
    ),
    "dark": (
        *("#5b93cc", "#d9798a", "#ddcc77", "#3a9a5b", "#88ccee", "#b3508a", "#44aa99", "#a3a345"),
        *("#7a6be0", "#c466b3", "#8a8a8a"),
    ),
}
#: the map itself: sea, land of states that the view leaves out, states without a figure, ranges over
#: several bins, borders, hatches, and what is open
GROUND = {
    "light": {
        "sea": "#f3f4f1",
        "land": "#efeae0",
        "missing": "#c6bba4",
        "several": "#dfa63a",
        "border": "#fdfbf6",
        "hatch": "#6f675a",
        "open": "#0e151c",
        "text": "#0e151c",
        "quiet": "#4d545b",
    },
    "dark": {
        "sea": "#06090c",
        "land": "#1c2024",
        "missing": "#4b4a47",
        "several": "#a8761a",
        "border": "#000000",
        "hatch": "#b4ab9c",
        "open": "#ffffff",
        "text": "#e6e0d3",
        "quiet": "#b1aca1",
    },
}

#: what is no state, except agreements: these have the colour of the family that joins states to them
OTHERS = {"light": "#56606b", "dark": "#a7b0b9"}

#: standing → the sign inside its circle, which says the same as the colour
SIGNS = {
    Standing.PARTY: "double",
    Standing.BROKER: "eye",
    Standing.MEMBER: "full",
    Standing.DECLARED: "core",
    Standing.ANNOUNCED: "half",
    Standing.CANDIDATE: "ring",
    Standing.APPROACHED: "dashed",
    Standing.REFUSED: "barred",
    Standing.OUTSIDE: "faint",
}

#: kind of entity → shape, in the words of vis-network
SHAPES = {
    EntityType.STATE: "dot",
    EntityType.ORGANIZATION: "square",
    EntityType.AGREEMENT: "star",
    EntityType.PERSON: "triangle",
    EntityType.PLACE: "triangleDown",
    EntityType.THEME: "hexagon",
}


class Stroke(StrEnum):
    """How a line is drawn: the phase of its ties; what has no phase holds or has happened.

    Whether its ties only possibly hold is told by another sign, which any stroke can have: a hollow line.
    """

    SOLID = "solid"
    SUSPENDED = "suspended"
    SIGNED = "signed"
    ANNOUNCED = "announced"
    PROPOSED = "proposed"
    REFUSED = "refused"
    ENDED = "ended"
    POSSIBLE = "possible"  #: no phase: what would be solid, if it were certain

    @property
    def meaning(self) -> str:
        """One line for the legend."""
        return _MEANINGS[self]

    @property
    def dashes(self) -> list[float]:
        """Lengths of dash and gap in turn, in pixels at zoom 1; empty for an unbroken line."""
        return _DASHES[self]


#: phase → how it is drawn, from the firmest to what is no tie any more
STROKES = {
    Phase.IN_FORCE: Stroke.SOLID,
    Phase.SUSPENDED: Stroke.SUSPENDED,
    Phase.SIGNED: Stroke.SIGNED,
    Phase.ANNOUNCED: Stroke.ANNOUNCED,
    Phase.PROPOSED: Stroke.PROPOSED,
    Phase.REFUSED: Stroke.REFUSED,
    Phase.ENDED: Stroke.ENDED,
}

_MEANINGS = {
    Stroke.SOLID: "in force, or has happened",
    Stroke.SUSPENDED: "suspended",
    Stroke.SIGNED: "signed, not in force",
    Stroke.ANNOUNCED: "announced",
    Stroke.PROPOSED: "proposed",
    Stroke.REFUSED: "refused",
    Stroke.ENDED: "ended",
    Stroke.POSSIBLE: "hollow: possible, not certain",
}

#: the firmer a stage, the longer its dashes; what was stopped has points between,
#: and a refusal is all points
_DASHES: dict[Stroke, list[float]] = {
    Stroke.SOLID: [],
    Stroke.SUSPENDED: [11, 3.5, 2, 3.5],
    Stroke.SIGNED: [17, 4],
    Stroke.ANNOUNCED: [8, 4.5],
    Stroke.PROPOSED: [3.5, 6.5],
    Stroke.REFUSED: [1.2, 3.4],
    Stroke.ENDED: [7, 3.5, 1.5, 3.5, 1.5, 3.5],
    Stroke.POSSIBLE: [12, 6],
}

PAST_OPACITY = 0.45  #: of a line whose ties are over


def ink_on(colour: str) -> str:
    """Black or white, whichever can be read better on a colour.

    Source:
        Relative luminance and contrast ratio, Web Content Accessibility Guidelines 2.2, W3C, 2023.
    """
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(part * each for part, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#000000" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "#ffffff"


def colour(kind: EntityType, theme: str) -> str:
    """The colour of an entity that has no standing."""
    return FAMILIES[theme][Family.ACCORD] if kind is EntityType.AGREEMENT else OTHERS[theme]


def look() -> dict[str, Any]:
    """All that the canvas must know of colours, signs and strokes, with the words of the legend."""
    return {
        "families": {family: {theme: FAMILIES[theme][family] for theme in FAMILIES} for family in Family},
        "standings": {
            standing: {
                **{theme: STANDINGS[theme][standing] for theme in STANDINGS},
                "sign": SIGNS[standing],
                "meaning": standing.meaning,
            }
            for standing in Standing
        },
        "shapes": {
            SHAPES[kind]: {"label": kind.label, **{theme: colour(kind, theme) for theme in OTHERS}}
            for kind in EntityType
        },
        "strokes": {stroke: {"dashes": stroke.dashes, "meaning": stroke.meaning} for stroke in Stroke},
        "past": PAST_OPACITY,
    }
