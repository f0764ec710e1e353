"""Candidates on the page: weights move ranks and the link, a rank opens, the back-test tells its cases."""

from __future__ import annotations

from tests.pages.test_moments import flat, spelt


def told(page) -> str:
    return spelt(" ".join(each.value for kind in ("caption", "markdown") for each in getattr(page, kind)))


def test_the_title_says_who_ranks_first_and_by_what(open_page):
    page = open_page("candidates")

    assert spelt(page.title[0].value) == (
        "Khemed, Borduria and Poldavia rank first of 4 states outside the Accords, by equal weights"
    )
    assert "nothing here is a probability" in told(page)


def test_a_weight_moves_the_ranking_and_stands_in_the_link(open_page):
    page = open_page("candidates")
    page.slider(key="view weight relations").set_value(4).run()

    assert flat(page.query_params["weight"]) == "relations.4"
    assert "by these weights" in spelt(page.title[0].value)


def test_the_link_gives_weights_and_says_which_are_no_use(open_page):
    page = open_page("candidates", weight=["age.0", "fame.3"])

    assert page.slider(key="view weight age").value == 0
    assert "'fame.3'" in spelt(page.warning[0].value)


def test_religion_and_region_weigh_nothing_until_asked_for_and_are_warned_of(open_page):
    page = open_page("candidates")

    assert page.slider(key="view weight religion").value == 0
    assert "what a state is, not what it does" in spelt(page.warning[0].value)


def test_a_ranking_that_rests_on_what_states_are_says_so(open_page):
    page = open_page("candidates", weight="region.2")

    assert "rests on what states are: region shared with a member." in spelt(page.warning[-1].value)


def test_a_rank_opens_to_its_ties_and_what_speaks_against_it(open_page):
    page = open_page("candidates", candidate="BOR")

    assert "Borduria: place" in spelt(" ".join(each.value for each in page.header))
    against = [button for button in page.button if "Borduria declined" in spelt(button.label)]
    against = against or [button for button in page.button if "declines" in spelt(button.label)]
    against[0].click().run()
    assert flat(page.query_params["tie"]) == "BOR.abraham-accords.refusal.refused"


def test_the_back_test_says_how_few_its_cases_are_and_lists_what_was_admitted(open_page):
    page = open_page("candidates")

    assert "One case: it proves nothing" in told(page)
    assert "admitted" in spelt(page.expander[-1].label)
    assert "left out" in spelt(page.expander[-1].label)
