"""The first picture of a visit, for a browser that has nothing of Streamlit yet."""

from __future__ import annotations

from urllib.parse import parse_qs

from graph.atlas import Atlas
from graph.pages import acts, stage, visit
from graph.pages.drawings import drawing
from graph.pages.explore import HEIGHT, shown
from graph.pages.ready import colours


def picture(atlas: Atlas, query: str) -> bytes | None:
    """What the page at an address will show first, as JSON: title, words, drawing and colours.

    Args:
        query: of the address, as it stands there.

    Returns:
        None where something else comes first on the page: the picture in a frame of another page, a link
        that cannot be used in full, an empty answer.
    """
    given = parse_qs(query, keep_blank_values=True)
    if "embed" in given:
        return None
    asked = visit.read(atlas, given)
    narrowed = atlas.pictured(asked.view)
    if asked.problems or not narrowed.entities:
        return None
    told = {
        "title": atlas.finding(asked.view),
        "words": shown(atlas, asked.view, narrowed),
        "themes": colours(),
    }
    places = acts.placed(atlas, asked.view, asked.places)
    return stage.ahead_of_page(drawing(atlas, asked.view), HEIGHT, asked.opened, told, places)
