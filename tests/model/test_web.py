"""Which addresses lead to a page of the web."""

import pytest

from graph.model.web import is_page


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://example.org/a_(b)?c=d#e", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:///nowhere", False),
        ("https://example.org/a b", False),
        ("https://example.org/a\x00", False),
        ("https://[bad", False),
        ("", False),
    ],
)
def test_only_http_with_a_host_is_a_page(url, page):
    assert is_page(url) is page
