"""Whatever has a name is found while one types, and shown by a click."""

from __future__ import annotations

from playwright.sync_api import expect


def suggested(reader, text: str, label: str):
    reader.search.click()
    reader.search.fill(text)
    return reader.drawer.get_by_role("button", name=label).first


def test_slash_goes_to_the_search_a_state_is_found_by_any_of_its_names_and_brought_into_sight(visit):
    reader = visit()
    reader.mark()
    digest, query = reader.digest, reader.query
    reader.stage.locator(".canvas").focus()
    for _ in range(6):
        reader.page.keyboard.press("+")
    reader.settle()
    reader.page.keyboard.press("/")
    expect(reader.search).to_be_focused()
    reader.page.keyboard.type("qqqxyz")
    expect(reader.drawer.get_by_text("Nothing here is called so")).to_be_visible()
    expect(suggested(reader, "azerbijan", "Azerbaijan")).to_be_visible()
    assert (reader.digest, reader.query) == (digest, query), "typing alone changes nothing"
    assert reader.is_the_marked_one
    suggested(reader, "أذربيجان", "Azerbaijan").click()

    expect(reader.drawer.get_by_role("heading", name="Azerbaijan")).to_be_visible()
    reader.wait()
    assert reader.picked == "Azerbaijan"
    assert "entity=AZE" in reader.query
    expect(reader.search).to_have_value("")

    assert "Mauritania" in reader.outside_the_frame
    suggested(reader, "mauritania", "Mauritania").click()
    expect(reader.drawer.get_by_role("heading", name="Mauritania")).to_be_visible()
    reader.wait()
    reader.settle()
    assert "Mauritania" not in reader.outside_the_frame

    # a kind of tie becomes the filter, and who is not in the picture is looked around
    suggested(reader, "embas", "embassy").click()
    reader.wait_for_another_picture(digest)
    assert "kinds=embassy" in reader.query
    expect(reader.caption).to_contain_text("embassy")
    assert "Germany" not in reader.entities
    suggested(reader, "germany", "Germany").click()
    expect(reader.drawer.get_by_role("heading", name="Germany")).to_be_visible()
    reader.wait()
    assert "focus=DEU" in reader.query
    assert "entity=DEU" in reader.query
