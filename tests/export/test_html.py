"""A view as a page that stands alone: its policy and its words; a browser opens it in tests/browser."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from graph.export.html import written


class Read(HTMLParser):
    """Every tag with its attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.within = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.within = tag

    def handle_data(self, data):
        if self.within in ("script", "style"):
            self.inside.append(data)

    def handle_endtag(self, tag):
        self.within = ""

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def page(taken) -> Read:
    return Read(written(taken).decode())


def test_its_policy_lets_its_own_script_and_style_run_and_nothing_be_fetched(page):
    (policy,) = (meta["content"] for meta in page.named("meta") if "http-equiv" in meta)

    digests = {
        f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"
        for part in page.inside
    }
    assert len(page.inside) == 2
    assert set(re.findall(r"'sha256-[^']+'", policy)) == digests
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert re.findall(r"https?:", policy) == []


def test_it_names_no_file_to_fetch(page):
    fetching = ("src", "srcset", "data", "poster", "style")
    assert [name for _, attrs in page.tags for name in fetching if name in attrs] == []
    assert page.named("link") == page.named("img") == page.named("iframe") == []


def test_every_tie_stands_in_its_table_with_each_source(page, taken):
    assert len(page.named("tr")) == 1 + len(taken.ties)
    assert len(page.named("li")) == sum(len(tie.claims) for tie, _ in taken.ties)


def test_notices_are_inside(taken):
    text = written(taken).decode()

    assert "Borders and names express no opinion" in text
    assert "MIT licence" in text
