"""What a view shows: whom it leaves, how that is drawn, counted and measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.atlas.clocks import day_of, kept_places
from graph.errors import UnknownName
from graph.model.entity import EntityType
from graph.model.garbage import uncollected
from graph.model.group import BODIES, BY_STANDING, UNDECIDED, Group, majority, members, regions_of
from graph.model.kept import kept
from graph.model.kind import Nature
from graph.model.lens import Lens
from graph.model.link import Known
from graph.model.looks import Layout, blocks
from graph.model.matrix import Matrix, Order
from graph.model.measure import Measure
from graph.model.reasons import asked_of_ties, entity_reason
from graph.model.view import View
from graph.model.world import World
from graph.table import build as tables
from graph.table import measures
from graph.table.build import Table
from graph.table.expand import expand
from graph.table.facets import Facets, facets
from graph.table.fit import frame
from graph.table.narrow import Narrowed, narrow
from graph.table.rank import strongest

if TYPE_CHECKING:
    from graph.atlas.face import Atlas
    from graph.picture.draw import Drawing
    from graph.store.behind import Derived

#: the view whose entities get the best places
FIRST = "first"

#: drawings kept; one of the first view holds 40 kB, one of everything 150 kB
DRAWINGS = 256

#: scheme of the regions by which a matrix is put in order: every state lies in one of it
REGIONS = "m49"

#: schemes of regions, in the order in which they are offered → what a reader calls each
REGION_SCHEMES = {
    "readers-regions": "Everyday names",
    "m49": "United Nations (M49)",
    "factbook-regions": "World Factbook",
}

#: small pictures of the saved views, in a snapshot
PICTURES = "pictures.json"


@dataclass(frozen=True)
class Thumbnail:
    """A saved view as a small picture, with the finding that it shows."""

    finding: str
    light: str  #: SVG on a light page
    dark: str


def draw_small(atlas: Atlas, view: View) -> Thumbnail:
    from graph.export.svg import thumbnail

    taken = atlas.taken(view)
    return Thumbnail(taken.title, **{theme: thumbnail(taken, theme) for theme in ("light", "dark")})


def known_words(world: World, lenses: Mapping[str, Lens]) -> Known:
    """The words that exist in a world, for whoever reads a link."""
    return {
        "religions": frozenset(concept.slug for concept in world.concepts if concept.scheme == "religions"),
        "regions": frozenset(concept.slug for concept in world.concepts if "/region/" in concept.iri),
        "lens": frozenset(lenses),
        "kinds": frozenset(world.kind_by_slug),
        "groups": frozenset(
            {
                BODIES,
                *BY_STANDING.values(),
                *UNDECIDED,
                *(majority(concept.slug) for concept in world.concepts if concept.scheme == "religions"),
                *(members(entity.slug) for entity in world.entities if entity.type == "Organization"),
                *(concept.slug for concept in world.concepts if "/region/" in concept.iri),
            }
        ),
        "organizations": frozenset(entity.slug for entity in world.entities if entity.type == "Organization"),
        "entities": frozenset(entity.slug for entity in world.entities),
    }


@kept(512)
def _asked(table: Table, view: View, lens: Lens) -> Narrowed:
    return narrow(table, view, kept_places(table, day_of(table, view), lens))


def narrowed_view(table: Table, view: View, lens: Lens) -> Narrowed:
    return _with_added(table, _asked(table, view, lens), view, lens)


def _with_added(table: Table, found: Narrowed, view: View, lens: Lens) -> Narrowed:
    return (
        expand(table, found, view, kept_places(table, day_of(table, view), lens)) if view.expanded else found
    )


@kept(512)
def kept_pictured(table: Table, view: View, lens: Lens) -> Narrowed:
    found = strongest(table, _asked(table, view, lens), view, kept_places(table, day_of(table, view), lens))
    # what a reader adds is drawn even where there is no room for all that was asked for
    return _with_added(table, found, view, lens)


@kept(256)
def kept_measure(all_known: Table, table: Table, view: View, lens: Lens, word: str, of: str) -> Measure:
    world, day = table.world, day_of(table, view)
    if word == "standing":
        return measures.by_standing(world, kept_places(table, day, lens))
    if word == "religion":
        return measures.by_religion(world, of)
    if word == "region":
        return measures.by_region(world, of)
    if word in tables.indicators(all_known):
        figures = tables.figures_of(all_known, (word,))
        return measures.by_figure(world, word, figures, day, view.known_on)
    if word == "ties":
        iris = [entity.iri for entity in world.entities]
        lines = narrowed_view(table, view, lens).lines
        return measures.by_ties(
            world, ((world.ties[line.tie].iri, iris[line.sender], iris[line.receiver]) for line in lines)
        )
    slug, _, side = word.rpartition("-")
    state = next((e.iri for e in world.entities if e.slug == of and e.type is EntityType.STATE), "")
    if slug not in measures.AMOUNTS or slug not in world.kind_by_slug:
        raise UnknownName("measure", word)
    if not state:
        raise UnknownName("state", of)
    kind = world.kind_by_slug[slug]
    if kind.nature is Nature.SIMILARITY:
        world = tables.alike(all_known, [state], view.known_on)
    return measures.by_amount(world, kind, state, day, measured=side == measures.OUT)


@kept(64)
def kept_matrix(table: Table, view: View, lens: Lens, order: Order, most: int) -> Matrix:
    from graph.network.build import build
    from graph.network.matrix import matrix

    world, found = table.world, narrowed_view(table, view, lens)
    network = build(world, found.entities, found.lines, kept_places(table, day_of(table, view), lens))
    return matrix(network, order, most, regions_of(world, REGIONS))


@kept(512)
def kept_facets(table: Table, view: View, lens: Lens) -> Facets:
    return facets(table, view, kept_places(table, day_of(table, view), lens))


def derived_of(atlas: Atlas, view: View) -> Derived:
    """What a view asks for that the store does not say."""
    from graph.store.behind import Derived, Line

    table, places = atlas.known(view), atlas.places(view)
    world, narrowed = table.world, atlas.narrow(view)
    iris = [entity.iri for entity in world.entities]
    of_share = View(as_of=view.as_of, religions=view.religions, share=view.share, statehood=frozenset())
    lines = [
        Line(world.ties[line.tie].iri, iris[line.sender], iris[line.receiver], str(line.certainty), line.past)
        for line in narrowed.lines
    ]
    return Derived(
        day=narrowed.day,
        standing=tuple(
            iri
            for iri, place in places.items()
            if place.standing in view.standings or world.entity_by_iri[iri].slug in view.also
        ),
        shares=tuple(iris[position] for position in narrow(table, of_share, places).states),
        frame=tuple(iris[position] for position in sorted(frame(table, view, places))) if view.frame else (),
        also=tuple(
            entity.iri
            for entity in world.entities
            if entity.slug in view.also and entity.type is not EntityType.STATE
        ),
        near=tuple(
            entity.iri
            for position, entity in enumerate(world.entities)
            if position in narrowed.entities or entity.slug in view.focus
        ),
        lines=tuple(lines) if view.known_on or view.expanded else (),
    )


@kept(DRAWINGS)
def kept_drawing(atlas: Atlas, view: View) -> Drawing:
    from graph.network.fold import fold
    from graph.picture.draw import draw

    # thousands of small things are made, all of which stay
    with uncollected():
        narrowed, places, world = atlas.pictured(view), atlas.places(view), atlas.known(view).world
        by_region = view.layout is Layout.REGION
        where, names = atlas.spots_by_region if by_region else (atlas.spots, {})
        drawn_here = {world.entities[position].iri for position in narrowed.entities}
        if by_region:
            names = {name: names[name] for name, iris in blocks(world).items() if drawn_here & set(iris)}
        network, spots = atlas.network(view, narrowed), dict(where)
        if groups := atlas.groups(view):
            network = fold(network, groups)
            spots |= {group.slug: spot for group in groups if (spot := _middle(group, where))}
        return draw(
            network,
            spots,
            day=narrowed.day,
            world=world,
            reasons={
                entity.iri: entity_reason(
                    entity, view, places.get(entity.iri), fits=position in narrowed.fitting
                )
                for position in narrowed.entities
                for entity in (world.entities[position],)
            },
            asked=asked_of_ties(view),
            widths=view.widths,
            captions=names,
        )


def _middle(group: Group, where: Mapping[str, tuple[float, float]]) -> tuple[float, float] | None:
    """The place of a group: the middle of the places of all its members, whoever of them is shown."""
    spots = [where[iri] for iri in group.members if iri in where]
    if not spots:
        return None
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)
