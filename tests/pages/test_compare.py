"""Compare in words: whom, what is shared, what is known, the matrix, and a link that names nobody."""

from __future__ import annotations

import re

from graph.model.matrix import Order


def spelt(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def words(page) -> str:
    return "\n".join(spelt(each.value) for kind in ("markdown", "caption") for each in getattr(page, kind))


def test_members_and_candidates_are_compared_at_first(open_page):
    page = open_page("compare")

    assert spelt(page.title[0].value).startswith("Members and Candidates share 2 ties")
    assert page.query_params["with"] == ["member", "candidate"]
    assert "States in each bloc: Members 1 and Candidates 1" in words(page)


def test_a_link_names_the_sides(open_page):
    page = open_page("compare", **{"with": ["SYL", "KHE"]})

    assert page.title[0].value == "Syldavia and Khemed share 2 ties; 4 only Syldavia and 2 only Khemed have"
    (grid,) = [each.value for each in page.dataframe]
    rows = {row["tie"]: row for row in grid.to_dict("records")}
    assert rows["is a member of The League"] == {
        "tie": "is a member of The League",
        "common": "shared by all",
        "side 0": "since 15 October 2019",
        "side 1": "since 2009",
        "family": "multilateral",
    }
    assert rows["borders Borduria"]["side 0"] == "none reported"


def test_every_cell_with_a_tie_leads_to_it(open_page):
    page = open_page("compare", **{"with": ["SYL", "KHE", "league"]})
    (grid,) = [each.value for each in page.dataframe]
    taken = page.session_state["compare taken"]

    for number, row in enumerate(grid.to_dict("records")):
        for column in ("side 0", "side 1", "side 2"):
            assert bool(taken[number, column]) == (row[column] not in ("none reported", "itself"))
        assert taken[number, "tie"]


def test_only_some_rows_are_listed_on_demand_and_the_link_says_so(open_page):
    page = open_page("compare", **{"with": ["SYL", "KHE"]})
    (pills,) = [each for each in page.button_group if each.label == "Which ties to list"]

    pills.set_value(["all"] if isinstance(pills.value, list) else "all").run()

    (grid,) = [each.value for each in page.dataframe]
    assert list(grid["tie"]) == ["has relations with Nuevo Rico", "is a member of The League"]
    assert page.query_params["show"] in ("all", ["all"])


def test_choosing_others_changes_title_and_link(open_page):
    page = open_page("compare", **{"with": ["SYL", "KHE"]})

    page.multiselect(key="view compare sides").set_value(["BOR", "KHE"]).run()

    assert page.title[0].value.startswith("Borduria and Khemed share")
    assert page.query_params["with"] == ["BOR", "KHE"]


def test_filters_of_ties_count_on_demand_and_filters_of_states_never(open_page):
    link = {"with": ["SYL", "KHE"], "families": ["multilateral"], "standings": ["refused"]}
    page = open_page("compare", **link)
    assert page.title[0].value.startswith("Syldavia and Khemed share 2 ties")

    page.toggle(key="view compare ties").set_value(True).run()

    assert page.title[0].value == "Syldavia and Khemed share 1 tie"
    assert page.query_params["ties"] in ("view", ["view"])


def test_one_alone_is_not_compared(open_page):
    page = open_page("compare", **{"with": "KHE"})

    assert page.title[0].value == "Whom to compare?"
    assert "at least two" in page.info[0].value


def test_who_is_not_here_is_answered_with_the_nearest(open_page):
    page = open_page("compare", **{"with": ["SYL", "Kemed"]})

    assert [spelt(each.value) for each in page.warning] == [
        "Nothing that can be compared is called “Kemed”. The nearest names:"
    ]
    (link, *_) = [each for each in page.get("page_link") if each.proto.label == "Khemed"]
    assert link.proto.query_string.endswith("with=SYL&with=KHE")


def test_what_a_link_asks_wrongly_is_told(open_page):
    page = open_page("compare", **{"with": ["SYL", "KHE"], "order": "luck"})

    assert "order in the link is of no use" in spelt(page.warning[0].value)


def test_religions_are_told_with_base_and_year(open_page):
    page = open_page("compare", **{"with": ["SAN", "BOR"]})

    assert "20 % of citizens, 2020" in words(page).replace("\u00a0", " ")
    assert "40 % to 60 % of population, 2020" in words(page).replace("\u00a0", " ")
    assert "no figure" in words(page)


def test_votes_appear_where_the_data_have_them(open_page):
    assert "BOR" not in words(open_page("compare", **{"with": ["SYL", "KHE"]}))
    assert "says how often they vote alike" in words(open_page("compare", **{"with": ["SYL", "KHE"]}))
    told = words(open_page("compare", **{"with": ["BOR", "KHE"]}))
    assert "Agreement in votes of the General Assembly: Borduria and Khemed 80 %, in 2019." in told


def test_the_matrix_says_what_it_holds_and_each_square_opens_its_ties(open_page):
    page = open_page("compare")
    taken = page.session_state["matrix taken"]

    assert taken
    assert all(taken.values())
    assert re.search(r"Of \d+ entities, \d+ pairs have ties; the most, \d+, ", words(page))


def test_the_order_of_the_matrix_stands_in_the_link(open_page):
    page = open_page("compare")

    page.selectbox(key="view compare order").set_value(Order.NAME).run()

    assert page.query_params["order"] in ("name", ["name"])


def test_a_standing_that_nobody_has_on_the_day_is_told(open_page):
    page = open_page("compare", as_of="2010-01-01", **{"with": ["member", "KHE"]})

    assert any("called “member”" in spelt(each.value) for each in page.warning)


def test_those_who_are_compared_lead_to_the_picture_around_them(open_page):
    page = open_page("compare", **{"with": ["SYL", "KHE"]})

    (link,) = [each.proto for each in page.get("page_link") if "canvas" in each.proto.label]
    assert "focus=KHE" in link.query_string
    assert "focus=SYL" in link.query_string
