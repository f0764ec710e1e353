"""Disputes are found by rule, and mere precision is none."""

from dataclasses import replace
from datetime import date

import pytest

from graph.model.dates import PartialDate
from graph.model.disputes import Ground, Matter, by_consequence, disputes, involved, matter
from graph.model.entity import EntityType
from graph.model.source import Reliability
from graph.model.world import Question, Statement


@pytest.fixture
def papers(builder):
    """Two states, the Accords, two papers and hearsay."""
    for code, label in (("SYL", "Syldavia"), ("BOR", "Borduria")):
        builder.entity(code, label=label)
    builder.entity("abraham-accords", EntityType.AGREEMENT, "the Accords")
    builder.source("gazette", "2021-06-01")
    builder.source("courier", "2026-01-15")
    builder.source("copy", "2026-02-01", derived_from=(builder.sources["courier"].iri,))
    builder.source("hearsay", "", reliability=Reliability.NONE)
    return builder


def asked(builder, *answers, single=True):
    """A world with a question; each answer is source, words, and what more it says."""
    statements = tuple(
        Statement(
            f"https://example.org/statement/{number}",
            builder.entities["SYL"].iri,
            "majority",
            words,
            builder.sources[source].iri,
            **{
                name: PartialDate.parse(value) if name in ("year", "since") else value
                for name, value in more.items()
            },
        )
        for number, (source, words, more) in enumerate(answers)
    )
    question = Question("majority", "Who has the majority?", single)
    return replace(builder.world(), questions=(question,), statements=statements)


def test_a_tie_that_one_affirms_and_another_denies_has_two_sides(papers):
    tie = papers.says("gazette", "SYL", "visit", "BOR", since="2021-05-01", occasion="2021-05-01")
    denial = papers.claim(tie, "courier", denies=True)

    (found,) = disputes(papers.world())

    assert (found.id, found.grounds, found.ties) == ("SYL.BOR.visit.2021-05-01", (Ground.DENIAL,), (tie,))
    assert [side.says for side in found.sides] == ["that it is so", "that it is not so"]
    assert [voice.iri for voice in found.sides[1].voices] == [denial.iri]
    assert found.sentence == (
        "Whether Syldavia visited Borduria on 1 May 2021: 1 independent source says that it is so, "
        "1 independent source says that it is not so"
    )


def test_two_stages_of_one_day_are_one_dispute_of_their_line(papers):
    papers.says("gazette", "SYL", "accession", "abraham-accords", "announced", "2021-05-01")
    papers.says("courier", "SYL", "accession", "abraham-accords", "inForce", "2021-05-01")

    (found,) = disputes(papers.world())

    assert (found.id, found.grounds) == ("SYL.abraham-accords.accession", (Ground.STAGES,))
    assert [side.says for side in found.sides] == ["that it is announced", "that it is in force"]


def test_stages_that_follow_one_another_are_no_dispute(papers):
    papers.says("gazette", "SYL", "accession", "abraham-accords", "announced", "2021-05-01")
    papers.says("courier", "SYL", "accession", "abraham-accords", "inForce", "2021-05-02")

    assert disputes(papers.world()) == ()


@pytest.mark.parametrize(
    ("first", "second", "sides"),
    [
        ("2020", "2020-05", []),
        ("2020", "2021-05", ["that it is so since May 2021", "that it is so since 2020"]),
    ],
)
def test_dates_clash_when_they_exclude_each_other_and_not_by_precision(papers, first, second, sides):
    tie = papers.says("gazette", "SYL", "embassy", "BOR", "inForce", first)
    papers.claim(tie, "courier", second)

    found = disputes(papers.world())

    assert [side.says for dispute in found for side in dispute.sides] == sides
    assert all(dispute.grounds == (Ground.DATES,) for dispute in found)


def test_two_ends_clash_as_two_beginnings_do(papers):
    tie = papers.says("gazette", "SYL", "embassy", "BOR", "inForce", "2010", until="2012")
    papers.claim(tie, "courier", "2010", "2013-05")

    (found,) = disputes(papers.world())

    assert [side.says for side in found.sides] == [
        "that it is so since 2010 until May 2013",
        "that it is so since 2010 until 2012",
    ]


def test_one_question_of_one_answer_with_two_is_disputed(papers):
    found = disputes(asked(papers, ("gazette", ("true",), {}), ("courier", ("false",), {})))

    assert [(dispute.id, dispute.question) for dispute in found] == [("SYL.majority", "majority")]
    assert found[0].sentence == (
        "Syldavia: Who has the majority? 1 independent source says no, 1 independent source says yes"
    )


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        ({"year": "2022"}, {"year": "2023"}, False),
        ({"year": "2022"}, {"year": "2022"}, True),
        ({"year": "2022"}, {}, True),
        ({"since": "2022-10"}, {"year": "2023"}, True),
        ({"since": "2022-10"}, {"year": "2021"}, False),
        ({"since": "2021"}, {"since": "2023"}, True),
    ],
)
def test_only_answers_for_one_period_contradict_each_other(papers, one, other, disputed):
    world = asked(papers, ("gazette", ("1",), one), ("courier", ("2",), other))

    assert bool(disputes(world)) is disputed


@pytest.mark.parametrize(
    ("answers", "single"),
    [
        ([("gazette", ("1",), {}), ("courier", ("2",), {})], False),
        ([("gazette", ("1", "2"), {}), ("courier", ("2", "1"), {})], True),
        ([("gazette", ("1",), {}), ("hearsay", ("2",), {"unverified": True})], True),
    ],
    ids=["a question of many answers", "one set in another order", "general knowledge"],
)
def test_other_answers_beside_each_other_are_no_dispute(papers, answers, single):
    assert disputes(asked(papers, *answers, single=single)) == ()


def test_a_copy_is_a_voice_and_no_second_root(papers):
    world = asked(
        papers,
        ("courier", ("true",), {}),
        ("copy", ("true",), {}),
        ("gazette", ("false",), {}),
    )

    no, yes = disputes(world)[0].sides

    assert (len(yes.voices), yes.independent) == (2, 1)
    assert yes.roots == (papers.sources["courier"].iri,)
    assert (len(no.voices), no.independent) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        ((0.6, 0.7), (0.65, 0.65), False),
        ((0.6, 0.7), (0.7, 0.75), False),
        ((0.6, 0.65), (0.7, 0.75), True),
    ],
)
def test_shares_of_one_base_and_year_are_disputed_where_their_ranges_do_not_meet(
    papers, one, other, disputed
):
    papers.share("SYL", "sunni", *one, source="gazette")
    papers.share("SYL", "sunni", *other, source="courier")
    papers.share("SYL", "sunni", 0.1, source="courier", base="citizens")
    papers.share("SYL", "sunni", 0.1, source="courier", year="2019")

    found = disputes(papers.world())

    expected = ["SYL.sunni.population.2020"] if disputed else []
    assert [dispute.id for dispute in found] == expected
    assert [side.says for dispute in found for side in dispute.sides] == (
        ["60 to 65 %", "70 to 75 %"] if disputed else []
    )


def test_before_the_second_voice_was_out_nothing_was_disputed(papers):
    tie = papers.says("gazette", "SYL", "visit", "BOR", since="2021-05-01", occasion="2021-05-01")
    papers.claim(tie, "courier", denies=True)
    papers.share("SYL", "sunni", 0.1, source="gazette")
    papers.share("SYL", "sunni", 0.9, source="courier")
    world = papers.world()

    assert disputes(world.known_on(date(2026, 1, 14))) == ()
    assert len(disputes(world.known_on(date(2026, 1, 15)))) == 2


def test_every_disputed_tie_of_a_world_is_in_a_dispute(small_world):
    found = disputes(small_world)

    assert {iri for dispute in found for iri in dispute.ties} == {
        tie.iri for tie in small_world.ties if tie.disputed
    }
    assert [dispute.id for dispute in found] == ["SAN.abraham-accords.accession"]


def test_what_decides_membership_comes_first_and_of_that_the_best_supported(real_atlas):
    world = real_atlas.world
    found = by_consequence(disputes(world), world)
    matters = [matter(each, world) for each in found]
    weakest = [
        min(side.independent for side in each.sides)
        for each in found
        if matter(each, world) is Matter.MEMBERSHIP
    ]

    assert matters == sorted(matters, key=list(Matter).index)
    assert weakest == sorted(weakest, reverse=True)
    assert set(found) == set(disputes(world))
    assert {Matter.MEMBERSHIP, Matter.TIES, Matter.ANSWERS} <= set(matters)


def test_a_dispute_concerns_both_ends_of_its_ties(real_atlas):
    world = real_atlas.world
    concerned = {
        each.id: {world.entity_by_iri[iri].slug for iri in involved(each, world)} for each in disputes(world)
    }

    assert concerned["BHR.ISR.recall.2023-11-02"] == {"BHR", "ISR"}
    assert concerned["BHR.shia-majority"] == {"BHR"}
