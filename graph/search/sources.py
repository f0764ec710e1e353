"""Sources whose name is spelt much like another word, or holds it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.source import Source
from graph.search.folding import folded
from graph.search.near import LIKE, Near


def nearest(text: str, sources: Iterable[Source], limit: int = 5) -> tuple[Source, ...]:
    """The sources nearest to a title, a publisher or a slug, the nearest first; none if none is near."""
    wanted = folded(text)
    if not wanted:
        return ()
    named = [
        (source, folded(name))
        for source in sources
        for name in (source.slug, source.title, source.publisher)
        if name
    ]
    scores: dict[str, float] = {}
    for source, name in named:
        # part of a name is nearer than a name that is only like it
        shorter, longer = sorted((wanted, name), key=len)
        if len(shorter) > 2 and f" {shorter} " in f" {longer} ":
            scores[source.iri] = max(scores.get(source.iri, 0.0), 100.0 + 100.0 * len(shorter) / len(longer))
    for position, score in Near([name for _, name in named]).of(wanted):
        iri = named[position][0].iri
        scores[iri] = max(scores.get(iri, 0.0), max(score, LIKE))
    by_iri = {source.iri: source for source, _ in named}
    return tuple(by_iri[iri] for iri in sorted(scores, key=lambda iri: (-scores[iri], iri))[:limit])
