"""A link opens the view that it was copied from; a bad one says what is wrong with it, and that is all."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.links import sample

#: words that no reader should see
INNARDS = re.compile(r"Traceback|Error\b|File \"|\.py\b|/graph/|site-packages|RDF/|localhost:\d+/")


#: one of each sort that could become more than text in a browser; tests/pages/ has all that are known
BAD = {
    sample(
        "script in a name", "{state}=%3Cimg%20src%3Dx%20onerror%3Dwindow.__xss%3D1%3E"
    ): "<img src=x onerr",
    sample("script as a lens", "{view}=%3C/script%3E%3Csvg/onload=window.__xss=1%3E"): "</script><svg/onload",
    sample("markup", "{state}=**bold**%20%60code%60%20:red[x]%20$a$%20[a](x)%20!%5Ba%5D(x.png)"): (
        "**bold** `code` :red[x] $a$ [a](x) ![a](x.png)"
    ),
    sample("signs that turn the text", "{state}=%E2%80%AEKAZ%E2%81%A6%00"): "KAZ",
}
LONG = f"lens={'B' * 5000}&" + "&".join(f"focus=Q{n}" for n in range(300))


def test_a_copied_link_opens_the_same_view_in_another_browser_and_once_more_in_this_one(visit):
    reader = visit("/?as_of=2020-12-31&lens=signed&families=accord&data=x")
    digest = reader.digest
    reader.choose("Region", "Gulf")
    expect(reader.caption).to_contain_text("Gulf")
    reader.wait_for_another_picture(digest)
    digest, query, caption = reader.digest, reader.query, reader.caption.inner_text()

    other = visit(f"/?{query}", fresh=True)
    expect(other.caption).to_have_text(caption)
    assert other.entities == reader.entities
    assert other.digest == digest
    assert other.query == query
    expect(other.warnings).to_have_count(0)

    reader.open(f"/?{query}")
    expect(reader.caption).to_have_text(caption)
    assert reader.digest == digest


def test_a_change_is_spoken_and_the_first_picture_is_not_and_back_and_forward_lead_through_the_views(visit):
    reader = visit()
    spoken = reader.page.get_by_role("status").filter(has_text="shown;")
    reader.page.wait_for_timeout(1500)
    expect(spoken).to_have_count(0)
    reader.mark()
    first = reader.digest
    reader.press("security")
    reader.wait_for_another_picture(first)
    # once it rests
    expect(spoken).to_have_text(
        re.compile(r"^\d+ entities and \d+ ties shown; \d+ ties fewer than before\.$")
    )
    second, query = reader.digest, reader.query

    reader.page.go_back()
    expect(reader.stage).to_have_attribute("data-digest", first)
    reader.wait()
    reader.page.go_forward()
    expect(reader.stage).to_have_attribute("data-digest", second)
    reader.wait()

    assert reader.query == query
    assert reader.is_the_marked_one


def told_in_plain_words(reader) -> None:
    """Whether the page has made text of its link, and nothing else."""
    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
    assert reader.page.evaluate("window.__xss") is None
    assert INNARDS.search(reader.page.get_by_test_id("stMain").inner_text()) is None
    expect(reader.warnings.filter(has_text="link").first).to_be_visible()
    for alert in reader.warnings.filter(has_text="link").all():
        # the text of the link stands there letter for letter: no part of it became an element
        made = alert.locator("a, b, strong, em, code, img, script, iframe, .katex, [style*='color: ']")
        expect(made).to_have_count(0)


def test_bad_parts_of_a_link_are_told_letter_for_letter_and_do_nothing(visit):
    reader = visit(f"/?{'&'.join(bad.query for bad in BAD)}&families=accord")

    told_in_plain_words(reader)
    for bad, words in BAD.items():
        expect(reader.warnings.filter(has_text=words), bad.name).not_to_have_count(0)


def test_a_very_long_link_is_told_in_plain_words(visit):
    told_in_plain_words(visit(f"/?{LONG}&families=accord"))


def test_what_is_good_in_a_bad_link_is_used_and_its_problems_are_told_once(visit):
    reader = visit("/?religions=sunni&religions=elvish&as_of=2021-02-30&lens=signed")

    expect(reader.page.get_by_text("no religion 'elvish'")).to_be_visible()
    expect(reader.page.get_by_text("'2021-02-30' is not a date")).to_be_visible()
    expect(reader.warnings).to_have_count(1)
    expect(reader.caption).to_contain_text("Sunni")
    assert "lens=signed" in reader.query
    assert "elvish" not in reader.query

    reader.press("security")
    expect(reader.warnings).to_have_count(0)
