from __future__ import annotations

import pytest

from graph.errors import DataError
from graph.harvest.curated import Curated, states_of_the_network

PRESS = """
    @base <https://w3id.org/accord-atlas/> .
    @prefix acc: <https://w3id.org/accord-atlas/ontology#> .
    GRAPH <source/press> {
    <argument/G1> acc:about <state/KHE> ; acc:sideOf "STH" .
    <composition/press/A1> acc:state <state/SYL> ; acc:religion <religion/shia> ; acc:base "citizens" .
    <statement/A2> acc:about <state/SYL> ; acc:question <question/shia-majority> ; acc:answer true .
    }
    """


def test_the_network_is_what_hand_written_files_name(desk):
    desk.speak_of("SYL")
    desk.fact("curated/press.trig", PRESS)
    desk.fact("generated/ignored.trig", "<urn:a> <urn:b> <https://w3id.org/accord-atlas/state/XBO> .")

    assert states_of_the_network(desk.data) == {"SYL", "KHE", "STH"}


def test_a_state_whose_name_is_settled_by_hand_belongs_to_it(desk):
    desk.fact("labels.toml", '[XBO]\nreason = "no table has it"')

    assert states_of_the_network(desk.data) == {"SYL", "KHE", "XBO"}


def test_no_files_speak_of_no_states(tmp_path):
    assert states_of_the_network(tmp_path) == frozenset()


def test_what_is_said_by_hand_is_known_by_source(desk):
    desk.fact("curated/press.trig", PRESS)
    curated = Curated.read(desk.data)
    base = "https://w3id.org/accord-atlas/"

    assert curated.compositions == {
        (f"{base}source/press", f"{base}state/SYL", f"{base}religion/shia", "citizens")
    }
    assert curated.statements == {
        (f"{base}source/press", f"{base}state/SYL", f"{base}question/shia-majority")
    }


def test_a_broken_file_is_named_with_its_line(desk):
    desk.fact("curated/press.trig", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> !")

    with pytest.raises(DataError, match=r"^press\.trig, line 2: "):
        states_of_the_network(desk.data)
