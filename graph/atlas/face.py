"""The one face that pages, shell, HTTP and notebooks ask."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph.atlas.candidacy import kept_cases, kept_valued, tested
from graph.atlas.clocks import (
    PAST_YEARS,
    day_of,
    kept_blocs,
    kept_by_year,
    kept_difference,
    kept_disputes,
    kept_events,
    kept_events_seen,
    kept_ever,
    kept_known_on,
    kept_majorities,
    kept_places,
)
from graph.atlas.compared import (
    kept_agreements,
    kept_dossier,
    kept_holding,
    kept_likenesses,
    kept_shared,
    kept_shared_by_year,
)
from graph.atlas.networks import (
    kept_circled,
    kept_ground,
    kept_measured,
    kept_measured_without,
    kept_shared_bodies,
    kept_steps,
    kept_what_if,
    known_measure,
)
from graph.atlas.seen import (
    FIRST,
    PICTURES,
    REGION_SCHEMES,
    Thumbnail,
    derived_of,
    draw_small,
    kept_drawing,
    kept_facets,
    kept_matrix,
    kept_measure,
    kept_pictured,
    known_words,
    narrowed_view,
)
from graph.atlas.sheets import kept_claims_of, kept_fall, kept_reliances, kept_sheet, kept_sizes, kept_taken
from graph.errors import UnknownName
from graph.model import evidence
from graph.model.arguments import Asked, Board, Reasoned, board, reasoned
from graph.model.backtest import Tested
from graph.model.candidates import Ranking, Weights, rank, with_against
from graph.model.describe import describe, finding
from graph.model.difference import Difference, Moment
from graph.model.disputes import Dispute
from graph.model.dossier import Dossier, Likeness
from graph.model.entity import Entity, EntityType, Figure
from graph.model.gauged import Changed, Found, Ground, Progress, SharedBodies, Told
from graph.model.group import Group, Sorting, groups, in_a_list, sortings
from graph.model.indicator import heard
from graph.model.kind import Nature
from graph.model.ledger import HowMany, Ledger, how_many, ledger
from graph.model.lens import Lens
from graph.model.link import Known
from graph.model.looks import blocks
from graph.model.matrix import Matrix, Order
from graph.model.measure import Measure
from graph.model.moments import Event, Issues, Year, issues
from graph.model.outcome import WhatIf
from graph.model.path import Route, Routes
from graph.model.profile import Fact, profile
from graph.model.reliance import Fall, Reliance
from graph.model.scenario import Scenario
from graph.model.shared import Counted, Shared
from graph.model.sides import Side, side
from graph.model.source import Source
from graph.model.standing import Places, Standing
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.votes import Agreement
from graph.model.world import World
from graph.search.index import Index
from graph.search.suggestion import Sort, Suggestion
from graph.settings import Settings
from graph.table import build as tables
from graph.table.build import Table
from graph.table.expand import offers
from graph.table.facets import Facets, loosening
from graph.table.narrow import Narrowed

if TYPE_CHECKING:
    import networkx as nx

    from graph.export.sheet import Part
    from graph.export.taken import Taken
    from graph.own.reading import Limits as OwnLimits
    from graph.own.review import Own, Review
    from graph.picture.draw import Drawing
    from graph.store.query import QueryRunner
    from graph.store.remote.copy import Copy
    from graph.store.saved import SavedView
    from graph.store.shapes import Shapes


@dataclass(frozen=True, eq=False)
class Atlas:
    """One data version, opened for reading; any number of threads may ask it."""

    settings: Settings
    folder: Path  #: of the snapshot
    table: Table
    spots: Mapping[str, tuple[float, float]]  #: IRI → where it stands on every picture
    lenses: Mapping[str, Lens]
    known_words: Known
    own: tuple[Own, ...] = ()  #: a reader's own data that lie over it; nobody else sees them

    def laid_over(self, owns: Sequence[Own]) -> Atlas:
        """This atlas with a reader's own data over it; it stays itself as it is.

        Raises:
            Crowded: as many as there may be lie over one already.
            CacheUnwritable: there is no room for a store of their own.
        """
        from graph.own.over import lay

        laid = lay(self.table, self.spots, self.folder, owns, self.settings.own_visits)
        words = known_words(laid.table.world, self.lenses)
        whole = replace(self, table=laid.table, spots=laid.spots, folder=laid.folder)
        return replace(whole, known_words=words, own=(*self.own, *owns))

    def with_imports(self, store: Path) -> Atlas:
        """This atlas with all that a folder of imports keeps.

        Raises:
            StoreError: the folder keeps no imports, or one of them is damaged.
        """
        from graph.own.folder import opened

        owns = opened(store, self.world)
        return self.laid_over(owns) if owns else self

    def review(
        self, name: str, content: bytes, day: date | None = None, *, over: Atlas | None = None
    ) -> Review:
        """Check a file of a reader's own, and say what it would add, corroborate or contradict.

        Args:
            day: on which it is read; today if None.
            over: the atlas with what the reader has brought before.

        Raises:
            Rejected: the file as a whole is not taken.
        """
        from graph.own.review import Base, review
        from graph.store.snapshot import STORE, open_store

        limits = self._limits_of_own
        base = Base(
            self.world,
            lambda text: tuple(each.label for each in self.suggest(text, 3, among=(Sort.ENTITY, Sort.THEME))),
            self.settings.data / "shapes.ttl",
            lambda: open_store(self.folder) if (self.folder / STORE).is_dir() else None,
        )
        return review(base, name, content, day or date.today(), limits, over=over.world if over else None)

    @property
    def _limits_of_own(self) -> OwnLimits:
        from graph.own.reading import Limits

        asked = self.settings
        return Limits(asked.own_bytes, asked.own_seconds, asked.own_memory_mb, asked.own_claims)

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
        file = self.folder / PICTURES
        if not file.is_file():
            return {slug: draw_small(self, saved.view) for slug, saved in self.views.items()}
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
        return day_of(self.table, view)

    def known(self, view: View) -> Table:
        """The table of what was known on the view's day of knowledge; with likenesses if it asks for them."""
        table = self.table.whole if Nature.SIMILARITY in view.natures else self.table
        return table if view.known_on is None else kept_known_on(table, view.known_on)

    def places(self, view: View) -> Places:
        """Where each state stands on the view's day, under its lens: IRI → place."""
        return kept_places(self.known(view), self.day(view), self.lenses[view.lens])

    def narrow(self, view: View) -> Narrowed:
        """Find what fits a view."""
        return narrowed_view(self.known(view), view, self.lenses[view.lens])

    def pictured(self, view: View) -> Narrowed:
        """Find what fits a view, as far as a picture has room for it."""
        return kept_pictured(self.known(view), view, self.lenses[view.lens])

    def finding(self, view: View) -> str:
        """What the standings come to in a sentence, among the states that the reader picked if any."""
        world, standing = self.known(view).world, self.places(view)
        if not view.picks_states:
            return finding(standing, world)
        fitting = {world.entities[position].iri for position in self.pictured(view).fitting}
        return finding(standing, world, standing.keys() & fitting)

    def drawing(self, view: View) -> Drawing:
        """Draw what fits a view, as far as a picture has room for it."""
        return kept_drawing(self, view)

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
        together = {**kept_majorities(table), **kept_blocs(table, self.day(view))}
        return groups(world, view.folded, kept, named=named, places=places, together=together)

    @cached_property
    def sortings(self) -> tuple[Sorting, ...]:
        """The ways in which all states can be drawn in groups at once."""
        several = [slug for slug, iris in kept_majorities(self.table).items() if len(iris) > 1]
        return sortings(self.world, REGION_SCHEMES, several)

    @cached_property
    def groupings(self) -> Mapping[str, str]:
        """Every group by membership or majority that can be asked for → what it is called in a list."""
        found = {**kept_majorities(self.table), **kept_blocs(self.table, self.horizon)}
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
        return kept_measure(self.table, self.known(view), view, self.lenses[view.lens], word, of)

    def facets(self, view: View) -> Facets:
        """Count the options of every filter."""
        return kept_facets(self.known(view), view, self.lenses[view.lens])

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
        return kept_steps(self, self._view_of_steps(view, route, within))

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
        return kept_ground(self, view, ground or Ground())

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
        return kept_measured(self, view, known_measure(measure), ground or Ground(), Told(progress))

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
        asked = (self, view, known_measure(measure), entity, ground or Ground())
        return kept_measured_without(*asked, Told(progress))

    def shared_bodies(self, view: View, progress: Progress | None = None) -> tuple[SharedBodies, ...]:
        """What each two states of a view belong to together, and whether that is more than chance.

        Chance is reckoned from all states of the view's statehood, whatever else it asks for; only full
        members count, and only those that certainly are on the day. See ``graph.network.memberships.METHOD``.
        """
        return kept_shared_bodies(self, view, Told(progress))

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
        return kept_what_if(self, view, scenario, Told(progress))

    def network_of_what_if(self, view: View, scenario: Scenario) -> nx.Graph:
        """The network before that a scenario is looked at in."""
        return kept_circled(self, view, scenario)

    def candidates(self, view: View, weights: Weights | None = None) -> Ranking:
        """Rank the states outside the Accords by the view's clocks and lens; its filters do not count.

        Under a day of knowledge no reference work is heard, as none bears a day on which it was known.

        Raises:
            UsageError: nobody is a party to the Accords.
        """
        day, lens = self.day(view), self.lenses[view.lens]
        frame, values, admitted = kept_valued(self.table, self.known(view), day, view.known_on, lens)
        ranking = rank(values, frame, weights or Weights(), self.places(view), admitted)
        return with_against(ranking, self.known(view).world)

    def backtest(self, view: View, weights: Weights | None = None) -> tuple[Tested, ...]:
        """Say where the ranking would have put each member of the view's day on the day before its accession.

        Of the view only its day and its lens count. See ``graph.model.admission`` for what is admitted.
        """
        found = kept_cases(self.table, self.day(view), self.lenses[view.lens])
        return tuple(tested(self.table, case, weights or Weights()) for case in found[0])

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
        return kept_cases(self.table, self.day(view), self.lenses[view.lens])[1]

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
        return kept_dossier(self, iri, View(as_of=view.as_of, known_on=view.known_on, lens=view.lens))

    def likenesses(self, iri: str, view: View) -> tuple[Likeness, ...]:
        """How often a state votes like each other one, year by year; empty where no source says."""
        return kept_likenesses(self.table, iri, view.known_on)

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
        return kept_shared(self.known(view), self.day(view), sides, of, self.lenses[view.lens])

    def shared_by_year(
        self, sides: tuple[Side, ...], view: View, *, filtered: bool = False
    ) -> tuple[tuple[Counted, ...], ...]:
        """How many ties each side had at the end of each year; see ``shared``."""
        of = replace(view.of_all_entities, past_years=PAST_YEARS) if filtered else None
        return kept_shared_by_year(self.known(view), sides, of, self.lenses[view.lens])

    def profile(self, sides: tuple[Side, ...], view: View) -> tuple[Fact, ...]:
        """What is known of sides beside their ties, by the view's clocks and lens."""
        world, day = self.known(view).world, self.day(view)
        figures = {
            iri: heard(self.figures(iri), day, world.source_by_iri, view.known_on)
            for iri in sorted({iri for each in sides for iri in each.states})
        }
        return profile(world, sides, self.places(view), kept_holding(self.known(view), day), figures)

    def agreements(self, sides: tuple[Side, ...], view: View) -> tuple[Agreement, ...]:
        """How often sides vote alike at the United Nations, year by year; empty where no source says."""
        return kept_agreements(self.table, sides, view.known_on)

    def matrix(self, view: View, order: Order, most: int) -> Matrix:
        """The network of a view as a matrix of its *most* tied entities."""
        return kept_matrix(self.known(view), view, self.lenses[view.lens], order, most)

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
        return kept_taken(self, view)

    def about(self, view: View) -> dict[str, str]:
        """What every file says of the view that it holds."""
        return {
            "view": describe(view, self.known(view).world),
            "as_of": self.day(view).isoformat(),
            "known_on": view.known_on.isoformat() if view.known_on else "all",
            "lens": view.lens,
            "data": self.world.version,
            **({"own_data": "; ".join(own.name for own in self.own)} if self.own else {}),
        }

    def sheet(self, view: View, name: str) -> Part:
        """One of the tables of what fits a view, see ``graph.export.sheets``; without the picture's limit.

        Args:
            name: "ties", "entities", "claims" (on these ties) or "sources" (of these claims).
        """
        return kept_sheet(self.known(view), view, self.lenses[view.lens], name)

    def sizes(self, view: View) -> Mapping[str, int]:
        """How many rows each of the tables of a view has."""
        return kept_sizes(self.known(view), view, self.lenses[view.lens])

    def claims_of(self, view: View, source: str) -> Part:
        """What a source, by its IRI, claims of ties by the view's clocks, whatever its filters."""
        return kept_claims_of(self.known(view), self.day(view), source)

    def reliances(self, view: View) -> tuple[Reliance, ...]:
        """What stands on each source that was out by the view's day of knowledge, whatever its filters."""
        return kept_reliances(self.known(view), view.known_on)

    def sources_like(self, name: str, limit: int = 5) -> tuple[Source, ...]:
        """The sources whose title, publisher or slug is nearest to a name; none if none is near."""
        from graph.search.sources import nearest

        return nearest(name, self.world.sources, limit)

    def fall(self, view: View, gone: frozenset[str]) -> Fall:
        """What falls on the view's day under its lens once some sources, by their IRIs, are left out."""
        return kept_fall(self.known(view), gone, self.day(view), self.lenses[view.lens])

    def query_behind(self, view: View) -> str:
        """Write the SPARQL query that finds the lines of a view in the store."""
        from graph.store.behind import behind_view

        return behind_view(view, derived_of(self, view), describe(view, self.known(view).world))

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
        return kept_difference(self, before, after)

    def ever(self, view: View) -> tuple[Tie, ...]:
        """The ties that the view shows on one day or another; of states, those that fit on its own day."""
        return kept_ever(self.known(view), replace(view, past_years=PAST_YEARS), self.lenses[view.lens])

    def events(self, view: View) -> tuple[Event, ...]:
        """The days on which something of the view changes, by day, from the first up to the horizon."""
        return kept_events(self.known(view), replace(view, past_years=PAST_YEARS), self.lenses[view.lens])

    def events_seen(self, view: View) -> tuple[Event, ...]:
        """Those of the events that the picture of their day can show: its states are those that fit then.

        A state that stands nowhere yet on a day is in no picture of a view that asks for standings.
        """
        found = self.events(view)
        if not (view.standings or view.organizations or view.organizations_out):
            return found
        return kept_events_seen(
            self.known(view), replace(view, past_years=PAST_YEARS), self.lenses[view.lens]
        )

    def issues(self, view: View) -> Issues:
        """When the sources of the view's ties came out, whatever day of knowledge it asks for."""
        return issues(self.world, self.ever(replace(view, known_on=None)))

    def by_year(self, view: View) -> tuple[Year, ...]:
        """The view's certain ties and the members at the end of each year."""
        return kept_by_year(self.known(view), replace(view, past_years=PAST_YEARS), self.lenses[view.lens])

    def disputes(self, view: View) -> tuple[Dispute, ...]:
        """On what the sources known on the view's day of knowledge contradict each other."""
        return kept_disputes(self.known(view))

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
