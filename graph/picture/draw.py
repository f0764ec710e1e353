"""From a network to a drawing: what stands where, what joins it, and what it is called."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b
from math import cos, log2, sin, sqrt, tau
from typing import TYPE_CHECKING, Any
from zlib import compress

from pyvis.network import Network

from graph.model.entity import Entity, EntityType
from graph.model.kind import Family
from graph.model.looks import Width
from graph.model.sentences import GRAVE, attribution
from graph.model.standing import Standing
from graph.model.tie import Certainty, Tie
from graph.model.world import World
from graph.picture import labels
from graph.picture.palette import SHAPES, STROKES, Stroke, look

if TYPE_CHECKING:
    import networkx as nx

Point = tuple[float, float]

WIDEST = 6.0  #: pixels of the thickest line
BEND = 0.1  #: how far apart the lines of two families of one pair curve


@dataclass(frozen=True)
class Drawing:
    """A picture of plain values, ready for JSON; whoever receives it reads it."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    iris: Mapping[str, str | tuple[str, ...]]  #: id → IRI of an entity, or IRIs of the ties of a line
    asked: str = ""  #: what was asked of every tie in it, in words
    #: word → dashes and meaning, where its strokes say something else than those of the palette
    strokes: Mapping[str, Any] | None = None
    #: shape → what it stands for, where this is no kind of entity
    shapes: Mapping[str, str] = field(default_factory=dict)
    captions: Mapping[str, Point] = field(default_factory=dict)  #: name of a part of the picture → its place
    widths: Width = Width.TIES  #: what the width of a line says

    def payload(self) -> bytes:
        """The drawing as compact JSON, led by a digest of its content."""
        return self._payload

    def packed(self) -> bytes:
        """The payload compressed in the zlib format: an eighth of it, for pictures of many lines."""
        return self._packed

    def _repr_svg_(self) -> str:
        from graph.picture.svg import alone

        return alone(self)

    @property
    def digest(self) -> str:
        """The same for the same content."""
        return self._digest

    def id_of(self, iri: str) -> str | None:
        """The id under which an entity or a tie is drawn; None where it is not in the picture."""
        return self._id_by_iri.get(iri)

    @cached_property
    def _content(self) -> bytes:
        seen = look() if self.strokes is None else {**look(), "strokes": self.strokes}
        if self.shapes:
            named = {shape: {**seen["shapes"][shape], "label": label} for shape, label in self.shapes.items()}
            seen = {**seen, "shapes": {**seen["shapes"], **named}}
        content: dict[str, Any] = {
            "nodes": self.nodes,
            "edges": self.edges,
            "asked": self.asked,
            "look": seen,
        }
        if self.captions:
            content["captions"] = [[labels.clean(name), x, y] for name, (x, y) in self.captions.items()]
        if self.widths is not Width.TIES:
            content["widths"] = self.widths.meaning
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    @cached_property
    def _digest(self) -> str:
        return blake2b(self._content, digest_size=8).hexdigest()

    @cached_property
    def _payload(self) -> bytes:
        return b'{"digest":"%s",%s' % (self._digest.encode(), self._content[1:])

    @cached_property
    def _packed(self) -> bytes:
        return compress(self._payload)

    @cached_property
    def _id_by_iri(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for ident, drawn in self.iris.items():
            for iri in (drawn,) if isinstance(drawn, str) else drawn:
                found.setdefault(iri, ident)
        return found


def draw(
    network: nx.MultiDiGraph,
    places: Mapping[str, Point],
    *,
    day: date,
    world: World,
    reasons: Mapping[str, str] | None = None,
    asked: str = "",
    widths: Width = Width.TIES,
    captions: Mapping[str, Point] | None = None,
) -> Drawing:
    """Draw a network.

    Args:
        network: as ``graph.network.build`` makes it.
        places: IRI → where it stands, in pixels at zoom 1; whoever has no place stands beside a neighbour.
        day: the day that is shown.
        world: gives names to senders, receivers and sources that are not in the picture themselves.
        reasons: IRI of an entity → why it is in the picture.
        asked: what was asked of every tie, in words.
        widths: what the width of a line says.
        captions: name of a part of the picture → its place.
    """
    picture = _Picture()
    lines = _lines(network)
    most = _largest(lines)
    reach: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        reach[line.start].add(line.end)
        reach[line.end].add(line.start)
    for iri, data in sorted(network.nodes(data=True)):
        at = places.get(iri) or _beside(iri, reach[iri], places)
        picture.put_entity(iri, data, at, len(reach[iri]), (reasons or {}).get(iri, ""))
    for line in lines:
        picture.put_line(line, day, world, _width_of(line, widths, most))
    nodes, edges, *_ = picture.get_network_data()
    return Drawing(nodes, edges, picture.iris, asked, captions=captions or {}, widths=widths)


def node_id(iri: str) -> str:
    """The id of an entity on every picture: opaque, and the same whatever the filter."""
    return f"n{_digest(iri)}"


def edge_id(one: str, other: str, family: Family) -> str:
    """The id of the line that stands for all ties of one family between two entities."""
    return f"e{_digest(' '.join((*sorted((one, other)), family)))}"


def _digest(text: str) -> str:
    return blake2b(text.encode(errors="replace"), digest_size=5).hexdigest()


@dataclass(frozen=True)
class _Line:
    """All ties of one family between two entities."""

    start: str  #: IRI, the smaller of the two, so that curves keep their side whichever way ties run
    end: str
    family: Family
    ties: tuple[tuple[Tie, Certainty, bool], ...]  #: with certainty and whether it is over; surest first
    heads: frozenset[str]  #: IRIs of the ends that its ties point to
    bend: float  #: 0 for a straight line, else how far it curves to which side

    @property
    def past(self) -> bool:
        return all(past for _, _, past in self.ties)

    @cached_property
    def look(self) -> tuple[Stroke, bool]:
        """As its firmest tie, and whether that is only possible; what is over counts only where all is."""
        counted = [tie for tie in self.ties if self.past or not tie[2]]
        return min((_look(tie, certainty) for tie, certainty, _ in counted), key=_firmness)

    @property
    def arrows(self) -> str:
        if len(self.heads) != 1 or any(tie.kind.symmetric for tie, _, _ in self.ties):
            return ""
        return "to" if self.end in self.heads else "from"


def _look(tie: Tie, certainty: Certainty) -> tuple[Stroke, bool]:
    possible = certainty is not Certainty.CERTAIN
    stroke = STROKES[tie.phase] if tie.phase else Stroke.SOLID
    return (Stroke.POSSIBLE if possible and stroke is Stroke.SOLID else stroke), possible


def _firmness(look: tuple[Stroke, bool]) -> tuple[bool, bool, int]:
    stroke, possible = look
    none_left = stroke in (Stroke.REFUSED, Stroke.ENDED)
    return none_left, possible, _ORDER.index(stroke)


_ORDER = (Stroke.SOLID, Stroke.POSSIBLE, *list(STROKES.values())[1:])


def _lines(network: nx.MultiDiGraph) -> list[_Line]:
    """Bundle the ties, and curve the families of one pair apart; in order of pair and family."""
    found: dict[tuple[str, str], dict[Family, list[tuple[str, dict[str, Any]]]]] = defaultdict(dict)
    for sender, receiver, data in network.edges(data=True):
        pair = (min(sender, receiver), max(sender, receiver))
        found[pair].setdefault(data["tie"].kind.family, []).append((receiver, data))
    lines = []
    for (start, end), by_family in sorted(found.items()):
        families = [family for family in Family if family in by_family]
        for position, family in enumerate(families):
            bundle = by_family[family]
            bend = (position - (len(families) - 1) / 2) * 2 * BEND
            ties = [(data["tie"], data["certainty"], data["past"]) for _, data in bundle]
            heads = frozenset(receiver for receiver, _ in bundle)
            lines.append(_Line(start, end, family, tuple(sorted(ties, key=_surest)), heads, bend))
    return lines


def _surest(told: tuple[Tie, Certainty, bool]) -> tuple[bool, bool, int, str]:
    tie, certainty, past = told
    return past, certainty is not Certainty.CERTAIN, -tie.independent_sources, tie.iri


def _beside(iri: str, neighbours: Iterable[str], places: Mapping[str, Point]) -> Point:
    """A place of its own near the middle of its neighbours; the same whenever asked."""
    near = [places[neighbour] for neighbour in sorted(neighbours) if neighbour in places]
    turn = tau * int(_digest(iri), 16) / 16**10
    x, y = (sum(axis) / len(near) for axis in zip(*near, strict=True)) if near else (0.0, 0.0)
    away = 90.0 if near else 400.0
    return x + away * cos(turn), y + away * sin(turn)


class _Picture(Network):  # type: ignore[misc]
    """pyvis' network as the model of a drawing: directed, still, and filled by ourselves.

    ``from_nx`` is not used: it takes quadratic time, and changes the network handed to it.
    """

    def __init__(self) -> None:
        super().__init__(directed=True)
        self.toggle_physics(False)
        self.iris: dict[str, str | tuple[str, ...]] = {}

    def put_entity(self, iri: str, data: Mapping[str, Any], at: Point, neighbours: int, reason: str) -> None:
        entity: Entity = data["entity"]
        standing: Standing | None = data.get("standing")
        ident = node_id(iri)
        self.iris[ident] = iri
        members: tuple[str, ...] = data.get("members", ())
        title = (
            labels.group_title(entity, members)
            if members
            else labels.entity_title(entity, standing, data.get("place"))
        )
        self.add_node(
            ident,
            label=labels.wrapped(entity.label) or entity.slug,
            shape=SHAPES[entity.type],
            group=str(standing or "other"),
            size=_size(entity, standing, neighbours),
            x=round(at[0]),
            y=round(at[1]),
            title="\n".join(title),
            weight=_weight(entity, standing, neighbours),
            **({"here": labels.clean(reason)} if reason else {}),
            **({"folded": len(members)} if members else {}),
        )

    def put_line(self, line: _Line, day: date, world: World, width: float) -> None:
        ident = edge_id(line.start, line.end, line.family)
        ties = [(tie, certainty) for tie, certainty, _ in line.ties]
        self.iris[ident] = tuple(tie.iri for tie, _ in ties)
        more: dict[str, Any] = {}
        if line.bend:
            kind = "curvedCW" if line.bend > 0 else "curvedCCW"
            more["smooth"] = {"enabled": True, "type": kind, "roundness": round(abs(line.bend), 2)}
        stroke, possible = line.look
        if stroke is not Stroke.SOLID:
            more |= {"stroke": str(stroke), "dashes": stroke.dashes}
        if possible:
            more["possible"] = True
        if line.past:
            more["past"] = True
        if any(tie.disputed for tie, _ in ties):
            more["mark"] = "?"
        if grave := [tie for tie, _ in ties if tie.kind.slug in GRAVE]:
            more["said"] = labels.clean(attribution(grave[0], world, most=1), labels.LONGEST_LABEL)
        if len(ties) > 1:
            more["count"] = len(ties)
        self.add_edge(
            node_id(line.start),
            node_id(line.end),
            id=ident,
            family=str(line.family),
            width=width,
            arrows=line.arrows,
            title="\n".join(labels.line_title(ties, world, day)),
            **more,
        )


def _size(entity: Entity, standing: Standing | None, neighbours: int) -> int:
    """Radius in pixels: gently more for whoever has many neighbours."""
    least = {EntityType.AGREEMENT: 13.0, EntityType.STATE: 9.0}.get(entity.type, 8.0)
    return round(min(least + 1.7 * sqrt(neighbours), 2.1 * least))


def _weight(entity: Entity, standing: Standing | None, neighbours: int) -> int:
    """Whose name is drawn first where there is no room for all."""
    near = list(Standing)[::-1].index(standing) if standing else 0
    return neighbours + 6 * near + (60 if entity.type is EntityType.AGREEMENT else 0)


def _largest(lines: Iterable[_Line]) -> dict[str, float]:
    """Unit → the largest amount of a tie in the picture."""
    most: dict[str, float] = {}
    for line in lines:
        for tie, *_ in line.ties:
            if tie.amount is not None and tie.unit:
                most[tie.unit] = max(most.get(tie.unit, 0.0), abs(tie.amount))
    return most


def _width_of(line: _Line, widths: Width, most: Mapping[str, float]) -> float:
    """The width of a line in pixels; the thinnest where nothing is known of what it is to say."""
    ties = [tie for tie, *_ in line.ties]
    if widths is Width.SOURCES:
        full = 0.9 + 0.7 * max(tie.independent_sources for tie in ties)
    elif widths is Width.AMOUNT:
        shares = [abs(tie.amount) / most[tie.unit] for tie in ties if tie.amount and most.get(tie.unit)]
        full = 0.8 + (WIDEST - 0.8) * sqrt(max(shares, default=0.0))
    else:
        full = 1.4 + 0.8 * log2(len(ties))
    return round(min(full, WIDEST) * (0.6 if line.past else 1.0), 1)
