"""Text of the data is shown letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.pages.words import link, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kazakhstan", "Kazakhstan"),
        ("<script>alert(1)</script>", r"\<script\>alert\(1\)\</script\>"),
        ("[click](javascript:alert)", r"\[click\]\(javascript\:alert\)"),
        ("a $x$ :red[b] :material/hub:", r"a \$x\$ \:red\[b\] \:material/hub\:"),
        ("# no heading\n- no list", r"\# no heading \- no list"),
        ("Kaz\u202eakh", "Kaz□akh"),
        ("nul\x00", "nul□"),
        ("www.example.org", "www\u2060\\.example\\.org"),
        ("http://example.org", "http\u2060\\://example\\.org"),
        ("me@example.org", "me\u2060\\@example\\.org"),
    ],
)
def test_markup_stays_text(text, shown):
    assert plain(text) == shown


@given(st.text())
def test_no_sign_that_markdown_knows_is_left_bare(text):
    shown = plain(text)

    bare = [c for i, c in enumerate(shown) if c in "*_`[]<>$#|~" and (i == 0 or shown[i - 1] != "\\")]
    assert bare == []


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https:///nowhere",
        "https://example.org/a b",
        'https://example.org/"onclick',
        "https://[bad",
        "",
    ],
)
def test_what_is_no_page_of_the_web_is_no_link(url):
    assert link("Title", url) == "Title"


def test_a_page_of_the_web_is_a_link_that_nothing_can_break_out_of():
    assert link("A [title]", "https://example.org/a_(b)") == r"[A \[title\]](https://example.org/a_%28b%29)"
