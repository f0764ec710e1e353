"""The rest of a page waits for its first picture, and for nothing else."""

from __future__ import annotations

from threading import Timer
from types import SimpleNamespace

import pytest

from graph.pages import first

HOST = {"Host": "127.0.0.1"}


@pytest.fixture
def visited(monkeypatch):
    """A visit by a browser, or by nobody: its memory is what this gives back."""

    def visited(headers: dict[str, str], longest: float) -> dict[str, object]:
        memory: dict[str, object] = {}
        context = SimpleNamespace(headers=headers)
        monkeypatch.setattr(first, "st", SimpleNamespace(context=context, session_state=memory))
        monkeypatch.setattr(first, "LONGEST", longest)
        return memory

    return visited


def test_what_comes_after_it_waits_until_the_browser_tells_and_never_again(visited):
    visited(HOST, 60)
    with first.picture() as name:
        told = Timer(0.05, first.drawn, [name])
        told.start()
    told.join()

    with first.picture() as again:
        pass
    assert again == name


def test_two_visits_wait_for_a_picture_each(visited):
    visited(HOST, 60)
    with first.picture() as one:
        first.drawn(one)
    visited(HOST, 60)
    with first.picture() as other:
        first.drawn(one)
        assert not first._waiting[other].is_set()
        first.drawn(other)
    assert one != other


def test_a_browser_that_does_not_tell_gets_the_rest_all_the_same(visited):
    visited(HOST, 0.01)
    with first.picture() as name:
        pass
    # too late: nobody waits, and nobody minds
    first.drawn(name)
    assert not first._waiting


def test_without_a_browser_nothing_waits(visited):
    visited({}, 60)
    with first.picture() as name:
        assert name == ""


def test_a_picture_that_could_not_be_made_is_waited_for_when_it_can(visited):
    memory = visited(HOST, 60)
    with pytest.raises(ValueError, match="no picture"), first.picture():
        raise ValueError("no picture")
    assert not first._waiting

    with first.picture() as name:
        assert set(first._waiting) == {name}
        first.drawn(name)
    assert len(memory) == 2
