"""A filter changes the picture in place, and the sentence and the address with it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.test_accessibility import serious

FILTERS = [
    ("Religion of the population", "Sunni Islam", "religions=sunni", "Sunni"),
    ("Region", "Central Asia", "regions=central-asia", "Central Asia"),
]


def test_a_filter_changes_the_picture_in_place_reset_leads_back_and_quick_changes_end_in_the_last(visit):
    reader = visit()
    reader.mark()
    digest, words, query = reader.digest, reader.caption.inner_text(), reader.query
    shown, lines, places = reader.entities, reader.lines, reader.places

    for label, option, clause, said in FILTERS:
        reader.look_around()
        camera = reader.camera
        reader.choose(label, option)
        reader.wait_for_another_picture(digest)

        assert reader.entities < shown
        assert reader.lines < lines
        assert {name: places[name] for name in reader.places} == reader.places
        assert reader.camera == camera
        expect(reader.caption).to_contain_text(said)
        assert clause in reader.query

        reader.reset()
        expect(reader.stage).to_have_attribute("data-digest", digest)
        reader.wait()
        expect(reader.caption).to_have_text(words)
        assert reader.query == query
        assert reader.is_the_marked_one

    # three options pressed faster than the server answers leave the view of all three, and who is picked
    reader.stage.get_by_role("button", name="Show the whole picture").click()
    reader.settle()
    reader.click_entity("Kazakhstan")
    expect(reader.drawer.get_by_role("heading", name="Kazakhstan")).to_be_visible()
    reader.wait()
    for family in ("security", "economic", "political"):
        reader.press(family)
    for family in ("security", "economic", "political"):
        expect(reader.caption).not_to_contain_text(family)
    reader.wait()
    assert "families=accord&families=diplomatic&families=multilateral&" in reader.query
    assert reader.picked == "Kazakhstan"
    expect(reader.drawer.get_by_role("heading", name="Kazakhstan")).to_be_visible()


def test_an_empty_answer_says_which_filter_to_loosen_and_nothing_serious_is_found_beside_a_bad_link(visit):
    reader = visit("/?families=cultural&kinds=embassy&regions=atlantis")
    expect(reader.warnings.filter(has_text="atlantis")).to_be_visible()
    alert = reader.warnings.filter(has_text="Nothing fits")
    expect(alert).to_be_visible()
    expect(reader.page.locator(".stage")).to_have_count(0)
    assert serious(reader) == []

    reader.page.get_by_test_id("stMain").get_by_role("button", name="Families of ties").click()

    expect(reader.stage).to_be_visible()
    expect(alert).to_have_count(0)
    assert reader.lines > 0
    assert "families=" not in reader.query
