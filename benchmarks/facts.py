"""The ties of a picture as a plain table, for the page that everybody writes first."""

from __future__ import annotations

import csv
from pathlib import Path

from graph.atlas import Atlas
from graph.model.entity import EntityType
from graph.model.kind import Family, Nature, Phase
from graph.model.view import View
from graph.picture.palette import FAMILIES

#: all that is known; the families by name, so that one of them can be taken out
EVERYTHING = View(
    types=frozenset(EntityType),
    families=frozenset(Family),
    natures=frozenset(Nature),
    phases=frozenset(Phase),
    statehood=frozenset(),
    unverified=True,
    past_years=200,
)


def write_ties(atlas: Atlas, view: View, file: Path) -> int:
    """Write one row a tie of a view, and say how many."""
    entities = atlas.world.entity_by_iri
    ties = [tie for tie, _ in atlas.ties(view)]
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["sender", "receiver", "family", "title", "color"])
        for tie in ties:
            ends = (tie.outline.on_behalf_of or tie.sender, tie.receiver)
            names = (entities[end].label if end in entities else end.rpartition("/")[2] for end in ends)
            family = tie.kind.family
            rows.writerow([*names, family, tie.kind.label, FAMILIES["light"][family]])
    return len(ties)
