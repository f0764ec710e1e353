"""The pages that are read say what is true of the data that is open."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import graph.pages
from graph.answers.whole import bundle, describe
from graph.errors import UsageError
from graph.pages import reading
from graph.store.remote.copy import Copy
from graph.store.versions import changes, versions

PAGES = {
    "Method": "How the atlas comes to what it shows",
    "Glossary": "What the words mean",
    "Notices": "Notices and attribution",
    "Download": "Take the data elsewhere",
}


@pytest.fixture
def read(real_atlas, monkeypatch):
    """Run one of the pages by its name, and give all its words."""
    monkeypatch.setattr(reading, "the_atlas", lambda: real_atlas)

    def run(name: str, **query: str) -> AppTest:
        def page(name: str) -> None:
            from importlib import import_module

            getattr(import_module(f"graph.pages.{name}"), name)()

        test = AppTest.from_function(page, kwargs={"name": name.lower()}, default_timeout=30)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    return run


def words(page: AppTest) -> str:
    text = "\n".join(each.value for each in (*page.markdown, *page.header, *page.caption))
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_with_its_title_and_keeps_the_view(read, name):
    page = read(name, lens="signed")

    assert not page.exception
    assert [each.value for each in page.title] == [PAGES[name]]
    assert page.query_params["lens"] in ("signed", ["signed"])
    assert page.session_state["view"].lens == "signed"


def test_the_method_names_every_lens_by_its_rule(read, real_atlas):
    told = words(read("Method"))

    assert all(lens.title in told and lens.sentence in told for lens in real_atlas.lenses.values())


def test_the_glossary_explains_every_kind_of_tie_that_has_a_definition(read, real_atlas):
    told = words(read("Glossary"))

    for kind in real_atlas.world.kinds:
        assert not kind.definition or f"{kind.label}**: {kind.definition}" in told


def test_the_notices_name_every_table_under_its_licence_and_every_library(read, real_atlas):
    told = words(read("Notices"))

    for source in real_atlas.world.sources:
        assert not source.licence or (source.title in told and source.licence in told)
    for library in ("streamlit", "pyvis", "networkx", "rdflib"):
        assert re.search(rf"(?im)^- {library} \d", told)
    assert "Copyright © 2004-2025 Unicode, Inc." in told


def test_the_download_tells_addresses_and_what_changed(read, real_atlas):
    page = read("Download")
    told = words(page)
    known = versions(real_atlas.settings.data)

    assert f"data {real_atlas.world.version}" in told
    assert {"/sparql", "/api", "/api/openapi.json", "/dataset", "/dataset/accord-atlas.zip"} <= {
        urlsplit(address).path for address in re.findall(r"\]\(([^)]+)\)", told)
    }
    for before, after in pairwise(known):
        found = changes(real_atlas.settings.data, before.name, after.name)
        assert f"{before.name} → {after.name}" in told
        assert found.told in told
        assert f"from={before.name}&to={after.name}&format=turtle" in told


def test_over_another_store_no_file_is_said_to_hold_everything(real_atlas, monkeypatch):
    elsewhere = replace(real_atlas)
    elsewhere.__dict__["copy"] = Copy(
        "https://store.example/q", "", "a", "2026-11-25T00:00:00+00:00", "m", 9, 9
    )
    monkeypatch.setattr(reading, "the_atlas", lambda: elsewhere)

    def page() -> None:
        from graph.pages.download import download

        download()

    told = words(AppTest.from_function(page, default_timeout=30).run())
    assert "accord-atlas.zip" not in told
    assert "those of another store" in told
    with pytest.raises(UsageError, match="those of another store"):
        bundle(elsewhere)
    assert b"dataDump" not in describe(elsewhere, "http://atlas.example")
    assert b"dataDump" in describe(real_atlas, "http://atlas.example")


def test_every_text_of_a_page_is_shown_on_one():
    shown = "".join(path.read_text("utf-8") for path in Path(graph.pages.__file__).parent.glob("*.py"))

    asked = set(re.findall(r'\b(?:text|prose)\("(\w+)"\)', shown))
    assert [path.stem for path in reading.TEXTS.glob("*.md") if path.stem not in asked] == []
