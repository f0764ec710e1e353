"""A filter changes the picture in place, and the sentence and the address with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(
    ("label", "option", "clause", "said"),
    [
        ("Religion of the population", "Sunni Islam", "religions=sunni", "Sunni"),
        ("Region", "Central Asia", "regions=central-asia", "Central Asia"),
    ],
)
def test_a_filter_changes_the_picture_in_place(visit, label, option, clause, said):
    reader = visit()
    reader.look_around()
    reader.mark()
    shown, camera, lines, digest = reader.entities, reader.camera, reader.lines, reader.digest

    reader.choose(label, option)
    reader.wait_for_another_picture(digest)

    assert reader.entities < shown
    assert reader.lines < lines
    assert reader.is_the_marked_one
    assert reader.camera == camera
    expect(reader.caption).to_contain_text(said)
    assert clause in reader.query


def test_a_filter_leaves_everybody_in_place(visit):
    reader = visit()
    before, digest = reader.places, reader.digest

    reader.press("security")
    reader.wait_for_another_picture(digest)

    assert {name: before[name] for name in reader.places} == reader.places


def test_what_is_selected_stays_selected_under_a_filter(visit):
    reader = visit()
    reader.click_entity("Kazakhstan")
    expect(reader.drawer.get_by_role("heading", name="Kazakhstan")).to_be_visible()
    reader.wait()
    digest = reader.digest

    reader.press("security")
    reader.wait_for_another_picture(digest)

    assert reader.picked == "Kazakhstan"
    expect(reader.drawer.get_by_role("heading", name="Kazakhstan")).to_be_visible()


def test_reset_leads_back_to_the_first_picture(visit):
    reader = visit()
    digest, caption, query = reader.digest, reader.caption.inner_text(), reader.query
    reader.mark()
    reader.press("economic")
    reader.wait_for_another_picture(digest)
    assert reader.query != query

    reader.reset()
    expect(reader.stage).to_have_attribute("data-digest", digest)
    reader.wait()

    expect(reader.caption).to_have_text(caption)
    assert reader.query == query
    assert reader.is_the_marked_one


def test_an_empty_answer_says_which_filter_to_loosen(visit):
    reader = visit("/?families=cultural&kinds=embassy")
    alert = reader.warnings.filter(has_text="Nothing fits")
    expect(alert).to_be_visible()
    expect(reader.page.locator(".stage")).to_have_count(0)

    reader.page.get_by_test_id("stMain").get_by_role("button", name="Families of ties").click()

    expect(reader.stage).to_be_visible()
    expect(alert).to_have_count(0)
    assert reader.lines > 0
    assert "families=" not in reader.query


def test_quick_changes_end_in_the_last_one(visit):
    """Three options pressed faster than the server answers leave the view of all three."""
    reader = visit()
    for family in ("security", "economic", "political"):
        reader.press(family)

    expect(reader.caption).not_to_contain_text("security")
    expect(reader.caption).not_to_contain_text("economic")
    expect(reader.caption).not_to_contain_text("political")
    reader.wait()
    assert "families=accord&families=diplomatic&families=multilateral&" in reader.query
