"""Widgets whose labels carry counts: a browser may still name an option by its label of before."""

from __future__ import annotations

import pytest
import streamlit as st

from graph.pages import visit, widgets


@pytest.fixture
def asked(monkeypatch):
    """What the widgets ask for."""
    found = []
    monkeypatch.setattr(visit, "change", lambda **clauses: found.append(clauses))
    monkeypatch.setattr(st, "session_state", {"view sources": 2, "view families": ["accord"]})
    return found


def test_an_option_is_a_choice(asked):
    widgets._take("sources", [0, 1, 2])
    widgets._take_set("families", ["accord", "political"])

    assert asked == [{"sources": 2}, {"families": frozenset({"accord"})}]


def test_a_label_that_is_no_option_any_more_is_none(asked):
    st.session_state["view sources"] = "at least 2 (137)"
    st.session_state["view families"] = ["accord", "political (3)"]
    widgets._take("sources", [0, 1, 2])
    widgets._take_set("families", ["accord", "political"])

    assert asked == []
