"""Candidates and their back-test through the one face of the atlas, on an invented world; nothing leaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.errors import UsageError
from graph.model.admission import Left
from graph.model.candidates import Weights
from graph.model.criteria import Criterion
from graph.model.entity import EntityType
from graph.model.kind import Family, Nature, TieKind
from graph.model.source import Reliability
from graph.model.view import View
from tests.conftest import KINDS, Builder
from tests.pages.conftest import atlas_of


@pytest.fixture(autouse=True)
def trade(monkeypatch):
    for slug in ("export-share", "import-share"):
        kind = TieKind(slug, slug, Family.ECONOMIC, Nature.MEASURE, False, "sells to", "sells to", "sold to")
        monkeypatch.setitem(KINDS, slug, kind)


def written() -> Builder:
    """Syldavia joined on 15 September 2020 and Borduria on 1 June 2021; Khemed and two others did not."""
    b = Builder()
    for code in ("NUE", "SON", "SYL", "BOR", "KHE", "SAN", "POL"):
        b.entity(code)
    b.entity("abraham-accords", EntityType.AGREEMENT)
    b.entity("league", EntityType.ORGANIZATION), b.entity("club", EntityType.ORGANIZATION)
    b.source("gazette", "2019-06-01")
    b.source("agency", "2021-06-02", reliability=Reliability.AGENCY)
    b.source("late", "2024-05-05")
    b.source("almanac", "2026", reliability=Reliability.REFERENCE, reference_work=True)
    b.says("agency", "NUE", "signature", "abraham-accords", since="2020-09-15", occasion="2020-09-15")
    b.says("agency", "SON", "mediation", "abraham-accords", "inForce", "2020-09-15")
    for code, day in (("SYL", "2020-09-15"), ("BOR", "2021-06-01")):
        b.says("agency", code, "signature", "abraham-accords", since=day, occasion=day)
        b.says("agency", code, "accession", "abraham-accords", "inForce", day)
        b.says("agency", code, "diplomatic-relations", "NUE", "inForce", day)
    b.says("almanac", "SAN", "diplomatic-relations", "NUE", "inForce", "1992-04-07")
    b.says("almanac", "POL", "diplomatic-relations", "NUE", "ended", "2009")
    for code in ("BOR", "SYL", "KHE"):
        b.says("almanac", code, "member-of", "league", "inForce", "1990")
    for code, share in (("BOR", 0.5), ("KHE", 0.2), ("SAN", 0.7)):
        b.says(
            "almanac", code, "un-agreement", "NUE",
            since="2015", until="2019", amount=share, unit="share",
        )  # fmt: skip
    b.says("almanac", "BOR", "export-share", "SYL", year="2018", amount=0.3, unit="share")
    b.says("almanac", "KHE", "export-share", "SYL", year="2018", amount=0.1, unit="share")
    b.says("almanac", "BOR", "border", "SYL")
    for region, codes in (("west", ("SYL", "BOR")), ("east", ("KHE", "SAN", "POL"))):
        b.concept(region, "m49")
        for code in codes:
            b.locate(code, region)
    return b


def opened(builder, folder):
    folder.mkdir(exist_ok=True, parents=True)
    return atlas_of(builder.world(), folder)


@pytest.fixture
def atlas(tmp_path):
    return opened(written(), tmp_path / "usual")


def code(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def order(ranking) -> list[tuple[str, str]]:
    return [(code(each.state), each.rank.told) for each in ranking.candidates]


def part(candidate, criterion):
    return next(each for each in candidate.contributions if each.criterion is criterion)


# --- the ranking ---------------------------------------------------------------------------------------


def test_candidates_are_the_states_outside_the_accords(atlas):
    assert {state for state, _ in order(atlas.candidates(View()))} == {"KHE", "SAN", "POL"}


def test_a_rank_opens_to_what_each_criterion_adds(atlas):
    ranking = atlas.candidates(View())
    san = next(each for each in ranking.candidates if code(each.state) == "SAN")

    assert order(ranking)[0] == ("SAN", "1")
    assert part(san, Criterion.RELATIONS).value.said == "in force, since 7 April 1992"
    assert part(san, Criterion.RELATIONS).value.ties == (
        "https://example.org/tie/NUE.SAN.diplomatic-relations.inForce",
    )
    assert san.score == pytest.approx(sum(each.points for each in san.contributions))


def test_what_ended_is_none_and_what_no_source_reports_is_unknown(atlas):
    by_code = {code(each.state): each for each in atlas.candidates(View()).candidates}

    assert part(by_code["POL"], Criterion.RELATIONS).value.amount == 0.0
    assert part(by_code["KHE"], Criterion.RELATIONS).value.amount is None
    assert Criterion.RELATIONS in by_code["KHE"].missing


def test_a_weight_moves_ranks_and_its_absence_is_told_beside_them(atlas):
    only_trade = Weights.of_words(
        [f"{each}=0" for each in Criterion if each is not Criterion.TRADE] + ["trade=1"]
    )
    assert order(atlas.candidates(View(), only_trade))[0] == ("KHE", "1")

    khemed = atlas.candidates(View()).of("https://example.org/state/KHE")
    assert khemed.rank.told == "2"
    assert khemed.by_weights.best <= 2 <= khemed.by_weights.worst
    assert khemed.by_missing.best == 1, "with relations, as far as anybody knows, it might come first"


def test_religion_and_region_count_only_on_demand(atlas):
    usual = atlas.candidates(View())
    asked = atlas.candidates(View(), Weights.of_words(["region=5"]))

    assert all(part(each, Criterion.REGION).points == 0 for each in usual.candidates)
    assert all(part(each, Criterion.REGION).weight == 5 for each in asked.candidates)


def test_under_a_day_of_knowledge_no_reference_work_is_heard(atlas):
    ranking = atlas.candidates(View(known_on=date(2026, 1, 1)))

    assert {each.score for each in ranking.candidates} == {0.0}
    assert ranking.admitted.left_of(["member-of"]) == {Left.REFERENCE: 3}


def test_a_figure_counts_once_its_whole_period_is_over(atlas):
    khemed = "https://example.org/state/KHE"
    during = atlas.candidates(View(as_of=date(2018, 6, 30))).of(khemed)
    after = atlas.candidates(View(as_of=date(2019, 12, 31))).of(khemed)

    assert part(during, Criterion.VOTES_PARTY).value.said == "no figure"
    assert part(after, Criterion.VOTES_PARTY).value.said == "20 %, 2015 to 2019"


def test_what_speaks_against_stands_beside_a_rank(tmp_path):
    b = written()
    refusal = b.says("late", "KHE", "refusal", "abraham-accords", "refused", "2024-05-01")
    ranking = opened(b, tmp_path / "refused").candidates(View())

    assert ranking.of("https://example.org/state/KHE").against.ties == (refusal,)
    assert ranking.of("https://example.org/state/SAN").against.ties == ()


def test_without_a_party_there_are_no_candidates(tmp_path, builder):
    builder.entity("SYL")
    with pytest.raises(UsageError, match="nobody is a party"):
        opened(builder, tmp_path / "nobody").candidates(View())


# --- the back-test -------------------------------------------------------------------------------------


def outcome(atlas):
    """All that a back-test comes to, but for the counts of what was left out."""
    return [
        (each.case, each.ranking.candidates, each.ranking.admitted.heard, each.baselines, each.ties)
        for each in atlas.backtest(View(), Weights.of_words(["region=1", "religion=1"]))
    ]


def test_each_accession_is_tested_on_the_day_before_it(atlas):
    first, second = atlas.backtest(View())

    assert (code(first.case.state), first.case.frame.day) == ("SYL", date(2020, 9, 14))
    assert (code(second.case.state), second.case.frame.day) == ("BOR", date(2021, 5, 31))
    assert first.case.frame.members == ()
    assert [code(iri) for iri in second.case.frame.members] == ["SYL"]
    assert Criterion.TRADE not in first.ranking.asked, "there is nobody yet to trade with"
    assert second.ranking.of(second.case.state).rank.told == "1"


def test_a_case_stands_beside_baselines_with_intervals(atlas):
    second = atlas.backtest(View())[1]

    assert {each.name: each.rank.told for each in second.baselines} == {
        "random order": "2 to 3",
        "already has relations": "2 to 4",
        "common neighbours": "1 to 4",
    }


def plant_late_press(b):
    for kind, more in (
        ("diplomatic-relations", {"phase": "inForce", "since": "2015-01-01"}),
        ("member-of", {"phase": "inForce", "since": "1999"}),
        ("un-agreement", {"since": "2014", "until": "2018", "amount": 0.9, "unit": "share"}),
        ("export-share", {"year": "2017", "amount": 0.9, "unit": "share"}),
        ("border", {}),
    ):
        other = {"member-of": "club", "export-share": "SYL", "border": "SYL"}.get(kind, "NUE")
        b.says("late", "POL", kind, other, **more)
    b.says("late", "SYL", "member-of", "club", "inForce", "1999")


def plant_late_in_reference(b):
    for kind, more in (
        ("diplomatic-relations", {"phase": "inForce", "since": "2021-06-01"}),
        ("member-of", {"phase": "inForce", "since": "2022"}),
        ("un-agreement", {"since": "2019", "until": "2023", "amount": 0.9, "unit": "share"}),
        ("export-share", {"year": "2021", "amount": 0.9, "unit": "share"}),
    ):
        b.says("almanac", "KHE", kind, {"export-share": "SYL", "member-of": "club"}.get(kind, "NUE"), **more)
    # an end that lies later may change nothing of what held before
    ended = "https://example.org/tie/NUE.SAN.diplomatic-relations.inForce"
    b.claims = [
        replace(claim, until=b.claim(ended, "almanac", "1992-04-07", "2023").until)
        if claim.tie == ended
        else claim
        for claim in list(b.claims)
    ]


def plant_undated(b):
    for source in ("gazette", "almanac"):
        b.says(source, "KHE", "diplomatic-relations", "NUE", "inForce")
        b.says(source, "KHE", "member-of", "club", "inForce")
        b.says(source, "SYL", "member-of", "club", "inForce")
        b.says(source, "KHE", "export-share", "SYL", amount=0.9, unit="share")
        b.says(source, "KHE", "un-agreement", "NUE", occasion=source, amount=0.9, unit="share")
        b.says(source, "SAN", "diplomatic-relations", "NUE", "inForce", denies=True)
    b.share("KHE", "islam", 0.9, year="2024"), b.share("SYL", "islam", 0.9, year="2024")


@pytest.mark.parametrize("plant", [plant_late_press, plant_late_in_reference, plant_undated])
def test_nothing_that_came_later_or_bears_no_date_moves_a_back_test(atlas, tmp_path, plant):
    leaking = written()
    plant(leaking)
    planted = opened(leaking, tmp_path / "planted")

    assert outcome(planted) == outcome(atlas)
    assert sum(planted.backtest(View())[1].ranking.admitted.left.values()) > sum(
        atlas.backtest(View())[1].ranking.admitted.left.values()
    )


@pytest.mark.parametrize("source", ["gazette", "almanac"])
def test_what_began_before_and_is_dated_does_move_it(atlas, tmp_path, source):
    b = written()
    b.says(source, "KHE", "diplomatic-relations", "NUE", "inForce", "2015-01-01")

    assert outcome(opened(b, tmp_path / "early")) != outcome(atlas)


def test_the_present_ranking_hears_what_the_back_test_does_not(tmp_path, atlas):
    b = written()
    plant_undated(b)

    assert atlas.candidates(View()) != opened(b, tmp_path / "undated").candidates(View())


def test_a_member_without_a_day_is_not_tested_and_is_told(tmp_path):
    b = written()
    b.says("late", "KHE", "signature", "abraham-accords")
    b.says("late", "KHE", "accession", "abraham-accords", "signed")
    atlas = opened(b, tmp_path / "undated")

    assert [code(iri) for iri in atlas.untested(View(lens="signed"))] == ["KHE"]
