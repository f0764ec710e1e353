"""Pages that show a View, on the small world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from graph.atlas import Atlas, known_words
from graph.model.world import World
from graph.pages import showing
from graph.settings import Settings
from graph.table import build as tables
from tests.conftest import RELATIONS, SIGNED

VIEWS = {
    "first": 'title = "First"\n[view]\nfamilies = ["accord", "diplomatic", "economic"]\n',
    "early": 'title = "Nobody had signed"\nnote = "A day *before*."\n[view]\nas_of = "2020-01-01"\n',
    "late": 'title = "Two had signed"\nnote = "A later day."\n[view]\nas_of = "2021-12-31"\n',
}


@pytest.fixture(scope="session", autouse=True)
def looked_for_components_once() -> Iterator[None]:
    """Remember what Streamlit finds: each AppTest would look through all that is installed (0.15 s)."""
    with pytest.MonkeyPatch.context() as patch:
        scan = manifest_scanner.scan_component_manifests
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(scan))
        yield


def atlas_of(world: World, folder) -> Atlas:
    """A world as an atlas with three saved views and two lenses."""
    (folder / "views").mkdir()
    for slug, text in VIEWS.items():
        (folder / "views" / f"{slug}.toml").write_text(text, encoding="utf-8")
    lenses = {lens.slug: lens for lens in (RELATIONS, SIGNED)}
    return Atlas(
        settings=Settings(data=folder),
        folder=folder,
        table=tables.build(world),
        spots={entity.iri: (100.0 * n, 50.0 * n) for n, entity in enumerate(world.entities)},
        lenses=lenses,
        known_words=known_words(world, lenses),
    )


@pytest.fixture(scope="module")
def shown_atlas(small_world, tmp_path_factory) -> Atlas:
    """The small world, opened."""
    return atlas_of(small_world, tmp_path_factory.mktemp("shown"))


def _script() -> None:
    from importlib import import_module

    import streamlit as st

    name = st.session_state["page under test"]
    getattr(import_module(f"graph.pages.{name}"), name)()


@pytest.fixture
def open_page(shown_atlas, monkeypatch) -> Callable[..., AppTest]:
    """Open a page by its name, with a link: ``open_page("lists", lens="signed")``."""

    def opened(name: str, atlas: Atlas | None = None, **link: str | list[str]) -> AppTest:
        monkeypatch.setattr(showing, "the_atlas", lambda: atlas or shown_atlas)
        page = AppTest.from_function(_script, default_timeout=30)
        page.session_state["page under test"] = name
        for parameter, value in link.items():
            page.query_params[parameter] = value
        page.run()
        assert not page.exception
        return page

    return opened


#: what a name could carry
HOSTILE = "<img src=x onerror=alert(1)> **bold** [go](javascript:alert(1)) :red[x] $a$ \u202e`c`|"


@pytest.fixture
def hostile_atlas(small_world, tmp_path) -> Atlas:
    """The small world, where every name and title is an attack."""
    return atlas_of(
        replace(
            small_world,
            entities=tuple(
                replace(entity, label=f"{HOSTILE} {entity.slug}") for entity in small_world.entities
            ),
            sources=tuple(
                replace(
                    source, title=HOSTILE, publisher=f"{HOSTILE} {source.slug}", url="javascript:alert(1)"
                )
                for source in small_world.sources
            ),
        ),
        tmp_path,
    )


@pytest.fixture
def said_raw() -> Callable[[AppTest], list[str]]:
    """What a page says as Markdown anywhere: titles, captions, texts, labels of buttons."""

    def said(page: AppTest) -> list[str]:
        kinds = ("title", "header", "subheader", "caption", "markdown", "warning", "info")
        texts = [each.value for kind in kinds for each in getattr(page, kind)]
        return texts + [button.label for button in page.button]

    return said
