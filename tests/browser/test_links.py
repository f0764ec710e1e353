"""A link opens the view that it was copied from; a bad one says what is wrong with it, and that is all."""

from __future__ import annotations

import json
import os
import re
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

#: what a sample of a link stands for → our own parameter of that sort
PARAMETERS = {
    "state": "focus",
    "tie": "tie",
    "view": "lens",
    "date": "as_of",
    "page": "depth",
    "query": "text",
}
#: words that no reader should see
INNARDS = re.compile(r"Traceback|Error\b|File \"|\.py\b|/graph/|site-packages|RDF/|localhost:\d+/")


@dataclass(frozen=True)
class Sample:
    """A link, and how it must end: with a message, or well (or either)."""

    name: str
    query: str
    outcomes: frozenset[str]


def _sample(name: str, query: str, outcomes: str = "message") -> Sample:
    for mark, parameter in PARAMETERS.items():
        query = query.replace(f"{{{mark}}}", parameter)
    return Sample(name, query.replace("{{HOST}}", "127.0.0.1:9"), frozenset(outcomes.split("|")))


#: one of each sort that could become more than text in a browser; tests/pages/ has the messages one by one
OWN = [
    _sample("script in a name", "{state}=%3Cimg%20src%3Dx%20onerror%3Dwindow.__xss%3D1%3E"),
    _sample("script as a lens", "{view}=%3C/script%3E%3Csvg/onload=window.__xss=1%3E"),
    _sample("markup", "{state}=**bold**%20%60code%60%20:red[x]%20$a$%20[a](x)%20!%5Ba%5D(x.png)"),
    _sample("an address", "{state}=http://elsewhere.example/a"),
    _sample("a path", "{view}=../../../../etc/hosts"),
    _sample("no such day, and no such depth", "{date}=2021-02-29&{page}=999999999999"),
    _sample("a very long value", f"{{state}}={'B' * 5000}"),
    _sample("very many values", "&".join(f"{{state}}=Q{n}" for n in range(300))),
    _sample("signs that turn the text", "{state}=%E2%80%AEKAZ%E2%81%A6%00"),
    _sample("only signs", "&=&&=", "ok|message"),
]


def _given() -> list[Sample]:
    """Samples that lie elsewhere: their links, and how the list beside them says that each must end."""
    folder = os.environ.get("ATLAS_BAD_INPUTS")
    if not folder:
        return []
    with Path(folder, "index.csv").open(encoding="utf-8") as index:
        outcomes = {row["id"]: row["expect"] for row in DictReader(index)}
    lines = Path(folder, "deeplinks.jsonl").read_text("utf-8").splitlines()
    samples = [json.loads(line) for line in lines if line.strip()]
    return [_sample(each["id"], each["qs"], outcomes[each["id"]]) for each in samples]


def _named(sample: Sample) -> str:
    return sample.name


def test_a_copied_link_opens_the_same_view_in_another_browser(visit):
    reader = visit()
    reader.choose("Region", "Central Asia")
    expect(reader.caption).to_contain_text("Central Asia")
    reader.wait()

    other = visit(f"/?{reader.query}", fresh=True)

    expect(other.caption).to_have_text(reader.caption.inner_text())
    assert other.entities == reader.entities
    assert other.digest == reader.digest
    assert other.query == reader.query
    expect(other.warnings).to_have_count(0)


def test_a_reload_keeps_the_view(visit):
    reader = visit("/?as_of=2020-12-31&lens=signed&data=x")
    caption, digest = reader.caption.inner_text(), reader.digest

    reader.open(f"/?{reader.query}")

    expect(reader.caption).to_have_text(caption)
    assert reader.digest == digest


def test_back_and_forward_lead_through_the_views(visit):
    reader = visit()
    reader.mark()
    first = reader.digest
    reader.press("security")
    reader.wait_for_another_picture(first)
    second, query = reader.digest, reader.query

    reader.page.go_back()
    expect(reader.stage).to_have_attribute("data-digest", first)
    reader.wait()
    reader.page.go_forward()
    expect(reader.stage).to_have_attribute("data-digest", second)
    reader.wait()

    assert reader.query == query
    assert reader.is_the_marked_one


@pytest.mark.parametrize("sample", [*OWN, *_given()], ids=_named)
def test_a_bad_link_is_told_in_plain_words_and_does_nothing(visit, sample):
    reader = visit(f"/?{sample.query}")

    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
    assert reader.page.evaluate("window.__xss") is None
    assert INNARDS.search(reader.page.get_by_test_id("stMain").inner_text()) is None
    told = reader.warnings.filter(has_text="link")
    if "ok" not in sample.outcomes and "no-autorun" not in sample.outcomes:
        expect(told.first).to_be_visible()
    for alert in told.all():
        # the text of the link stands there letter for letter: no part of it became an element
        made = alert.locator("a, b, strong, em, code, img, script, iframe, .katex, [style*='color: ']")
        expect(made).to_have_count(0)


def test_a_bad_link_shows_the_bad_part_letter_for_letter(visit):
    reader = visit("/?focus=**bold**%20%60code%60%20:red[x]%20%3Cimg%20src=x%3E")

    expect(reader.warnings).to_contain_text("**bold** `code` :red[x] <img src=x>")


def test_what_is_good_in_a_bad_link_is_used(visit):
    reader = visit("/?religions=sunni&religions=elvish&as_of=2021-02-30&lens=signed")

    expect(reader.page.get_by_text("no religion 'elvish'")).to_be_visible()
    expect(reader.page.get_by_text("'2021-02-30' is not a date")).to_be_visible()
    expect(reader.caption).to_contain_text("Sunni")
    assert "lens=signed" in reader.query
    assert "elvish" not in reader.query


def test_the_problems_of_a_link_are_told_once(visit):
    reader = visit("/?focus=QQQ")
    expect(reader.warnings).to_have_count(1)

    reader.press("security")

    expect(reader.warnings).to_have_count(0)
