"""The table's answers are honest: on any world, under any View, they are what plain Python finds."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from functools import reduce
from itertools import combinations

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.model.entity import EntityType
from graph.model.source import Confidence
from graph.model.standing import places
from graph.model.view import View
from graph.table.build import build
from graph.table.facets import facets
from graph.table.narrow import REASONS, narrow
from tests.conftest import HORIZON, RELATIONS
from tests.table.oracle import Answer, answer
from tests.table.worlds import CLAUSES, OPEN, TIE_CLAUSES, days, narrower, views, worlds

# a world becomes a table anew in every example; `make examples` looks at ten times as many
SLOWLY = settings(
    deadline=None,
    max_examples=settings.default.max_examples // 8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def stand(world, view):
    return places(world, min(view.as_of or HORIZON, HORIZON), RELATIONS)


def narrowed(table, view):
    return narrow(table, view, stand(table.world, view))


def told(table, found):
    """What was narrowed, in the words of the plain answer."""
    entities, ties = table.world.entities, table.world.ties
    return Answer(
        lines=frozenset(
            (
                ties[line.tie].iri,
                entities[line.sender].iri,
                entities[line.receiver].iri,
                str(line.certainty),
                line.past,
            )
            for line in found.lines
        ),
        entities=frozenset(entities[pos].iri for pos in found.entities),
        states=frozenset(entities[pos].iri for pos in found.states),
        offered={entities[pos].iri: set(clauses) for pos, clauses in found.offered.items()},
        no_figure=frozenset(entities[pos].iri for pos in found.no_figure),
    )


def ties(table, view):
    return frozenset(narrowed(table, view).ties)


#: of small worlds it is drawn whether the lines of few entities are looked up, or all are looked through
LOOKED_UP = st.sampled_from([0.0, 1 / 8, 2.0])


@contextmanager
def looked_up(part):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("graph.table.lines._FEW", part)
        yield


@SLOWLY
@given(
    world=worlds(),
    asked=st.lists(views(), min_size=10, max_size=10),
    known_on=st.none() | days,
    part=LOOKED_UP,
)
def test_the_table_finds_what_plain_python_finds(world, asked, known_on, part):
    world = world.known_on(known_on) if known_on else world
    table = build(world)
    for view in asked:
        with looked_up(part):
            found = narrowed(table, view)
        event(f"{min(len(found.lines), 3)} lines, offered {bool(found.offered)}")
        assert told(table, found) == answer(world, view, stand(world, view))
        assert list(found.lines) == sorted(found.lines)


@SLOWLY
@given(world=worlds(), view=views())
def test_what_is_shown_and_what_is_hidden_make_up_the_whole(world, view):
    table = build(world)
    found = narrowed(table, view)
    folded = EntityType.PERSON not in (view.types or frozenset(EntityType))
    drawable = {tie.iri for tie in world.ties if world.ends(tie, folded=folded)}

    assert len(found.ties) + sum(found.hidden.values()) == len(drawable)
    assert found.hidden.keys() <= REASONS.keys()
    assert len(found.certain_ties) + len(found.possible_ties) == len(found.ties)
    assert not set(found.states) & {*found.offered, *found.no_figure}
    assert not set(found.offered) & set(found.no_figure)


@SLOWLY
@given(
    world=worlds(),
    # whatever states it asks for, it leaves all ties among them
    base=views([clause for clause in CLAUSES if clause not in TIE_CLAUSES | {"focus": 0}], OPEN),
    clauses=st.fixed_dictionaries(TIE_CLAUSES),
    pairs=st.lists(st.sampled_from(list(combinations(TIE_CLAUSES, 2))), min_size=3, max_size=3),
)
def test_clauses_about_ties_are_asked_one_after_the_other_or_together(world, base, clauses, pairs):
    table = build(world)
    alone = {name: ties(table, replace(base, **{name: value})) for name, value in clauses.items()}
    for a, b in pairs:
        assert ties(table, replace(base, **{a: clauses[a], b: clauses[b]})) == alone[a] & alone[b], (a, b)
    assert ties(table, replace(base, **clauses)) == reduce(frozenset.__and__, alone.values())


@SLOWLY
@given(
    world=worlds(),
    base=views([clause for clause in CLAUSES if clause not in TIE_CLAUSES | {"focus": 0}], OPEN),
    clauses=st.fixed_dictionaries(TIE_CLAUSES),
    as_of=days,
    known_on=days,
)
def test_clocks_and_filters_may_be_set_in_any_order(world, base, clauses, as_of, known_on):
    """What the clocks leave, filtered, is what the filters leave of the ties known and true then."""
    table = build(world.known_on(known_on))
    on_the_day = replace(base, as_of=as_of)
    clocks_first = ties(table, on_the_day)
    for name, value in clauses.items():
        clocks_first &= ties(table, replace(on_the_day, **{name: value}))
    filters_first = reduce(
        frozenset.__and__,
        (
            ties(table, replace(replace(base, **{name: value}), as_of=as_of))
            for name, value in clauses.items()
        ),
    )

    assert clocks_first == filters_first == ties(table, replace(base, **clauses, as_of=as_of))


@SLOWLY
@given(data=st.data(), world=worlds(), view=views())
def test_a_clause_more_never_shows_a_tie_more(data, world, view):
    table = build(world)
    for _ in range(3):
        less, clause = data.draw(narrower(view))
        event(clause)
        assert ties(table, less) <= ties(table, view), clause


@pytest.mark.parametrize(
    ("view", "wider"),
    [
        (View(), View(unverified=True)),
        (View(), View(past_years=20)),
        (View(), View(natures=View().natures | {"similarity"})),
        (
            View(standings=frozenset({"member"})),
            View(standings=frozenset({"member"}), also=frozenset({"KHE"})),
        ),
        (View(regions=frozenset({"east"}), frame=False), View(regions=frozenset({"east"}))),
    ],
)
def test_what_widens_says_so_by_showing_more(small_world, view, wider):
    table = build(small_world)

    assert ties(table, view) < ties(table, wider)


def alone(view, clause, option):
    """The View with one option alone of one of its filters."""
    return replace(view, **{clause: option if clause in ("confidence", "sources") else frozenset({option})})


#: clauses of so many options that of the real atlas each view checks some
MANY = {"religions": 2, "regions": 4, "kinds": 7, "organizations": 30, "organizations_out": 30}


def check_facets(table, view, places_of, turn=None):
    """Compare every count with what narrowing by its option alone gives.

    Of clauses with many options, in their turn those that a view with another turn leaves out.
    """
    counted = facets(table, view, places_of(view))

    def left(asked):
        return narrow(table, asked, places_of(asked))

    def some(clause):
        options = sorted(getattr(counted, clause).items())
        step = MANY.get(clause, 1)
        return options if turn is None else options[turn % step :: step]

    for clause in ("religions", "regions", "statehood", "organizations", "organizations_out"):
        for option, number in some(clause):
            assert len(left(alone(view, clause, option)).states) == number, (clause, option)
    for option, number in counted.standings.items():
        asked = replace(alone(view, "standings", option), also=frozenset())
        assert len(left(asked).states) == number, ("standings", option)
    for clause in ("families", "kinds", "natures", "phases", "grades", "confidence", "sources"):
        for option, number in some(clause):
            assert len(left(alone(view, clause, option)).ties) == number, (clause, option)
    drawn = Counter(
        table.world.entities[pos].type for pos in left(replace(view, types=frozenset(EntityType))).entities
    )
    assert counted.types == {entity_type: drawn[entity_type] for entity_type in EntityType}
    by_knowledge = [len(left(replace(view, unverified=unverified)).ties) for unverified in (False, True)]
    assert counted.unverified == by_knowledge[1] - by_knowledge[0]
    tally = left(view).tally
    assert counted.certainty == {"certain": tally.certain_ties, "possible": tally.possible_ties}
    return counted


@settings(SLOWLY, max_examples=settings.default.max_examples // 16)
@given(world=worlds(), view=views(), part=LOOKED_UP)
def test_every_count_is_what_its_option_alone_would_leave(world, view, part):
    table = build(world)
    with looked_up(part):
        counted = check_facets(table, view, lambda asked: stand(world, asked))

    # and no option that would leave something is forgotten
    for clause, options in (
        ("religions", {concept.slug for concept in world.concepts if concept.scheme == "religions"}),
        ("regions", {concept.slug for concept in world.concepts if concept.scheme == "m49"}),
        ("kinds", set(world.kind_by_slug)),
    ):
        for option in options - getattr(counted, clause).keys():
            found = narrowed(table, alone(view, clause, option))
            assert not (found.ties if clause == "kinds" else found.states), (clause, option)
    beyond = max(counted.sources) + 1
    assert not ties(table, replace(view, sources=beyond))
    assert set(counted.confidence) == set(Confidence)


REAL_VIEWS = (
    View(),
    View(unverified=True, natures=frozenset(), past_years=50, phases=frozenset()),
    View(religions=frozenset({"islam"}), share=80, grades=frozenset({"single", "disputed"})),
    View(regions=frozenset({"central-asia"}), types=frozenset(EntityType), sources=2),
    View(organizations_out=frozenset({"organization-of-turkic-states"}), confidence=Confidence.MEDIUM),
    View(focus=frozenset({"KAZ"}), depth=2, families=frozenset({"diplomatic"})),
)


@pytest.mark.parametrize("number", range(len(REAL_VIEWS) + 1))
def test_every_count_of_the_real_atlas_is_what_its_option_alone_would_leave(real_atlas, number):
    view = (*REAL_VIEWS, real_atlas.views["first"].view)[number]

    check_facets(real_atlas.table, view, real_atlas.places, turn=number)


@pytest.mark.parametrize("view", REAL_VIEWS)
def test_the_real_atlas_finds_what_plain_python_finds(real_atlas, view):
    found = real_atlas.narrow(view)

    assert told(real_atlas.table, found) == answer(real_atlas.world, view, real_atlas.places(view))
