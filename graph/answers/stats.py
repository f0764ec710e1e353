"""What the atlas holds, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.answers.command import Answered

if TYPE_CHECKING:
    from graph.atlas import Atlas


def stats(atlas: Atlas) -> Answered:
    """Count what the atlas holds."""
    world = atlas.world
    counts: dict[str, Any] = {
        "version": world.version,
        "horizon": world.horizon.isoformat(),
        "states": sum(entity.type == "State" for entity in world.entities),
        "entities": len(world.entities),
        "kinds": len(world.kinds),
        "ties": len(world.ties),
        "disputed": sum(tie.disputed for tie in world.ties),
        "claims": len(world.claims),
        "sources": len(world.sources),
        "statements": len(world.statements),
        "compositions": len(world.compositions),
        "arguments": len(world.arguments),
    }
    return Answered(lambda: counts, lambda: (f"{name:<13}{number}" for name, number in counts.items()))
