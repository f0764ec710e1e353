"""The atlas: opens a store once and answers pages, shell, HTTP and notebooks with one voice."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import UnknownName
from graph.model import admission, evidence
from graph.model.admission import Admitted
from graph.model.arguments import Asked, Board, Reasoned, board, reasoned
from graph.model.backtest import Case, Tested, baselines, cases
from graph.model.candidates import Ranking, Weights, frame_of, pool, rank, with_against
from graph.model.criteria import INPUTS, Background, Frame, Values
from graph.model.criteria import measure as measure_criteria
from graph.model.describe import describe, finding
from graph.model.difference import Difference, Moment, diff
from graph.model.disputes import Dispute, disputes
from graph.model.dossier import Dossier, Likeness, dossier, likenesses
from graph.model.entity import Composition, Entity, EntityType, Figure
from graph.model.gauged import Changed, Found, Ground, Progress, SharedBodies, Told, Without
from graph.model.group import (
    BODIES,
    BY_STANDING,
    UNDECIDED,
    Group,
    Sorting,
    blocs,
    groups,
    in_a_list,
    majority,
    members,
    regions_of,
    sortings,
)
from graph.model.indicator import heard, newest_of_each
from graph.model.kind import Nature, Phase
from graph.model.ledger import HowMany, Ledger, how_many, ledger
from graph.model.left_out import without_each
from graph.model.lens import Lens
from graph.model.link import Known
from graph.model.looks import Layout, blocks
from graph.model.matrix import Matrix, Order
from graph.model.measure import Measure
from graph.model.moments import (
    Always,
    Changes,
    Event,
    Issues,
    Year,
    by_year,
    changes_of_standing,
    events,
    issues,
)
from graph.model.outcome import Outcome, WhatIf
from graph.model.path import Route, Routes
from graph.model.profile import Fact, profile
from graph.model.reach import GDP, POPULATION, Reach, borders, firsts, reach, regions_by_state
from graph.model.reach import Known as KnownOfStates
from graph.model.reasons import asked_of_ties, entity_reason
from graph.model.reliance import Fall, Reliance, fall, reliances
from graph.model.scenario import Circle, Rule, Scenario
from graph.model.shared import Counted, Shared, holding, share, years
from graph.model.shown import out_by, show
from graph.model.sides import Side, side
from graph.model.source import Claim, Source
from graph.model.standing import Place, Standing, places
from graph.model.tie import Certainty, Outline, Tie
from graph.model.view import SHOWN_TYPES, View
from graph.model.votes import Agreement, agreements
from graph.model.world import World
from graph.search.index import Index
from graph.search.suggestion import Sort, Suggestion
from graph.settings import Settings
from graph.table import build as tables
from graph.table import measures
from graph.table.build import Table
from graph.table.expand import expand, offers
from graph.table.facets import Facets, facets, loosening
from graph.table.fit import Fit, frame, judge, shown_types
from graph.table.majority import majorities
from graph.table.narrow import Narrowed, narrow
from graph.table.rank import strongest

if TYPE_CHECKING:
    import networkx as nx

    from graph.export.sheet import Part, Sheet
    from graph.export.sheets import Shown
    from graph.export.taken import Taken
    from graph.picture.draw import Drawing
    from graph.store.behind import Derived
    from graph.store.query import QueryRunner
    from graph.store.remote.copy import Copy
    from graph.store.remote.watch import Watch
    from graph.store.saved import SavedView
    from graph.store.shapes import Shapes

#: the view whose entities get the best places
FIRST = "first"

#: years for which events are shown to who asks for all of them
PAST_YEARS = 200

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

_TABLE, _PLACES, _PICTURES = "table.duckdb", "places.json", "pictures.json"


@dataclass(frozen=True)
class Thumbnail:
    """A saved view as a small picture, with the finding that it shows."""

    finding: str
    light: str  #: SVG on a light page
    dark: str


@dataclass(frozen=True, eq=False)
class Atlas:
    """One data version, opened for reading; any number of threads may ask it."""

    settings: Settings
    folder: Path  #: of the snapshot
    table: Table
    spots: Mapping[str, tuple[float, float]]  #: IRI → where it stands on every picture
    lenses: Mapping[str, Lens]
    known_words: Known

    def _repr_html_(self) -> str:
        from graph.export.notebook import summary

        return summary(self.world, self.lenses, self.views)

    @property
    def world(self) -> World:
        """All that is known."""
        return self.table.world

    @property
    def horizon(self) -> date:
        """The last day that the sources cover well."""
        return self.world.horizon

    @cached_property
    def copy(self) -> Copy | None:
        """What is known of the copy that this is, where the store is an endpoint."""
        from graph.store.remote.address import is_address
        from graph.store.remote.copy import kept

        return kept(self.settings) if is_address(self.settings.store) else None

    @cached_property
    def views(self) -> Mapping[str, SavedView]:
        """The saved views: slug → view."""
        from graph.store import saved

        return saved.views(self.settings.data, self.known_words, strict=not self.settings.store)

    @cached_property
    def thumbnails(self) -> Mapping[str, Thumbnail]:
        """The saved views as small pictures, drawn when the snapshot was built: slug → picture."""
        file = self.folder / _PICTURES
        if not file.is_file():
            return {slug: _draw_small(self, saved.view) for slug, saved in self.views.items()}
        read = json.loads(file.read_text(encoding="utf-8"))
        return {slug: Thumbnail(**read[slug]) for slug in self.views}

    @cached_property
    def spots_by_region(self) -> tuple[Mapping[str, tuple[float, float]], Mapping[str, tuple[float, float]]]:
        """IRI → where it stands where a picture is laid out by region; region → where its name stands."""
        from graph.network.regions import by_block

        saved = self.views.get(FIRST)
        first = self.narrow(saved.view if saved else View()).entities
        return by_block(blocks(self.world), {self.world.entities[position].iri for position in first})

    @cached_property
    def shapes(self) -> Shapes:
        """What the map has shapes of."""
        from graph.store.shapes import read_shapes

        return read_shapes(self.settings.data)

    def day(self, view: View) -> date:
        """The day that a view is answered for: nothing is known after the horizon."""
        return _day(self.table, view)

    def known(self, view: View) -> Table:
        """The table of what was known on the view's day of knowledge; with likenesses if it asks for them."""
        table = self.table.whole if Nature.SIMILARITY in view.natures else self.table
        return table if view.known_on is None else _known_on(table, view.known_on)

    def places(self, view: View) -> Mapping[str, Place]:
        """Where each state stands on the view's day, under its lens: IRI → place."""
        return _places(self.known(view), self.day(view), self.lenses[view.lens])

    def narrow(self, view: View) -> Narrowed:
        """Find what fits a view."""
        return _narrowed(self.known(view), view, self.lenses[view.lens])

    def pictured(self, view: View) -> Narrowed:
        """Find what fits a view, as far as a picture has room for it."""
        return _pictured(self.known(view), view, self.lenses[view.lens])

    def finding(self, view: View) -> str:
        """What the standings come to in a sentence, among the states that the reader picked if any."""
        world, standing = self.known(view).world, self.places(view)
        if not view.picks_states:
            return finding(standing, world)
        fitting = {world.entities[position].iri for position in self.pictured(view).fitting}
        return finding(standing, world, standing.keys() & fitting)

    def drawing(self, view: View) -> Drawing:
        """Draw what fits a view, as far as a picture has room for it."""
        return _drawing(self, view)

    def offers(self, view: View, entity: str) -> dict[str, int]:
        """What expanding an entity, by its slug, would add to a picture: kind → ties, most first."""
        return offers(self.known(view), self.pictured(view), view, entity, self.places(view))

    def groups(self, view: View) -> tuple[Group, ...]:
        """What a view draws as one.

        Of a region or of all bodies those that nothing else makes stand out; of a standing, of the
        members of a body or of a majority all but those that are named.
        """
        if not view.folded:
            return ()
        table, places = self.known(view), self.places(view)
        world = table.world
        named = {entity.iri for entity in world.entities if entity.slug in view.focus | view.also}
        kept = {iri for iri, place in places.items() if place.standing is not Standing.OUTSIDE}
        together = {**_majorities(table), **_blocs(table, self.day(view))}
        return groups(world, view.folded, kept, named=named, places=places, together=together)

    @cached_property
    def sortings(self) -> tuple[Sorting, ...]:
        """The ways in which all states can be drawn in groups at once."""
        several = [slug for slug, iris in _majorities(self.table).items() if len(iris) > 1]
        return sortings(self.world, REGION_SCHEMES, several)

    @cached_property
    def groupings(self) -> Mapping[str, str]:
        """Every group by membership or majority that can be asked for → what it is called in a list."""
        found = {**_majorities(self.table), **_blocs(self.table, self.horizon)}
        return {slug: in_a_list(slug, self.world) for slug, iris in found.items() if len(iris) > 1}

    def measure(self, view: View, word: str, of: str = "") -> Measure:
        """What each state has of something that a map can be coloured by.

        Args:
            word: one of ``measures.choices``.
            of: the religion or the scheme of regions by its slug, or the state by its own, where one
                must be chosen.

        Raises:
            UnknownName: there is no such choice, or it asks for a state that there is not.
        """
        return _measure(self.table, self.known(view), view, self.lenses[view.lens], word, of)

    def facets(self, view: View) -> Facets:
        """Count the options of every filter."""
        return _facets(self.known(view), view, self.lenses[view.lens])

    def loosening(self, view: View) -> dict[str, int]:
        """Which clause to set back to see more: clause → ties then shown."""
        return loosening(self.known(view), view, self.places(view))

    def network(self, view: View, narrowed: Narrowed | None = None) -> nx.MultiDiGraph:
        """The network of what fits a view."""
        from graph.network.build import build

        narrowed = narrowed or self.narrow(view)
        return build(self.known(view).world, narrowed.entities, narrowed.lines, self.places(view))

    def ties(self, view: View, ends: Iterable[Entity] = ()) -> tuple[tuple[Tie, str], ...]:
        """The ties that fit a view, each with its certainty; with *ends*, those that touch them all."""
        world = self.known(view).world
        wanted = {end.iri for end in ends}
        narrowed = self.narrow(view)
        certainty = {line.tie: str(line.certainty) for line in narrowed.lines}
        joined: dict[int, set[str]] = {}
        for line in narrowed.lines:
            pair = {world.entities[line.sender].iri, world.entities[line.receiver].iri}
            joined.setdefault(line.tie, set()).update(pair)
        return tuple(
            (world.ties[position], certainty[position])
            for position in narrowed.ties
            if wanted <= joined[position] | {world.ties[position].sender}
        )

    def routes(self, view: View, route: Route, *, within: bool = False) -> Routes:
        """How two entities are connected by the view's clocks and its filters of ties.

        Args:
            within: whether the view's filters of entities count too.

        Returns:
            The chains, the best first; where there is none, what to give up for one.
        """
        from graph.network.paths import chains

        found = chains(self._steps(view, route, within), route)
        return Routes(found, {} if found else self._in_the_way(view, route, within))

    def network_of_steps(self, view: View, route: Route, *, within: bool = False) -> nx.MultiDiGraph:
        """The network that chains are looked for in."""
        return self.network(self._view_of_steps(view, route, within))

    def _steps(self, view: View, route: Route, within: bool) -> nx.Graph:
        return _steps(self, self._view_of_steps(view, route, within))

    def _view_of_steps(self, view: View, route: Route, within: bool) -> View:
        named = (route.start, route.end, route.through, *route.avoiding)
        entities = self.known(view).world.entity_by_iri
        types = {entities[iri].type for iri in named if iri in entities}
        return route.view(view, types, within=within)

    def _in_the_way(self, view: View, route: Route, within: bool) -> dict[str, float]:
        """What to give up → length of the shortest chain then; the shortest first."""
        from graph.network.paths import chains

        tried: dict[str, tuple[View, Route, bool]] = {
            clause: (view.without(clause), route, within) for clause in view.set_clauses() if clause != "lens"
        }
        tried["bodies"] = view, replace(route, bodies=True), within
        tried["events"] = view, replace(route, events=True), within
        if route.through:
            tried["through"] = view, replace(route, through=""), within
        if route.avoiding:
            tried["avoiding"] = view, replace(route, avoiding=frozenset()), within
        if within:
            tried["within"] = view, route, False
        found = {
            what: shortest[0].cost
            for what, (other, asked, inside) in tried.items()
            if (shortest := chains(self._steps(other, asked, inside), replace(asked, most=1)))
        }
        return dict(sorted(found.items(), key=lambda item: item[1]))

    def ground(self, view: View, ground: Ground | None = None) -> nx.Graph:
        """The graph that measures run over: who of a view is joined by a tie that certainly holds."""
        return _ground(self, view, ground or Ground())

    def measured(
        self, view: View, measure: str, ground: Ground | None = None, progress: Progress | None = None
    ) -> Found:
        """What a measure says of each entity of a view; see ``graph.network.measures``.

        Args:
            measure: its slug: "degree", "betweenness", "closeness", "pagerank", "core", "cut-points",
                "bridges" or "communities".
            ground: which ties count; those between states if None.
            progress: is told how far it is, 0 to 1; what it raises ends it.

        Raises:
            UnknownName: there is no such measure.
        """
        return _measured(self, view, _known_measure(measure), ground or Ground(), Told(progress))

    def measured_without(
        self,
        view: View,
        measure: str,
        entity: str,
        ground: Ground | None = None,
        progress: Progress | None = None,
    ) -> tuple[Changed, ...]:
        """The figure of an entity, by its IRI, with each source left out that changes anything.

        Returns:
            The greatest change first. Sources without which nobody is joined otherwise change no figure
            and are not in it.

        Raises:
            UnknownName: there is no such measure, or no such entity in what is measured.
        """
        graph = self.ground(view, ground)
        if entity not in graph:
            raise UnknownName("entity that is measured", entity.rsplit("/", 1)[-1])
        asked = (self, view, _known_measure(measure), entity, ground or Ground())
        return _measured_without(*asked, Told(progress))

    def shared_bodies(self, view: View, progress: Progress | None = None) -> tuple[SharedBodies, ...]:
        """What each two states of a view belong to together, and whether that is more than chance.

        Chance is reckoned from all states of the view's statehood, whatever else it asks for; only full
        members count, and only those that certainly are on the day. See ``graph.network.memberships.METHOD``.
        """
        return _shared_bodies(self, view, Told(progress))

    def what_if(self, view: View, scenario: Scenario, progress: Progress | None = None) -> WhatIf:
        """What would follow if states joined the Accords or left them, under each of three rules.

        Reckoned in the network of the view, see ``ground``, in which the Accords stand as a body of those
        whom the lens has in them. What is supposed is no ``Tie``: nothing that writes facts can take it.

        Args:
            progress: is told how far it is, 0 to 1; what it raises ends it.

        Raises:
            UnknownName: the scenario names a state that there is not.
        """
        states = {entity.iri for entity in self.world.entities if entity.type is EntityType.STATE}
        if wrong := sorted((scenario.joins | scenario.leaves) - states):
            raise UnknownName("state", wrong[0].rsplit("/", 1)[-1])
        return _what_if(self, view, scenario, Told(progress))

    def network_of_what_if(self, view: View, scenario: Scenario) -> nx.Graph:
        """The network before that a scenario is looked at in."""
        return _circled(self, view, scenario)

    def candidates(self, view: View, weights: Weights | None = None) -> Ranking:
        """Rank the states outside the Accords by the view's clocks and lens; its filters do not count.

        Under a day of knowledge no reference work is heard, as none bears a day on which it was known.

        Raises:
            UsageError: nobody is a party to the Accords.
        """
        day, lens = self.day(view), self.lenses[view.lens]
        frame, values, admitted = _valued(self.table, self.known(view), day, view.known_on, lens)
        ranking = rank(values, frame, weights or Weights(), self.places(view), admitted)
        return with_against(ranking, self.known(view).world)

    def backtest(self, view: View, weights: Weights | None = None) -> tuple[Tested, ...]:
        """Say where the ranking would have put each member of the view's day on the day before its accession.

        Of the view only its day and its lens count. See ``graph.model.admission`` for what is admitted.
        """
        found = _cases(self.table, self.day(view), self.lenses[view.lens])
        return tuple(_tested(self.table, case, weights or Weights()) for case in found[0])

    def arguments(self, view: View, asked: Asked | None = None) -> Board:
        """The arguments that are asked for, by what was known; each beside what is said against it."""
        return board(self.known(view).world, asked or Asked())

    def reasoning(self, slug: str, view: View) -> tuple[Reasoned, ...]:
        """The steps of the reasoning that a saved view follows, by what was known, beside what others say.

        Raises:
            UnknownName: there is no such saved view.
        """
        if slug not in self.views:
            raise UnknownName("saved view", slug, tuple(self.views))
        return reasoned(self.views[slug].steps, self.known(view).world)

    def untested(self, view: View) -> tuple[str, ...]:
        """IRIs of the members of the view's day that no back-test has, as no source dates their accession."""
        return _cases(self.table, self.day(view), self.lenses[view.lens])[1]

    def evidence_of_tie(self, iri: str, view: View | None = None) -> evidence.TieEvidence:
        """Who says so, since when, how sure."""
        view = view or View()
        if self.table.has_likeness(iri):
            view = replace(view, natures=view.natures | {Nature.SIMILARITY})
        world = self.known(view).world
        if iri not in world.tie_by_iri:
            raise UnknownName("tie", iri.rsplit("/", 1)[-1])
        return evidence.of_tie(world, world.tie_by_iri[iri], self.day(view))

    def likeness(self, iri: str) -> Tie | None:
        """A likeness, such as the agreement of two states in votes, by its IRI; None where there is none."""
        return tables.likeness(self.table, iri)

    def evidence_of_entity(self, iri: str, view: View | None = None) -> evidence.EntityEvidence:
        """What is known of an entity."""
        view = view or View()
        world = self.known(view).world
        if iri not in world.entity_by_iri:
            raise UnknownName("entity", iri.rsplit("/", 1)[-1])
        return evidence.of_entity(world, world.entity_by_iri[iri], self.places(view))

    def dossier(self, iri: str, view: View) -> Dossier:
        """Everything that is known of an entity by the view's clocks, and what is not.

        Raises:
            UnknownName: there is no such entity.
        """
        if iri not in self.known(view).world.entity_by_iri:
            raise UnknownName("entity", iri.rsplit("/", 1)[-1])
        return _dossier(self, iri, View(as_of=view.as_of, known_on=view.known_on, lens=view.lens))

    def likenesses(self, iri: str, view: View) -> tuple[Likeness, ...]:
        """How often a state votes like each other one, year by year; empty where no source says."""
        return _likenesses(self.table, iri, view.known_on)

    def sides(self, words: Iterable[str], view: View) -> tuple[Side, ...]:
        """Whom words of a link stand for by the view's clocks and lens; who stands for nobody is left out."""
        world, day, places = self.known(view).world, self.day(view), self.places(view)
        found = (side(word, world, day, places) for word in words)
        return tuple(each for each in found if each)

    def shared(self, sides: tuple[Side, ...], view: View, *, filtered: bool = False) -> Shared:
        """What sides have in common on the view's day.

        Args:
            filtered: by the view's filters of ties; else by all that holds. Filters of states never count.
        """
        of = view.of_all_entities if filtered else None
        return _shared(self.known(view), self.day(view), sides, of, self.lenses[view.lens])

    def shared_by_year(
        self, sides: tuple[Side, ...], view: View, *, filtered: bool = False
    ) -> tuple[tuple[Counted, ...], ...]:
        """How many ties each side had at the end of each year; see ``shared``."""
        of = replace(view.of_all_entities, past_years=PAST_YEARS) if filtered else None
        return _shared_by_year(self.known(view), sides, of, self.lenses[view.lens])

    def profile(self, sides: tuple[Side, ...], view: View) -> tuple[Fact, ...]:
        """What is known of sides beside their ties, by the view's clocks and lens."""
        world, day = self.known(view).world, self.day(view)
        figures = {
            iri: heard(self.figures(iri), day, world.source_by_iri, view.known_on)
            for iri in sorted({iri for each in sides for iri in each.states})
        }
        return profile(world, sides, self.places(view), _holding(self.known(view), day), figures)

    def agreements(self, sides: tuple[Side, ...], view: View) -> tuple[Agreement, ...]:
        """How often sides vote alike at the United Nations, year by year; empty where no source says."""
        return _agreements(self.table, sides, view.known_on)

    def matrix(self, view: View, order: Order, most: int) -> Matrix:
        """The network of a view as a matrix of its *most* tied entities."""
        return _matrix(self.known(view), view, self.lenses[view.lens], order, most)

    def turtle(self, iri: str) -> bytes:
        """Write all that the store says of an entity as Turtle, in which who says what is not told apart."""
        from graph.export.rdf import turtle_about

        return turtle_about(self._store.parent, iri)

    def trig(self, iri: str) -> bytes:
        """Write all that the store says of an entity as TriG, each source in the graph of its own name."""
        from graph.export.rdf import trig_about

        return trig_about(self._store.parent, iri)

    def figures(self, iri: str) -> tuple[Figure, ...]:
        """The figures of a state, by indicator and year."""
        if iri not in self.world.entity_by_iri:
            raise UnknownName("entity", iri.rsplit("/", 1)[-1])
        return tables.figures(self.table, iri)

    def since(self, version: str) -> str:
        """Say what differs between another data version, which a link names, and this one."""
        from graph.model.link import quoted
        from graph.model.versions import differences
        from graph.store import versions

        told = f"the link was made from data version {quoted(version)} and opens on the present one"
        before, now = (versions.recorded(self.settings.data, each) for each in (version, self.world.version))
        if before is None or now is None:
            return f"{told}; what differs is not on record"
        titles = {source.slug: source.title for source in self.world.sources}
        differing = differences(before, now, titles)
        return f"{told}; {'; '.join(differing) or 'every source says the same in both'}"

    def taken(self, view: View) -> Taken:
        """Gather a view as it is taken away: whatever fits it, by both clocks and its lens."""
        return _taken(self, view)

    def about(self, view: View) -> dict[str, str]:
        """What every file says of the view that it holds."""
        return {
            "view": describe(view, self.known(view).world),
            "as_of": self.day(view).isoformat(),
            "known_on": view.known_on.isoformat() if view.known_on else "all",
            "lens": view.lens,
            "data": self.world.version,
        }

    def sheet(self, view: View, name: str) -> Part:
        """One of the tables of what fits a view, see ``graph.export.sheets``; without the picture's limit.

        Args:
            name: "ties", "entities", "claims" (on these ties) or "sources" (of these claims).
        """
        return _sheet(self.known(view), view, self.lenses[view.lens], name)

    def sizes(self, view: View) -> Mapping[str, int]:
        """How many rows each of the tables of a view has."""
        return _sizes(self.known(view), view, self.lenses[view.lens])

    def claims_of(self, view: View, source: str) -> Part:
        """What a source, by its IRI, claims of ties by the view's clocks, whatever its filters."""
        return _claims_of(self.known(view), self.day(view), source)

    def reliances(self, view: View) -> tuple[Reliance, ...]:
        """What stands on each source that was out by the view's day of knowledge, whatever its filters."""
        return _reliances(self.known(view), view.known_on)

    def sources_like(self, name: str, limit: int = 5) -> tuple[Source, ...]:
        """The sources whose title, publisher or slug is nearest to a name; none if none is near."""
        from graph.search.sources import nearest

        return nearest(name, self.world.sources, limit)

    def fall(self, view: View, gone: frozenset[str]) -> Fall:
        """What falls on the view's day under its lens once some sources, by their IRIs, are left out."""
        return _fall(self.known(view), gone, self.day(view), self.lenses[view.lens])

    def query_behind(self, view: View) -> str:
        """Write the SPARQL query that finds the lines of a view in the store."""
        from graph.store.behind import behind_view

        return behind_view(view, _derived(self, view), describe(view, self.known(view).world))

    def query_behind_tie(self, iri: str) -> str:
        """Write the SPARQL query that finds who claims or denies a tie."""
        from graph.store.behind import behind_tie

        if iri not in self.world.outline_by_iri and not self.table.has_likeness(iri):
            raise UnknownName("tie", iri.rsplit("/", 1)[-1])
        return behind_tie(iri)

    def moment(self, view: View) -> Moment:
        """What the view shows: its ties, certain and possible, and where each state stands."""
        return Moment.of(self.ties(view), self.places(view))

    def difference(self, before: View, after: View) -> Difference:
        """What leads from what one view shows to what another shows."""
        return _difference(self, before, after)

    def ever(self, view: View) -> tuple[Tie, ...]:
        """The ties that the view shows on one day or another; of states, those that fit on its own day."""
        return _ever(self.known(view), replace(view, past_years=PAST_YEARS), self.lenses[view.lens])

    def events(self, view: View) -> tuple[Event, ...]:
        """The days on which something of the view changes, by day, from the first up to the horizon."""
        return _events(self.known(view), replace(view, past_years=PAST_YEARS), self.lenses[view.lens])

    def events_seen(self, view: View) -> tuple[Event, ...]:
        """Those of the events that the picture of their day can show: its states are those that fit then.

        A state that stands nowhere yet on a day is in no picture of a view that asks for standings.
        """
        found = self.events(view)
        if not (view.standings or view.organizations or view.organizations_out):
            return found
        return _events_seen(self.known(view), replace(view, past_years=PAST_YEARS), self.lenses[view.lens])

    def issues(self, view: View) -> Issues:
        """When the sources of the view's ties came out, whatever day of knowledge it asks for."""
        return issues(self.world, self.ever(replace(view, known_on=None)))

    def by_year(self, view: View) -> tuple[Year, ...]:
        """The view's certain ties and the members at the end of each year."""
        return _by_year(self.known(view), replace(view, past_years=PAST_YEARS), self.lenses[view.lens])

    def disputes(self, view: View) -> tuple[Dispute, ...]:
        """On what the sources known on the view's day of knowledge contradict each other."""
        return _disputes(self.known(view))

    def ledger(self, view: View) -> Ledger:
        """Which source says of which state that it is a member, by the view's clocks."""
        return ledger(self.known(view).world, self.day(view))

    def how_many(self, view: View) -> HowMany:
        """How many members there are by the view's clocks under every lens, and what makes the difference."""
        return how_many(self.known(view).world, self.day(view), self.lenses.values())

    def queries(self) -> QueryRunner:
        """Make a runner of readers' own SPARQL queries; whoever asks for it closes it.

        Raises:
            BrokenSnapshot: the store is not what it was when it was built.
        """
        return self._runner(self._store)

    @contextmanager
    def queries_of(self, view: View) -> Iterator[QueryRunner]:
        """Lend a runner whose store also has ``graph/view``: what holds by the view's clocks and lens.

        Of a view only clocks and lens count; its filters are for the query to say.
        """
        from graph.store.moment import laid_beside, view_quads

        quads = view_quads(
            self.known(view).world, self.day(view), view.known_on, view.lens, self.places(view)
        )
        with laid_beside(self._store.parent, quads) as store, self._runner(store) as runner:
            yield runner

    @cached_property
    def _store(self) -> Path:
        """The folder of the store; compared with the manifest by who first asks, as no view needs it."""
        from graph.store.snapshot import STORE, check

        check(self.folder, only=STORE)
        return self.folder / STORE

    def _runner(self, store: Path) -> QueryRunner:
        from graph.store.guard import Limits
        from graph.store.query import QueryRunner
        from graph.store.vocabulary import NAMESPACES

        limits = Limits(
            seconds=self.settings.query_seconds,
            memory_mb=self.settings.query_memory_mb,
            rows=self.settings.query_rows,
            bytes=self.settings.query_bytes,
            text_bytes=self.settings.query_text_bytes,
            workers=self.settings.query_workers,
            queue=self.settings.query_queue,
        )
        return QueryRunner(store, limits, prefixes=NAMESPACES)

    def find(self, name: str) -> Entity:
        """Find an entity by code, slug, name or alias in any language of the data.

        Raises:
            UnknownName: nothing is called so; the nearest names are told.
        """
        return self._index.find(name)

    def suggest(
        self, text: str, limit: int = 8, *, among: Collection[Sort] = frozenset(Sort)
    ) -> tuple[Suggestion, ...]:
        """Say what a reader may mean who has typed this much, the likeliest first; see ``Index.suggest``."""
        return self._index.suggest(text, limit, among=among)

    @cached_property
    def _index(self) -> Index:
        return Index(self.world)


def open_atlas(settings: Settings | None = None, *, progress: Callable[[str], None] | None = None) -> Atlas:
    """Open the atlas, building its snapshot first where there is none for this data.

    Args:
        settings: where the data and the cache are; read from the environment if None.
        progress: is told each step of a build, in words.
    """
    settings = settings or Settings.from_environment()
    folder = snapshot(settings, progress=progress)
    return _opened(settings, folder, tables.read(folder / _TABLE))


def _opened(settings: Settings, folder: Path, table: Table) -> Atlas:
    read = json.loads((folder / _PLACES).read_text(encoding="utf-8"))
    lenses = _lenses(settings.data)
    return Atlas(
        settings=settings,
        folder=folder,
        table=table,
        spots={iri: (x, y) for iri, (x, y) in read.items()},
        lenses=lenses,
        known_words=known_words(table.world, lenses),
    )


def snapshot(settings: Settings, *, progress: Callable[[str], None] | None = None) -> Path:
    """Give the folder of the built snapshot, building it where it is missing or damaged.

    Of a store at an address it is that of a copy, which is fetched where there is none.
    """
    from graph.store.remote.address import is_address
    from graph.store.snapshot import ensure, folder_of

    tell = progress or (lambda step: None)
    if is_address(settings.store):
        from graph.store.remote import copy

        return copy.opened(settings, partial(_build, settings, tell), tell)
    folder = folder_of(settings)
    return ensure(folder, lambda beside: _fill(settings, beside, tell), keep=settings.snapshots_kept)


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


def _lenses(data: Path) -> Mapping[str, Lens]:
    from graph.store import saved

    return saved.lenses(data)


def watch(settings: Settings) -> Watch | None:
    """Watch the endpoint behind an atlas; None where its store is no endpoint."""
    from graph.store.remote.address import is_address
    from graph.store.remote.watch import Watch

    return Watch(settings, partial(_refetch, settings)) if is_address(settings.store) else None


def refetch(settings: Settings) -> None:
    """Fetch a new copy of a store at an address, whether or not there is one.

    Raises:
        EndpointError: the endpoint does not give everything; the copy that there is stays.
    """
    from graph.store.remote import copy

    copy.fetched(settings, partial(_build, settings, lambda step: None), lambda step: None)


def _refetch(settings: Settings) -> None:
    """Fetch a new copy in a process of its own: the build would keep readers waiting for half a minute."""
    import subprocess
    import sys

    code = "from graph import atlas; atlas.refetch(atlas.Settings.from_environment())"
    given = settings.environment()
    done = subprocess.run(
        [sys.executable, "-c", code], env=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def _fill(settings: Settings, folder: Path, tell: Callable[[str], None]) -> None:
    """Read the facts and build everything that a snapshot holds."""
    from graph.store.files import data_version
    from graph.store.load import load

    tell("reading the facts")
    _build(settings, tell, load(settings.data), data_version(settings.data), folder)


def _build(settings: Settings, tell: Callable[[str], None], store: Any, version: str, folder: Path) -> None:
    """Build everything that a snapshot holds, from a store in memory."""
    from graph.store import records
    from graph.store import snapshot as snapshots

    world = records.world(store, version)
    figures = records.figures(store)
    tell(f"weighing {len(world.claims)} claims of {len(world.sources)} sources")
    store.extend(records.shown_values(world.ties))
    tell("writing store and table")
    snapshots.write_text(store, folder)
    del store  # its memory is needed: the next step is the hungriest
    with ThreadPoolExecutor(max_workers=1) as beside:
        written = beside.submit(snapshots.index, folder)
        tables.write(world, folder / _TABLE, figures)
        tell("finding a place for everyone")
        table = tables.read(folder / _TABLE)
        _write_places(settings, folder, table)
        tell("drawing the saved views")
        _write_pictures(_opened(settings, folder, table))
        tell("finishing the store")
        written.result()


def _write_places(settings: Settings, folder: Path, table: Table) -> None:
    """Place whom the table knows that is already in the folder."""
    from graph.network.build import whole
    from graph.network.layout import layout
    from graph.store import saved

    world = table.world
    lenses = saved.lenses(settings.data)
    first = saved.views(settings.data, known_words(world, lenses), strict=not settings.store).get(FIRST)
    view = first.view if first else View()
    shown = narrow(table, view, places(world, world.horizon, lenses[view.lens]))
    spots = layout(
        whole(world),
        [world.entities[position].iri for position in shown.entities],
        [entity.iri for entity in world.entities if entity.type in SHOWN_TYPES],
    )
    (folder / _PLACES).write_text(json.dumps(spots), encoding="utf-8")


def _write_pictures(atlas: Atlas) -> None:
    """Draw every saved view, and say what it finds; an atlas that is opened for this alone is forgotten."""
    drawn = {slug: asdict(_draw_small(atlas, saved.view)) for slug, saved in atlas.views.items()}
    (atlas.folder / _PICTURES).write_text(json.dumps(drawn), encoding="utf-8")
    for kept in (_known_on, _places, _asked, _pictured, _taken, _drawing):
        kept.cache_clear()


def _draw_small(atlas: Atlas, view: View) -> Thumbnail:
    from graph.export.svg import thumbnail

    taken = atlas.taken(view)
    return Thumbnail(taken.title, **{theme: thumbnail(taken, theme) for theme in ("light", "dark")})


@lru_cache(maxsize=16)
def _known_on(table: Table, day: date) -> Table:
    return tables.build(table.world.known_on(day))


@lru_cache(maxsize=16)
def _majorities(table: Table) -> Mapping[str, frozenset[str]]:
    return majorities(table.world)


@lru_cache(maxsize=16)
def _blocs(table: Table, day: date) -> Mapping[str, frozenset[str]]:
    return blocs(table.world, day)


@lru_cache(maxsize=64)
def _disputes(table: Table) -> tuple[Dispute, ...]:
    return disputes(table.world)


@lru_cache(maxsize=256)
def _places(table: Table, day: date, lens: Lens) -> Mapping[str, Place]:
    return places(table.world, day, lens)


# what one reader has asked, the next may have for nothing; all that is kept is frozen


@lru_cache(maxsize=512)
def _asked(table: Table, view: View, lens: Lens) -> Narrowed:
    return narrow(table, view, _places(table, _day(table, view), lens))


def _narrowed(table: Table, view: View, lens: Lens) -> Narrowed:
    return _with_added(table, _asked(table, view, lens), view, lens)


def _with_added(table: Table, found: Narrowed, view: View, lens: Lens) -> Narrowed:
    return expand(table, found, view, _places(table, _day(table, view), lens)) if view.expanded else found


@lru_cache(maxsize=512)
def _pictured(table: Table, view: View, lens: Lens) -> Narrowed:
    found = strongest(table, _asked(table, view, lens), view, _places(table, _day(table, view), lens))
    # what a reader adds is drawn even where there is no room for all that was asked for
    return _with_added(table, found, view, lens)


@lru_cache(maxsize=256)
def _measure(all_known: Table, table: Table, view: View, lens: Lens, word: str, of: str) -> Measure:
    world, day = table.world, _day(table, view)
    if word == "standing":
        return measures.by_standing(world, _places(table, day, lens))
    if word == "religion":
        return measures.by_religion(world, of)
    if word == "region":
        return measures.by_region(world, of)
    if word in tables.indicators(all_known):
        figures = tables.figures_of(all_known, (word,))
        return measures.by_figure(world, word, figures, day, view.known_on)
    if word == "ties":
        iris = [entity.iri for entity in world.entities]
        lines = _narrowed(table, view, lens).lines
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


@lru_cache(maxsize=256)
def _likenesses(table: Table, iri: str, known_on: date | None) -> tuple[Likeness, ...]:
    return likenesses(tables.alike(table, [iri], known_on), table.world.entity_by_iri[iri])


@lru_cache(maxsize=32)
def _dossier(atlas: Atlas, iri: str, view: View) -> Dossier:
    table, day = atlas.known(view), atlas.day(view)
    return dossier(
        table.world,
        table.world.entity_by_iri[iri],
        day,
        atlas.places(view),
        [(lens, _places(table, day, lens)) for lens in atlas.lenses.values()],
        atlas.disputes(view),
    )


@lru_cache(maxsize=32)
def _difference(atlas: Atlas, before: View, after: View) -> Difference:
    return diff(atlas.moment(before), atlas.moment(after))


@lru_cache(maxsize=64)
def _steps(atlas: Atlas, view: View) -> nx.Graph:
    from graph.network.paths import sizes, steps

    # a body is as large as it is known to be, whoever of its members the view shows
    whole = replace(View(as_of=view.as_of, known_on=view.known_on, lens=view.lens), statehood=frozenset())
    return steps(atlas.network(view), sizes(atlas.network(whole)))


@lru_cache(maxsize=64)
def _ground(atlas: Atlas, view: View, ground: Ground) -> nx.Graph:
    from graph.network.ground import ground as of

    return of(atlas.network(ground.view(view)), bodies=ground.bodies)


def _known_measure(slug: str) -> str:
    from graph.network.measures import MEASURES

    if slug not in MEASURES:
        raise UnknownName("measure", slug, tuple(MEASURES))
    return slug


@lru_cache(maxsize=256)
def _measured(atlas: Atlas, view: View, measure: str, ground: Ground, told: Told) -> Found:
    from graph.network.measures import MEASURES

    return MEASURES[measure].compute(_ground(atlas, view, ground), told)


@lru_cache(maxsize=64)
def _without(atlas: Atlas, view: View, ground: Ground) -> tuple[Without, ...]:
    graph = _ground(atlas, view, ground)
    joined = {
        (min(one, other), max(one, other)): [tie.iri for tie in ties]
        for one, other, ties in graph.edges(data="ties")
    }
    return without_each(atlas.known(view).world, view, ground, joined, set(graph))


@lru_cache(maxsize=64)
def _measured_without(
    atlas: Atlas, view: View, measure: str, entity: str, ground: Ground, told: Told
) -> tuple[Changed, ...]:
    from graph.network.ground import left_out
    from graph.network.measures import MEASURES

    graph = _ground(atlas, view, ground)
    before = _measured(atlas, view, measure, ground, told).values.get(entity, 0.0)
    found, changes = _without(atlas, view, ground), []
    figures: dict[object, float | None] = {}
    for number, without in enumerate(found):
        told(number / len(found))
        # several sources may leave the same network
        left = without.lost, without.gained
        if left not in figures:
            rest, inner = left_out(graph, without), partial(_within, told, number, len(found))
            figures[left] = MEASURES[measure].compute(rest, inner).values.get(entity)
        changes.append(Changed(without, before, figures[left]))
    return tuple(sorted(changes, key=lambda each: (-abs(each.change), each.without.source)))


def _within(progress: Progress, number: int, of: int, share: float) -> None:
    """Tell how far one part of several is as a share of the whole."""
    progress((number + share) / of)


@lru_cache(maxsize=16)
def _shared_bodies(atlas: Atlas, view: View, told: Told) -> tuple[SharedBodies, ...]:
    from graph.model.memberships import full_members
    from graph.network.memberships import shared_bodies

    world, narrowed = atlas.known(view).world, atlas.narrow(view)
    told(0.0)
    members = full_members(world, atlas.day(view), view.statehood)
    shown = {world.entities[position].iri for position in narrowed.entities}
    return shared_bodies(members, shown & members.keys(), told)


@lru_cache(maxsize=32)
def _circled(atlas: Atlas, view: View, scenario: Scenario) -> nx.Graph:
    from graph.network.whatif import circled

    world = atlas.known(view).world
    named = scenario.joins | scenario.leaves
    circle = Circle.of(world, atlas.places(view))
    return circled(_ground(atlas, view, Ground()), circle, named, world.tie_by_iri)


@lru_cache(maxsize=32)
def _what_if(atlas: Atlas, view: View, scenario: Scenario, told: Told) -> WhatIf:
    from graph.network.whatif import chart, compare, related, supposing

    circle = Circle.of(atlas.known(view).world, atlas.places(view))
    graph = _circled(atlas, view, scenario)
    known = _known_of_states(atlas, view)
    steps = len(Rule) + 1
    before = chart(graph, partial(_within, told, 0, steps))
    have = related(graph, circle)
    outcomes: dict[Rule, Outcome] = {}
    for number, rule in enumerate(Rule, 1):
        supposed, already = circle.supposed(scenario, rule, have)
        network, ended = supposing(graph, circle, scenario, rule, supposed)
        after = chart(network, partial(_within, told, number, steps))
        changes = compare(before, after, {circle.accords})
        tied = _tied(network, circle, known)
        outcomes[rule] = Outcome(rule, supposed, already, ended, changes, after.size(), tied)
    return WhatIf(
        scenario=scenario,
        circle=circle,
        before=before.size(),
        tied=_tied(graph, circle, known),
        members=(reach(circle.members, known), reach(circle.after(scenario), known)),
        firsts=firsts(scenario.joins, circle.members, known),
        outcomes=outcomes,
    )


def _tied(graph: nx.Graph, circle: Circle, known: KnownOfStates) -> Reach:
    """How far those reach that are tied to the party directly."""
    near = {other for party in circle.parties for other in graph[party]}
    return reach(near - {circle.accords, *circle.parties}, known)


@lru_cache(maxsize=16)
def _known_of_states(atlas: Atlas, view: View) -> KnownOfStates:
    from graph.model.memberships import full_members

    table, day = atlas.known(view), atlas.day(view)
    world = table.world
    majorities: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for (state, religion), found in tables.shares(world).items():
        if found.low > 0.5:
            parts = (found.composition, *([found.of_muslims] if found.of_muslims else []))
            majorities[state][religion] = tuple(dict.fromkeys(each.source for each in parts))
    figures = tables.figures_of(atlas.table, (POPULATION, GDP))
    return KnownOfStates(
        world=world,
        figures=newest_of_each(figures, day, atlas.world.source_by_iri, view.known_on),
        majorities=dict(majorities),
        borders=borders(world, day),
        bodies=full_members(world, day),
        regions=regions_by_state(world),
    )


@lru_cache(maxsize=128)
def _shared(table: Table, day: date, sides: tuple[Side, ...], view: View | None, lens: Lens) -> Shared:
    held = _holding(table, day)
    if view is not None:
        kept = {table.world.ties[position].iri for position in _narrowed(table, view, lens).ties}
        held = tuple(tie for tie in held if tie.iri in kept)
    return share(table.world, sides, held, day)


@lru_cache(maxsize=16)
def _holding(table: Table, day: date) -> tuple[Tie, ...]:
    return holding(table.world.ties, day)


@lru_cache(maxsize=128)
def _shared_by_year(
    table: Table, sides: tuple[Side, ...], view: View | None, lens: Lens
) -> tuple[tuple[Counted, ...], ...]:
    return years(table.world, sides, table.world.ties if view is None else _ever(table, view, lens))


@lru_cache(maxsize=128)
def _agreements(table: Table, sides: tuple[Side, ...], known_on: date | None) -> tuple[Agreement, ...]:
    states = sorted({iri for each in sides for iri in each.states})
    return agreements(sides, tables.alike(table, states, known_on).ties)


# --- candidates -----------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _valued(
    all_known: Table, table: Table, day: date, known_on: date | None, lens: Lens
) -> tuple[Frame, Values, Admitted]:
    """What each candidate of a day has of each criterion, by what was known."""
    world, places = table.world, _places(table, day, lens)
    frame = frame_of(day, places, _places(all_known, all_known.world.horizon, lens))
    outlines, claims = _inputs(all_known, frame)
    admitted = admission.known(outlines, claims, world.source_by_iri, known_on)
    background = _background(
        world,
        lambda source: known_on is None or (not source.reference_work and out_by(source, known_on)),
        lambda composition: composition.year is None or composition.year.last <= day,
    )
    states = pool(world, (frame.party, frame.broker, *frame.members))
    if known_on is None:
        # the ties of a world are shown already
        ties = [tie for kind in INPUTS for tie in world.ties_by_kind.get(kind, ()) if not tie.unverified]
        here = {tie.iri for tie in ties}
        fresh = [outline for outline in outlines if outline.is_likeness and outline.iri not in here]
        ties += show(fresh, admitted.claims, world.source_by_iri)
    else:
        ties = list(show(outlines, admitted.claims, world.source_by_iri))
    return frame, measure_criteria(world, ties, frame, states, background), admitted


@lru_cache(maxsize=64)
def _cases(table: Table, day: date, lens: Lens) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    places = _places(table, day, lens)
    frame = frame_of(day, places, _places(table, table.world.horizon, lens))
    return cases(places, frame.party, frame.broker)


@lru_cache(maxsize=32)
def _valued_before(table: Table, case: Case) -> tuple[Values, Admitted, tuple[Tie, ...], Mapping[str, int]]:
    """What each candidate had on the day before an accession, from what may be admitted of that day."""
    from graph.network.neighbours import common

    world, frame = table.world, case.frame
    outlines, claims = _inputs(table, frame)
    admitted = admission.before(outlines, claims, world.source_by_iri, frame.day)
    background = _background(
        world,
        lambda source: out_by(source, frame.day),
        lambda composition: admission.dated_by(composition.year, frame.day),
    )
    states = pool(world, (frame.party, frame.broker, *frame.members))
    ties = show(outlines, admitted.claims, world.source_by_iri)
    joining = [
        tie
        for tie in ties
        if tie.kind.nature in (Nature.LASTING, Nature.FIXED)
        and tie.phase in (None, Phase.IN_FORCE)
        and tie.certainty(frame.day) is Certainty.CERTAIN
    ]
    values = measure_criteria(world, ties, frame, states, background)
    return values, admitted, ties, common(joining, frame.party, states)


def _tested(table: Table, case: Case, weights: Weights) -> Tested:
    values, admitted, ties, common = _valued_before(table, case)
    # where states stood is what the test is about: it is told of nobody
    ranking = rank(values, case.frame, weights, {}, admitted)
    return Tested(case, ranking, baselines(case, ranking, common), ties)


def _inputs(table: Table, frame: Frame) -> tuple[list[Outline], list[Claim]]:
    """All that criteria may read: ties of their kinds, and how often those of the frame vote like others."""
    world = table.world
    outlines = [
        outline for outline in world.outlines if outline.kind.slug in INPUTS and not outline.is_likeness
    ]
    named = {outline.iri for outline in outlines}
    claims = [claim for claim in world.claims if claim.tie in named]
    for one in filter(None, (frame.party, frame.broker, *frame.members)):
        alike = _said_alike(table, one)
        fresh = [outline for outline in alike[0] if outline.iri not in named and outline.kind.slug in INPUTS]
        named.update(outline.iri for outline in fresh)
        outlines += fresh
        ours = {outline.iri for outline in fresh}
        # shares by issue are compared nowhere
        claims += [claim for claim in alike[1] if claim.tie in ours and not claim.theme]
    return outlines, claims


@lru_cache(maxsize=32)
def _said_alike(table: Table, one: str) -> tuple[tuple[Outline, ...], tuple[Claim, ...]]:
    return tables.said_alike(table, [one])


def _background(
    world: World, heard: Callable[[Source], bool], dated: Callable[[Composition], bool]
) -> Background:
    """Religions and regions of states, of the sources that are heard and the years that count."""
    sources = world.source_by_iri
    kept = [each for each in world.compositions if heard(sources[each.source]) and dated(each)]
    roots = {each.slug for each in world.concepts if each.scheme == "religions" and not each.broader}
    religions: dict[str, dict[str, float]] = defaultdict(dict)
    said_by: dict[str, set[str]] = defaultdict(set)
    for (state, religion), given in tables.shares(replace(world, compositions=tuple(kept))).items():
        if religion in roots:
            religions[state][religion] = given.low
            said_by[state].add(given.composition.source)
    united = {each.slug for each in world.concepts if each.scheme == REGIONS}
    regions: dict[str, set[str]] = defaultdict(set)
    placed_by: dict[str, set[str]] = defaultdict(set)
    for each in world.located:
        if each.region in united and heard(sources[each.source]):
            regions[each.state].add(each.region)
            placed_by[each.state].add(each.source)
    return Background(
        religions,
        {state: frozenset(found) for state, found in regions.items()},
        {state: tuple(sorted(found)) for state, found in said_by.items()},
        {state: tuple(sorted(found)) for state, found in placed_by.items()},
    )


@lru_cache(maxsize=64)
def _matrix(table: Table, view: View, lens: Lens, order: Order, most: int) -> Matrix:
    from graph.network.build import build
    from graph.network.matrix import matrix

    world, found = table.world, _narrowed(table, view, lens)
    network = build(world, found.entities, found.lines, _places(table, _day(table, view), lens))
    return matrix(network, order, most, regions_of(world, REGIONS))


@lru_cache(maxsize=512)
def _facets(table: Table, view: View, lens: Lens) -> Facets:
    return facets(table, view, _places(table, _day(table, view), lens))


# one who takes a view away often wants it in several formats
@lru_cache(maxsize=4)
def _taken(atlas: Atlas, view: View) -> Taken:
    from graph.export.taken import Taken

    return Taken(
        atlas.ties(view),
        atlas.network(view),
        atlas.known(view).world,
        atlas.day(view),
        atlas.about(view),
        title=atlas.finding(view),
        view=view,
        snapshot=atlas.folder,
        picture=lambda: atlas.drawing(view),
    )


def _derived(atlas: Atlas, view: View) -> Derived:
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


@lru_cache(maxsize=DRAWINGS)
def _drawing(atlas: Atlas, view: View) -> Drawing:
    from graph.network.fold import fold
    from graph.picture.draw import draw

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
            entity.iri: entity_reason(entity, view, places.get(entity.iri), fits=position in narrowed.fitting)
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


# rows of all ties and claims are many: of few days only, and a column is made when somebody asks for it
@lru_cache(maxsize=4)
def _whole(table: Table, day: date, name: str) -> Sheet[Any]:
    from graph.export import sheets
    from graph.export.csv import Told

    if name == "claims":
        return sheets.claims(_whole(table, day, "ties").rows)
    world = table.world
    return sheets.ties([Told(tie, str(tie.certainty(day)), world, day) for tie in world.ties])


@lru_cache(maxsize=64)
def _claims_of(table: Table, day: date, source: str) -> Part:
    whole = _whole(table, day, "claims")
    return whole.part([row for row, said in enumerate(whole.rows) if said.claim.source == source])


@lru_cache(maxsize=64)
def _sheet(table: Table, view: View, lens: Lens, name: str) -> Part:
    from graph.export import sheets

    world, day, found = table.world, _day(table, view), _narrowed(table, view, lens)
    if name in ("ties", "claims"):
        whole, shown = _whole(table, day, name), set(found.ties)
        if name == "ties":
            return whole.part(found.ties)
        iris = {world.ties[position].iri for position in shown}
        return whole.part([row for row, said in enumerate(whole.rows) if said.told.tie.iri in iris])
    if name == "entities":
        return sheets.entities(_shown(table, found, _places(table, day, lens))).whole()
    ties = [world.ties[position] for position in found.ties]
    spoken = {claim.source for tie in ties for claim in tie.claims}
    return sheets.sources(
        (each for each in reliances(world, ties) if each.source.iri in spoken), world
    ).whole()


@lru_cache(maxsize=256)
def _sizes(table: Table, view: View, lens: Lens) -> Mapping[str, int]:
    found = _narrowed(table, view, lens)
    claims = [claim.source for position in found.ties for claim in table.world.ties[position].claims]
    return {
        "ties": len(found.ties),
        "entities": len(found.entities),
        "claims": len(claims),
        "sources": len(set(claims)),
    }


def _shown(table: Table, found: Narrowed, standing: Mapping[str, Place]) -> list[Shown]:
    from graph.export.sheets import Shown

    world = table.world
    lines = {(line.tie, end) for line in found.lines for end in (line.sender, line.receiver)}
    ties = Counter(end for _, end in lines)
    regions: dict[str, list[str]] = defaultdict(list)
    for located in world.located:
        regions[located.state].append(world.concept_by_slug[located.region].label)
    return [
        Shown(entity, standing.get(entity.iri), ties[position], tuple(dict.fromkeys(regions[entity.iri])))
        for position in found.entities
        for entity in (world.entities[position],)
    ]


@lru_cache(maxsize=16)
def _reliances(table: Table, known_on: date | None) -> tuple[Reliance, ...]:
    found = reliances(table.world, table.world.ties)
    return tuple(each for each in found if known_on is None or out_by(each.source, known_on))


@lru_cache(maxsize=64)
def _fall(table: Table, gone: frozenset[str], day: date, lens: Lens) -> Fall:
    return fall(table.world, gone, day, lens)


@lru_cache(maxsize=16)
def _always(table: Table) -> Table:
    return tables.build(Always.of(table.world))


@lru_cache(maxsize=128)
def _ever(table: Table, view: View, lens: Lens) -> tuple[Tie, ...]:
    found = narrow(_always(table), view, _places(table, _day(table, view), lens))
    return tuple(table.world.ties[position] for position in found.ties)


@lru_cache(maxsize=64)
def _events(table: Table, view: View, lens: Lens) -> tuple[Event, ...]:
    ties, standings = _ever(table, view, lens), _changes_of_standing(table, lens)
    return events(table.world, ties, lens, standings, _changes(table))


@lru_cache(maxsize=16)
def _changes(table: Table) -> Changes:
    return Changes(table.world)


@lru_cache(maxsize=32)
def _changes_of_standing(table: Table, lens: Lens) -> tuple[Event, ...]:
    return changes_of_standing(table.world, lens)


#: clauses that ``judge`` does not know
_OF_TIES = (
    "families",
    "kinds",
    "kinds_out",
    "natures",
    "phases",
    "grades",
    "sources",
    "confidence",
    "unverified",
)


@lru_cache(maxsize=256)
def _fit(table: Table, view: View, lens: Lens) -> Fit:
    day = _day(table, view)
    places = _places(table, day, lens)
    return Fit(table, view, places, judge(table, view, places, day))


@lru_cache(maxsize=64)
def _events_seen(table: Table, view: View, lens: Lens) -> tuple[Event, ...]:
    world, folded = table.world, EntityType.PERSON not in shown_types(view)
    position = {entity.iri: pos for pos, entity in enumerate(world.entities)}
    bodies = view.organizations or view.organizations_out
    changes = sorted({event.day for event in _changes_of_standing(table, lens)})
    # what is asked of ties has no say in which entities fit
    of_entities = replace(view, **{name: getattr(View(), name) for name in _OF_TIES})

    def seen(event: Event) -> bool:
        if event.tie not in world.tie_by_iri:
            return True
        # while all states stand where they stood the same ones fit, unless bodies change their members
        last = bisect_right(changes, event.day)
        day = changes[last - 1] if last and not bodies else event.day
        fit = _fit(table, replace(of_entities, as_of=day), lens)
        return any(
            pair <= fit.kept and (pair & fit.asked or pair <= fit.frame)
            for ends in world.ends(world.tie_by_iri[event.tie], folded=folded)
            for pair in ({position[end] for end in ends if end in position},)
        )

    return tuple(event for event in _events(table, view, lens) if seen(event))


@lru_cache(maxsize=64)
def _by_year(table: Table, view: View, lens: Lens) -> tuple[Year, ...]:
    return by_year(table.world, _ever(table, view, lens), lens)


def _day(table: Table, view: View) -> date:
    return min(view.as_of or table.world.horizon, table.world.horizon)
