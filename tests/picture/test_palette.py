"""Colours that can be read on paper and in the dark, by every kind of eye, and that never speak alone."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.model.entity import EntityType
from graph.model.kind import Family, Phase
from graph.model.standing import Standing
from graph.picture.palette import (
    BACKGROUNDS,
    FAMILIES,
    GROUND,
    OTHERS,
    SHAPES,
    SIGNS,
    STANDINGS,
    STEPS,
    STROKES,
    Stroke,
    look,
)

#: least distance in Oklab between two colours of one set; 0.02 is just noticed side by side
APART, APART_WHEN_COLOUR_BLIND = 0.115, 0.085
#: and between two areas of a map, which are larger than lines
LEAST_STEP = 0.04

#: what remains of linear RGB without one kind of cone: Machado, Oliveira, Fernandes, A Physiologically-based
#: Model for Simulation of Color Vision Deficiency, IEEE TVCG 15(6), 2009, table of severity 1.0
EYES = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}

SETS = {
    f"{name}, {theme}": list(colours[theme].values())
    for name, colours in (("families", FAMILIES), ("standings", STANDINGS))
    for theme in BACKGROUNDS
}


@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_every_colour_stands_out_from_its_background(theme):
    """WCAG 2.2, 1.4.11: 3 to 1 for what is needed to understand a picture."""
    colours = {**FAMILIES[theme], **STANDINGS[theme], "others": OTHERS[theme]}

    assert {
        (name, ground): round(contrast(colour, ground), 2)
        for name, colour in colours.items()
        for ground in BACKGROUNDS[theme]
        if contrast(colour, ground) < 3
    } == {}


@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_the_steps_of_a_map_go_one_way_so_that_lightness_alone_tells_them_apart(theme):
    """Lightness is what every kind of eye sees."""
    contrasts = [contrast(step, BACKGROUNDS[theme][0]) for step in STEPS[theme]]

    assert contrasts == sorted(contrasts)
    assert all(after / before >= 1.25 for before, after in pairwise(contrasts))


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_what_has_no_figure_is_told_from_every_step_and_from_what_is_left_out(theme, eye):
    """A grey beside steps of blue and green."""
    ground = GROUND[theme]

    assert {
        (step, name)
        for step in STEPS[theme]
        for name in ("missing", "land", "several")
        if apart(step, ground[name], eye) < LEAST_STEP
    } == set()
    assert apart(ground["missing"], ground["land"], eye) >= LEAST_STEP


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("colours", SETS.values(), ids=SETS)
def test_no_two_colours_of_a_set_look_alike(colours, eye):
    least = APART if eye == "all cones" else APART_WHEN_COLOUR_BLIND
    seen = {colour: oklab(np.clip(EYES[eye] @ linear(colour), 0, 1)) for colour in colours}

    assert {
        pair: round(apart, 3)
        for pair in combinations(colours, 2)
        if (apart := float(np.linalg.norm(seen[pair[0]] - seen[pair[1]]))) < least
    } == {}


def test_colour_never_speaks_alone():
    assert sorted(SIGNS) == sorted(Standing)
    assert len(set(SIGNS.values())) == len(Standing)
    assert len(set(SHAPES.values())) == len(EntityType)
    assert len({tuple(stroke.dashes) for stroke in Stroke}) == len(Stroke)


def test_the_seven_phases_are_told_apart_without_colour():
    """No two have one rhythm: dashes of the same parts differ by half, more than a thin line blurs."""
    assert set(STROKES) == set(Phase)
    assert len({STROKES[phase] for phase in Phase}) == len(Phase)
    rhythms = {stroke: stroke.dashes for stroke in Stroke}
    alike = [
        (one, other)
        for one, other in combinations(Stroke, 2)
        if len(rhythms[one]) == len(rhythms[other]) > 0
        and not any(max(pair) >= 1.4 * min(pair) for pair in zip(rhythms[one], rhythms[other], strict=True))
    ]

    assert alike == []
    # under half a pixel a gap closes on a screen of usual density
    assert all(length >= 1 for dashes in rhythms.values() for length in dashes)


def test_the_canvas_is_told_every_word():
    told = look()

    assert list(told["families"]) == list(Family)
    assert list(told["standings"]) == list(Standing)
    assert {standing["meaning"] for standing in told["standings"].values()} == {s.meaning for s in Standing}
    assert {stroke["meaning"] for stroke in told["strokes"].values()} == {stroke.meaning for stroke in Stroke}


def apart(one: str, other: str, eye: str) -> float:
    """How far two colours lie apart in Oklab for one kind of eye."""
    seen = [oklab(np.clip(EYES[eye] @ linear(colour), 0, 1)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def contrast(one: str, other: str) -> float:
    dark, light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def linear(colour: str) -> NDArray[np.float64]:
    parts = np.array(list(bytes.fromhex(colour[1:]))) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def oklab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    axes = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return axes @ np.cbrt(cones @ rgb)
