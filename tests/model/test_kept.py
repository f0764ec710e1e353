"""Answers go with what they are about."""

from __future__ import annotations

import gc
import weakref

from graph.model.kept import kept


class Owner:
    """Something that can be asked about."""


def test_an_answer_is_computed_once_for_each_owner_and_question():
    asked = []

    @kept(2)
    def answer(owner: Owner, question: str) -> str:
        asked.append(question)
        return question.upper()

    one, other = Owner(), Owner()
    assert [answer(one, "a"), answer(one, "a"), answer(other, "a"), answer(one, "b")] == ["A", "A", "A", "B"]
    assert asked == ["a", "a", "b"]


def test_only_the_last_answers_are_kept():
    asked = []

    @kept(1)
    def answer(owner: Owner, question: str) -> None:
        asked.append(question)

    owner = Owner()
    for question in ("a", "b", "a"):
        answer(owner, question)
    assert asked == ["a", "b", "a"]


def test_answers_do_not_keep_their_owner():
    @kept(2)
    def answer(owner: Owner) -> list[Owner]:
        return [owner]

    owner = Owner()
    answer(owner)
    alive = weakref.ref(owner)
    del owner
    gc.collect()
    assert alive() is None
