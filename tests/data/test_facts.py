"""Facts that must be exactly so, whatever else changes; each with its rows of the fact files."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from graph.store.terms import ACC, BASE

Ask = Callable[[str], set[tuple[str, ...]]]

PREFIXES = f"""
    BASE <{BASE}>
    PREFIX acc: <{ACC}>
    PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def ask(dataset) -> Ask:
    """Rows of an answer, IRIs without their base and what is not bound as an empty text."""

    def answer(query: str) -> set[tuple[str, ...]]:
        rows = dataset.query(PREFIXES + query, use_default_graph_as_union=True)
        return {tuple(value.value.removeprefix(BASE) if value else "" for value in row) for row in rows}

    return answer


def test_the_sources_cover_events_until_the_end_of_june_2026(ask):
    assert ask("SELECT ?day { ?dataset acc:evidenceHorizon ?day }") == {("2026-06-29",)}


def test_kazakhstan_has_relations_with_israel_since_april_1992_says_its_embassy(ask):
    said = ask("""
        SELECT ?since ?publisher ?reliability {
            GRAPH ?source { ?claim acc:about <tie/ISR.KAZ.diplomatic-relations.inForce> ; acc:since ?since }
            ?source dcterms:publisher ?publisher ; acc:reliability ?reliability .
        }
    """)

    assert ("1992-04-10", "Embassy of Kazakhstan in Israel", "primary") in said
    assert {since for since, _, _ in said} == {"1992-04-10"}


def test_the_article_leaves_relations_undated(ask):
    """C04, C05."""
    said = ask("""
        SELECT ?tie ?since {
            GRAPH <source/caspian-post-frontier> {
                ?claim acc:about ?tie .
                OPTIONAL { ?claim acc:since ?since }
            }
            ?tie acc:kind <kind/diplomatic-relations> .
        }
    """)

    assert said == {
        ("tie/AZE.ISR.diplomatic-relations.inForce", ""),
        ("tie/ISR.KAZ.diplomatic-relations.inForce", ""),
    }


def test_the_article_names_five_members_of_2020(ask):
    """C61 to C64, C69: the year, never a day."""
    said = ask("""
        SELECT ?state ?since {
            GRAPH <source/caspian-post-frontier> { ?claim acc:about ?tie ; acc:since ?since }
            ?tie acc:kind <kind/accession> ; acc:sender ?state .
        }
    """)

    assert said == {(f"state/{code}", "2020") for code in ("ARE", "BHR", "MAR", "SDN", "XKX")}


def test_the_article_lies_between_bounds_and_rests_on_media_that_it_does_not_name(ask):
    assert ask("""
        SELECT ?earliest ?latest ?origin ?reliability {
            <source/caspian-post-frontier> acc:issuedEarliest ?earliest ; acc:issuedLatest ?latest ;
                prov:wasDerivedFrom ?origin ; acc:reliability ?reliability .
        }
    """) == {("2025-02-19", "2025-11-05", "source/unnamed-foreign-media", "digest")}


def test_sudan_signed_the_declaration_and_its_membership_is_denied(ask):
    """A017, A242."""
    assert ask("""
        SELECT DISTINCT ?since {
            ?claim acc:about <tie/SDN.abraham-accords.accession.signed> ; acc:since ?since
        }
    """) == {("2021-01-06",)}
    assert ask("""
        SELECT ?source { GRAPH ?source { ?claim acc:denies <tie/SDN.abraham-accords.accession.inForce> } }
    """) == {("source/new-arab-khartoum-normalisation",), ("source/emegypt-kazakhstan-to-join",)}


def test_denials_are_of_four_ties(ask):
    """A165, A242, A244, A265."""
    assert ask("SELECT DISTINCT ?tie { ?claim acc:denies ?tie }") == {
        ("tie/BHR.ISR.recall.2023-11-02",),
        ("tie/MAR.abraham-accords.accession.inForce",),
        ("tie/SDN.abraham-accords.accession.inForce",),
        ("tie/XKX.abraham-accords.accession.inForce",),
    }


def test_kazakhstans_announcement_is_one_tie(ask):
    """A036, A037, A039, A040 and A248 join one tie; only those of 6 November date it."""
    assert ask("""
        SELECT DISTINCT ?row ?since {
            ?claim acc:about <tie/KAZ.abraham-accords.accession.announced> ; acc:row ?row .
            OPTIONAL { ?claim acc:since ?since }
        }
    """) == {
        ("A036", "2025-11-06"),
        ("A037", ""),
        ("A039", "2025-11-06"),
        ("A040", ""),
        ("A248", "2025-11-06"),
    }


def test_another_announced_kazakhstan_and_somaliland_announced_itself(ask):
    """A036, A131."""
    said = ask("""
        SELECT DISTINCT ?state ?by {
            ?claim acc:about ?tie ; acc:announcedBy ?by .
            ?tie acc:sender ?state .
            FILTER (?by != ?state)
        }
    """)

    assert said == {("state/KAZ", "person/donald-trump")}


def test_israel_signed_without_acceding_and_the_united_states_mediate(ask):
    """A004, A005."""
    assert ask("""
        SELECT ?state ?kind {
            VALUES ?state { <state/ISR> <state/USA> }
            ?tie acc:sender ?state ; acc:receiver <agreement/abraham-accords> ; acc:kind ?kind .
        }
    """) == {("state/ISR", "kind/signature"), ("state/USA", "kind/mediation")}


def test_trump_signed_as_a_witness_for_the_united_states(ask):
    """A011."""
    assert ask("""
        SELECT DISTINCT ?role ?for {
            ?claim acc:about ?tie ; acc:role ?role .
            ?tie acc:sender <person/donald-trump> ; acc:kind <kind/signature> ; acc:onBehalfOf ?for .
        }
    """) == {("witness", "state/USA")}


def test_bahrains_relations_came_a_month_after_its_signature(ask):
    """A003, A263."""
    assert ask("""
        SELECT DISTINCT ?tie ?since {
            VALUES ?tie {
                <tie/BHR.abraham-accords.signature.2020-09-15>
                <tie/BHR.ISR.diplomatic-relations.inForce>
            }
            ?claim acc:about ?tie ; acc:since ?since .
        }
    """) == {
        ("tie/BHR.abraham-accords.signature.2020-09-15", "2020-09-15"),
        ("tie/BHR.ISR.diplomatic-relations.inForce", "2020-10-18"),
    }


@pytest.mark.parametrize(
    ("tie", "since"),
    [
        ("tie/BOL.ISR.diplomatic-relations.inForce.2025-12-09", "2025-12-09"),  # A222
        ("tie/PRY.ISR.embassy.inForce.2024-12", "2024-12"),  # A236
        ("tie/ISR.MAR.liaison-office.inForce.2021-08", "2021-08"),  # A152
        ("tie/PAK.abraham-accords.refusal.refused.2026-05", "2026-05"),  # A109
    ],
)
def test_a_second_stint_is_a_tie_of_its_own(ask, tie, since):
    assert ask(f"SELECT DISTINCT ?since {{ ?claim acc:about <{tie}> ; acc:since ?since }}") == {(since,)}


def test_a_break_is_an_event_and_ends_the_relations_that_day(ask):
    """A221, A222, A223, A224, A149."""
    said = ask("""
        SELECT DISTINCT ?sender ?broken ?ended ?until {
            ?event acc:kind <kind/severance> ; acc:sender ?sender .
            ?says acc:about ?event ; acc:since ?broken .
            ?tie acc:kind <kind/diplomatic-relations> ; acc:party ?sender ; acc:phase "ended" .
            ?claim acc:about ?tie ; acc:since ?ended .
            OPTIONAL { ?claim acc:until ?until }
            FILTER (str(?broken) = str(?ended))
        }
    """)

    assert said == {
        ("state/BOL", "2009", "2009", "2019"),
        ("state/BOL", "2023-10-31", "2023-10-31", "2025-12-09"),
        ("state/COL", "2024-05-02", "2024-05-02", ""),
        ("state/MRT", "2010-03-20", "2010-03-20", ""),
        ("state/NIC", "2024-10-11", "2024-10-11", ""),
    }


def test_technology_goes_to_kazakhstan_in_four_fields(ask):
    """C42 to C45: one tie, four claims."""
    assert ask("""
        SELECT ?row ?theme {
            ?claim acc:about <tie/ISR.KAZ.technology-supply.inForce> ; acc:row ?row ; acc:theme ?theme
        }
    """) == {
        ("C42", "theme/agriculture"),
        ("C43", "theme/medicine"),
        ("C44", "theme/water"),
        ("C45", "theme/security"),
    }


def test_the_count_of_members_before_kazakhstan_is_disputed(ask):
    """A245, A246: three or four, of one question and one year."""
    assert ask("""
        SELECT DISTINCT ?answer ?year {
            ?statement acc:question <question/member-count> ; acc:answer ?answer ; acc:year ?year .
            <question/member-count> acc:singleValued true .
        }
    """) == {("3", "2025"), ("4", "2025")}


def test_the_same_oil_question_has_two_answers(ask):
    """A067, A279."""
    assert ask("""
        SELECT DISTINCT ?answer {
            ?statement acc:question <question/oil-exports-stopped> ; acc:about <state/AZE> ;
                acc:answer ?answer .
        }
    """) == {("true",), ("false",)}


def test_a_share_and_a_sum_of_arms_stand_on_different_ties(ask):
    """A080 to A083."""
    assert ask("""
        SELECT ?tie ?amount ?unit {
            ?claim acc:about ?tie ; acc:amount ?amount ; acc:unit ?unit ; acc:row ?row .
            ?tie acc:kind <kind/arms-supply> .
            FILTER (?row IN ("A081", "A082", "A083"))
        }
    """) == {
        ("tie/ISR.AZE.arms-supply.2014--2018", "0.43", "share"),
        ("tie/RUS.AZE.arms-supply.2014--2018", "0.51", "share"),
        ("tie/ISR.AZE.arms-supply.2016-12-13", "4850000000", "USD"),
        ("tie/ISR.AZE.arms-supply.2023-11-01", "1200000000", "USD"),
        ("tie/ISR.AZE.arms-supply.2023-10", "120000000", "USD"),
    }


def test_shares_say_whose_share_they_are(ask):
    """A251 to A256, A282, A283."""
    assert ask("""
        SELECT ?row ?religion ?share ?low ?high ?base ?year {
            ?composition a acc:Composition ; acc:row ?row ; acc:religion ?religion ;
                acc:base ?base ; acc:year ?year .
            OPTIONAL { ?composition acc:share ?share }
            OPTIONAL { ?composition acc:shareLow ?low ; acc:shareHigh ?high }
        }
    """) == {
        ("A251", "religion/shia", "", "0.65", "0.75", "Muslims", "2009"),
        ("A252", "religion/shia", "", "0.6", "0.7", "citizens", "2010"),
        ("A253", "religion/shia", "0.75", "", "", "Muslim citizens", "2012"),
        ("A254", "religion/islam", "0.742", "", "", "population", "2020"),
        ("A255", "religion/shia", "", "0.65", "0.75", "Muslims", "2009"),
        ("A256", "religion/islam", "0.973", "", "", "population", "2020"),
        ("A282", "religion/shia", "0.72", "", "", "population", "2013"),
        ("A283", "religion/shia", "0.59", "", "", "population", "2013"),
    }


def test_what_an_objection_is_about_is_a_tie(ask):
    """A034, A035, A137, A269, A270."""
    said = ask("""
        SELECT ?sender ?receiver {
            ?tie acc:kind <kind/objects> ; acc:sender ?sender ; acc:receiver ?receiver
        }
    """)
    recognition = "tie/ISR.XSO.recognition.inForce"
    framework = "tie/ISR.LBN.bilateral-agreement.2026-06-26"

    assert said == {
        ("state/TUR", "tie/XKX.ISR.embassy.inForce"),
        ("state/SRB", "tie/ISR.XKX.diplomatic-relations.inForce"),
        *((f"state/{code}", recognition) for code in ("SOM", "EGY", "TUR", "DJI")),
        *((f"organization/{slug}", recognition) for slug in ("african-union", "arab-league")),
        ("organization/hezbollah", framework),
        ("person/nabih-berri", framework),
    }


def test_the_united_states_asked_six_states_to_join(ask):
    """A110."""
    assert ask("SELECT ?receiver { ?tie acc:kind <kind/accession-request> ; acc:receiver ?receiver }") == {
        (f"state/{code}",) for code in ("SAU", "QAT", "PAK", "TUR", "EGY", "JOR")
    }


def test_inferred_dates_are_never_certain(ask):
    """A166, A210 to A213, A215 to A217."""
    assert ask("SELECT DISTINCT ?row ?part { ?claim acc:unverifiedPart ?part ; acc:row ?row }") == {
        *((f"A{n}", "since") for n in (166, 212, 213, 217)),
        *((f"A{n}", "until") for n in (210, 211, 215, 216)),
    }


def test_only_general_reference_is_unverified(ask):
    """A261."""
    assert ask("SELECT DISTINCT ?source { GRAPH ?source { ?said acc:unverified true ; acc:row ?row } }") == {
        ("source/general-reference",)
    }


def test_an_argument_of_the_article_is_told_once(ask):
    """G001 is what C10 and C74 say, in two paragraphs."""
    assert ask("SELECT ?row ?locator { <argument/G001> acc:row ?row ; acc:locator ?locator }") == {
        (row, locator) for row in ("G001", "C10", "C74") for locator in ("paragraph 2", "paragraph 9")
    }


def test_one_adviser_has_two_spellings(ask):
    """C50, C53, A057."""
    assert ask("SELECT ?alias { <person/hikmet-hajiyev> skos:altLabel ?alias }") == {("Hikmet Hajiev",)}
    assert ask("""
        SELECT DISTINCT ?row {
            ?claim acc:about <tie/benjamin-netanyahu.hikmet-hajiyev.meeting.2025-02-18> ; acc:row ?row
        }
    """) == {("A057",), ("C53",)}


def test_a_reprint_rests_on_its_agency(ask):
    """A017, A036."""
    assert ask("""
        SELECT ?publisher ?origin {
            VALUES ?source {
                <source/national-post-sudan-signs>
                <source/a-news-kazakhstan-israel-bilateral-ties>
                <source/anadolu-kazakhstan-agrees-to-join>
            }
            ?source dcterms:publisher ?publisher ; prov:wasDerivedFrom ?origin .
        }
    """) == {
        ("National Post", "source/reuters"),
        ("A News", "source/anadolu"),
        ("Anadolu", "source/anadolu"),
    }


def test_no_place_has_a_location_of_ours(dataset):
    located = {
        quad.subject.value
        for name in ("latitude", "longitude")
        for quad in dataset.quads_for_pattern(None, ox.NamedNode(f"https://schema.org/{name}"), None)
    }

    assert [iri for iri in located if "/place/" in iri] == []
