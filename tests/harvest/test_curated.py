from __future__ import annotations

import pytest

from graph.errors import DataError
from graph.harvest.curated import Affirmed, Curated

PRESS = """
    @base <https://w3id.org/accord-atlas/> .
    @prefix acc: <https://w3id.org/accord-atlas/ontology#> .
    GRAPH <source/press> {
    <argument/G1> acc:about <state/KHE> ; acc:sideOf "STH" .
    <composition/press/A1> acc:state <state/SYL> ; acc:religion <religion/shia> ; acc:base "citizens" .
    <tie/SYL.KHE.visit.2001> acc:sender <state/SYL> .
    <claim/press/A3> acc:about <tie/SYL.KHE.visit.2001> ; acc:since "2001" .
    <claim/press/A4> acc:denies <tie/KHE.SYL.visit.2001> .
    <statement/A2> acc:about <state/SYL> ; acc:question <question/shia-majority> ; acc:answer true .
    }
    """


def test_the_network_is_what_hand_written_files_name(desk):
    desk.speak_of("SYL")
    desk.fact("curated/press.trig", PRESS)
    desk.fact("generated/ignored.trig", "<urn:a> <urn:b> <https://w3id.org/accord-atlas/state/XBO> .")

    assert Curated.read(desk.data).states == {"SYL", "KHE", "STH"}


def test_no_files_speak_of_no_states(tmp_path):
    assert Curated.read(tmp_path).states == frozenset()


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


def test_what_claims_affirm_is_known_with_its_dates_and_what_they_deny_is_not(desk):
    desk.fact("curated/press.trig", PRESS)
    curated = Curated.read(desk.data)
    base = "https://w3id.org/accord-atlas/"

    assert curated.ties == {f"{base}tie/SYL.KHE.visit.2001"}
    assert curated.affirmed == (Affirmed(f"{base}source/press", f"{base}tie/SYL.KHE.visit.2001", "2001", ""),)
    assert curated.claims == {(f"{base}source/press", f"{base}tie/SYL.KHE.visit.2001")}


def test_a_broken_file_is_named_with_its_line(desk):
    desk.fact("curated/press.trig", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> !")

    with pytest.raises(DataError, match=r"^press\.trig, line 2: "):
        Curated.read(desk.data)
