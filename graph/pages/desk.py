"""What every section of a dossier is made from, and the cells and tables that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

import streamlit as st

from graph.atlas import Atlas
from graph.model import pick
from graph.model.dossier import Dossier
from graph.model.sentences import named
from graph.model.source import Source
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.words import counted, enumerated
from graph.model.world import World
from graph.pages import visit
from graph.pages.words import link, plain

_MOST_NAMES = 3  #: publishers named in a cell; the others are counted


@dataclass(frozen=True)
class Desk:
    """What every section is made from."""

    atlas: Atlas
    view: View
    found: Dossier

    @cached_property
    def world(self) -> World:
        """As it was known on the view's day of knowledge."""
        return self.atlas.known(self.view).world

    @property
    def day(self) -> date:
        """The day that is told of."""
        return self.found.day

    @property
    def name(self) -> str:
        """Of whom it is."""
        return self.found.entity.label

    def evidence(self, tie: Tie, text: str) -> str:
        """A text that leads to the evidence on a tie."""
        return f"[{plain(text)}](./?{self._asked}&{urlencode(pick.to_query((tie.iri,), self.world), True)})"

    def other(self, iri: str) -> str:
        """The name of somebody else, which leads to the dossier on them; of a tie its words alone."""
        text = plain(named(iri, self.world))
        if iri not in self.world.entity_by_iri:
            return text
        return f"[{text}](dossier?{self._asked}&{urlencode(pick.to_query((iri,), self.world), True)})"

    @cached_property
    def _asked(self) -> str:
        return urlencode(visit.asked(self.atlas, self.view), doseq=True)


def table(rows: Sequence[Mapping[str, str]]) -> None:
    """A table that is read and printed as text; its cells are Markdown of one line already."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *([*row.values()] for row in rows)]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def cited(source: Source) -> str:
    """A source by its title, which leads to it, and its publisher."""
    publisher = f", {plain(source.publisher)}" if source.publisher not in ("", source.title) else ""
    return f"{link(source.title, source.url)}{publisher}"


def publishers(sources: Iterable[Source]) -> str:
    """Who publishes some sources."""
    return names_of(dict.fromkeys(source.publisher or source.title for source in sources))


def names_of(names: Iterable[str]) -> str:
    """Up to a few names, once each; the others are counted."""
    once = list(dict.fromkeys(names))
    more = len(once) - _MOST_NAMES
    shown = [*once[:_MOST_NAMES], *([counted(more, "other")] if more > 0 else [])]
    return plain(enumerated(shown))
