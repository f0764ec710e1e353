"""From a file to what it would change: rows, things, previews."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.csv import lines_csv
from graph.model.tie import Grade
from graph.own.columns import COLUMNS, template
from graph.own.errors import Rejected
from graph.own.preview import Effect
from graph.own.quads import is_own, read
from graph.own.reading import Limits
from graph.own.review import Base, as_own, more, review
from graph.own.said import Mint
from graph.own.taken import rows as rows_of
from graph.store.terms import BASE
from tests.own.conftest import DAY, ROOT


def effects(found):
    return [(str(each.effect), each.iri.rsplit("/", 1)[-1]) for each in found.changes]


def test_a_new_tie_is_added_under_an_address_of_its_own(reviewed):
    found = reviewed("KHE,SYL,embassy,in force,2020-05,,https://example.org/a,\n")

    assert effects(found) == [("added", "KHE.SYL.embassy.inForce")]
    assert is_own(found.changes[0].iri)
    assert found.findings == ()


def test_a_tie_of_the_atlas_is_corroborated_under_its_own_address(reviewed, small_world):
    found = reviewed("Nuevo Rico,KHE,diplomatic-relations,,1992,,https://example.org/a,\n")

    assert effects(found) == [("corroborated", "KHE.NUE.diplomatic-relations.inForce")]
    assert found.changes[0].iri in small_world.tie_by_iri
    assert found.own.world.outlines == ()


def test_another_day_and_a_denial_contradict(reviewed, small_world):
    dated = reviewed("KHE,NUE,diplomatic-relations,in force,1999-01-01,,https://example.org/a,\n")
    denied = reviewed("KHE,NUE,diplomatic-relations,in force,,,https://example.org/a,yes\n")

    assert [effects(each)[0][0] for each in (dated, denied)] == ["contradicted", "contradicted"]
    over = more(small_world, denied.own)
    assert over.tie_by_iri[denied.changes[0].iri].grade is Grade.DISPUTED
    assert small_world.tie_by_iri[denied.changes[0].iri].grade is not Grade.DISPUTED


def test_all_that_a_file_names_counts_as_one_voice(reviewed, small_world):
    found = reviewed(
        "KHE,SYL,embassy,in force,2020,,https://example.org/a,\nKHE,SYL,embassy,in force,2020,,https://example.net/b,\n"
    )

    (tie,) = [tie for tie in more(small_world, found.own).ties if is_own(tie.iri)]
    assert (len(tie.sources), tie.independent_sources, tie.grade) == (2, 1, Grade.SINGLE)


def test_a_visit_on_another_day_is_another_visit(reviewed):
    same = reviewed("Ottokar,KHE,visit,,2026-01-26,,https://example.org/a,\n")
    other = reviewed("Ottokar,KHE,visit,,2026-02-01,,https://example.org/a,\n")

    assert effects(same)[0] == ("corroborated", "ottokar.KHE.visit.2026-01-26")
    assert effects(other)[0] == ("added", "ottokar.KHE.visit.2026-02-01")


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("KHE,ZZZ,embassy,,,,https://example.org/a,", "receiver", "nobody whom the atlas knows"),
        ("KHE,KHE,embassy,,,,https://example.org/a,", "receiver", "is the sender as well"),
        ("KHE,SYL,embasy,,,,https://example.org/a,", "kind", "is no kind of tie"),
        ("KHE,SYL,un-agreement,,,,https://example.org/a,", "kind", "reckoned from votes"),
        ("KHE,SYL,embassy,maybe,,,https://example.org/a,", "phase", "is no stage"),
        ("KHE,SYL,objects,signed,,,https://example.org/a,", "phase", "has no stages"),
        ("KHE,SYL,embassy,,2020-13,,https://example.org/a,", "since", "not a day of the calendar"),
        ("KHE,SYL,embassy,,03/04/2020,,https://example.org/a,", "since", "read in several ways"),
        ("KHE,SYL,embassy,,soon,,https://example.org/a,", "since", "is not a date"),
        ("KHE,SYL,embassy,,2020,2019,https://example.org/a,", "until", "lies before the beginning"),
        ("KHE,SYL,embassy,,,,,", "source", "is empty"),
        ("KHE,SYL,embassy,,,,javascript:alert(1),", "source", "no address on the web"),
        ("KHE,SYL,embassy,,,,https://example.org/a,perhaps", "denies", "neither yes nor no"),
        ("KHE,SYL,oil-supply,,,,https://example.org/a,", "amount", "is a figure"),
        ("KHE,SYL,embassy,,,,https://example.org/a,,too,many", "", "10 cells"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_column_and_rule(reviewed, row, column, problem):
    found = reviewed(f"{row}\nKHE,POL,embassy,,,,https://example.org/a,\n")

    (finding,) = found.findings
    assert (finding.place, finding.column) == ("row 2", column)
    assert problem in finding.problem
    assert finding.mend
    assert found.taken == 1


def test_rows_are_numbered_as_a_spreadsheet_counts_them(reviewed):
    found = reviewed("\n,,,,,,,\nKHE,ZZZ,embassy,,,,https://example.org/a,\n")

    assert [each.place for each in found.findings] == ["row 4"]


def test_headers_of_others_are_read_and_what_is_not_read_is_said(base):
    table = b"\xef\xbb\xbfFrom;To;Kind;Start;Source;Colour\nKHE;SYL;embassy;2020;https://example.org/a;red\n"

    found = review(base, "theirs.csv", table, DAY, Limits())

    assert found.taken == 1
    assert [(header, name) for header, name, _ in found.understood.told()] == [
        ("From", "sender"),
        ("To", "receiver"),
        ("Kind", "kind"),
        ("Start", "since"),
        ("Source", "source"),
        ("Colour", "not read"),
    ]


def test_a_table_is_refused_whole_where_a_column_is_missing_or_rows_are_too_many(base, reviewed):
    with pytest.raises(Rejected, match=r"receiver \(or to\), source \(or source_url or url\) are missing"):
        review(base, "few.csv", b"from,kind\nKHE,embassy\n", DAY, Limits())
    with pytest.raises(Rejected, match=r"has more than 2 rows; that is the limit \(ATLAS_OWN_CLAIMS\)"):
        reviewed("KHE,SYL,embassy,,,,https://example.org/a,\n" * 3, claims=2)


def test_the_template_is_read_by_those_who_gave_it(real_atlas):
    found = real_atlas.review("template.csv", template(), DAY)

    assert (found.taken, found.findings) == (2, ())
    assert [name for _, name, _ in found.understood.told()] == list(COLUMNS)


TURTLE = """
@prefix acc: <https://w3id.org/accord-atlas/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/accord-atlas/> .
<https://mine.example/forum> a acc:Organization ; rdfs:label "The Forum"@en .
<https://mine.example/t1> a acc:Tie ; acc:sender <state/KAZ> ; acc:receiver <https://mine.example/forum> ;
    acc:kind <kind/member-of> ; acc:phase "inForce" .
<https://mine.example/c1> a acc:Claim ; acc:about <https://mine.example/t1> ; acc:phase "inForce" ;
    acc:since "2024-03"^^xsd:gYearMonth ; acc:confidence "high" .
<https://mine.example/t2> a acc:Tie ; acc:sender <state/KAZ> ; acc:kind <kind/embassy> ; acc:phase "inForce" .
<https://mine.example/c2> a acc:Claim ; acc:about <https://mine.example/t2> ; acc:phase "inForce" ;
    acc:confidence "high" .
<https://mine.example/c3> a acc:Claim ; acc:denies <tie/KAZ.abraham-accords.accession.announced> ;
    acc:confidence "low" .
<state/KAZ> rdfs:comment "a note" .
<https://mine.example/s1> a acc:Statement ; acc:about <agreement/abraham-accords> ;
    acc:question <question/member-count> ; acc:answer 99 .
"""


@pytest.fixture(scope="module")
def of_turtle(real_atlas):
    return real_atlas.review("mine.ttl", TURTLE.encode(), DAY)


def test_rdf_joins_the_atlas_thing_by_thing(of_turtle, real_atlas):
    ((place, value, problem),) = [(each.place, each.value, each.problem) for each in of_turtle.findings]
    assert (place, value) == ("https://mine.example/c2", "https://mine.example/t2")
    assert "owes one receiver" in problem or "its parties are" in problem
    assert {str(each.effect) for each in of_turtle.changes} == {"added", "contradicted"}
    (forum,) = of_turtle.own.world.entities
    assert forum.label == "The Forum"
    assert is_own(forum.iri)
    assert of_turtle.own.rest.count(b"\n") == 1
    assert any("Kazakhstan" in note for note in of_turtle.notes)


def test_rdf_laid_over_shows_on_its_atlas_and_never_on_the_base(of_turtle, real_atlas):
    before = (real_atlas.world.version, len(real_atlas.world.ties), len(real_atlas.world.claims))

    over = real_atlas.laid_over([of_turtle.own])

    forum = over.find("The Forum")
    assert [tie.sender.rsplit("/", 1)[-1] for tie, _ in over.ties(_all(), [forum])] == ["KAZ"]
    assert forum.iri in over.spots
    assert (real_atlas.world.version, len(real_atlas.world.ties), len(real_atlas.world.claims)) == before
    with over.queries() as runner, real_atlas.queries() as base_runner:
        asked = 'SELECT ?f WHERE { ?f <http://www.w3.org/2000/01/rdf-schema#label> "The Forum"@en }'
        assert (len(runner.run(asked).rows), len(base_runner.run(asked).rows)) == (1, 0)


def _all():
    from graph.model.entity import EntityType
    from graph.model.view import View

    return View(types=frozenset(EntityType), statehood=frozenset(), past_years=200)


def test_a_name_with_control_characters_can_be_taken_away(real_atlas):
    import io

    import networkx as nx

    from graph.export import formats
    from graph.model.view import View

    strange = TURTLE.replace('"The Forum"', '"The \\u0008\\u0007 <b>Forum</b>"')
    over = real_atlas.laid_over([real_atlas.review("mine.ttl", strange.encode(), DAY).own])
    taken = over.taken(View(focus=frozenset({"forum"}), statehood=frozenset()))

    for form, read_back in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        again = read_back(io.BytesIO(formats()[form](taken)))
        assert any("Forum" in str(node) for node in again.nodes(data=True))


def test_likenesses_and_figures_are_there_under_own_data(of_turtle, real_atlas):
    over = real_atlas.laid_over([of_turtle.own])
    kazakhstan = real_atlas.find("KAZ").iri

    assert over.figures(kazakhstan) == real_atlas.figures(kazakhstan) != ()
    assert over.likenesses(kazakhstan, _all()) == real_atlas.likenesses(kazakhstan, _all()) != ()


def test_what_is_kept_reads_back_as_it_was(of_turtle, real_atlas):
    own = of_turtle.own

    again = as_own(own.name, own.digest, own.day, own.quads + own.rest, real_atlas.world)

    assert (again.quads, again.rest, again.world) == (own.quads, own.rest, own.world)
    assert read(own.quads, real_atlas.world) == own.world


CODES = st.sampled_from(["KHE", "SYL", "BOR", "SAN", "POL"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20).map(
    str.strip
)


@st.composite
def tables(draw) -> bytes:
    ends = draw(
        st.lists(st.tuples(CODES, CODES).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=6)
    )
    lines = []
    for number, (sender, receiver) in enumerate(ends):
        since = draw(st.sampled_from(["", "1999", "2001-02", "2003-04-05"]))
        lines.append(
            {
                "sender": sender,
                "receiver": receiver,
                "kind": draw(st.sampled_from(["embassy", "mediation"])),
                "phase": draw(st.sampled_from(["in force", "announced"])),
                "since": since,
                "source": f"https://example.org/{number}",
                "source_title": draw(TEXTS),
                "locator": draw(TEXTS | st.sampled_from(["=1+1", "-5", "@x", "'=a", "+"])),
                "comment": draw(TEXTS | st.sampled_from(["=cmd|x", "- a", "'quoted'"])),
                "denies": draw(st.sampled_from(["", "yes"])),
            }
        )
    return lines_csv(tuple(COLUMNS), ([line.get(column, "") for column in COLUMNS] for line in lines))


@given(tables())
def test_a_table_that_was_taken_away_says_the_same_when_it_is_brought_again(small_world, table):
    base = Base(small_world, lambda text: (), ROOT / "data" / "shapes.ttl")
    first = review(base, "mine.csv", table, DAY, Limits())
    world = more(small_world, first.own)

    again = review(base, "mine.csv", lines_csv(tuple(COLUMNS), rows_of(first.own, world)), DAY, Limits())

    assert sorted(_told(first)) == sorted(_told(again))
    assert again.findings == ()


def _told(found):
    sources = found.own.world.source_by_iri
    return [
        (claim.tie, claim.denies, str(claim.since), claim.locator, claim.comment, sources[claim.source].url,
         sources[claim.source].title, str(claim.confidence))
        for claim in found.own.world.claims
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_addresses_are_encoded_whatever_a_thing_is_called(name):
    minted = Mint(BASE, "abc").claim(name)

    assert minted.startswith(f"{BASE}own/abc/claim/")
    assert not set(minted) & set(' <>"{}|\\^`\n\t')


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", b'<urn:a> <urn:p> "x" .\n<urn:b> <urn:p> "' + b"y" * 20_001 + b'" .', "20,001 characters"),
        ("a.ttl", b'<urn:a> <urn:p> "1E400000000"^^<http://www.w3.org/2001/XMLSchema#double> .', "too large"),
        ("a.ttl", b'<urn:a> <urn:p> "\\uD800" .', "lone surrogate"),
        ("a.nq", b"<urn:a> <urn:p> <urn:b c> .", "line 1"),
        ("a.jsonld", b'{"@context": {"p": {"@id": "urn:p", "@context": "x"}}}', "remote contexts"),
        ("a.jsonld", b'{"@context": {}, "@id": "urn:x", \n "a" }', "line 2"),
        ("a.rdf", '<?xml version="1.0"?><!DOCTYPE r><r/>'.encode("utf-16"), "UTF-16"),
        ("a.rdf", b"<?xml version='1.0' encoding='UTF-7'?><r/>", "another encoding"),
        ("a.ttl.gz", b"\x1f\x8b\x08", "rename it"),
        ("a.ttl", b"\x1f\x8b\x08", "unpack it first"),
        ("a.txt", b"a", "its name ends with none of"),
        ("a.csv", b"  ", "is empty"),
        ("a.csv", b",,\n,,\n", "is empty"),
        ("a.ttl", b"x" * 101, "has 101 bytes; the limit is 100"),
    ],
)  # fmt: skip
def test_what_the_gate_refuses_it_names(base, name, content, said):
    limit = 100 if "101 bytes" in said else 20_000_000

    with pytest.raises(Rejected, match=said):
        review(base, f"../../etc/{name}", content, DAY, Limits(bytes=limit))


def test_so_many_files_are_read_at_once_and_others_are_told_to_wait(base, monkeypatch):
    import threading

    from graph.own import reading

    full = threading.BoundedSemaphore(1)
    full.acquire()
    monkeypatch.setattr(reading, "_AT_ONCE", full)

    with pytest.raises(Rejected, match="others bring files now"):
        review(base, "a.ttl", b"<urn:a> <urn:b> <urn:c> .", DAY, Limits(seconds=0.05))


def test_a_day_that_is_not_given_is_today(real_atlas):
    found = real_atlas.review("template.csv", template())

    assert abs((date.today() - found.own.day).days) <= 1


def test_every_effect_is_explained():
    assert all(effect.meaning for effect in Effect)


def test_the_ties_of_a_view_are_brought_again_and_add_no_voice(real_atlas):
    from graph.export import formats
    from graph.model.view import View

    taken = real_atlas.taken(View(focus=frozenset({"KAZ"}), families=frozenset({"accord", "diplomatic"})))

    found = real_atlas.review("accord-atlas-ties.csv", formats()["csv"](taken), DAY)

    assert found.findings == ()
    assert (found.read, found.taken) == (len(taken.ties), len(taken.ties))
    # a tie that is denied too is affirmed once more, by nobody new
    assert {each.effect for each in found.changes} <= {Effect.REPEATED, Effect.CONTRADICTED}
    before = {tie.iri: tie.independent_sources for tie, _ in taken.ties}
    after = more(real_atlas.world, found.own).tie_by_iri
    assert {iri: after[iri].independent_sources for iri in before} == before
