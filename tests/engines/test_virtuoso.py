"""Virtuoso as the store, loaded with the shipped data: every page gives the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.atlas import Atlas, open_atlas
from graph.model.arguments import Asked
from graph.model.kind import Family, Nature
from graph.model.path import Route
from graph.model.view import View
from graph.settings import Settings
from graph.store.load import load
from graph.store.remote import ask, check
from graph.store.remote.client import Endpoint
from tests.engines.servers import virtuoso

VIEWS = {
    "first": View(),
    "everything": View(statehood=frozenset(), past_years=200, unverified=True),
    "on the day of the declaration": View(as_of=date(2020, 9, 15)),
    "known before it": View(known_on=date(2020, 8, 1), lens="announced"),
    "shia majorities": View(religions=frozenset({"shia"})),
    "around a state": View(focus=frozenset({"AZE"}), families=frozenset({Family.ECONOMIC})),
    "likenesses": View(focus=frozenset({"KAZ"}), natures=frozenset({Nature.SIMILARITY})),
}


@pytest.fixture(scope="module")
def address(real_atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Virtuoso as Debian sets it up, cap of 10,000 rows included, with what lies in data/."""
    folder: Path = tmp_path_factory.mktemp("virtuoso")
    load(real_atlas.settings.data).dump(folder / "data.nq", ox.RdfFormat.N_QUADS)
    with virtuoso(folder) as running:
        yield running


@pytest.fixture(scope="module")
def settings(address: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """What an operator would set, and more time, as the machine may be busy."""
    return Settings(store=address, cache=tmp_path_factory.mktemp("cache"), store_seconds=120.0)


@pytest.fixture(scope="module")
def there(settings: Settings) -> Atlas:
    """The atlas over Virtuoso."""
    return open_atlas(settings)


def test_it_is_recognised_and_usable(settings):
    report = check.check(settings)

    assert (report.usable, report.dialect) == (True, "virtuoso")
    assert "cuts at 10,000 rows and says so" in check.told(report)


def test_it_holds_the_same_facts(there, real_atlas):
    assert set(there.world.entities) == set(real_atlas.world.entities)
    assert there.world.ties == real_atlas.world.ties
    assert there.world.claims == real_atlas.world.claims
    assert there.world.sources == real_atlas.world.sources
    assert there.world.statements == real_atlas.world.statements
    assert there.world.arguments == real_atlas.world.arguments
    assert set(there.world.compositions) == set(real_atlas.world.compositions)
    assert there.views.keys() == real_atlas.views.keys()
    assert there.spots == real_atlas.spots


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_view_gives_the_same_answers(there, real_atlas, view):
    for answer in (
        Atlas.finding,
        Atlas.narrow,
        Atlas.places,
        Atlas.facets,
        Atlas.drawing,
        Atlas.ties,
        Atlas.sizes,
        Atlas.disputes,
        Atlas.ledger,
        Atlas.how_many,
        Atlas.events_seen,
        Atlas.by_year,
        Atlas.reliances,
        Atlas.candidates,
        Atlas.query_behind,
    ):
        assert answer(there, view) == answer(real_atlas, view), answer.__name__


@pytest.mark.parametrize("slug", ["KAZ", "AZE", "ISR", "abraham-accords"])
def test_dossiers_figures_and_files_are_the_same(there, real_atlas, slug):
    iri, view = real_atlas.find(slug).iri, View()

    assert there.dossier(iri, view) == real_atlas.dossier(iri, view)
    assert there.figures(iri) == real_atlas.figures(iri)
    assert there.evidence_of_entity(iri) == real_atlas.evidence_of_entity(iri)
    assert there.likenesses(iri, view) == real_atlas.likenesses(iri, view)
    assert sorted(there.trig(iri).splitlines()) == sorted(real_atlas.trig(iri).splitlines())


def test_paths_comparisons_maps_and_arguments_are_the_same(there, real_atlas):
    view, route = View(), Route(real_atlas.find("KAZ").iri, real_atlas.find("MAR").iri)
    words = ["AZE", "KAZ"]

    assert there.routes(view, route) == real_atlas.routes(view, route)
    assert there.shared(there.sides(words, view), view) == real_atlas.shared(
        real_atlas.sides(words, view), view
    )
    assert there.measure(view, "standing") == real_atlas.measure(view, "standing")
    assert there.arguments(view, Asked()) == real_atlas.arguments(view, Asked())
    assert there.backtest(view) == real_atlas.backtest(view)


def test_a_readers_query_answers_the_same(there, real_atlas):
    """Dates are filtered by our own engine over the copy, so no row is lost."""
    query = """\
PREFIX acc: <https://w3id.org/accord-atlas/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?claim ?day WHERE {
    ?claim a acc:Claim ; acc:since ?day
    OPTIONAL { ?claim acc:until ?end }
    FILTER(?day >= "2020-01-01"^^xsd:date && (!BOUND(?end) || ?end > "2020-06-01"^^xsd:date))
} ORDER BY ?claim
"""
    with there.queries() as one, real_atlas.queries() as other:
        assert one.run(query).rows == other.run(query).rows


def test_the_engine_itself_counts_what_our_own_reading_counts(settings, real_atlas):
    endpoint = Endpoint(settings)
    days = [claim.since for claim in real_atlas.table.whole.world.claims if claim.since]
    ours = sum(day.precision == 3 and str(day).startswith("2020-") for day in days)

    assert endpoint.number(ask.dated(2020, by_value=False)) == ours


def test_above_the_stated_number_a_part_is_fetched(settings, tmp_path):
    part = open_atlas(
        replace(settings, cache=tmp_path, scope_ties=1000, scope_part=400, scope="families=accord")
    )

    assert 0 < len(part.world.ties) < 1000
    assert {tie.kind.family for tie in part.world.ties} >= {Family.ACCORD}
    assert part.copy.partly.startswith(f"{part.copy.here:,} of 32,")
