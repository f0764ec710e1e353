"""The one face that pages, shell and notebooks use, on the real facts."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from graph.atlas import PAST_YEARS
from graph.errors import UnknownName
from graph.model.kind import Family, Nature
from graph.model.moments import Change
from graph.model.scenario import Scenario
from graph.model.view import View


def test_the_first_view_keeps_to_its_budget(real_atlas):
    view = real_atlas.views["first"].view
    narrowed = real_atlas.narrow(view)
    world = real_atlas.world
    strokes = {
        (frozenset((line.sender, line.receiver)), world.ties[line.tie].kind.family) for line in narrowed.lines
    }

    assert len(narrowed.entities) <= 45
    assert len(strokes) <= 120


def test_the_first_view_shows_those_whom_it_is_about(real_atlas):
    narrowed = real_atlas.narrow(real_atlas.views["first"].view)
    slugs = {real_atlas.world.entities[position].slug for position in narrowed.entities}

    assert slugs >= {
        "ISR",
        "USA",
        "ARE",
        "BHR",
        "MAR",
        "SDN",
        "KAZ",
        "AZE",
        "SAU",
        "RUS",
        "CHN",
        "IRN",
        "XKX",
    }
    assert slugs >= {"abraham-accords", "organization-of-turkic-states", "abraham-accords-caucus-knesset"}


def test_everybody_has_a_place_that_no_view_moves(real_atlas):
    assert set(real_atlas.spots) == {entity.iri for entity in real_atlas.world.entities}


def test_ties_between_two_are_those_that_touch_both(real_atlas):
    kazakhstan, israel = real_atlas.find("KAZ"), real_atlas.find("Israel")
    found = real_atlas.ties(View(families=frozenset({Family.DIPLOMATIC})), [kazakhstan, israel])

    assert {"diplomatic-relations", "embassy"} <= {tie.kind.slug for tie, _ in found}
    for tie, certainty in found:
        assert {kazakhstan.iri, israel.iri} <= {tie.sender, tie.receiver, tie.outline.on_behalf_of}
        assert certainty == "certain"


def test_a_day_after_the_horizon_is_answered_for_the_horizon(real_atlas):
    assert real_atlas.day(View(as_of=date(2030, 1, 1))) == real_atlas.horizon


@pytest.mark.parametrize(("slug", "every"), [("first", 1), ("signed", 6)])
def test_an_event_is_seen_if_the_picture_of_its_day_shows_its_tie(real_atlas, slug, every):
    """Of what begins or happens: what ends is no more in the picture of the day on which it is over.

    The whole world has so many days that every sixth is looked at.
    """
    view = real_atlas.views["first"].view if slug == "first" else View(lens=slug)
    begun = [
        event
        for event in real_atlas.events(view)
        if event.change in (Change.BEGINS, Change.STAGE, Change.HAPPENS)
    ]
    on_picture = {
        day: {tie.iri for tie, _ in real_atlas.ties(replace(view, as_of=day))}
        for day in sorted({event.day for event in begun})[::every]
    }
    begun = [event for event in begun if event.day in on_picture]

    seen = set(real_atlas.events_seen(view))
    assert seen <= set(real_atlas.events(view))
    assert [event for event in begun if event in seen] == [
        event for event in begun if event.tie in on_picture[event.day]
    ]


def test_an_event_without_a_date_stands_on_the_clock_as_long_as_it_is_shown(real_atlas):
    view = View(past_years=PAST_YEARS)
    shown = {
        tie.iri
        for tie, _ in real_atlas.ties(view)
        if tie.kind.nature is Nature.EVENT and not (tie.since or tie.until)
    }

    assert shown
    assert shown <= {event.tie for event in real_atlas.events(view)}


def test_what_does_not_exist_is_named(real_atlas):
    with pytest.raises(UnknownName, match="no tie 'nowhere'"):
        real_atlas.evidence_of_tie("https://example.org/nowhere")
    with pytest.raises(UnknownName, match="no entity 'nowhere'"):
        real_atlas.evidence_of_entity("https://example.org/nowhere")


def test_a_misspelt_name_is_suggested_and_told(real_atlas):
    assert [found.slug for found in real_atlas.suggest("Kazakstan", 1)] == ["KAZ"]
    assert [found.slug for found in real_atlas.suggest("embasy", 1)] == ["embassy"]
    with pytest.raises(UnknownName, match=r"no entity 'Kazakstan'; did you mean Kazakhstan\?"):
        real_atlas.find("Kazakstan")


def test_evidence_of_a_dispute_has_both_sides(real_atlas):
    iri = next(
        tie.iri for tie in real_atlas.world.ties if tie.iri.endswith("/SDN.abraham-accords.accession.inForce")
    )
    evidence = real_atlas.evidence_of_tie(iri)

    assert evidence.affirming
    assert evidence.denying
    assert evidence.rivals
    assert {said.claim.denies for said in evidence.denying} == {True}


def test_evidence_of_a_state_says_who_gives_each_share_and_region(real_atlas):
    evidence = real_atlas.evidence_of_entity(real_atlas.find("KAZ").iri)

    islam = next(item for item in evidence.religions if item.concept.slug == "islam")
    assert (islam.composition.low, islam.source.slug) == (0.693, "factbook")
    assert {"central-asia", "turkic-world"} <= {region.concept.slug for region in evidence.regions}
    assert Family.DIPLOMATIC in evidence.ties
    assert evidence.arguments > 0


def test_the_package_opens_lazily():
    import subprocess
    import sys

    engines = "'duckdb', 'networkx', 'rdflib', 'streamlit'"
    code = f"import sys, graph; print([name for name in ({engines}) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_table_and_sparql_count_the_same_ties(real_atlas):
    text = """
        PREFIX acc: <https://w3id.org/accord-atlas/ontology#>
        SELECT ?kind ?grade (COUNT(?tie) AS ?ties)
        WHERE { ?tie a acc:Tie ; acc:kind ?kind ; acc:grade ?grade }
        GROUP BY ?kind ?grade"""
    with real_atlas.queries() as runner:
        rows = runner.run(text).rows
    asked = {
        (row["kind"]["value"].rsplit("/", 1)[-1], row["grade"]["value"]): int(row["ties"]["value"])
        for row in rows
    }

    assert asked == Counter((tie.kind.slug, str(tie.grade)) for tie in real_atlas.table.whole.world.ties)


def test_a_comparison_tells_figures_of_years_that_are_over_on_its_day(real_atlas):
    def told(view: View) -> dict[str, str]:
        sides = real_atlas.sides(["KAZ", "AZE"], view)
        return {fact.label: fact.cells[0].said for fact in real_atlas.profile(sides, view)}

    now, then = told(View()), told(View(as_of=date(2000, 12, 31)))

    assert any("Population" in label for label in now)
    assert not any("Population" in label for label in then)
    assert any("Ideal point" in label for label in then)


def test_a_what_if_sums_figures_of_years_that_are_over_on_its_day(real_atlas):
    def population(view: View):
        return (
            real_atlas.what_if(view, Scenario(frozenset({real_atlas.find("KAZ").iri}))).members[1].population
        )

    assert population(View()).amount > 0
    assert population(View(as_of=date(2020, 12, 31))).years <= ("2020", "2020")
