"""Texts of the data on one line."""

import pytest

from graph.model.words import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("first\nsecond\r\n\tthird", "first second third"),
        ("left\u202eright\u2066\u200f", "leftright"),
        ("nul\x00 bell\x07", "nul bell"),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648"),
        ("  wide \u00a0 air ", "wide air"),
        ("\u2028", ""),
    ],
)
def test_a_text_becomes_one_line_without_signs_that_steer(text, line):
    assert one_line(text) == line
