"""Explore in words: what a reader sets, and what the page then says."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

import graph.pages.main
from graph.atlas import Atlas, known_words
from graph.errors import DataError
from graph.model.view import View
from graph.pages import explore
from graph.picture.draw import draw
from graph.settings import Settings
from graph.table import build as tables
from tests.conftest import RELATIONS, SIGNED

MOST_ENTITIES, MOST_LINES = 45, 120


@pytest.fixture(scope="module")
def small_atlas(small_world, tmp_path_factory) -> Atlas:
    """The small world as an atlas whose first picture shows the families accord, diplomatic and economic."""
    data = tmp_path_factory.mktemp("data")
    (data / "views").mkdir()
    (data / "views" / "first.toml").write_text(
        'title = "First"\n[view]\nfamilies = ["accord", "diplomatic", "economic"]\n', encoding="utf-8"
    )
    lenses = {lens.slug: lens for lens in (RELATIONS, SIGNED)}
    return Atlas(
        settings=Settings(data=data),
        folder=data,
        table=tables.build(small_world),
        spots={entity.iri: (float(n), float(n)) for n, entity in enumerate(small_world.entities)},
        lenses=lenses,
        known_words=known_words(small_world, lenses),
    )


@pytest.fixture
def page(small_atlas, monkeypatch) -> AppTest:
    """The app on the small world, not yet opened; a link is put into its ``query_params``."""
    monkeypatch.setattr(explore, "the_atlas", lambda: small_atlas)
    return AppTest.from_file(Path(graph.pages.main.__file__), default_timeout=30)


def test_opens(page):
    page.run()
    print(page)
    print(page.exception, page.query_params)
    assert 0
