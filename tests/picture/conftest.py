"""A few more kinds than the small world has, and networks made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import networkx as nx
import pytest

from graph.model.entity import EntityType
from graph.model.kind import Family, Nature, TieKind
from graph.model.source import Reliability
from graph.model.standing import Place, Standing
from graph.model.world import World
from tests.conftest import HORIZON, KINDS, Builder

MORE_KINDS = {
    "threat": TieKind(
        "threat", "threat", Family.SECURITY, Nature.EVENT, False, "threatens", "", "threatened"
    ),
    "ceasefire": TieKind(
        "ceasefire",
        "ceasefire",
        Family.SECURITY,
        Nature.LASTING,
        True,
        "keeps a ceasefire with",
        "",
        "kept one",
    ),
    "trade-volume": TieKind(
        "trade-volume", "trade", Family.ECONOMIC, Nature.MEASURE, True, "trades with", "", "traded with"
    ),
}


@pytest.fixture
def scene(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> Builder:
    """Two states, an agreement, a league, and three papers; no tie yet."""
    for slug, kind in MORE_KINDS.items():
        monkeypatch.setitem(KINDS, slug, kind)
    builder.entity("BOR", label="Borduria")
    builder.entity("SYL", label="Syldavia")
    builder.entity("abraham-accords", EntityType.AGREEMENT, "The Accords")
    builder.entity("league", EntityType.ORGANIZATION, "The League of Free Ports and Seas")
    builder.source("gazette", "2021-06-01", publisher="The Gazette")
    builder.source("courier", "2026-01-15", publisher="The Courier")
    builder.source("post", "2026-01-16", publisher="The Post")
    builder.source("hearsay", "", reliability=Reliability.NONE)
    return builder


@pytest.fixture
def seen() -> Callable[..., nx.MultiDiGraph]:
    """Make the network of a world, as it is built for a page."""

    def network(
        world: World, standings: Mapping[str, Standing | Place] = {}, day: date = HORIZON
    ) -> nx.MultiDiGraph:
        made: nx.MultiDiGraph = nx.MultiDiGraph()
        for entity in world.entities:
            given = standings.get(entity.slug)
            place = given if isinstance(given, Place) else Place(given, None) if given else None
            standing = place.standing if place else Standing.OUTSIDE if entity.type == "State" else None
            made.add_node(entity.iri, entity=entity, standing=standing, place=place)
        for tie in world.ties:
            for sender, receiver in world.ends(tie, folded=True):
                data = {"tie": tie, "certainty": tie.certainty(day), "past": tie.is_past(day)}
                made.add_edge(sender, receiver, key=tie.iri, **data)
        return made

    return network
