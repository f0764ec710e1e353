"""From files to records, and what is said of a file that cannot be one."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import BrokenFile, Misfit, MissingCode, UnknownKind
from graph.model.kind import Phase
from graph.model.tie import Grade
from graph.store.load import load, parse
from graph.store.records import shown_values, world

DATA = Path(__file__).parents[2] / "data"


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_folder_of_facts_becomes_a_world(tiny_data):
    found = world(load(tiny_data), "v")

    (tie,) = found.ties
    assert (str(tie.since), tie.phase, tie.grade) == ("2021-07-14", Phase.IN_FORCE, Grade.SINGLE)
    assert tie.claims[0].comment == "Opened by the minister."
    assert found.source_by_iri[tie.claims[0].source].dated() == "July 2021"
    assert {entity.label: entity.names for entity in found.entities} == {
        "Syldavia": ("Syldavia", "Syldavie"),
        "Borduria": ("Borduria", "Bordurie"),
        "Abraham Accords": ("Abraham Accords",),
    }


def test_a_state_brings_its_names_by_language_its_note_and_its_other_identifiers(tiny_data):
    by_label = {entity.label: entity for entity in world(load(tiny_data), "v").entities}

    assert by_label["Syldavia"].labels == ("en Syldavia", "fr Syldavie")
    assert by_label["Borduria"].labels == ("en Borduria",)
    assert by_label["Borduria"].note == "Two names are in use."
    assert by_label["Borduria"].same_as == ("http://www.wikidata.org/entity/Q1",)
    assert by_label["Syldavia"].same_as == ()


def test_the_shown_values_stand_beside_the_tie_and_nowhere_else(tiny_data):
    store = load(tiny_data)
    store.extend(shown_values(world(store, "v").ties))

    rows = store.query(
        "SELECT ?g ?since WHERE { GRAPH ?g { <https://w3id.org/accord-atlas/tie/SYL.BOR.embassy.inForce> "
        "<https://w3id.org/accord-atlas/ontology#since> ?since } }"
    )
    assert [(row["g"].value, row["since"].value) for row in rows] == [
        ("https://w3id.org/accord-atlas/graph/atlas", "2021-07-14")
    ]


def days(builder, *says, **more):
    """What the build writes of the days of a tie."""
    for code in ("SYL", "BOR"):
        builder.entity(code)
    builder.source("gazette", "2021-07")
    builder.says("gazette", *says, **more)
    names = {"possibleFrom", "certainFrom", "certainTo", "possibleTo", "supersededFrom", "overOn"}
    return {
        name: quad.object.value
        for quad in shown_values(builder.world().ties)
        if (name := quad.predicate.value.rsplit("#", 1)[-1]) in names
    }


def test_the_days_of_a_tie_are_written_as_far_as_they_are_bounded(builder):
    assert days(builder, "SYL", "embassy", "BOR", "inForce", "2020-02", until="2021") == {
        "possibleFrom": "2020-02-01",
        "certainFrom": "2020-02-29",
        "certainTo": "2021-01-01",
        "possibleTo": "2021-12-31",
    }


def test_an_undated_tie_is_certain_from_its_report(builder):
    assert days(builder, "SYL", "embassy", "BOR", "inForce") == {"certainFrom": "2021-07-31"}


def test_what_always_holds_is_told_from_what_is_never_certain(builder):
    assert days(builder, "SYL", "border", "BOR") == {"certainFrom": "0001-01-01"}


def test_an_event_is_over_on_its_last_day(builder):
    assert days(builder, "SYL", "visit", "BOR", since="2020-03-04", until="2020-03-06") == {
        "possibleFrom": "2020-03-04",
        "certainFrom": "2020-03-04",
        "overOn": "2020-03-06",
    }


def test_a_stage_says_from_when_it_is_superseded(builder):
    for code in ("SYL", "BOR"):
        builder.entity(code)
    builder.source("gazette", "2021-07")
    announced = builder.says("gazette", "SYL", "embassy", "BOR", "announced", "2020")
    builder.says("gazette", "SYL", "embassy", "BOR", "inForce", "2021-05-02")
    written = {
        quad.subject.value: quad.object.value
        for quad in shown_values(builder.world().ties)
        if quad.predicate.value.endswith("#supersededFrom")
    }

    assert written == {announced: "2021-05-02"}


def test_what_the_build_writes_is_described(small_world):
    described = {quad.subject.value for quad in parse(DATA / "ontology.ttl")}

    assert {quad.predicate.value for quad in shown_values(small_world.ties)} <= described


def test_a_broken_file_is_named_with_its_line(tiny_data):
    change(tiny_data, "curated/gazette.trig", 'acc:confidence "high" ;', 'acc:confidence "high ;')

    with pytest.raises(BrokenFile, match=r"^gazette\.trig, line \d+: ") as told:
        load(tiny_data)
    assert told.value.line in range(14, 18)


def test_what_stands_in_no_graph_is_refused(tiny_data):
    (tiny_data / "loose.trig").write_text("<https://example.org/a> <https://example.org/b> 1 .")

    with pytest.raises(BrokenFile, match=r"loose\.trig: https://example\.org/a stands in no named graph"):
        load(tiny_data)


def test_a_file_that_is_no_gzip_is_named(tiny_data):
    (tiny_data / "table.nq.gz").write_bytes(b"not packed")

    with pytest.raises(BrokenFile, match=r"table\.nq\.gz: cannot be read"):
        load(tiny_data)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BrokenFile, match="nowhere: no such data folder"):
        load(tmp_path / "nowhere")


def test_an_unknown_kind_is_named_with_its_tie(tiny_data):
    change(tiny_data, "ties/diplomatic.trig", "kind/embassy", "kind/embasy")

    with pytest.raises(
        UnknownKind, match=r"tie 'SYL\.BOR\.embassy\.inForce': no tie kind 'embasy'; describe it in"
    ):
        world(load(tiny_data), "v")


def test_a_state_without_a_code_is_named(tiny_data):
    change(tiny_data, "atlas.trig", 'acc:code "BOR" ;', "")

    with pytest.raises(MissingCode, match="state/BOR': no code"):
        world(load(tiny_data), "v")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            'acc:phase "inForce" ;\n        acc:since',
            'acc:phase "infroce" ;\n        acc:since',
            "phase: no such word 'infroce'",
        ),
        ('"2021-07-14"^^xsd:date', '"14.7.2021"', "since: '14.7.2021' is not a date"),
        ("acc:about <tie/SYL.BOR.embassy.inForce> ;", "", "no about"),
    ],
)
def test_what_a_claim_lacks_is_said(tiny_data, old, new, problem):
    change(tiny_data, "curated/gazette.trig", old, new)

    with pytest.raises(Misfit, match="claim/gazette/1") as told:
        world(load(tiny_data), "v")
    assert problem in str(told.value)


def test_every_prepared_question_is_whole(tiny_data):
    from graph.store.ask import QUERIES, ask

    for path in QUERIES.glob("*.rq"):
        assert path.read_text(encoding="utf-8").startswith("# "), (
            f"{path.name} does not open with its question"
        )
        assert isinstance(list(ask(ox.Store(), path.stem)), list)
