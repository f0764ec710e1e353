"""A reader's own ties in a browser: checked, laid over the atlas, seen in the picture, taken away."""

from __future__ import annotations

import re

from playwright.sync_api import expect

TABLE = """sender,receiver,kind,phase,since,source
KGZ,ISR,embassy,announced,2026-02,https://example.org/news
KGZ,ZZZ,embassy,in force,2026-02,https://example.org/news
"""


def test_own_ties_are_reported_on_laid_over_seen_and_removed(visit):
    reader = visit("/own")
    page = reader.page
    page.set_input_files(
        "input[type=file]", {"name": "my-ties.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    expect(page.get_by_text("1 of 2 rows can be taken; 1 added")).to_be_visible()
    expect(page.get_by_text("1 row cannot be taken.")).to_be_visible()
    page.get_by_role("button", name="Lay it over the atlas in this visit without 1 bad row").click()
    line = page.locator(".st-key-brought")
    expect(line).to_contain_text("Your data: my-ties.csv, 1 tie, in this visit only.")

    page.get_by_role("button", name="See them in the picture").click()

    expect(page).to_have_url(re.compile(r"tie="))
    expect(reader.stage).to_be_visible()
    expect(line).to_be_visible()
    expect(reader.drawer).to_contain_text("as your file my-ties.csv says")
    line.get_by_role("button", name="Remove").click()
    expect(line).to_have_count(0)
