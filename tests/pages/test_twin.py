"""The table of the picture's ties, and the search box, in words."""

from __future__ import annotations

from graph.model.view import View
from tests.pages.test_explore import page, shown, small_atlas, view_of  # noqa: F401  fixtures of that page


def test_the_table_names_the_number_of_ties_of_the_picture(page, small_atlas):  # noqa: F811
    page.run()

    number = len(small_atlas.ties(small_atlas.views["first"].view))
    assert [each.label for each in page.expander if "as a table" in each.label] == [
        f"The same {number} ties as a table"
    ]


def test_the_table_is_made_only_when_it_is_unfolded(page):  # noqa: F811
    page.run()
    assert not page.dataframe

    page.session_state["table"] = True
    page.run()

    assert not page.exception
    (table,) = page.dataframe
    assert list(table.value.columns)[:2] == ["tie", "kind"]


def test_the_reader_chooses_the_columns(page):  # noqa: F811
    page.session_state["table"] = True
    page.run()

    page.multiselect(key="table columns").set_value(["iri", "sender"]).run()

    assert list(page.dataframe[0].value.columns) == ["sender", "iri"]
    page.multiselect(key="table columns").set_value([]).run()
    assert list(page.dataframe[0].value.columns) == ["tie"]


def test_what_is_found_is_opened_or_becomes_the_filter(page):  # noqa: F811
    page.run()

    page.text_input(key="find").set_value("khemd").run()
    page.button(key="find entity KHE").click().run()

    assert not page.exception
    assert page.session_state["open"] == ("https://example.org/state/KHE",)
    assert page.query_params["entity"] in ("KHE", ["KHE"])
    page.text_input(key="find").set_value("embassy").run()
    page.button(key="find kind embassy").click().run()
    assert view_of(page).kinds == frozenset({"embassy"})


def test_who_is_not_in_the_picture_is_looked_around_by_the_same_clocks(page):  # noqa: F811
    page.query_params["kinds"] = "oil-supply"
    page.query_params["as_of"] = "2025-12-31"
    page.run()
    assert "San Theodoros" not in shown(page)

    page.text_input(key="find").set_value("theodoros").run()
    page.button(key="find entity SAN").click().run()

    assert view_of(page) == View(as_of=view_of(page).as_of, focus=frozenset({"SAN"}))
    assert str(view_of(page).as_of) == "2025-12-31"
    assert "San Theodoros" in shown(page)
