"""A click says who an entity is, and who says so."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from graph.model.evidence import EntityEvidence, TieEvidence
from graph.model.sentences import sentence
from graph.model.words import spoken
from tests.browser.test_exploring import spot_of


def entity_evidence(atlas, code: str) -> EntityEvidence:
    return atlas.evidence_of_entity(atlas.find(code).iri, atlas.views["first"].view)


def tie_evidence(atlas, sender: str, kind: str, receiver: str, phase: str) -> TieEvidence:
    (tie,) = (
        tie
        for tie in atlas.world.ties
        if (tie.sender, tie.kind.slug, tie.receiver, str(tie.phase))
        == (atlas.find(sender).iri, kind, atlas.find(receiver).iri, phase)
    )
    return atlas.evidence_of_tie(tie.iri)


def test_a_click_says_where_a_state_stands_until_it_is_left_and_what_is_open_stands_in_the_address(
    visit, real_atlas
):
    reader = visit()
    x, y = spot_of(reader, "Kazakhstan")
    reader.page.mouse.move(x, y)
    # before it is clicked, the pointer tells why it is here
    expect(reader.stage.locator(".tip .why")).to_have_text("Here because: announced")
    reader.click_entity("Kazakhstan")

    expect_to_be_told(reader, entity_evidence(real_atlas, "KAZ"))
    assert reader.picked == "Kazakhstan"
    reader.wait()
    assert "entity=KAZ" in reader.query
    query = reader.query

    reader.page.go_back()
    expect(reader.drawer.get_by_role("heading", name="Who says so?")).to_be_visible()
    reader.wait()
    assert reader.picked == ""
    assert "entity=" not in reader.query

    reader.open(f"/?{query}")
    expect(reader.drawer.get_by_role("heading", name="Kazakhstan")).to_be_visible()
    assert reader.picked == "Kazakhstan"
    assert reader.query == query

    reader.click_beside()
    expect(reader.drawer.get_by_role("heading", name="Who says so?")).to_be_visible()
    assert reader.picked == ""

    reader.wait()
    reader.stage.locator(".canvas").focus()
    reader.page.keyboard.press("Home")
    reader.page.keyboard.press("Enter")
    name = reader.picked
    assert name
    expect(reader.drawer.get_by_role("heading", name=name)).to_be_visible()
    reader.wait()
    reader.page.keyboard.press("Escape")
    expect(reader.drawer.get_by_role("heading", name="Who says so?")).to_be_visible()


def expect_to_be_told(reader, evidence: EntityEvidence) -> None:
    """The drawer says where Kazakhstan stands and who lives there, and by which sources."""
    expect(reader.drawer.get_by_role("heading", name="Kazakhstan")).to_be_visible()
    expect(reader.drawer).to_contain_text(str(evidence.place.standing).capitalize())
    expect(reader.drawer).to_contain_text(spoken(evidence.place.since))
    expect(reader.drawer.get_by_text("Religions of the population")).to_be_visible()
    assert evidence.religions
    for religion in evidence.religions:
        expect(reader.drawer).to_contain_text(religion.concept.label)
        link = reader.drawer.get_by_role("link", name=religion.source.title, exact=True).first
        expect(link).to_have_attribute("href", religion.source.url)


def test_one_click_after_the_other_is_heard_and_a_disputed_line_shows_who_denies_it(visit, real_atlas):
    reader = visit()
    evidence = tie_evidence(real_atlas, "XKX", "accession", "abraham-accords", "inForce")

    for name in ("Kazakhstan", "Israel", "Morocco", "Israel"):
        reader.click_entity(name)
        expect(reader.drawer.get_by_role("heading", name=name)).to_be_visible()
        reader.wait()
        assert reader.picked == name

    reader.click_line("Kosovo", "Abraham Accords", "accord")

    expect(reader.drawer).to_contain_text(sentence(evidence.tie, real_atlas.world, real_atlas.horizon))
    for title, side in (("Said by", evidence.affirming), ("Denied by", evidence.denying)):
        assert side
        expect(reader.drawer.get_by_text(title, exact=True)).to_be_visible()
        for said in side:
            link = reader.drawer.get_by_role("link", name=said.source.title, exact=True).first
            expect(link).to_have_attribute("href", said.source.url)
            expect(link).to_have_attribute("rel", re.compile("noopener"))
            expect(reader.drawer).to_contain_text(said.source.publisher)
            expect(reader.drawer).to_contain_text(said.source.dated())

    # of several ties of one line one is chosen
    reader.wait()
    reader.click_line("Kazakhstan", "Israel", "diplomatic")
    tie = reader.drawer.get_by_role("button", name="Kazakhstan has diplomatic relations with Israel")
    other = reader.drawer.get_by_role("button", name="Israel has diplomatic relations with Kazakhstan")
    tie.or_(other).click()
    expect(reader.drawer).to_contain_text("Said by")
    expect(reader.drawer).to_contain_text("10 April 1992")
