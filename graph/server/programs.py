"""What programs may ask of the server: queries, commands, and the data as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from graph.server.api import Api
from graph.server.data import Data
from graph.server.door import Door
from graph.server.opened import Opened
from graph.server.sparql import Sparql


@dataclass(frozen=True)
class Programs:
    """The three that answer programs."""

    sparql: Sparql
    api: Api
    data: Data

    @classmethod
    def of(cls, opened: Opened, door: Door, under: str) -> Programs:
        """Make them.

        Args:
            opened: the atlas that they ask.
            door: who may ask.
            under: the path under which the app is served.
        """
        return cls(
            Sparql(opened, door, f"{under}/sparql"),
            Api(opened, door, f"{under}/api"),
            Data(opened, door, under),
        )
