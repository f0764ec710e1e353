"""The pages that are read keep the view of the picture, lead back to it, and axe-core finds nothing there."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.test_accessibility import serious

PAGES = {
    "Method": "How the atlas comes to what it shows",
    "Glossary": "What the words mean",
    "Notices": "Notices and attribution",
    "Download": "Take the data elsewhere",
}


def test_the_view_is_kept_over_all_pages_and_nothing_serious_is_found_on_those_that_are_read(visit):
    reader = visit("/?lens=signed&religions=sunni&share=60")
    digest, query = reader.digest, reader.query

    for name, title in PAGES.items():
        reader.go(name)
        expect(reader.page.get_by_role("heading", level=1, name=title)).to_be_visible()
        assert reader.query == query
        assert serious(reader) == [], name
    reader.go("Explore")
    expect(reader.stage).to_have_attribute("data-digest", digest)

    assert reader.query == query


def test_a_link_to_a_tie_opens_its_evidence_though_the_picture_does_not_hold_it(visit):
    reader = visit("/?families=territorial&frame=no&tie=ISR.KAZ.diplomatic-relations.inForce")

    expect(reader.drawer).to_contain_text("10 April 1992")
    expect(reader.warnings).to_have_count(0)
