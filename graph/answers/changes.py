"""What changed between two versions of the data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from graph.answers.command import Answered, Said

if TYPE_CHECKING:
    from graph.atlas import Atlas


def changes(
    atlas: Atlas,
    before: Annotated[str, Said("The earlier version; default: the one before.", name="from")] = "",
    after: Annotated[str, Said("The later version; default: the newest.", name="to")] = "",
) -> Answered:
    """Say which sources were added, removed or changed between two recorded versions of the data."""
    from graph.export.changes import changes_record, changes_turtle
    from graph.store import versions

    data, world = atlas.settings.data, atlas.world
    found = versions.changes(data, before, after)
    titles = {source.slug: source.title for source in world.sources}

    def lines() -> Iterator[str]:
        yield f"from version {found.before.name} to {found.after.name}: {found.told}"
        for title, slugs in (("added", found.added), ("removed", found.removed), ("changed", found.changed)):
            if slugs:
                yield f"\n{title} ({len(slugs)})"
            for slug in slugs:
                sides = [each[slug].triples for each in (found.was, found.now) if slug in each]
                yield f"  {titles.get(slug, slug)}: {' → '.join(map(str, sides))} triples"
        others = ", ".join(f"{each.name} {each.recorded}".strip() for each in versions.versions(data))
        yield f"\nversions on record: {others}"

    return Answered(lambda: changes_record(found, world), lines, {"turtle": lambda: changes_turtle(found)})
