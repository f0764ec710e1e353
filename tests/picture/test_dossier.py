"""The timeline of a dossier: how long a bar is, and what is pale."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model.dossier import Dossier, Likeness, courses, dossier
from graph.model.standing import places
from graph.model.world import World
from graph.picture.dossier import finding, likeness, timeline
from graph.picture.palette import FAMILIES
from tests.conftest import HORIZON, RELATIONS


def of(world: World, slug: str, day: date = HORIZON) -> Dossier:
    entity = next(entity for entity in world.entities if entity.slug == slug)
    return dossier(world, entity, day, places(world, day, RELATIONS), (), ())


def drawn(world: World, slug: str, day: date = HORIZON) -> dict[str, tuple[str, str, float]]:
    """What is said of a tie → from when to when it is drawn, and how opaque."""
    found = of(world, slug, day)
    chart = timeline(found, courses(found, world), world, "light")
    values = [value for layer in chart["layer"] for value in layer["data"]["values"]]
    return {value["said"]: (value["first"], value["last"], value["opacity"]) for value in values}


def test_what_lasts_reaches_to_the_day_and_a_year_is_drawn_whole(small_world):
    shown = drawn(small_world, "NUE")

    assert shown["Khemed has relations with Nuevo Rico since 7 April 1992"] == ("1992-04-07", "2026-06-29", 1)
    assert shown["Borduria supplies oil to Nuevo Rico: 40 %, in 2023"] == ("2023-01-01", "2023-12-31", 1)
    assert shown["Nuevo Rico signed The Accords on 15 September 2020"] == ("2020-09-15", "2020-09-15", 1)


def test_what_is_only_possible_or_not_in_force_is_pale(small_world):
    shown = drawn(small_world, "KHE")

    pale = {said for said, (*_, opacity) in shown.items() if opacity < 1}
    assert pale == {
        "Khemed has an embassy in Nuevo Rico since 1996",
        "Khemed is a candidate for The Accords since March 2025",
    }


def test_a_stage_ends_where_the_next_begins(builder):
    builder.entity("A")
    builder.entity("B")
    builder.source("paper", "2024")
    builder.says("paper", "A", "embassy", "B", "inForce", "2001-02-03")
    builder.says("paper", "A", "embassy", "B", "suspended", "2009-01-16")
    builder.says("paper", "A", "embassy", "B", "ended", "2010-03-21")

    assert {ends[:2] for ends in drawn(builder.world(), "A").values()} == {
        ("2001-02-03", "2009-01-16"),
        ("2009-01-16", "2010-03-21"),
        ("2010-03-21", "2010-03-21"),
    }


def test_undated_ties_and_borders_are_not_drawn(small_world):
    assert not [said for said in drawn(small_world, "KHE") if "borders" in said]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_families_have_the_colours_of_the_canvas(small_world, theme):
    found = of(small_world, "SAN")
    scale = timeline(found, courses(found, small_world), small_world, theme)["encoding"]["color"]["scale"]

    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {"accord": FAMILIES[theme]["accord"]}


def test_the_finding_names_the_first_and_the_last(small_world):
    found = of(small_world, "SAN")

    assert finding(found, courses(found, small_world), small_world) == (
        "3 dated ties of San Theodoros. The first: San Theodoros accedes to The Accords since 2021. "
        "The last: San Theodoros signed The Accords on 6 January 2021."
    )


def test_agreement_is_drawn_with_a_dash_beside_the_colour(small_world):
    bor, khe = "https://example.org/state/BOR", "https://example.org/state/KHE"
    found = [Likeness(bor, 2019, 0.8, "x"), Likeness(bor, 2020, 0.7, "x"), Likeness(khe, 2019, 0.6, "x")]

    chart = likeness(found, small_world, ["#000000", "#ffffff"])

    assert chart["data"]["values"][0] == {"with": "Borduria", "year": 2019, "when": "2019", "share": 0.8}
    assert chart["encoding"]["color"]["scale"]["domain"] == ["Borduria", "Khemed"]
    assert chart["encoding"]["strokeDash"]["field"] == "with"
