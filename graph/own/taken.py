"""Own data as the table of the template, so that it can be brought again."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.source import Claim, Source
from graph.model.world import World
from graph.own.columns import COLUMNS
from graph.own.quads import is_own, written_out
from graph.own.review import Own


def rows(own: Own, world: World) -> Iterator[list[str]]:
    """Give the claims of own data as rows with the columns of the template.

    Args:
        world: that has the ties of which they speak, and their ends.
    """
    for claim in own.world.claims:
        cells = dict(_cells(claim, own, world))
        yield [cells.get(column, "") for column in COLUMNS]


def _cells(claim: Claim, own: Own, world: World) -> Iterator[tuple[str, str]]:
    outline = own.world.outline_by_iri.get(claim.tie) or world.outline_by_iri[claim.tie]
    for column, iri in (
        ("sender", outline.sender),
        ("receiver", outline.receiver),
        ("on_behalf_of", outline.on_behalf_of),
    ):
        entity = world.entity_by_iri.get(iri)
        yield column, (entity.code or entity.iri) if entity else iri
    source: Source = own.world.source_by_iri[claim.source]
    yield "kind", outline.kind.slug
    yield "phase", outline.phase.label if outline.phase else ""
    yield "since", str(claim.since or "")
    yield "until", str(claim.until or "")
    yield "amount", written_out(claim.amount) if claim.amount is not None else ""
    yield "unit", claim.unit
    yield "year", str(claim.year or "")
    yield "role", claim.role
    yield "denies", "yes" if claim.denies else ""
    yield "confidence", str(claim.confidence)
    yield "source", source.url or source.iri
    yield "source_title", source.title.removesuffix(f" (as your file {own.name} says)")
    yield "source_publisher", source.publisher
    yield "source_issued", str(source.issued or "")
    yield "locator", claim.locator
    yield "comment", claim.comment
    yield "tie", "" if is_own(claim.tie) else claim.tie
