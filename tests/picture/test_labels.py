"""Words on the canvas: what they say, and what they cannot be made to do."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model.dates import PartialDate
from graph.model.sentences import attribution, doubt, sentence
from graph.model.source import Reliability
from graph.model.standing import Place, Standing
from graph.model.tie import Certainty
from graph.picture import labels
from tests.conftest import HORIZON


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Israel", "Israel"),
        ("United Arab Emirates", "United Arab\nEmirates"),
        ("Organization of Turkic States", "Organization of\nTurkic States"),
        ("Liechtensteinburgundia", "Liechtensteinburgundia"),
        ("", ""),
    ],
)
def test_a_long_name_is_broken_at_spaces(name, shown):
    assert labels.wrapped(name) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Kazakh\u202estan \u2066evil\u2069", "Kazakhstan evil"),
        ("a\x00b\x07c\x9b", "abc"),
        ("two\r\nlines\u2028more", "two lines more"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("\ud800lone\udfff", "lone"),
        ("می\u200cشود", "می\u200cشود"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(given, shown):
    assert labels.clean(given) == shown


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        (("SYL", "diplomatic-relations", "BOR", "inForce", "1992-04-07"),
         "Borduria has relations with Syldavia since 7 April 1992"),
        (("SYL", "diplomatic-relations", "BOR", "ended", "2009-01-16"),
         "Borduria had relations with Syldavia until 16 January 2009"),
        (("SYL", "diplomatic-relations", "BOR", "suspended", "2023-10"),
         "Suspended diplomatic relations: Borduria and Syldavia, since October 2023"),
        (("SYL", "accession", "abraham-accords", "announced", "2025-11-06"),
         "Announced accession: Syldavia → The Accords, since 6 November 2025"),
        (("SYL", "candidacy", "abraham-accords", "proposed", "2025"),
         "Syldavia is a candidate for The Accords since 2025"),
        (("SYL", "refusal", "abraham-accords", "refused"), "Syldavia declines The Accords"),
        (("SYL", "visit", "BOR", "", "2026-01-26"), "Syldavia visited Borduria on 26 January 2026"),
    ],
)  # fmt: skip
def test_a_tie_is_a_sentence_with_its_stage_and_its_date(scene, tie, said):
    scene.says("courier", *tie)
    world = scene.world()

    assert sentence(world.ties[0], world, HORIZON) == said


def test_what_was_broken_for_a_time_is_not_told_as_a_time_of_relations(scene):
    scene.says("courier", "SYL", "diplomatic-relations", "BOR", "ended", "2023-10-31", until="2025-12-09")
    world = scene.world()

    assert sentence(world.ties[0], world, HORIZON) == (
        "Ended diplomatic relations: Borduria and Syldavia, from 31 October 2023 to 9 December 2025"
    )


@pytest.mark.parametrize(
    ("amount", "unit", "told"),
    [
        (0.4, "share", "40 %"),
        (0.435, "share", "43.5 %"),
        (645_000_000, "USD", "645 million USD"),
        (2_500_000_000, "USD", "2.5 billion USD"),
        (21_000, "barrels per day", "21,000 barrels per day"),
        (12.5, "tonnes", "12.5 tonnes"),
    ],
)
def test_a_figure_is_told_in_words(scene, amount, unit, told):
    scene.says("courier", "BOR", "oil-supply", "SYL", year="2023", amount=amount, unit=unit)
    world = scene.world()

    assert sentence(world.ties[0], world, HORIZON) == f"Borduria supplies oil to Syldavia: {told}, in 2023"


def test_a_grave_thing_is_never_told_without_its_source(scene):
    threat = scene.says("courier", "BOR", "threat", "SYL", since="2025-02", occasion="2025-02")
    world = scene.world()
    one = labels.line_title([(world.ties[0], Certainty.CERTAIN)], world, HORIZON)
    scene.claim(threat, "gazette")
    scene.claim(threat, "post")
    world = scene.world()
    three = labels.line_title([(world.ties[0], Certainty.CERTAIN)], world, HORIZON)

    assert one == ["Borduria is named by The Courier as threatening Syldavia, in February 2025"]
    assert three == [
        "Borduria is named by The Courier and 2 others as threatening Syldavia, in February 2025 · "
        "3 independent sources"
    ]
    assert attribution(world.ties[0], world, most=1) == "named by The Courier and 2 others"


def test_who_reports_a_tie_is_told_with_it(scene):
    relations = scene.says("courier", "SYL", "diplomatic-relations", "BOR", "inForce", "1992-04-07")
    alone = scene.world()
    scene.claim(relations, "gazette", denies=True)
    disputed = scene.world()
    scene.claim(relations, "post", "1992")
    two = scene.world()

    told = [
        labels.line_title([(w.ties[0], Certainty.CERTAIN)], w, HORIZON)[0] for w in (alone, disputed, two)
    ]

    sentence = "Borduria has relations with Syldavia since 7 April 1992"
    assert told == [
        f"{sentence} · reported by The Courier",
        f"{sentence} · reported by The Courier · disputed: sources disagree",
        f"{sentence} · 2 independent sources · disputed: sources disagree",
    ]


@pytest.mark.parametrize(
    ("claim", "day", "why"),
    [
        ({"source": "courier", "since": "2025-11"}, date(2025, 11, 6), "the source says only November 2025"),
        ({"source": "courier"}, date(2025, 1, 1), "undated, first reported by 15 January 2026"),
        ({"source": "hearsay", "unverified": True}, HORIZON, "it rests on general knowledge alone"),
        ({"source": "courier", "since": "2020", "until": "2025"}, date(2025, 6, 1),
         "it ended in 2025, the day is not known"),
        ({"source": "courier", "since": "2020-05-01", "unverified_parts": ("since",)}, date(2020, 6, 1),
         "its beginning, 1 May 2020, is not verified"),
    ],
)  # fmt: skip
def test_a_possible_tie_says_why_it_is_only_that(scene, claim, day, why):
    tie = scene.tie("SYL", "embassy", "BOR", "inForce")
    scene.claim(tie, claim.pop("source"), **claim)
    world = scene.world()
    tie = world.ties[0]

    assert tie.certainty(day) is Certainty.POSSIBLE
    assert doubt(tie, world, day) == why
    assert labels.line_title([(tie, Certainty.POSSIBLE)], world, day)[0].endswith(
        f"· possible, not certain: {why}"
    )


def test_many_ties_end_in_a_count(scene):
    for year in range(2001, 2009):
        scene.says("courier", "SYL", "visit", "BOR", since=str(year), occasion=str(year))
    world = scene.world()
    said = labels.line_title([(tie, Certainty.CERTAIN) for tie in world.ties], world, HORIZON)

    assert len(said) == labels.LINES_SHOWN + 1
    assert said[-1] == "and 3 more; a click lists all"


def test_an_entity_says_where_it_stands_as_precisely_as_its_source(scene):
    world = scene.world()
    entity = {entity.slug: entity for entity in world.entities}
    state, accords = entity["SYL"], entity["abraham-accords"]
    place = Place(Standing.CANDIDATE, date(2025, 3, 31), PartialDate.parse("2025-03"))

    assert labels.entity_title(state, Standing.CANDIDATE, place) == [
        "Syldavia · candidate since March 2025",
        "named as a candidate, by itself or by others",
    ]
    assert labels.entity_title(state, Standing.OUTSIDE, Place(Standing.OUTSIDE, None)) == [
        "Syldavia · outside the Accords"
    ]
    assert labels.entity_title(accords, None, None) == ["The Accords · agreement"]


def test_a_source_without_a_publisher_is_named_by_its_title(scene):
    scene.source("leaflet", publisher="", reliability=Reliability.PARTISAN)
    scene.says("leaflet", "BOR", "threat", "SYL")
    world = scene.world()

    assert attribution(world.ties[0], world) == "named by Title of leaflet"
