"""Whose work the data stand on, and under which terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from graph.model.source import Source
from graph.model.words import one_line
from graph.model.world import World

#: address of a licence → its name
LICENCES = {
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
    "https://opendatacommons.org/licenses/pddl/1-0/": "ODC-PDDL-1.0",
    "https://www.unicode.org/license.txt": "Unicode License V3",
}


def words() -> str:
    """What must be said of the data, and of what the canvas and the map are made of, in Markdown."""
    return Path(__file__).with_name("notices.md").read_text(encoding="utf-8")


def by_licence(world: World) -> Mapping[str, list[Source]]:
    """Licence → the sources that the data name under it, by title."""
    found: dict[str, list[Source]] = defaultdict(list)
    for source in sorted(world.sources, key=lambda source: source.title):
        if source.licence:
            found[source.licence].append(source)
    return dict(sorted(found.items()))


def written(world: World) -> str:
    """All of it as one text."""
    lines = [words(), "## Tables that facts were taken from", ""]
    for licence, sources in by_licence(world).items():
        lines += [f"Under {LICENCES.get(licence, 'this licence')} (<{licence}>):", ""]
        for source in sources:
            publisher = f", {source.publisher}" if source.publisher else ""
            lines.append(f"- {one_line(source.title)}{one_line(publisher)} <{source.url}>")
        lines.append("")
    return "\n".join(lines)
