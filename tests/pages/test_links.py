"""Every bad link of the collection ends as it is listed there."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from tests.links import given, sample
from tests.pages.test_explore import page, said, shown, small_atlas  # noqa: F401  fixtures of that page

OWN = [
    sample("an address", "{state}=http://elsewhere.example/a"),
    sample("a path", "{view}=../../../../etc/hosts"),
    sample("no such day, and no such depth", "{date}=2021-02-29&{page}=999999999999"),
    sample("only signs", "&=&&=", "ok|message"),
]


@pytest.mark.parametrize("bad", [*OWN, *given()], ids=lambda bad: bad.name)
def test_a_bad_link_opens_the_page_and_is_told(page, bad):  # noqa: F811
    # as a browser hands it over: what is no UTF-8 is replaced
    for name, values in parse_qs(bad.query, keep_blank_values=True, errors="replace").items():
        page.query_params[name] = values

    page.run()

    assert not page.exception
    assert not page.error
    assert page.title
    if bad.must_be_told:
        assert any(text.startswith("The link was used in part: ") for text in said(page)), said(page)
