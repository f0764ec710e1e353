"""Labels of the data are shown letter for letter on the pages that show a View."""

from __future__ import annotations

import re

import pytest


@pytest.mark.parametrize(
    "name",
    ["timeline", "moments", "compare", "lists", "disputes", "paths", "tables", "sources", "candidates"],
)
def test_no_label_of_the_data_is_markup(open_page, hostile_atlas, said_raw, name):
    link = {"from_as_of": "2020-01-01", "to_as_of": "2021-12-31", "entity": "SYL", "source": "gazette"}
    page = open_page(name, hostile_atlas, **link)
    said = "\n".join(said_raw(page))

    assert "onerror" in said
    # what is escaped is shown letter for letter
    said = re.sub(r"\\[!-/:-@\[-`{-~]", "", said)
    assert "<img" not in said
    assert "**bold**" not in said
    assert "](javascript" not in said
    assert ":red[" not in said
    assert "\u202e" not in said
