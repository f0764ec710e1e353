"""Whatever has a name is found while one types, and shown by a click."""

from __future__ import annotations

from playwright.sync_api import expect


def suggested(reader, text: str, label: str):
    reader.search.click()
    reader.search.fill(text)
    return reader.drawer.get_by_role("button", name=label).first


def test_a_state_is_found_by_any_of_its_names_and_opened_and_typing_alone_changes_nothing(visit):
    reader = visit()
    reader.mark()
    digest, query = reader.digest, reader.query

    reader.search.fill("qqqxyz")
    expect(reader.drawer.get_by_text("Nothing here is called so")).to_be_visible()
    expect(suggested(reader, "azerbijan", "Azerbaijan")).to_be_visible()
    assert (reader.digest, reader.query) == (digest, query)
    assert reader.is_the_marked_one
    suggested(reader, "أذربيجان", "Azerbaijan").click()

    expect(reader.drawer.get_by_role("heading", name="Azerbaijan")).to_be_visible()
    reader.wait()
    assert reader.picked == "Azerbaijan"
    assert "entity=AZE" in reader.query
    expect(reader.search).to_have_value("")


def test_a_kind_of_tie_becomes_the_filter_and_who_is_not_in_the_picture_is_looked_around(visit):
    reader = visit()
    before = reader.digest

    suggested(reader, "embas", "embassy").click()
    reader.wait_for_another_picture(before)

    assert "kinds=embassy" in reader.query
    expect(reader.caption).to_contain_text("embassy")
    assert "Germany" not in reader.entities

    suggested(reader, "germany", "Germany").click()

    expect(reader.drawer.get_by_role("heading", name="Germany")).to_be_visible()
    reader.wait()
    assert "focus=DEU" in reader.query
    assert "entity=DEU" in reader.query
