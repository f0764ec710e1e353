"""What was true on a day, what was known on a day and who disagrees, on examples to check by hand."""

from dataclasses import replace
from datetime import date

import pytest

from graph.model.kind import Phase
from graph.model.standing import Standing
from graph.model.view import View

RELATIONS = frozenset({"diplomatic-relations"})


@pytest.fixture(scope="module")
def standing(real_atlas):
    """Where states stand in a view or a saved view: standing → codes."""

    def stand(view):
        view = real_atlas.views[view].view if isinstance(view, str) else view
        found: dict[str, set[str]] = {}
        for iri, place in real_atlas.places(view).items():
            if place.standing is not Standing.OUTSIDE:
                found.setdefault(str(place.standing), set()).add(real_atlas.world.entity_by_iri[iri].code)
        return found

    return stand


@pytest.fixture(scope="module")
def relations(real_atlas):
    """The relations of a state with Israel on a day, in every stage: stage → certainty."""

    def ask(code, day):
        view = View(as_of=day, kinds=RELATIONS, phases=frozenset())
        ends = [real_atlas.find(code), real_atlas.find("ISR")]
        return {str(tie.phase): certainty for tie, certainty in real_atlas.ties(view, ends)}

    return ask


def test_the_articles_world_has_five_members(standing):
    assert standing("article-world") == {
        "member": {"ARE", "BHR", "MAR", "SDN", "XKX"},
        "candidate": {"AZE", "KAZ"},
        "party": {"ISR"},
        "broker": {"USA"},
    }


def test_by_the_end_of_september_2020_two_had_signed_and_one_had_relations(standing):
    assert standing("september-2020-signed") == {
        "member": {"ARE", "BHR"},
        "party": {"ISR"},
        "broker": {"USA"},
    }
    assert standing("september-2020-relations") == {
        "member": {"ARE"},
        "declared": {"BHR"},
        "party": {"ISR"},
        "broker": {"USA"},
    }


@pytest.mark.parametrize(("day", "expected"), [(17, "declared"), (18, "member")])
def test_bahrain_had_only_declared_until_18_october_2020(standing, day, expected):
    assert "BHR" in standing(View(as_of=date(2020, 10, day)))[expected]


def test_three_had_joined_by_the_end_of_2020(standing):
    found = standing("end-of-2020")

    assert found == {"member": {"ARE", "BHR", "MAR"}, "party": {"ISR"}, "broker": {"USA"}}


def test_in_november_2025_kazakhstan_went_from_candidate_to_announced(real_atlas, standing):
    before, after = standing("kazakhstan-before"), standing("kazakhstan-after")

    assert "KAZ" in before["candidate"]
    assert after["announced"] == {"KAZ"}
    assert "announced" not in before
    assert before["member"] == after["member"] == {"ARE", "BHR", "MAR"}
    views = (real_atlas.views[name].view for name in ("kazakhstan-before", "kazakhstan-after"))
    difference = real_atlas.difference(*views)
    ties = {tie.iri.rsplit("/", 1)[-1] for tie in difference.certain.gained}
    assert "KAZ.abraham-accords.accession.announced" in ties
    assert not difference.certain.lost


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1999, 10, 27), {}),
        (date(1999, 10, 28), {"inForce": "certain"}),
        (date(2009, 1, 15), {"inForce": "certain"}),
        (date(2009, 1, 16), {"suspended": "certain"}),
        (date(2010, 3, 19), {"suspended": "certain"}),
        (date(2010, 3, 20), {"ended": "certain"}),
        (date(2026, 6, 29), {"ended": "certain"}),
    ],
)
def test_mauritanias_relations_of_1999_to_2010(relations, day, expected):
    assert relations("MRT", day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2008, 12, 31), {"inForce": "possible"}),
        (date(2009, 6, 1), {"inForce": "possible", "ended": "possible"}),
        (date(2009, 12, 31), {"ended": "certain", "inForce": "possible"}),
        (date(2018, 6, 1), {"ended": "certain"}),
        (date(2019, 6, 1), {"ended": "possible", "inForce": "possible"}),
        (date(2019, 12, 31), {"inForce": "certain"}),
        (date(2023, 10, 30), {"inForce": "certain"}),
        (date(2023, 10, 31), {"ended": "certain"}),
        (date(2025, 12, 8), {"ended": "certain"}),
        (date(2025, 12, 9), {"inForce": "certain"}),
    ],
)
def test_bolivias_relations_broke_and_came_back(relations, day, expected):
    assert relations("BOL", day) == expected


def test_sudan_declared_and_never_more(real_atlas, standing, relations):
    days = [event.day for event in real_atlas.events(real_atlas.views["sudan"].view)]

    assert days
    for day in (date(2021, 1, 6), *(day for day in days if day > date(2021, 1, 6)), real_atlas.horizon):
        assert "SDN" in standing(View(as_of=day))["declared"], day
        assert Phase.IN_FORCE not in relations("SDN", day), day
    assert "SDN" not in {code for codes in standing(View(as_of=date(2021, 1, 5))).values() for code in codes}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 10, 17), {}),
        (date(2020, 10, 18), {"inForce": "certain"}),
        (date(2026, 6, 29), {"inForce": "certain"}),
    ],
)
def test_bahrains_relations_since_18_october_2020(relations, day, expected):
    assert relations("BHR", day) == expected


@pytest.mark.parametrize(
    ("slug", "ties"),
    [
        ("mauritania", {"ISR.MRT.diplomatic-relations.suspended"}),
        ("bolivia", {"BOL.ISR.diplomatic-relations.ended", "BOL.ISR.severance.2023-10-31"}),
        ("sudan", {"SDN.abraham-accords.signature.2021-01-06", "SDN.abraham-accords.accession.signed"}),
        ("bahrain", {"BHR.ISR.diplomatic-relations.inForce"}),
    ],
)
def test_a_saved_view_shows_what_its_title_says(real_atlas, slug, ties):
    shown = {tie.iri.rsplit("/", 1)[-1] for tie, _ in real_atlas.ties(real_atlas.views[slug].view)}

    assert ties <= shown


def test_every_saved_view_has_a_title_a_note_and_something_to_show(real_atlas):
    for slug, saved in real_atlas.views.items():
        assert saved.title != slug
        assert saved.note.strip().endswith("."), slug
        assert real_atlas.narrow(saved.view).lines, slug


def test_a_day_after_the_horizon_shows_what_is_known_at_the_horizon(real_atlas):
    for view in (View(), replace(View(), lens="signed")):
        assert real_atlas.moment(replace(view, as_of=date(9999, 12, 31))) == real_atlas.moment(view)
