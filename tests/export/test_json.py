"""What the shell and HTTP hand out."""

import json

from graph.export.json import member_record, tie_record
from graph.model.standing import places
from tests.conftest import HORIZON, RELATIONS


def test_a_tie_has_the_fields_of_the_contract(small_world):
    tie = next(
        tie for tie in small_world.ties if tie.kind.slug == "diplomatic-relations" and "SYL" in tie.iri
    )

    record = tie_record(tie, "certain", small_world)

    fields = "iri sender receiver kind family nature phase since until amount unit year role"
    assert list(record) == [*fields.split(" "), "certainty", "grade", "disputed", "claims"]
    assert record["sender"] == {
        "iri": "https://example.org/state/NUE",
        "code": "NUE",
        "label": "Nuevo Rico",
        "type": "State",
    }
    assert (record["since"], record["until"], record["grade"]) == ("2020-10-18", None, "corroborated")
    assert [claim["denies"] for claim in record["claims"]] == [False, False]
    assert json.loads(json.dumps(record)) == record


def test_the_end_of_a_tie_may_be_a_tie(small_world):
    tie = next(tie for tie in small_world.ties if tie.kind.slug == "objects")

    assert tie_record(tie, "certain", small_world)["receiver"]["type"] == "Tie"


def test_a_member_has_the_fields_of_the_contract(small_world):
    entity = next(entity for entity in small_world.entities if entity.code == "KHE")
    place = places(small_world, HORIZON, RELATIONS)[entity.iri]

    assert member_record(entity, place, small_world) == {
        "iri": "https://example.org/state/KHE",
        "code": "KHE",
        "label": "Khemed",
        "standing": "candidate",
        "since": "2025-03",
        "sources": ["https://example.org/source/courier"],
    }
