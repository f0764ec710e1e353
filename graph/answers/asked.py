"""What many commands are told alike: two days, a lens, kinds and families of ties; a saved view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

from graph.answers.command import BadParameter, Said
from graph.errors import UnknownName
from graph.model.dates import PartialDate
from graph.model.kind import Family
from graph.model.view import View

if TYPE_CHECKING:
    from graph.atlas import Atlas

AsOf = Annotated[str, Said("What was true on this day; default: the evidence horizon.")]
KnownOn = Annotated[str, Said("From what was known on this day; default: all.")]
LensName = Annotated[str, Said("Whose list of members: a file of data/lenses/.")]
OfKind = Annotated[Sequence[str], Said("Only this kind of tie; may be repeated.")]
OfFamily = Annotated[Sequence[Family], Said("Only this family; may be repeated.")]
Unverified = Annotated[bool, Said("Also what rests on general knowledge alone.")]
Saved = Annotated[str, Said("A saved view: a file of data/views/.", name="view")]


def view_of(
    atlas: Atlas,
    as_of: str = "",
    known_on: str = "",
    lens: str = "relations",
    kinds: Iterable[str] = (),
    families: Iterable[Family] = (),
    unverified: bool = False,
) -> View:
    """Make the view of all entities and ties that fit what was said.

    Raises:
        UnknownName: there is no such lens or kind.
        BadParameter: a date is none.
    """
    from graph.model.entity import EntityType

    if lens not in atlas.lenses:
        raise UnknownName("lens", lens, tuple(atlas.lenses))
    for kind in kinds:
        if kind not in atlas.world.kind_by_slug:
            from graph.search.suggestion import Sort

            near = atlas.suggest(kind, 3, among=(Sort.KIND,))
            raise UnknownName("kind of tie", kind, tuple(suggestion.slug for suggestion in near))
    return View(
        as_of=day_of("as-of", as_of),
        known_on=day_of("known-on", known_on),
        lens=lens,
        types=frozenset(EntityType),
        kinds=frozenset(kinds),
        families=frozenset(families),
        statehood=frozenset(),
        past_years=200,
        unverified=unverified,
    )


def measured_view(atlas: Atlas, saved: str, view: View) -> View:
    """What the app would measure, or a saved view by those clocks and that lens that are said."""
    if not saved:
        return replace(view, types=View.types, statehood=View.statehood, past_years=View.past_years)
    clauses = ("as_of", "known_on", "lens", "kinds", "families")
    said = [name for name in clauses if getattr(view, name) != getattr(View(), name)]
    return saved_view(atlas, saved, view, said)


def saved_view(atlas: Atlas, saved: str, view: View, said: Iterable[str]) -> View:
    """A saved view, with those clauses of another that are said besides."""
    if saved not in atlas.views:
        raise UnknownName("saved view", saved, tuple(atlas.views))
    return replace(atlas.views[saved].view, **{name: getattr(view, name) for name in said})


def day_of(parameter: str, text: str) -> date | None:
    """The day that a parameter names, the last of a month or year; None if it is empty."""
    if not text:
        return None
    try:
        return PartialDate.parse(text).last
    except ValueError as wrong:
        raise BadParameter(parameter, str(wrong)) from None


def when(atlas: Atlas, view: View) -> str:
    """Say by which clocks and lens a view is told."""
    from graph.model.words import spoken

    said = f"as of {spoken(atlas.day(view))}"
    if view.as_of and view.as_of > atlas.horizon:
        said += f" (nothing is known after it, {spoken(view.as_of)} was asked for)"
    if view.known_on:
        said += f", known on {spoken(view.known_on)}"
    return f"{said}, lens {view.lens}"
