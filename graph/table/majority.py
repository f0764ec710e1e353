"""Which religion most of a state's population has, by reported shares; what they do not decide stays so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graph.model.entity import EntityType
from graph.model.group import NO_FIGURE, NO_MAJORITY, NOT_DECIDED, majority
from graph.model.world import World
from graph.table.build import Share, shares

HALF = 0.5
#: what these name is no one religion, so that many of them decide nothing
_MIXED = frozenset({"other", "residual", "unspecified"})


def majorities(world: World) -> Mapping[str, frozenset[str]]:
    """Put states together by the majority of their population: slug of a group → IRIs.

    Every state is in one group by religion: that of which certainly more than half is told; those whose
    figures do not decide, as a range reaches over half or too much is not told; those where certainly no
    religion has more than half; those without any figure. A state of one branch stands in the group of
    that branch besides.
    """
    found: dict[str, set[str]] = defaultdict(set)
    told: dict[str, dict[str, Share]] = defaultdict(dict)
    for (state, religion), share in shares(world).items():
        told[state][religion] = share
    for entity in world.entities:
        if entity.type is EntityType.STATE:
            for slug in _groups(told.get(entity.iri, {}), world):
                found[slug].add(entity.iri)
    return {slug: frozenset(iris) for slug, iris in found.items()}


def _groups(told: Mapping[str, Share], world: World) -> set[str]:
    """The groups of a state of whose population so much is told."""
    if not told:
        return {NO_FIGURE}
    over = {religion for religion, share in told.items() if share.low > HALF} - _MIXED
    # more than half of a branch are more than half of its religion, whether a source says so or not
    over |= {_whole(religion, world) for religion in over}
    if over:
        return {majority(religion) for religion in over}
    whole = {religion: share for religion, share in told.items() if _whole(religion, world) == religion}
    sure = sum(share.low for religion, share in whole.items() if religion not in _MIXED)
    # somebody who is not told of could be the rest
    open_ = any(share.high > HALF for share in whole.values()) or 1 - sure > HALF
    return {NOT_DECIDED if open_ else NO_MAJORITY}


def _whole(religion: str, world: World) -> str:
    """The religion that something is a branch of; itself where it is none."""
    concept = world.concept_by_slug.get(religion)
    above = concept.broader if concept else None
    return religion if above is None or above in _MIXED else above
