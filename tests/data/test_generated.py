"""What harvest wrote is whole, stands where it should, and is what harvest makes today.

That nothing lacks a name or stands in two graphs ``test_shapes`` holds of all data.
"""

from __future__ import annotations

import csv
import gzip
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.harvest import TABLES, run
from graph.harvest.names import LANGUAGES
from graph.harvest.overrides import Located, read_labels, read_locations
from graph.store.terms import ACC, ATLAS, BASE, state

DATA = Path(__file__).parents[2] / "data"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
LATITUDE = "https://schema.org/latitude"

VOTES = ("un_votes.nq.gz", "ideal_points.nq.gz")
FILES = sorted((DATA / "generated").glob("*.nq.gz"))
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


@pytest.fixture(scope="module")
def harvested() -> list[Quad]:
    """The quads of data/generated, but for the hundreds of thousands on votes, which say one thing."""
    return [quad for file in FILES if file.name not in VOTES for quad in quads(file)]


@pytest.fixture(scope="module")
def votes() -> list[str]:
    """The lines on votes: subject, property, value and graph."""
    file = DATA / "generated" / "un_votes.nq.gz"
    return gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()


@pytest.fixture(scope="module")
def by_hand() -> list[Quad]:
    """All quads that people wrote."""
    files = (
        file for kind in ("ttl", "trig") for file in DATA.rglob(f"*.{kind}") if file.name != "shapes.ttl"
    )
    return [quad for file in files for quad in quads(file)]


def quads(file: Path) -> Iterator[Quad]:
    if file.suffix == ".gz":
        return parse(gzip.decompress(file.read_bytes()), format=RdfFormat.N_QUADS)
    return parse(path=str(file), format=RdfFormat.from_extension(file.suffix.removeprefix(".")))


def values(quads: list[Quad], predicate: str) -> dict[str, list[Quad]]:
    found = defaultdict(list)
    for quad in quads:
        if quad.predicate.value == predicate:
            found[quad.subject.value].append(quad)
    return found


def test_each_table_has_its_file():
    assert {file.name.removesuffix(".nq.gz") for file in FILES} >= TABLES.keys()


@each_file
def test_lines_are_sorted_and_stand_once(file):
    lines = gzip.decompress(file.read_bytes()).decode("utf-8").split("\n")

    assert lines.pop() == ""
    assert all(here < there for here, there in pairwise(lines))
    assert not any("\r" in line for line in lines)


@each_file
def test_the_packing_knows_neither_time_nor_name(file):
    header = file.read_bytes()[:10]

    assert (header[3], header[4:8]) == (0, bytes(4))


def test_what_somebody_says_stands_in_the_graph_of_a_source_that_is_described(harvested, by_hand):
    sayings = {str(ACC[name]) for name in ("Claim", "Composition", "Figure", "Statement", "Argument")}
    sayers = {
        quad.graph_name.value
        for quad in harvested
        if quad.predicate.value == str(ACC.region)
        or (quad.predicate.value == TYPE and quad.object.value in sayings)
    }
    described = {
        quad.subject.value
        for quad in (*harvested, *by_hand)
        if quad.predicate.value == TYPE and quad.object.value == str(ACC.Source)
    }

    assert sayers
    assert sayers <= described


def test_outside_the_graphs_of_sources_only_entities_and_sources_are_described(harvested):
    kinds = {
        quad.subject.value.removeprefix(BASE).split("/")[0]
        for quad in harvested
        if quad.graph_name.value == str(ATLAS)
    }

    assert kinds <= {"state", "source", "organization", "tie"}


def test_no_source_gives_one_share_twice(harvested, by_hand):
    shares = defaultdict(dict)
    for quad in (*harvested, *by_hand):
        if quad.predicate.value in {str(ACC[name]) for name in ("state", "religion", "base")}:
            shares[quad.graph_name, quad.subject][quad.predicate.value] = quad.object.value
    counted = Counter(
        (graph, *sorted(share.items()))
        for (graph, _), share in shares.items()
        if str(ACC.religion) in share  # a figure has a state too
    )

    assert not [share for share, times in counted.items() if times > 1]


def test_concepts_that_are_spoken_of_are_described(harvested, by_hand):
    spoken = {
        quad.object.value
        for quad in harvested
        if quad.predicate.value in {str(ACC.region), str(ACC.religion), str(ACC.question)}
    }

    assert spoken <= values(by_hand, LABEL).keys()


@pytest.fixture(scope="module")
def described(harvested) -> list[str]:
    """Codes of the states that are described."""
    return sorted(
        quad.subject.value.rsplit("/", 1)[-1] for quad in harvested if quad.object.value == str(ACC.State)
    )


def test_every_state_that_any_file_speaks_of_is_described(described, harvested, by_hand):
    stem = str(state(""))
    spoken = {
        term.value.removeprefix(stem)
        for quad in (*harvested, *by_hand)
        for term in (quad.subject, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(stem)
    }

    assert spoken == set(described)
    assert {"XKX", "XSO", "XNC", "PSE", "TWN", "VAT"} <= spoken


def test_every_state_has_one_name_in_every_language_and_a_code(described, harvested):
    names, codes = values(harvested, LABEL), values(harvested, str(ACC.code))
    for code in described:
        labels = [quad.object.language for quad in names[str(state(code))]]
        assert sorted(labels) == sorted(LANGUAGES), code
        assert [quad.object.value for quad in codes[str(state(code))]] == [code]


def test_no_two_states_share_an_english_name(harvested):
    names = Counter(
        quad.object.value.casefold()
        for quad in harvested
        if quad.predicate.value in {LABEL, "http://www.w3.org/2004/02/skos/core#altLabel"}
        and quad.subject.value.startswith(str(state("")))
        and isinstance(quad.object, Literal)
        and quad.object.language == "en"
    )

    assert not [name for name, times in names.items() if times > 1]


def test_every_state_has_a_region_and_of_its_statehood_one_word(described, harvested):
    regions, statehoods = values(harvested, str(ACC.region)), values(harvested, str(ACC.statehood))
    for code in described:
        assert regions[str(state(code))], code
        assert len(statehoods[str(state(code))]) == 1


def test_disputed_places_have_no_location_and_no_disputed_capital_gives_one(harvested):
    placed = {subject: quads[0].object.value for subject, quads in values(harvested, LATITUDE).items()}
    nowhere = {code for code, rule in read_locations(DATA).items() if rule is Located.NONE}

    assert {"ESH", "PSE", "XNC"} <= nowhere
    assert not placed.keys() & {str(state(code)) for code in nowhere}
    assert placed[str(state("ISR"))] == "31.5"  # the country's point, not the 31.7667 of Jerusalem


def test_every_decision_on_names_tells_its_reason_to_the_reader(harvested):
    notes = values(harvested, "http://www.w3.org/2004/02/skos/core#editorialNote")

    assert {subject: [quad.object.value for quad in quads] for subject, quads in notes.items()} == {
        str(state(code)): [label.reason] for code, label in read_labels(DATA).items()
    }


def test_the_code_of_namibia_is_no_empty_cell(harvested):
    assert all(quad.object.value for quad in harvested if quad.predicate.value == str(ACC.iso2))


def test_the_data_stay_small():
    assert sum(file.stat().st_size for file in DATA.rglob("*") if file.is_file()) < 15_000_000


if "ATLAS_DATASETS" in os.environ:
    DATASETS = Path(os.environ["ATLAS_DATASETS"])

    def cells(table: str) -> list[dict[str, str]]:
        opened = gzip.open if table.endswith(".gz") else open
        with opened(DATASETS / table, "rt", encoding="utf-8-sig", newline="") as text:
            return list(csv.DictReader(text))

    def test_every_row_of_the_tables_of_codes_is_described(described):
        rows = {row["iso3"] for row in cells("country_codes/country_codes.csv")}
        extras = {row["code"] for row in cells("country_codes/extra_entities.csv") if row["code"] != "EUE"}

        assert set(described) == rows | extras

    def test_every_state_has_a_status_toward_israel_that_the_table_gives(harvested):
        answers = {
            quad.subject.value: quad.object.value
            for quad in harvested
            if quad.predicate.value == str(ACC.answer)
        }
        told = {
            subject.rsplit(".", 1)[-1]: answer
            for subject, answer in answers.items()
            if "/israel-relations." in subject
        }

        assert told == {
            row["code"]: row["status_2026_06"] for row in cells("israel_relations/israel_relations.csv")
        }

    def test_agreement_is_what_counting_the_roll_calls_by_hand_gives(votes):
        of_both = f"<{BASE}claim/un-votes/ISR.KAZ> <{ACC.amount}> "
        (line,) = (line for line in votes if line.startswith(of_both))
        both = alike = 0
        for call in cells("un_votes/roll_calls.csv.gz"):
            if "2015" <= call["date"][:4] <= "2019":
                votes = {code: vote for vote in ("yes", "no", "abstain") for code in call[vote].split()}
                if "ISR" in votes and "KAZ" in votes:
                    both += 1
                    alike += votes["ISR"] == votes["KAZ"]

        assert line.split('"')[1] == str(round(alike / both, 4))

    def test_a_pair_of_voters_is_one_tie(votes):
        pairs = [line.split(" ", 1)[0] for line in votes if f"<{TYPE}> <{ACC.Tie}>" in line]
        voters = {
            code
            for call in cells("un_votes/roll_calls.csv.gz")
            if "2015" <= call["date"][:4] <= "2019"
            for vote in ("yes", "no", "abstain")
            for code in call[vote].split()
        }

        assert len(pairs) == len(set(pairs)) == len(voters) * (len(voters) - 1) // 2

    @pytest.mark.parametrize("table", TABLES)
    def test_a_file_is_what_harvest_makes_today(table, tmp_path):
        file, _ = run(table, Path(os.environ["ATLAS_DATASETS"]), DATA, tmp_path)
        committed = DATA / "generated" / file.name

        # unpacked: another build of zlib may pack the same lines into other bytes
        assert gzip.decompress(file.read_bytes()) == gzip.decompress(committed.read_bytes())
