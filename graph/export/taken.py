"""A view as it is taken away: its ties, its network, and what every file must say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model.sentences import named, sentence
from graph.model.source import Claim
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.words import one_line
from graph.model.world import World

if TYPE_CHECKING:
    import networkx as nx

    from graph.picture.draw import Drawing

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
    title: str = "Accord Atlas"  #: what it shows, in a few words
    view: View = field(default_factory=View)
    snapshot: Path = Path()  #: whose store holds the same as RDF
    picture: Callable[[], Drawing] | None = None  #: draws it; without, everybody stands where there is room

    def claims(self, tie: Tie) -> tuple[Claim, ...]:
        """What sources say of a tie; general knowledge only where the view asks for it."""
        return tuple(claim for claim in tie.claims if self.view.unverified or not claim.unverified)

    def _repr_svg_(self) -> str:
        from graph.export.svg import picture

        return picture(self, "light")

    def drawing(self) -> Drawing:
        """The picture of the view, which may have no room for all of its ties."""
        if self.picture is not None:
            return self.picture()
        from graph.picture.draw import draw

        return draw(self.network, {}, day=self.day, world=self.world)

    def carried(self) -> dict[str, str]:
        """What every file says of the whole, in plain words: clocks, lens, data, licence and attribution."""
        said = {name: self.about[name] for name in ("as_of", "known_on", "lens", "data")}
        return {
            name: _plain(text) for name, text in {**said, "licence": LICENCE, "attribution": NOTICE}.items()
        }


def clocks(taken: Taken) -> str:
    """The clocks, the lens and the data version in a line of words."""
    known_on = taken.about["known_on"]
    return _plain(
        f"As of {taken.about['as_of']} · "
        f"{'all that is known' if known_on == 'all' else f'known on {known_on}'} · "
        f"lens {taken.about['lens']} · data version {taken.about['data']}"
    )


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
                reported_by="; ".join(sorted(publishers(taken, tie))),
                on_behalf_of=named(tie.outline.on_behalf_of, taken.world) if tie.outline.on_behalf_of else "",
            ),
        )
    return made


def publishers(taken: Taken, tie: Tie) -> set[str]:
    """Who publishes the sources that report a tie."""
    sources = (taken.world.source_by_iri[claim.source] for claim in taken.claims(tie) if not claim.denies)
    return {source.publisher or source.title for source in sources}


def _said(**values: Any) -> dict[str, Any]:
    kept = {name: _plain(value) if isinstance(value, str) else value for name, value in values.items()}
    return {name: value for name, value in kept.items() if value != ""}


def _plain(text: str) -> str:
    return one_line(text).translate(_NO_CHARACTERS)
