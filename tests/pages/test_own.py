"""Your data: brought, reported on, laid over for one visit alone, taken away."""

from __future__ import annotations

import gc
import weakref
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from graph.own.review import as_own
from graph.pages import brought, cache, own, reading

HEADER = "sender,receiver,kind,phase,since,source\n"
GOOD = HEADER + "KHE,SYL,embassy,in force,2020-05,https://example.org/a\n"
BAD = GOOD + "KHE,ZZZ,embassy,in force,,https://example.org/a\n"


@pytest.fixture
def visit_own(small_world, tmp_path, monkeypatch):
    """Open the page on the small world, as one visit."""
    from tests.pages.conftest import atlas_of

    (tmp_path / "data").mkdir()
    atlas = atlas_of(small_world, tmp_path / "data")
    for module in (cache, brought, own):
        monkeypatch.setattr(module, "the_base", lambda: atlas)
    for module in (own, reading):
        monkeypatch.setattr(module, "the_atlas", cache.the_atlas)

    def script() -> None:
        from graph.pages.brought import line
        from graph.pages.own import own

        line()
        own()

    def opened() -> AppTest:
        page = AppTest.from_function(script, default_timeout=30).run()
        assert not page.exception
        return page

    opened.atlas = atlas
    return opened


def bring(page: AppTest, name: str, text: str) -> AppTest:
    (uploader,) = page.file_uploader
    uploader.upload(name, text.encode(), "text/csv").run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    kinds = ("markdown", "caption", "error", "warning", "info")
    return "\n".join(each.value for kind in kinds for each in getattr(page, kind)).replace("\\", "")


def test_a_file_is_reported_on_before_anything_of_it_is_shown(visit_own):
    page = bring(visit_own(), "mine.csv", BAD)

    assert "1 of 2 rows can be taken; 1 added" in said(page)
    assert "1 row cannot be taken" in said(page)
    tables = {frame.key: frame.value for frame in page.dataframe} if hasattr(page.dataframe[0], "key") else {}
    assert any("ZZZ" in frame.value.to_string() for frame in page.dataframe), tables
    assert "Your data:" not in said(page)
    assert page.button(key="own_lay").label.endswith("without 1 bad row")


def test_data_that_are_laid_over_are_told_on_the_page_and_can_be_removed(visit_own):
    page = bring(visit_own(), "mine.csv", GOOD)

    page.button(key="own_lay").click().run()

    assert "Your data: mine.csv, 1 tie, in this visit only" in said(page).replace("**", "")
    over = page.session_state[cache.BROUGHT]
    assert len(over.world.ties) == len(visit_own.atlas.world.ties) + 1
    page.button(key="remove_brought").click().run()
    assert "Your data:" not in said(page)
    assert cache.BROUGHT not in page.session_state


def test_nobody_else_sees_them_and_they_go_with_the_visit(visit_own):
    page = bring(visit_own(), "mine.csv", GOOD)
    page.button(key="own_lay").click().run()
    other = visit_own()

    assert cache.BROUGHT not in other.session_state
    assert visit_own.atlas.own == ()
    over = page.session_state[cache.BROUGHT]
    folder, alive = over.folder, weakref.ref(over)
    assert folder.is_dir()
    page.button(key="remove_brought").click().run()
    del over
    gc.collect()
    assert alive() is None
    assert not folder.exists()


def test_a_file_that_is_refused_is_told_and_leaves_what_was_there(visit_own):
    page = bring(visit_own(), "mine.csv", GOOD)
    page.button(key="own_lay").click().run()

    bring(page, "other.csv", "from,kind\nKHE,embassy\n")

    assert "Not taken: other.csv, line 1: the columns receiver" in said(page)
    assert "Your data: mine.csv" in said(page).replace("**", "")


def test_a_hostile_name_is_plain_text(visit_own):
    page = bring(visit_own(), "<img src=x>**b**.csv", GOOD)
    page.button(key="own_lay").click().run()

    raw = [each.value for each in page.markdown]
    assert any("\\<img" in each for each in raw)
    assert not any("<img" in each.replace("\\<img", "") for each in raw)


def test_a_visit_has_an_end_to_what_it_may_bring(visit_own, monkeypatch):
    from dataclasses import replace

    small = replace(visit_own.atlas, settings=replace(visit_own.atlas.settings, own_claims=1))
    for module in (cache, brought, own):
        monkeypatch.setattr(module, "the_base", lambda: small)
    page = bring(visit_own(), "mine.csv", GOOD)
    page.button(key="own_lay").click().run()

    bring(page, "more.csv", HEADER + "KHE,BOR,embassy,in force,,https://example.org/a\n")

    assert "would have 2 claims of your own; the limit is 1 (ATLAS_OWN_CLAIMS)" in said(page)


def test_there_is_an_end_to_the_visits_with_own_data(visit_own, monkeypatch):
    from dataclasses import replace

    none = replace(visit_own.atlas, settings=replace(visit_own.atlas.settings, own_visits=0))
    for module in (cache, brought, own):
        monkeypatch.setattr(module, "the_base", lambda: none)
    page = bring(visit_own(), "mine.csv", GOOD)

    page.button(key="own_lay").click().run()

    assert "Not laid over: 0 visits have data of their own" in said(page)
    assert cache.BROUGHT not in page.session_state


def test_own_data_are_kept_out_of_what_is_kept_for_everybody(visit_own):
    """What is asked of an atlas with own data is kept with it, and with nothing else."""
    from graph.model.view import View

    base = visit_own.atlas
    text = GOOD.encode()
    found = base.review("mine.csv", text, date(2026, 6, 1))
    over = base.laid_over([as_own("mine.csv", found.own.digest, found.own.day, found.own.quads, base.world)])
    view = View(families=frozenset({"diplomatic"}))

    assert len(over.narrow(view).ties) == len(base.narrow(view).ties) + 1
    gone = weakref.ref(over)
    del over
    gc.collect()
    assert gone() is None
