"""What sources say of the ties of a view, as a CSV file."""

from __future__ import annotations

from graph.export.csv import told_of
from graph.export.lines import lines_of
from graph.export.sheets import CLAIMS, claims
from graph.export.taken import Taken


def written(taken: Taken) -> bytes:
    """Write one line a claim, tie by tie, the one whose values are shown first."""
    return lines_of(taken, CLAIMS, claims(told_of(taken)).rows)
