"""Cells of a CSV file that no spreadsheet runs as a formula."""

from __future__ import annotations

#: what a spreadsheet takes for the beginning of a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """Write a value: nothing where no source says, true or false, a number, or text.

    Text that a spreadsheet would run gets an apostrophe before it, which import takes away again.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
