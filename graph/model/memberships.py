"""Who is a full member of what on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from graph.model.entity import EntityType, Statehood
from graph.model.kind import Phase
from graph.model.tie import Certainty, Tie
from graph.model.world import World

#: roles of who belongs to a body wholly; observers, partners, candidates and suspended members do not
_FULL = frozenset({"", "member"})


def full_members(
    world: World, day: date, statehood: Collection[Statehood] = ()
) -> Mapping[str, Mapping[str, Tie]]:
    """Say what each state certainly is a full member of: IRI of the state → IRI of the body → the tie.

    Args:
        statehood: of the states that are looked at; of any if empty.
    """
    found: dict[str, dict[str, Tie]] = defaultdict(dict)
    entities = world.entity_by_iri
    for tie in world.ties_by_kind.get("member-of", ()):
        state, body = entities.get(tie.sender), entities.get(tie.receiver)
        if state is None or body is None or state.type is not EntityType.STATE:
            continue
        if statehood and state.statehood not in statehood:
            continue
        whole = tie.phase is Phase.IN_FORCE and tie.role in _FULL and not tie.unverified
        if whole and body.type is EntityType.ORGANIZATION and tie.certainty(day) is Certainty.CERTAIN:
            found[tie.sender][tie.receiver] = tie
    return dict(found)
