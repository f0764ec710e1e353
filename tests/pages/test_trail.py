"""The way back: from pages that are reached from others, with the view, and the search on every page."""

from __future__ import annotations

import pytest

from graph.pages import dossier, reading

REACHED = ("dossier", "compare", "method", "glossary", "notices", "download")
WITH_A_VIEW = ("timeline", "moments", "lists", "disputes", "compare")


@pytest.fixture
def opened(open_page, shown_atlas, monkeypatch):
    """Open a page of the small world, those that are read too."""
    for module in (reading, dossier):
        monkeypatch.setattr(module, "the_atlas", lambda: shown_atlas)
    return open_page


def links_back(page) -> list:
    return [link for link in page.get("page_link") if link.proto.label in ("Explore", "Khemed", "Timeline")]


@pytest.mark.parametrize("name", REACHED)
def test_whoever_comes_by_a_link_is_led_to_the_picture(opened, name):
    page = opened(name, as_of="2021-12-31", lens="signed", entity="KHE")

    (back, *_) = links_back(page)
    assert back.proto.label == "Explore"
    assert "as_of=2021-12-31" in back.proto.query_string
    assert "lens=signed" in back.proto.query_string


def test_the_way_leads_through_what_was_seen_and_back(opened):
    page = opened("dossier", entity="KHE")
    assert [link.proto.label for link in links_back(page)][:1] == ["Explore"]

    page.session_state["page under test"] = "compare"
    page.query_params.clear()
    page.run()
    assert [link.proto.label for link in links_back(page)][:2] == ["Explore", "Khemed"]
    assert "entity=KHE" in links_back(page)[1].proto.query_string

    page.session_state["page under test"] = "dossier"
    page.query_params.clear()
    page.run()
    assert [link.proto.label for link in links_back(page)][:2] != ["Explore", "Khemed"]


def test_a_page_that_begins_a_way_shows_none(opened):
    page = opened("timeline")
    assert links_back(page) == []

    page.session_state["page under test"] = "method"
    page.query_params.clear()
    page.run()
    assert [link.proto.label for link in links_back(page)] == ["Timeline"]


def test_a_way_keeps_its_beginning_and_its_end(opened):
    page = opened("timeline")
    for name in ("method", "glossary", "notices", "compare"):
        page.session_state["page under test"] = name
        page.query_params.clear()
        page.run()

    assert [step.page for step in page.session_state["trail"]] == [
        "timeline",
        "glossary",
        "notices",
        "compare",
    ]


@pytest.mark.parametrize("name", [*REACHED, *WITH_A_VIEW])
def test_anything_can_be_found_from_every_page(opened, name):
    page = opened(name)
    page.text_input(key="find").set_value("Khemed").run()

    assert any(str(button.key).startswith("find entity KHE") for button in page.button)


@pytest.mark.parametrize("name", WITH_A_VIEW)
def test_what_is_found_opens_beside_the_page(opened, name):
    page = opened(name)
    page.text_input(key="find").set_value("Khemed").run()
    (found, *_) = [button for button in page.button if str(button.key).startswith("find entity KHE")]

    found.click().run()

    assert page.session_state["open"][0].endswith("/KHE")


@pytest.mark.parametrize("name", WITH_A_VIEW)
def test_an_entity_that_is_not_here_is_answered_with_the_nearest(opened, name):
    page = opened(name, entity="Kemed")

    assert "the nearest names are Khemed" in "".join(each.value for each in page.warning)
