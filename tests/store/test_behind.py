"""The SPARQL behind a View finds in the store, row for row, what the table finds."""

import gzip
import shutil
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.atlas import open_atlas
from graph.errors import Misfit, UnknownName
from graph.model.entity import EntityType, Statehood
from graph.model.kind import Family, Nature, Phase
from graph.model.source import Confidence
from graph.model.standing import Standing
from graph.model.tie import Grade
from graph.model.view import View
from graph.store.behind import behind_tie
from graph.store.guard import Limits, check
from graph.store.snapshot import open_store

ROW = ("tie", "sender", "receiver", "certainty", "past")
ODD = ['"', "'", "\\", r"\u000a", "\n} DROP ALL #", '"""', "a\tb", "\0", "é", "İ", "%_", "{", "#", " "]


#: tables of so many ties that a store takes seconds for a question: of these only the ties of one state
LARGE = ("factbook", "un_votes")


@pytest.fixture(scope="module")
def part(tmp_path_factory, real_atlas):
    """The atlas of the hand-written facts, and of the large tables of what they say of Kazakhstan."""
    folder = tmp_path_factory.mktemp("part")
    shutil.copytree(
        real_atlas.settings.data, folder / "data", ignore=shutil.ignore_patterns("ideal_points*", "versions")
    )
    for name in LARGE:
        file = folder / "data" / "generated" / f"{name}.nq.gz"
        lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
        kept = (line for line in lines if b"KAZ" in line or not _is_said(line.split(b" ", 1)[0]))
        file.write_bytes(gzip.compress(b"".join(kept), 1))
    return open_atlas(replace(real_atlas.settings, data=folder / "data", cache=folder / "cache"))


def _is_said(subject):
    return any(folder in subject for folder in (b"/tie/", b"/claim/", b"/figure/"))


@pytest.fixture(scope="module")
def store(part):
    return open_store(part.folder)


def by_table(atlas, view):
    """The lines that the table finds, in its order."""
    world = atlas.known(view).world
    return [
        (
            world.ties[line.tie].iri,
            world.entities[line.sender].iri,
            world.entities[line.receiver].iri,
            str(line.certainty),
            str(line.past).lower(),
        )
        for line in atlas.narrow(view).lines
    ]


def by_sparql(store, text):
    rows = store.query(text, use_default_graph_as_union=True)
    return [tuple(row[name].value for name in ROW) for row in rows]


def some(values, **size):
    return st.frozensets(st.sampled_from(sorted(values)), min_size=1, **size)


@st.composite
def views(draw, words):
    """Views in the words of the real atlas: a few clauses each."""
    clauses = {
        "as_of": st.dates(date(1948, 1, 1), date(2027, 1, 1)),
        "known_on": st.dates(date(2019, 1, 1), date(2026, 6, 1)),
        "lens": st.sampled_from(sorted(words["lens"])),
        "types": some(EntityType),
        "families": some(Family),
        "kinds": some(words["kinds"], max_size=30),
        "kinds_out": some(words["kinds"], max_size=30),
        "natures": some(Nature),
        "phases": some(Phase),
        "religions": some(words["religions"], max_size=3),
        "share": st.integers(0, 100),
        "regions": some(words["regions"], max_size=5),
        "standings": some(Standing),
        "also": some(words["entities"], max_size=5),
        "statehood": some(Statehood),
        "frame": st.booleans(),
        "organizations": some(words["organizations"], max_size=3),
        "organizations_out": some(words["organizations"], max_size=3),
        "grades": some(Grade),
        "sources": st.integers(0, 4),
        "confidence": st.sampled_from(Confidence),
        "unverified": st.booleans(),
        "past_years": st.integers(0, 200),
        "focus": some(words["entities"], max_size=2),
        "depth": st.integers(1, 4),
        "hidden": some(words["entities"], max_size=5),
        "only": some(words["entities"], max_size=40),
        "text": st.sampled_from(["a", "an", "KAZ", "иран", "israel", *ODD]),
    }
    asked = draw(st.lists(st.sampled_from(sorted(clauses)), max_size=5, unique=True))
    wide = {"natures": frozenset(Nature), "phases": frozenset(Phase), "statehood": frozenset(Statehood)}
    start = draw(st.sampled_from([{}, wide | {"types": frozenset(EntityType), "past_years": 80}]))
    return View(**start | {name: draw(clauses[name]) for name in asked})


@settings(
    deadline=None,
    max_examples=settings.default.max_examples // 12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_the_store_answers_as_the_table_does(part, store, data):
    view = data.draw(views(part.known_words))
    text = part.query_behind(view)
    found = by_table(part, view)
    event("nothing" if not found else "a few lines" if len(found) < 20 else "many lines")

    assert by_sparql(store, text) == found
    assert check(text, Limits(text_bytes=len(text.encode()))).text == text


ASKED = {
    "the plain view": View(),
    "everything": View(
        types=frozenset(),
        natures=frozenset(Nature),
        phases=frozenset(),
        statehood=frozenset(),
        unverified=True,
        past_years=200,
    ),
    "a day before any of it": View(as_of=date(1947, 1, 1)),
    "a Sunni region": View(religions=frozenset({"sunni"}), share=60, regions=frozenset({"central-asia"})),
    "members and their ties": View(
        standings=frozenset({Standing.MEMBER}), families=frozenset({Family.ACCORD, Family.DIPLOMATIC})
    ),
    "in one body and not in another": View(
        organizations=frozenset({"organization-of-turkic-states"}),
        organizations_out=frozenset({"i2u2", "negev-forum"}),
    ),
    "around one": View(focus=frozenset({"KAZ"}), depth=2, kinds=frozenset({"embassy", "visit"})),
    "some put away": View(hidden=frozenset({"KAZ", "abraham-accords"})),
    "nobody but some": View(only=frozenset({"ISR", "KAZ", "AZE", "abraham-accords"})),
    "with ties added": View(families=frozenset({Family.ACCORD}), expanded=frozenset({"KAZ.embassy.10"})),
    "by name": View(text="kaz", frame=False),
    "well supported": View(
        grades=frozenset({Grade.CORROBORATED}), sources=2, confidence=Confidence.HIGH, past_years=1
    ),
    "what was known": View(
        known_on=date(2025, 11, 5), as_of=date(2025, 11, 5), families=frozenset({Family.ACCORD})
    ),
}


@pytest.mark.parametrize("view", ASKED.values(), ids=ASKED.keys())
def test_a_reader_can_run_what_stands_behind_a_view(part, view):
    with part.queries() as runner:
        rows = runner.run(part.query_behind(view)).rows
    found = [tuple(row[name]["value"] for name in ROW) for row in rows]

    assert found == by_table(part, view)


WHOLE = {
    "the plain view": View(),
    "likenesses": View(natures=frozenset({Nature.SIMILARITY}), regions=frozenset({"central-asia"})),
    "what was known": View(known_on=date(2025, 11, 5), as_of=date(2025, 11, 5)),
}


@pytest.mark.parametrize("view", WHOLE.values(), ids=WHOLE.keys())
def test_the_store_of_the_whole_world_answers_as_its_table_does(real_atlas, view):
    found = by_table(real_atlas, view)

    assert len(found) > 5_000 or view.regions
    assert by_sparql(open_store(real_atlas.folder), real_atlas.query_behind(view)) == found


def test_the_first_view_fits_into_the_console_with_its_lists(part, store):
    view = part.views["first"].view
    text = part.query_behind(view)

    assert len(by_table(part, view)) > 100
    assert by_sparql(store, text) == by_table(part, view)
    assert max(map(len, text.splitlines())) <= 120, "no line that has to be scrolled"


def test_a_query_opens_with_its_question(part):
    assert part.query_behind(View()).splitlines()[:2] == [
        "# Which ties fit this view: All states and organisations; as of "
        f"{part.horizon.day} {part.horizon:%B %Y}?",
        "PREFIX acc: <https://w3id.org/accord-atlas/ontology#>",
    ]


@pytest.mark.parametrize("odd", ODD)
def test_no_text_leaves_its_comment_or_its_quotes(part, store, odd):
    view = View(text=odd)
    text = part.query_behind(view)
    lines = text.splitlines()
    comments = [line for line in lines if line.startswith("#")]

    assert lines[: len(comments)] == comments, "the question is one comment"
    assert "\\" not in "".join(comments), "an engine may read an escape before it reads a comment"
    assert check(text).form == "select"
    assert by_sparql(store, text) == by_table(part, view)


def test_a_name_that_is_no_iri_is_refused():
    for iri in ("nonsense", "https://example.org/> } DROP ALL #", "https://example.org/a b", "urn:\n"):
        with pytest.raises(Misfit, match="is no IRI"):
            behind_tie(iri)


def test_an_unknown_tie_has_no_query(part):
    with pytest.raises(UnknownName, match="no tie 'nowhere'"):
        part.query_behind_tie("https://example.org/nowhere")


def test_behind_a_tie_stand_all_who_claim_or_deny_it(part, store):
    disputed = [tie for tie in part.world.ties if tie.denying]
    assert disputed, "or this proves nothing"
    for tie in (*disputed, *part.world.ties[:20]):
        rows = store.query(part.query_behind_tie(tie.iri), use_default_graph_as_union=True)
        found = {
            (
                row["claim"].value,
                row["source"].value,
                row["says"].value.endswith("#denies"),
                row["title"].value,
            )
            for row in rows
        }
        titles = part.world.source_by_iri
        assert found == {
            (claim.iri, claim.source, claim.denies, titles[claim.source].title) for claim in tie.claims
        }


def test_a_reader_can_run_what_stands_behind_a_tie(part):
    tie = next(tie for tie in part.world.ties if "~" in tie.iri)
    text = part.query_behind_tie(tie.iri)
    with part.queries() as runner:
        rows = runner.run(text).rows

    assert text.startswith(f"# Who claims or denies the tie {tie.iri.rsplit('/', 1)[-1]}, and what")
    assert len(rows) == len(tie.claims)
