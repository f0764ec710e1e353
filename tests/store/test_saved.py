"""Lenses and saved views on disk."""

import pytest

from graph.errors import BrokenFile, Misfit
from graph.model.kind import Family
from graph.model.view import View
from graph.store.saved import lenses, views

KNOWN = {
    name: frozenset({"relations", "KHE"})
    for name in ("lens", "kinds", "religions", "regions", "organizations", "entities")
}


def write(folder, name, text):
    path = folder / "views" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_file_becomes_a_view(tmp_path):
    write(
        tmp_path,
        "mine.toml",
        'title = "T"\n[view]\nfamilies = ["accord"]\nalso = ["KHE"]\nframe = false\npast_years = 9\n',
    )

    saved = views(tmp_path, KNOWN)["mine"]

    assert (saved.title, saved.view) == (
        "T",
        View(families=frozenset({Family.ACCORD}), also=frozenset({"KHE"}), frame=False, past_years=9),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[view]\nalso = ['XXX']", "views/mine.toml: no entity 'XXX'"),
        ("title = 'x'", "views/mine.toml: no table"),
        ("[view", "mine.toml: "),
    ],
)
def test_what_is_wrong_is_said_with_the_file(tmp_path, text, problem):
    write(tmp_path, "mine.toml", text)

    with pytest.raises((Misfit, BrokenFile)) as told:
        views(tmp_path, KNOWN)
    assert problem in str(told.value)


def test_every_lens_and_view_of_the_atlas_opens(real_atlas):
    assert set(lenses(real_atlas.settings.data)) == {
        "relations",
        "signed",
        "announced",
        "article",
        "every-claim",
    }
    assert "first" in real_atlas.views


def test_every_saved_view_of_ours_asks_a_question_in_one_sentence(real_atlas):
    questions = [saved.question for saved in real_atlas.views.values()]

    assert [
        question for question in questions if question.count("?") != 1 or not question.endswith("?")
    ] == []
