"""A view as a file for other tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from graph.answers.asked import AsOf, KnownOn, OfFamily, OfKind, Saved, Unverified, saved_view, view_of
from graph.answers.command import Answered, Said
from graph.errors import UnknownName, UsageError
from graph.model.words import counted

if TYPE_CHECKING:
    from graph.atlas import Atlas


@dataclass(frozen=True)
class Written(Answered):
    """A file, and what is said of it."""

    content: bytes = b""
    media: str = ""


def export(
    atlas: Atlas,
    form: Annotated[str, Said("What to write; see below.", name="format")],
    saved: Saved = "",
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: Annotated[str, Said("Whose list of members; default: relations.")] = "",
    kind: OfKind = (),
    family: OfFamily = (),
    unverified: Unverified = False,
) -> Written:
    """Write the ties of a day, as known on a day, or a saved view into a file for other tools.

    Formats: svg and svg-dark (the picture), html (a page that stands alone), csv, entities-csv and
    claims-csv, parquet, json, graphml, gexf, node-link and cytoscape (networks), trig, turtle and json-ld
    (the facts with their sources), python (the lines that ask for the same view). With --view, what else
    is said changes the saved view.
    """
    from graph.export import MADE_IN_BROWSER, file_of, formats

    writers = formats()
    if form in MADE_IN_BROWSER:
        raise UsageError(
            f"{form} is made by a browser: open the app and choose 'Take it away', or write svg or html here"
        )
    if form not in writers:
        raise UnknownName("format", form, tuple(writers))
    view = view_of(atlas, as_of, known_on, lens or "relations", kind, family, unverified)
    if saved:
        asked: dict[str, str | Sequence[str] | bool] = {
            "as_of": as_of,
            "known_on": known_on,
            "lens": lens,
            "kinds": kind,
            "families": family,
            "unverified": unverified,
        }
        view = saved_view(atlas, saved, view, [name for name, value in asked.items() if value])
    taken = atlas.taken(view)
    return Written(
        lambda: taken.about,
        lambda: [f"{counted(len(taken.ties), 'tie')}, {taken.about['view']}"],
        content=writers[form](taken),
        media=file_of(form).mime,
    )
