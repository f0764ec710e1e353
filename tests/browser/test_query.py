"""The page of queries: words are proposed, errors marked, answers shown, by pointer and keys alone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.reader import click_row
from tests.browser.test_accessibility import serious


def test_a_query_is_written_with_proposals_mended_and_answered(visit):
    reader = visit("/query?query=SELECT%20%3Ftie%20%7B%20%7D")
    page, editor = reader.page, reader.page.locator(".atlas-editor")
    expect(editor).to_have_attribute("data-ready", re.compile(r"\d"))
    # a link asks nothing
    expect(page.get_by_text(re.compile("rows? in"))).to_have_count(0)
    write = editor.locator(".ace_scroller").first
    expect(write).to_have_attribute("aria-label", re.compile("press Enter to start editing"))

    write.click()
    page.keyboard.press("Control+a")
    # as fast as a hand at best: Ace gives up proposals that whole words have overtaken
    page.keyboard.type("SELECT ?tie ?kind { ?tie acc:independentSou", delay=30)
    proposals = page.locator(".ace_autocomplete")
    expect(proposals.locator(".ace_line").first).to_contain_text("acc:independentSources")
    expect(page.locator(".ace_doc-tooltip")).to_contain_text(re.compile(r"\w{4}"))
    page.keyboard.press("Enter")
    expect(editor.locator(".box .ace_line").first).to_have_text(
        "PREFIX acc: <https://w3id.org/accord-atlas/ontology#>"
    )
    page.keyboard.type(" 7 ; acc:kind ?kind")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_text("is never closed")).to_be_visible()
    expect(editor.locator(".ace_gutter-cell .ace_error, .ace_gutter-cell.ace_error").first).to_be_visible()
    expect(editor.locator(".fault")).to_have_count(1)
    reader.wait()
    page.keyboard.type(" }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d rows? in .* asked over all that is known"))).to_be_visible()
    expect(editor.locator(".fault")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"query=PREFIX\+acc"))

    # the way out, as the page says it
    reader.wait()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor.get_by_role("button", name="Ask")).to_be_focused()
    assert serious(reader) == []


def test_an_example_is_shown_as_a_picture_whose_lines_open(visit):
    reader = visit("/query")
    page = reader.page

    page.get_by_role("button", name="Which ties lead to the Abraham Accords").click()

    expect(page.locator('.stage[data-stable="1"]')).to_be_visible()
    expect(page.get_by_role("heading", name="Which ties lead to the Abraham Accords")).to_be_visible()
    # what comes with the answer would push away what is clicked
    reader.wait()
    page.get_by_text("Table", exact=True).click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    reader.wait()
    click_row(page.get_by_test_id("stDataFrame"))
    expect(page.get_by_role("button", name="Close the evidence")).to_be_visible()
    expect(page.get_by_text("Said by").first).to_be_visible()
    assert serious(reader, "dark") == []

    # what another page shows is filled in, and not asked
    reader.unfold("The query behind this")
    page.get_by_role("button", name="Open it on the page Query").click()
    expect(page.locator(".atlas-editor .box")).to_contain_text("Who claims")
    expect(page.get_by_text("The text in the editor has changed since")).to_be_visible()
