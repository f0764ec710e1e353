"""The ledger: who says of whom that it is a member, and what each lens makes of it."""

from dataclasses import replace
from datetime import date

import pytest

from graph.model.dates import PartialDate
from graph.model.entity import EntityType
from graph.model.kind import Phase
from graph.model.ledger import Says, how_many, ledger
from graph.model.lens import Lens, Rule
from graph.model.source import Reliability
from graph.model.world import Question, Statement
from tests.conftest import BASE, HORIZON, RELATIONS, SIGNED


def said(world, day=HORIZON):
    """(state, source) → what it says, in slugs."""
    found = ledger(world, day)
    return {
        (state.rsplit("/", 1)[-1], source.rsplit("/", 1)[-1]): str(cell.says)
        for (state, source), cell in found.cells.items()
    }


@pytest.fixture
def accords(builder):
    """A state, the party, the Accords and two papers."""
    builder.entity("SYL", label="Syldavia"), builder.entity("NUE", label="Nuevo Rico")
    builder.entity("abraham-accords", EntityType.AGREEMENT, "Accords")
    builder.entity("ottokar", EntityType.PERSON, "Ottokar")
    builder.source("gazette", "2021-06-01"), builder.source("courier", "2022-01-15")
    builder.source("hearsay", "", reliability=Reliability.NONE)
    builder.says("courier", "SYL", "accession", "abraham-accords", "proposed", "2020")
    builder.says("courier", "NUE", "signature", "abraham-accords", since="2020-09-15", occasion="2020")
    return builder


def test_the_small_world_has_its_cells(small_world):
    assert said(small_world) == {
        ("SYL", "agency"): "yes",
        ("SAN", "gazette"): "yes",
        ("SAN", "courier"): "yes",
        ("BOR", "courier"): "no",
    }


def test_who_says_yes_and_no_is_divided(small_world):
    san = next(entity.iri for entity in small_world.entities if entity.code == "SAN")

    cell = ledger(small_world, HORIZON).cell(san, f"{BASE}source/gazette")

    assert (cell.says, cell.divided) == (Says.YES, True)
    assert [claim.denies for claim in cell.claims] == [False, False, True]


def test_silence_is_an_answer(small_world):
    found = ledger(small_world, HORIZON)
    bor = next(entity.iri for entity in small_world.entities if entity.code == "BOR")

    assert found.cell(bor, f"{BASE}source/agency").says is Says.SILENT
    assert found.tally(bor) == {Says.YES: 0, Says.NO: 1, Says.ANNOUNCED: 0, Says.SILENT: 2}


@pytest.mark.parametrize(
    ("kind", "phase", "more", "says"),
    [
        ("accession", "inForce", {}, "yes"),
        ("accession", "signed", {}, "yes"),
        ("accession", "announced", {}, "announced"),
        ("accession", "announced", {"denies": True}, "no"),
        ("accession", "proposed", {}, None),
        ("accession", "inForce", {"denies": True}, "no"),
        ("signature", "", {}, "yes"),
        ("signature", "", {"role": "witness"}, None),
        ("candidacy", "proposed", {}, None),
        ("refusal", "refused", {}, "no"),
        ("refusal", "refused", {"denies": True}, None),
    ],
)
def test_each_claim_is_read_by_the_rule(accords, kind, phase, more, says):
    accords.says("gazette", "SYL", kind, "abraham-accords", phase, "2020-10-01", **more)

    assert said(accords.world()).get(("SYL", "gazette")) == says


def test_a_signature_on_behalf_of_a_state_is_its_own(accords):
    accords.says("gazette", "ottokar", "signature", "abraham-accords", since="2020-10-01", on_behalf_of="SYL")

    assert said(accords.world()) == {("SYL", "gazette"): "yes"}


def test_general_knowledge_fills_no_cell(accords):
    accords.says("hearsay", "SYL", "accession", "abraham-accords", "inForce", "2020", unverified=True)

    assert said(accords.world()) == {}


def test_a_claim_counts_from_its_day_and_once_its_source_is_out(accords):
    accords.says("gazette", "SYL", "accession", "abraham-accords", "announced", "2020-10-01")
    accords.says("courier", "SYL", "accession", "abraham-accords", "inForce", "2021-12-01")
    world = accords.world()

    assert said(world, date(2020, 9, 30)) == {}
    assert said(world, date(2020, 12, 31)) == {("SYL", "gazette"): "announced"}
    assert said(world.known_on(date(2021, 12, 31)), HORIZON) == {("SYL", "gazette"): "announced"}
    assert said(world)["SYL", "courier"] == "yes"


def test_a_count_stands_beside_its_column_and_fills_no_cell(accords):
    statement = Statement(
        f"{BASE}statement/1", accords.entities["abraham-accords"].iri, "member-count", ("3",),
        accords.sources["gazette"].iri, year=PartialDate.parse("2021"),
    )  # fmt: skip
    world = replace(
        accords.world(), questions=(Question("member-count", "?", True),), statements=(statement,)
    )

    found = ledger(world, HORIZON)

    assert found.counts == {accords.sources["gazette"].iri: (statement,)}
    assert [source.slug for source in found.sources] == ["gazette"]
    assert found.cells == {}
    assert ledger(world, date(2020, 12, 31)).counts == {}


def test_how_many_members_is_one_sentence_with_what_makes_the_difference(small_world):
    found = how_many(small_world, HORIZON, [RELATIONS, SIGNED])

    assert found.sentence == (
        "On 29 June 2026 the Accords have 1 member under relations and 2 under signed (San Theodoros too)"
    )
    (apart,) = found.apart
    assert (apart.state.code, apart.inside) == ("SAN", ("signed",))
    assert {lens: str(place.standing) for lens, place in apart.outside.items()} == {"relations": "declared"}
    assert [tie.iri.rsplit("/", 1)[-1] for tie in apart.ties] == ["SAN.abraham-accords.signature.2021-01-06"]
    assert [claim.source.rsplit("/", 1)[-1] for claim in apart.claims] == ["gazette"]


def test_where_all_lenses_agree_nothing_stands_apart(small_world):
    found = how_many(small_world, date(2020, 10, 31), [RELATIONS, SIGNED])

    assert found.apart == ()
    assert found.sentence.endswith("have 1 member under relations and 1 under signed")


def test_a_lens_without_members_has_none(small_world):
    nobody = Lens("nobody", "", "", (Rule(accession=frozenset({Phase.IN_FORCE})),))

    found = how_many(small_world, date(2019, 1, 1), [nobody, SIGNED])

    assert (
        found.sentence == "On 1 January 2019 the Accords have no members under nobody and none under signed"
    )
