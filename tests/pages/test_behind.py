"""Above a page it is said which store stands behind the atlas, and how much of it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from graph.pages import behind, cache
from graph.pages.behind import ago, failing, whole
from graph.store.remote.copy import Copy
from graph.store.remote.watch import State

NOW = datetime.now(UTC)
ALL = Copy(
    "https://store.example/q", "Oxigraph/0.5", "a", (NOW - timedelta(hours=3)).isoformat(), "m", 900, 900
)
PART = replace(ALL, here=10, scope="those between the entities that have most ties")
WELL = State("https://store.example/q")
DOWN = State(
    "https://store.example/q", "failed by itself (status 500); see its log", "2026-01-01T00:00:00+00:00", ""
)


def _script() -> None:
    from graph.pages.behind import tell_store

    tell_store()


@pytest.fixture
def page(monkeypatch):
    """What is said above a page, for a copy and a state of the endpoint."""

    def said(copy, state=WELL):
        watched = SimpleNamespace(copy=copy, state=state) if copy else None
        monkeypatch.setattr(behind, "the_watch", lambda: watched)
        run = AppTest.from_function(_script).run()
        assert not run.exception
        return [each.value.replace("\\", "") for each in [*run.caption, *run.warning]]  # written as text

    return said


def test_the_shipped_data_need_no_word(page):
    assert page(None) == []


def test_a_whole_copy_says_its_age(page):
    assert page(ALL) == ["All 900 ties of the store behind this atlas are shown. Read 3 hours ago."]


def test_a_part_says_which(page):
    (said,) = page(PART)

    assert said == (
        "10 of 900 ties are shown: those between the entities that have most ties. Read 3 hours ago."
    )


def test_an_endpoint_that_fails_is_told_without_its_address(page):
    said = page(ALL, DOWN)

    assert len(said) == 2
    assert "status 500" in said[1]
    assert "what was last read" in said[1]
    assert "log" not in said[1]
    assert "store.example" not in " ".join(said)


def test_an_endpoint_that_answers_needs_no_warning():
    assert failing(State("https://x")) == ""


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0, "less than a minute ago"), (0.02, "1 minute ago"), (1.9, "1 hour ago"), (49, "2 days ago")],
)
def test_an_age_is_said_roughly(hours, words):
    assert ago(hours) == words
    fetched = datetime.now(UTC) - timedelta(hours=hours)
    assert whole(replace(ALL, fetched=fetched.isoformat())).endswith(f"{words}.")


def test_a_newer_copy_is_opened_for_the_next_page(monkeypatch):
    opened = [SimpleNamespace(folder=Path("cache", name)) for name in ("a", "b")]
    monkeypatch.setattr("graph.atlas.open_atlas", lambda: opened.pop(0))
    watched = SimpleNamespace(copy=ALL)
    monkeypatch.setattr(cache, "the_watch", lambda: watched)
    cache._opened.clear()
    try:
        first = cache.the_base()
        assert cache.the_base() is first
        watched.copy = replace(ALL, folder="b")
        assert cache.the_base().folder.name == "b"
        assert cache.the_base().folder.name == "b"
    finally:
        cache._opened.clear()


def test_readers_do_not_wait_in_line_for_an_endpoint_that_fails(monkeypatch):
    from graph.errors import DataError

    asked = []

    def broken():
        asked.append(1)
        raise DataError("no answer")

    monkeypatch.setattr("graph.atlas.open_atlas", broken)
    cache._opened.clear()
    cache._failed.clear()
    try:
        for _ in range(3):
            with pytest.raises(DataError, match="no answer"):
                cache.the_base()
        assert len(asked) == 1
        monkeypatch.setattr(cache, "PAUSE", -1.0)  # it is over
        monkeypatch.setattr("graph.atlas.open_atlas", lambda: SimpleNamespace(folder=Path("a")))
        assert cache.the_base().folder.name == "a"
    finally:
        cache._opened.clear()
        cache._failed.clear()
