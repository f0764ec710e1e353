"""Explore in words: what a reader sets, and what the page then says."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import graph.pages
from graph.atlas import Atlas, known_words
from graph.errors import DataError
from graph.model.describe import finding
from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.standing import Standing
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
    test = AppTest.from_file(Path(graph.pages.__file__).with_name("main.py"), default_timeout=30)
    # a group of filters is made only once it is unfolded
    for group in (
        "Which ties",
        "On whose word",
        "Which states and bodies",
        "Around whom",
        "How it is drawn",
        "Whose list",
    ):
        test.session_state[f"group {group}"] = True
    return test


def title(page: AppTest) -> str:
    return spelt(page.title[0].value)


def caption(page: AppTest) -> str:
    return spelt(next(each.value for each in page.caption if "shown" in each.value))


def said(page: AppTest) -> list[str]:
    """What the page warns of, as a reader sees it."""
    return [spelt(each.value) for each in page.warning]


def spelt(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def shown(page: AppTest) -> set[str]:
    """Names of the entities on the canvas."""
    (canvas,) = canvases(page)
    sent = json.loads(canvas.proto.bytes)
    return {node["label"].replace("\n", " ") for node in sent["drawing"]["nodes"]}


def canvases(page: AppTest) -> list:
    return [each for each in page.get("bidi_component") if each.proto.component_name == "accord_atlas_stage"]


def link(page: AppTest) -> dict[str, list[str]]:
    return {
        name: values if isinstance(values, list) else [values] for name, values in page.query_params.items()
    }


def view_of(page: AppTest) -> View:
    return page.session_state["view"]


def test_the_page_opens_on_the_first_view(page, small_atlas):
    page.run()

    assert not page.exception
    assert not page.error
    first = small_atlas.views["first"].view
    assert title(page) == finding(small_atlas.places(first), small_atlas.world)
    assert view_of(page) == first
    assert re.search(r"as of 29 June 2026.*\b\d+ ties shown; \d+ ties hidden: ", caption(page))
    assert {"Syldavia", "Nuevo Rico", "The Accords"} <= shown(page)


@pytest.mark.parametrize(
    ("key", "value", "clause"),
    [
        ("standings", [Standing.MEMBER], {"standings": frozenset({Standing.MEMBER})}),
        ("religions", ["sunni"], {"religions": frozenset({"sunni"})}),
        ("regions", ["west"], {"regions": frozenset({"west"})}),
        ("families", [Family.ECONOMIC], {"families": frozenset({Family.ECONOMIC})}),
        ("kinds", ["oil-supply"], {"kinds": frozenset({"oil-supply"})}),
        ("types", [EntityType.STATE], {"types": frozenset({EntityType.STATE})}),
        ("lens", "signed", {"lens": "signed"}),
        ("frame", False, {"frame": False}),
        ("unverified", True, {"unverified": True}),
    ],
)
def test_a_widget_sets_its_clause_and_nothing_else(page, small_atlas, key, value, clause):
    page.run()
    before = view_of(page)

    widget(page, key).set_value(value).run()

    assert not page.exception
    assert view_of(page) == replace(before, **clause)
    written = view_of(page).to_query(version="small", horizon=small_atlas.horizon)
    assert link(page) == {name: [v] if isinstance(v, str) else v for name, v in written.items()}
    again = widget(page, key).value
    assert (sorted(again) if isinstance(again, list) else again) == value


def widget(page: AppTest, field: str):
    (found,) = (
        each
        for kind in (page.multiselect, page.button_group, page.selectbox, page.toggle)
        for each in kind
        if each.key == f"view {field}"
    )
    return found


def test_a_group_that_is_folded_is_not_made_and_keeps_what_it_asked(page):
    page.run()
    widget(page, "unverified").set_value(True).run()

    page.session_state["group On whose word"] = False
    page.run()

    assert not [each for each in page.toggle if each.key == "view unverified"]
    assert view_of(page).unverified
    assert "On whose word · 1 set" in [each.label for each in page.expander]


def test_the_caption_tells_the_filter(page):
    page.run()

    widget(page, "religions").set_value(["sunni"]).run()

    assert "at least 50 % sunni" in caption(page)
    assert "Syldavia" in shown(page)
    assert "Borduria" not in shown(page)


def test_the_share_of_a_religion_waits_for_a_religion(page):
    page.run()
    assert not [slider for slider in page.slider if slider.key == "view share"]

    widget(page, "religions").set_value(["islam"]).run()
    page.slider(key="view share").set_value(95).run()

    assert "at least 95 % islam" in caption(page)
    assert "Khemed" in shown(page)
    assert "Syldavia" not in shown(page)


def test_who_could_fit_and_who_has_no_figure_is_told_by_name(page):
    page.run()

    widget(page, "religions").set_value(["islam"]).run()

    told = [spelt(each.value) for each in page.caption]
    assert any("possibly: Borduria (" in text for text in told)


def test_the_view_is_remembered_from_one_change_to_the_next(page):
    page.run()
    widget(page, "religions").set_value(["islam"]).run()
    widget(page, "families").set_value([Family.DIPLOMATIC]).run()
    widget(page, "unverified").set_value(True).run()
    remembered = view_of(page)

    page.run()

    assert view_of(page) == remembered
    assert (remembered.religions, remembered.families, remembered.unverified) == (
        frozenset({"islam"}),
        frozenset({Family.DIPLOMATIC}),
        True,
    )


def test_reset_forgets_every_change(page, small_atlas):
    page.run()
    widget(page, "religions").set_value(["islam"]).run()
    widget(page, "lens").set_value("signed").run()

    page.button(key="reset").click().run()

    assert view_of(page) == small_atlas.views["first"].view
    assert widget(page, "religions").value == []
    assert widget(page, "lens").value == "relations"


def test_a_link_opens_its_view(page, small_atlas):
    view = View(
        as_of=date(2021, 1, 6),
        lens="signed",
        religions=frozenset({"christianity"}),
        standings=frozenset(Standing),
        share=60,
        frame=False,
    )
    for name, value in view.to_query(version="small", horizon=small_atlas.horizon).items():
        page.query_params[name] = value

    page.run()

    assert view_of(page) == view
    assert said(page) == []


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("focus", ["ZZZ"], "no entity 'ZZZ'"),
        ("focus", ["<img src=x onerror=alert(1)>"], "no entity '<img src=x onerror=alert(1)>'"),
        ("focus", ["**bold** `code` :red[x] $a$"], "no entity '**bold** `code` :red[x] $a$'"),
        ("focus", ["../../etc/hosts"], "no entity '../../etc/hosts'"),
        ("focus", ["\u202eKAZ"], r"no entity '\u202eKAZ'"),
        ("focus", [f"{n}" for n in range(120)], "focus in the link has more than 100 values"),
        ("focus", [""], "no entity ''"),
        ("lens", ["mine"], "no lens 'mine'"),
        ("lens", ["file:///etc/hosts"], "no lens 'file:///etc/hosts'"),
        ("religions", ["sunni", "elvish"], "no religion 'elvish'"),
        ("regions", ["atlantis"], "no region 'atlantis'"),
        ("families", ["friendly"], "no family 'friendly'"),
        ("as_of", ["2021-02-29"], "as_of in the link: '2021-02-29' is not a date like 2026-06-29"),
        ("as_of", ["never"], "as_of in the link: 'never' is not a date"),
        ("depth", ["999999999999"], "depth in the link: '999999999999' is not a whole number from 1 to 4"),
        ("share", ["-1"], "share in the link: '-1' is not a whole number from 0 to 100"),
        ("frame", ["maybe"], "frame in the link: 'maybe' is neither yes nor no"),
        ("text", ["x" * 5000], "text in the link is longer than 200 characters"),
        ("nonsense", ["1"], "no parameter 'nonsense'"),
        (
            "data",
            ["older"],
            "made from data version 'older' and opens on the present one; what differs is not on",
        ),
        ("data", ["../first"], "made from data version '../first' and opens on the present one"),
        ("tie", ["12345"], "no tie '12345'"),
        ("tie", ["x" * 5000], "tie in the link is longer than 200 characters"),
        ("tie", [f"{n}" for n in range(200)], "tie in the link has more than 100 values"),
        ("entity", ["<img src=x>"], "no entity '<img src=x>'"),
    ],
)
def test_what_is_wrong_with_a_link_is_told_in_plain_words(page, name, values, told):
    page.query_params["lens"] = "signed"
    page.query_params[name] = values

    page.run()

    assert not page.exception
    assert any(told in text for text in said(page)), said(page)
    assert len(shown(page)) > 0


def test_the_rest_of_a_broken_link_is_used(page):
    page.query_params["religions"] = ["sunni", "elvish"]
    page.query_params["as_of"] = "2021-02-30"
    page.query_params["lens"] = "signed"

    page.run()

    assert view_of(page) == View(religions=frozenset({"sunni"}), lens="signed")
    assert "elvish" not in str(link(page))


def test_what_mailers_add_to_a_link_is_no_reason_to_complain(page, small_atlas):
    page.query_params["utm_medium"] = "mail"

    page.run()

    assert said(page) == []
    assert view_of(page) == small_atlas.views["first"].view


def test_the_problems_of_a_link_are_told_until_something_else_is_asked(page):
    page.query_params["focus"] = "ZZZ"
    page.run()
    assert said(page)

    widget(page, "unverified").set_value(True).run()

    assert said(page) == []


def test_a_text_in_a_link_that_looks_like_a_query_is_only_text(page):
    page.query_params["text"] = "DROP ALL"

    page.run()

    assert not page.exception
    assert view_of(page).text == "DROP ALL"


def test_an_empty_answer_names_the_filter_to_loosen(page):
    page.query_params["kinds"] = "oil-supply"
    page.query_params["families"] = "diplomatic"
    page.run()
    assert not page.exception
    assert [each.value for each in page.info] == ["Nothing fits all of these filters together."]
    assert not canvases(page)

    page.button(key="loosen families").click().run()

    assert view_of(page) == View(kinds=frozenset({"oil-supply"}))
    assert "Borduria" in shown(page)


def test_a_broken_page_tells_a_number_and_nothing_of_its_inside(page, monkeypatch, caplog):
    page.run()
    monkeypatch.setattr(explore, "describe", lambda *_: {}["a secret of /srv"])

    with caplog.at_level(logging.ERROR):
        page.run()

    (error,) = page.error
    number = re.search(r"\(number ([0-9a-f]{8})\)", error.value)
    assert number
    assert "secret" not in str(page)
    assert "Traceback" not in str(page)
    (told,) = (record for record in caplog.records if number[1] in record.getMessage())
    assert told.exc_info, "the log keeps what the reader is spared"


def test_a_problem_with_a_name_is_told_by_its_name(page, monkeypatch):
    def broken() -> Atlas:
        raise DataError("bad.trig, line 1: expected ':', not 'is'")

    monkeypatch.setattr(explore, "the_atlas", broken)

    page.run()

    assert not page.exception
    assert [spelt(each.value) for each in page.error] == ["bad.trig, line 1: expected ':', not 'is'"]


def test_the_first_picture_of_the_real_facts_stays_readable(real_atlas):
    """Past these numbers a first picture is a ball of wool: narrow data/views/first.toml instead."""
    view = real_atlas.views["first"].view
    narrowed = real_atlas.narrow(view)
    drawing = draw(
        real_atlas.network(view, narrowed), real_atlas.spots, day=narrowed.day, world=real_atlas.world
    )

    assert 0 < len(drawing.nodes) <= MOST_ENTITIES
    assert 0 < len(drawing.edges) <= MOST_LINES


def test_all_states_are_drawn_in_groups_at_once_and_unfolded_again(page, small_atlas):
    page.query_params["standings"] = ["member", "candidate", "announced", "refused", "declared", "outside"]
    page.run()
    page.selectbox(key="view sorting").set_value("Religion of the majority").run()

    assert not page.exception
    assert "Majority of the population: islam (2)" in shown(page)
    assert "Nuevo Rico" in shown(page)
    assert set(link(page)["folded"]) == {"majority-islam", "majority-no-figure"}
    assert "drawn as one: Majority of the population: " in caption(page)
    page.selectbox(key="view sorting").set_value("Nobody").run()
    assert "Syldavia" in shown(page)
    assert "folded" not in page.query_params
