"""A view as it is taken away: its ties, its network, and what every file must say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.model.sentences import named, sentence
from graph.model.tie import Tie
from graph.model.words import one_line
from graph.model.world import World

if TYPE_CHECKING:
    import networkx as nx

#: of the facts
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"

#: goes with every file
NOTICE = (
    "Accord Atlas. Facts CC0 1.0; cite the sources, each claim names its own. Names of states from the "
    "Unicode CLDR. Borders and names express no opinion on the status of any place."
)

#: what XML cannot hold, beside the signs that one_line takes out
_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}


@dataclass(frozen=True)
class Taken:
    """What a view shows, as it was known on its day of knowledge."""

    ties: tuple[tuple[Tie, str], ...]  #: each with its certainty on the day
    network: nx.MultiDiGraph  #: as ``graph.network.build`` makes it
    world: World
    day: date
    about: Mapping[str, str]  #: as_of, known_on, lens, data and view, in words


def plain_network(taken: Taken) -> nx.MultiDiGraph:
    """The network with plain values alone, as files of networks hold them; what no source says is left out.

    Returns:
        Node: IRI, with ``label``, ``type`` and, for states, ``code`` and ``standing``. Edge: keyed by the IRI
        of its tie, with ``label`` (a sentence), ``kind``, ``family``, ``phase``, ``since``, ``until``,
        ``certainty``, ``grade``, ``independent_sources``, ``disputed`` and ``reported_by``. Graph: what is
        said of the whole.
    """
    import networkx as nx

    made = nx.MultiDiGraph(**{name: _plain(value) for name, value in taken.about.items()}, notice=NOTICE)
    for iri, data in taken.network.nodes(data=True):
        entity = data["entity"]
        made.add_node(
            iri,
            **_said(
                label=entity.label,
                type=str(entity.type),
                code=entity.code,
                standing=str(data["standing"] or ""),
            ),
        )
    for sender, receiver, iri, data in taken.network.edges(keys=True, data=True):
        tie: Tie = data["tie"]
        made.add_edge(
            sender,
            receiver,
            key=iri,
            **_said(
                label=sentence(tie, taken.world, taken.day),
                kind=tie.kind.slug,
                family=str(tie.kind.family),
                phase=str(tie.phase or ""),
                since=str(tie.since or ""),
                until=str(tie.until or ""),
                certainty=str(data["certainty"]),
                grade=str(tie.grade_on(taken.day)),
                independent_sources=tie.independent_sources,
                disputed=tie.disputed,
                reported_by="; ".join(sorted({_publisher(iri, taken.world) for iri in tie.sources})),
                on_behalf_of=named(tie.outline.on_behalf_of, taken.world) if tie.outline.on_behalf_of else "",
            ),
        )
    return made


def _publisher(iri: str, world: World) -> str:
    source = world.source_by_iri[iri]
    return source.publisher or source.title


def _said(**values: Any) -> dict[str, Any]:
    kept = {name: _plain(value) if isinstance(value, str) else value for name, value in values.items()}
    return {name: value for name, value in kept.items() if value != ""}


def _plain(text: str) -> str:
    return one_line(text).translate(_NO_CHARACTERS)
