"""Who is a full member of what on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from graph.model.entity import EntityType, Statehood
from graph.model.kind import Phase
from graph.model.tie import Certainty, Tie
from graph.model.world import World

MEMBERSHIP = "member-of"  #: the kind of tie
#: roles of who belongs to a body wholly; observers, partners, candidates and suspended members do not
_FULL = frozenset({"", "member"})


def is_full(tie: Tie) -> bool:
    """Whether a tie is a full membership in force, on whatever days; one that is only signed is none."""
    return tie.kind.slug == MEMBERSHIP and tie.phase in (None, Phase.IN_FORCE) and tie.role in _FULL


def full_members(
    world: World, day: date, statehood: Collection[Statehood] = ()
) -> Mapping[str, Mapping[str, Tie]]:
    """Say what each state certainly is a full member of: IRI of the state → IRI of the body → the tie.

    Args:
        statehood: of the states that are looked at; of any if empty.
    """
    found: dict[str, dict[str, Tie]] = defaultdict(dict)
    entities = world.entity_by_iri
    for tie in world.ties_by_kind.get(MEMBERSHIP, ()):
        state, body = entities.get(tie.sender), entities.get(tie.receiver)
        if state is None or body is None or state.type is not EntityType.STATE:
            continue
        if statehood and state.statehood not in statehood:
            continue
        if tie.unverified or not is_full(tie):
            continue
        if body.type is EntityType.ORGANIZATION and tie.certainty(day) is Certainty.CERTAIN:
            found[tie.sender][tie.receiver] = tie
    return dict(found)
