"""Why something is in the picture, in a few words: what of the View it meets."""

from __future__ import annotations

from graph.model.entity import Entity
from graph.model.standing import Place
from graph.model.view import View


def entity_reason(entity: Entity, view: View, place: Place | None, *, fits: bool) -> str:
    """Say why an entity is drawn: ``candidate, in a region asked for``.

    Args:
        entity: that is drawn.
        view: what was asked for.
        place: where it stands, if it is a state.
        fits: whether it meets the View's own clauses; what does not is in the frame.
    """
    if not fits:
        return "kept in every picture"
    met = [*_standing(entity, view, place), *(words for clause, words in _CLAUSES if getattr(view, clause))]
    if view.text:
        met.append(f"“{view.text}” is in its name")
    if view.focus:
        near = "the focus" if entity.slug in view.focus else "near the focus"
        met.append(near)
    return ", ".join(met) or "has a tie that fits"


def asked_of_ties(view: View) -> str:
    """Say what the View asks of ties beyond their ends, such as ``ties of this family were asked for``."""
    asked = [noun for clause, noun in (("families", "family"), ("kinds", "kind")) if getattr(view, clause)]
    return f"ties of this {' and '.join(asked)} were asked for" if asked else ""


#: clauses about states → what a state that is kept meets
_CLAUSES = (
    ("religions", "its population fits"),
    ("regions", "in a region asked for"),
    ("organizations", "belongs to a body asked for"),
    ("organizations_out", "outside the bodies named"),
)


def _standing(entity: Entity, view: View, place: Place | None) -> list[str]:
    if place is not None and place.standing in view.standings:
        return [str(place.standing)]
    return ["asked for by name"] if entity.slug in view.also else []
