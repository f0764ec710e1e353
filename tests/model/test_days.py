"""Days in words: what is said first, what is said at once, and with which date."""

from datetime import date

import pytest

from graph.model.dates import BEGINNING
from graph.model.days import days
from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.moments import Change, events
from tests.conftest import RELATIONS


@pytest.fixture
def scene(builder):
    """Three states, an agreement and a paper of 2026."""
    for code, label in (("A", "Arland"), ("B", "Borland"), ("C", "Corland")):
        builder.entity(code, label=label)
    builder.entity("accords", EntityType.AGREEMENT, label="Accords")
    builder.source("paper", "2026-03-01")
    return builder


def told(scene, *, standings=False):
    """Day → when, and the sentences in order."""
    world = scene.world()
    found = events(world, world.ties, RELATIONS)
    kept = [event for event in found if standings or event.change is not Change.STANDING]
    return {
        each.day.isoformat(): (each.when, [said.sentence for said in each.said]) for each in days(kept, world)
    }


def test_one_deed_of_several_on_one_day_is_told_at_once(scene):
    for state in "ABC":
        scene.says("paper", state, "signature", "accords", since="2020-09-15", occasion="2020-09-15")

    assert told(scene) == {
        "2020-09-15": ("15 September 2020", ["Arland, Borland and Corland signed Accords"])
    }


def test_one_deed_toward_several_is_told_at_once_too(scene):
    for state in "BC":
        scene.says("paper", "A", "visit", state, since="2021-03-04", occasion=f"{state}-2021")

    assert told(scene) == {"2021-03-04": ("4 March 2021", ["Arland visited Borland and Corland"])}


def test_what_happens_is_told_before_what_begins(scene):
    scene.says("paper", "A", "embassy", "B", "inForce", "2021-03-04")
    scene.says("paper", "C", "visit", "B", since="2021-03-04", occasion="2021")

    assert told(scene)["2021-03-04"][1] == ["Corland visited Borland", "Arland has an embassy in Borland"]


def test_a_month_and_a_year_stay_what_they_are(scene):
    scene.says("paper", "A", "embassy", "B", "inForce", "2009")
    scene.says("paper", "B", "embassy", "A", "inForce", "2010-05")

    assert told(scene) == {
        "2009-12-31": ("in 2009", ["Arland has an embassy in Borland"]),
        "2010-05-31": ("in May 2010", ["Borland has an embassy in Arland"]),
    }


def test_beside_a_whole_day_a_coarser_date_is_told_with_its_tie(scene):
    scene.says("paper", "A", "embassy", "B", "inForce", "2009")
    scene.says("paper", "B", "embassy", "A", "inForce", "2009-12-31")

    when, sentences = told(scene)["2009-12-31"]
    assert when == "31 December 2009"
    assert sorted(sentences) == [
        "Arland has an embassy in Borland since 2009",
        "Borland has an embassy in Arland",
    ]


def test_what_no_source_dates_is_told_by_the_day_of_its_report(scene):
    scene.says("paper", "A", "embassy", "B", "inForce")
    assert told(scene) == {"2026-03-01": ("by 1 March 2026", ["Arland has an embassy in Borland"])}

    scene.says("paper", "C", "embassy", "B", "inForce", "2026-03-01")
    when, sentences = told(scene)["2026-03-01"]
    assert when == "1 March 2026"
    assert "Arland has an embassy in Borland, reported by then" in sentences


def test_a_day_counts_its_families_and_says_from_when_it_was_known(scene):
    scene.source("almanac", reference_work=True)
    scene.says("almanac", "A", "embassy", "B", "inForce", "2021-03-04")
    scene.says("paper", "C", "embassy", "B", "inForce", "2021-03-04")
    world = scene.world()
    (day,) = (each for each in days(events(world, world.ties, RELATIONS), world) if each.day.year == 2021)

    assert [(dict(said.families), said.known_from) for said in day.said] == [
        ({Family.DIPLOMATIC: 1}, BEGINNING),
        ({Family.DIPLOMATIC: 1}, date(2026, 3, 1)),
    ]
