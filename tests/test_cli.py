"""The same answers from a shell, with exit codes that a script can rely on."""

from __future__ import annotations

import json
import socket

import pytest
from typer.testing import CliRunner

from graph.cli import app
from graph.export import formats
from tests.commands import apart, here


@pytest.fixture(scope="module")
def run(real_atlas):
    """Run the command on the real facts: arguments → (exit code, output, errors)."""
    return here(real_atlas)


@pytest.mark.parametrize(
    ("arguments", "stdin", "ended"),
    [
        (("members", "--as-of", "2030", "--json"), "", 0),
        (("query", "-"), "SELECT ?x WHERE { ?x a foaf:Person }", 1),
        (("members", "--lens", "mine"), "", 2),
        (("nonsense",), "", 2),
    ],
)
def test_a_process_of_its_own_answers_as_all_tests_here_have_it(run, real_atlas, arguments, stdin, ended):
    code, out, err = apart(real_atlas)(*arguments, stdin=stdin)

    assert (code, out, err.replace("python -m graph", "accord-atlas")) == run(*arguments, stdin=stdin)
    assert code == ended


def test_members_at_the_horizon(run):
    code, out, _ = run("members", "--json")

    assert code == 0
    members = [member for member in json.loads(out) if member["standing"] == "member"]
    assert [(m["code"], m["since"]) for m in members] == [
        ("BHR", "2020-10-18"),
        ("MAR", "2020-12-22"),
        ("ARE", "2020-09-15"),
    ]
    assert all(member["sources"] for member in members)
    assert set(members[0]) == {"iri", "code", "label", "standing", "since", "sources"}


def test_candidates_open_to_what_adds_to_a_rank(run):
    code, out, _ = run("candidates", "--weight", "trade=3", "--json")

    assert code == 0
    found = json.loads(out)
    assert {each["criterion"]: each["weight"] for each in found["criteria"]}["trade"] == 3
    assert "probability" in found["notice"]
    assert not {"ISR", "USA", "ARE", "BHR", "MAR"} & {each["code"] for each in found["candidates"]}
    for each in found["candidates"]:
        assert each["score"] == pytest.approx(sum(part["points"] for part in each["contributions"]), abs=1e-4)
        assert each["rank_by_weights"][0] <= each["rank"][0] <= each["rank"][1] <= each["rank_by_missing"][1]


def test_a_back_test_says_the_day_before_each_accession(run):
    code, out, _ = run("candidates", "--back-test", "--json")

    assert code == 0
    found = json.loads(out)
    assert [(each["code"], each["as_of"]) for each in found["cases"]] == [
        ("ARE", "2020-09-14"),
        ("BHR", "2020-10-17"),
        ("MAR", "2020-12-21"),
    ]
    assert "too few to prove anything" in found["notice"]
    assert all(each["left_out"] and each["admitted"] for each in found["cases"])


def test_arguments_stand_beside_what_is_said_against_them(run):
    code, out, _ = run("arguments", "Kazakhstan", "--stance", "benefit", "--json")

    assert code == 0
    found = json.loads(out)["arguments"]
    assert {(each["about"]["code"], each["stance"]) for each in found} == {("KAZ", "benefit")}
    by_iri = {each["iri"].rsplit("/", 1)[-1]: each for each in found}
    assert {each["iri"].rsplit("/", 1)[-1] for each in by_iri["G011"]["against"]} == {"G042", "G043"}
    assert by_iri["G014"]["against"] == []

    code, out, _ = run("arguments", "KAZ", "--theme", "technology")
    assert (code, "against it: none found" in out) == (0, True)


def test_sides_are_compared_by_any_of_their_names(run):
    code, out, _ = run("compare", "Kazakhstan", "member", "--json")

    assert code == 0
    found = json.loads(out)
    assert [side["word"] for side in found["sides"]] == ["KAZ", "member"]
    embassies = [row for row in found["rows"] if row["kind"] == "diplomatic-relations"]
    assert next(held["has"] for held in embassies[0]["held"]) is True

    assert run("compare", "Kazakhstan")[0] == 2
    assert run("compare", "Kazakhstan", "KAZ")[0] == 2


def test_a_weight_of_no_criterion_is_told_with_those_there_are(run):
    code, _, errors = run("candidates", "--weight", "fame=3")

    assert code == 2
    assert "'fame=3' is no weight" in errors
    assert "organisations" in errors


@pytest.mark.parametrize(
    ("lens", "day", "codes"),
    [
        ("relations", "2020-09-30", {"ARE"}),
        ("relations", "2020-10-18", {"ARE", "BHR"}),
        ("relations", "2020-12-31", {"ARE", "BHR", "MAR"}),
        ("relations", "2021-01-06", {"ARE", "BHR", "MAR"}),
        ("relations", "2026-06-29", {"ARE", "BHR", "MAR"}),
        ("signed", "2020-09-14", set()),
        ("signed", "2020-09-30", {"ARE", "BHR"}),
        ("signed", "2020-12-31", {"ARE", "BHR", "MAR"}),
        ("signed", "2021-01-06", {"ARE", "BHR", "MAR", "SDN"}),
        ("signed", "2026-06-29", {"ARE", "BHR", "MAR", "SDN"}),
        ("announced", "2020-09-30", {"ARE", "BHR"}),
        ("announced", "2021-01-06", {"ARE", "BHR", "MAR", "SDN"}),
        ("announced", "2025-11-05", {"ARE", "BHR", "MAR", "SDN"}),
        ("announced", "2025-11-06", {"ARE", "BHR", "MAR", "SDN", "KAZ"}),
        ("announced", "2026-06-29", {"ARE", "BHR", "MAR", "SDN", "KAZ"}),
        ("article", "2026-06-29", {"ARE", "BHR", "MAR", "SDN", "XKX"}),
        ("every-claim", "2026-06-29", {"ARE", "BHR", "MAR", "SDN", "XKX", "KAZ"}),
    ],
)
def test_members_under_each_lens(real_atlas, lens, day, codes):
    from datetime import date

    from graph.model.standing import Standing
    from graph.model.view import View

    places = real_atlas.places(View(lens=lens, as_of=date.fromisoformat(day)))
    world = real_atlas.world

    assert {world.entity_by_iri[i].code for i, p in places.items() if p.standing is Standing.MEMBER} == codes


def test_ties_of_two_states_with_their_sources(run):
    code, out, _ = run("ties", "Kazakhstan", "ISR", "--kind", "diplomatic-relations", "--json")

    assert code == 0
    (tie,) = json.loads(out)
    assert tie["since"] == "1992-04-10"
    assert {tie["sender"]["code"], tie["receiver"]["code"]} == {"KAZ", "ISR"}
    assert tie["grade"] == "corroborated"
    assert {"iri", "source", "title", "issued", "url", "locator", "confidence", "denies"} == set(
        tie["claims"][0]
    )


def test_an_entity_is_found_by_an_alias_in_another_language(run):
    code, out, _ = run("ties", "Казахстан", "Israël", "--family", "diplomatic")

    assert code == 0
    assert "Kazakhstan" in out


def test_a_query_answers_in_sparql_json(run):
    text = "SELECT (COUNT(?tie) AS ?n) WHERE { ?tie a <https://w3id.org/accord-atlas/ontology#Tie> }"
    code, out, _ = run("query", "-", "--json", stdin=text)

    assert code == 0
    answer = json.loads(out)
    assert answer["head"]["vars"] == ["n"]
    assert int(answer["results"]["bindings"][0]["n"]["value"]) > 200


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not allowed (line 1"),
        ("SELECT ?x WHERE { ?x a }", "line 1"),
        ("SELECT ?x WHERE { ?x a foaf:Person }", "foaf"),
    ],
)
def test_a_bad_query_is_one_line_and_exit_code_1(run, text, said):
    code, out, err = run("query", "-", stdin=text)

    assert (code, out) == (1, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ties", "Atlantis"), "no entity 'Atlantis'"),
        (("ties", "Kazakstan"), "did you mean Kazakhstan?"),
        (("members", "--lens", "mine"), "no lens 'mine'"),
        (("members", "--as-of", "yesterday"), "--as-of: 'yesterday' is not a date"),
        (("ties", "KAZ", "--kind", "embasy"), "no kind of tie 'embasy'; did you mean embassy"),
        (("ties", "KAZ", "--family", "friendly"), "friendly"),
        (("ties", "KAZ", "ISR", "AZE"), "ties joins one or two entities, not 3"),
        (("query", "nowhere.rq"), "nowhere.rq: no such file or directory"),
        (("nonsense",), "nonsense"),
    ],
)
def test_a_bad_question_is_told_in_words_and_exit_code_2(run, arguments, said):
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_a_day_after_the_horizon_is_answered_for_the_horizon(run):
    code, out, _ = run("members", "--as-of", "2030")

    assert code == 0
    assert "nothing is known after it" in out


def test_known_on_leaves_out_what_was_not_yet_said(run):
    before = json.loads(run("members", "--known-on", "2025-11-05", "--json")[1])
    after = json.loads(run("members", "--known-on", "2025-11-30", "--json")[1])

    assert {m["standing"] for m in before if m["code"] == "KAZ"} == {"candidate"}
    assert {m["standing"] for m in after if m["code"] == "KAZ"} == {"announced"}


def test_a_taken_port_is_named(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = run("serve", "--port", str(port))

    assert code == 2
    assert f"port {port} is taken by another program" in err


def test_broken_data_is_one_line_and_exit_code_1(run, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "bad.trig").write_text("GRAPH <x> { broken")
    code, _, err = run("stats", ATLAS_DATA=str(tmp_path / "data"), ATLAS_CACHE=str(tmp_path / "cache"))

    assert code == 1
    assert "bad.trig, line 1:" in err.splitlines()[-1]
    assert [path.name for path in (tmp_path / "cache").iterdir() if not path.name.endswith(".lock")] == []


@pytest.mark.parametrize(
    "arguments", [["members"], ["query", "-"], ["export", "--format", "csv", "--out", "x"], ["describe"]]
)
def test_each_command_that_opens_the_atlas_may_name_another_store(monkeypatch, arguments):
    asked = []
    monkeypatch.setenv("ATLAS_QUERY_ROWS", "7")
    monkeypatch.setattr("graph.atlas.open_atlas", lambda settings, **_: asked.append(settings) or 1 / 0)

    CliRunner().invoke(app, [*arguments, "--store", "https://example.org/sparql"], input="ASK {}")

    assert [(each.store, each.query_rows) for each in asked] == [("https://example.org/sparql", 7)]


def test_a_limit_that_is_no_number_is_named(run):
    code, _, err = run("stats", ATLAS_QUERY_ROWS="many")

    assert code == 2
    assert "ATLAS_QUERY_ROWS: 'many' is not a number" in err


def test_the_snapshot_is_checked(run):
    code, out, _ = run("snapshot")

    assert code == 0
    assert "sound" in out


def test_a_file_is_checked_against_the_shapes(run, light_data, tmp_path):
    good = "@prefix acc: <https://w3id.org/accord-atlas/ontology#> .\n"
    bad = tmp_path / "bad.ttl"
    bad.write_text(
        good + "<https://w3id.org/accord-atlas/state/XYZ> a acc:State ;\n"
        '  <http://www.w3.org/2000/01/rdf-schema#label> "Nowhere"@en .\n'
    )
    code, _, err = run("validate", str(bad), ATLAS_DATA=str(light_data))

    assert code == 1
    assert "state/XYZ" in err
    assert "acc:code" in err
    empty = tmp_path / "empty.ttl"
    empty.write_text(good)
    assert run("validate", str(empty), ATLAS_DATA=str(light_data))[0] == 0


def test_help_names_every_command(run):
    code, out, _ = run("--help")

    assert code == 0
    for command in ("serve", "query", "ties", "members", "validate", "harvest", "snapshot", "stats"):
        assert command in out


def test_diff_tells_what_three_weeks_of_news_changed(run):
    code, out, _ = run("diff", "--from-known-on", "2025-11-05", "--to-known-on", "2025-11-30", "--json")

    told = json.loads(out)
    assert code == 0
    assert told["from"] == {"as_of": "2026-06-29", "known_on": "2025-11-05", "lens": "relations"}
    assert ("KAZ", "candidate", "announced") in [
        (state["code"], state["from"], state["to"]) for state in told["standings"]
    ]
    assert told["lost"] == []
    assert all(tie["claims"] for tie in told["gained"])


def test_diff_of_two_lenses_names_the_state_that_makes_the_difference(run):
    code, out, _ = run("diff", "--from-lens", "relations", "--to-lens", "signed", "--as-of", "2021-12-31")

    assert code == 0
    assert (
        "Sudan: declared → member\n    by Sudan signed Abraham Accords on 6 January 2021\n      said by "
        in out
    )


def test_diff_writes_a_table(run):
    code, out, _ = run("diff", "--from-as-of", "2009", "--to-as-of", "2011", "--csv")

    assert code == 0
    assert out.startswith("change,certainty,kind,")
    assert "\nlowered,certain,diplomatic-relations,diplomatic,Israel,Mauritania,suspended,ended," in out


def test_after_the_horizon_diff_says_that_nothing_is_known(run):
    code, out, err = run("diff", "--from-as-of", "2020-09-30", "--to-as-of", "9999", "--json")

    assert code == 0
    assert json.loads(out)["to"]["as_of"] == "2026-06-29"
    assert "nothing is known after it, 31 December 9999 was asked for" in err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "diff compares two moments"),
        (("--from-as-of", "2021", "--to-as-of", "2020"), "is later than --to-as-of 2020; exchange the two"),
        (("--from-known-on", "2021", "--known-on", "2020"), "exchange the two"),
        (("--from-as-of", "0000"), "'0000' is not a day of the calendar"),
        (("--from-lens", "nobodys"), "no lens 'nobodys'"),
        (("--from-as-of", "2020", "--json", "--csv"), "exclude each other"),
    ],
)
def test_diff_refuses_what_makes_no_sense(run, options, message):
    code, out, err = run("diff", *options)

    assert (code, out) == (2, "")
    assert message in err


def test_members_says_how_many_there_are_under_every_lens(run):
    code, out, _ = run("members", "--as-of", "2020-09-30", "--lens", "signed")

    assert code == 0
    assert (
        "none under article, 2 under every-claim (Bahrain and United Arab Emirates), "
        "1 under relations (United Arab Emirates) and 2 under signed (Bahrain and United Arab Emirates)."
    ) in out


def test_a_query_is_asked_of_a_day_and_a_lens(run):
    text = """
        PREFIX acc: <https://w3id.org/accord-atlas/ontology#>
        SELECT ?code {
            GRAPH <https://w3id.org/accord-atlas/graph/view> { ?state acc:standing "member" }
            ?state acc:code ?code
        } ORDER BY ?code
    """
    answers = [
        run("query", "-", "--as-of", "2020-09-30", "--lens", lens, stdin=text)[1].split()
        for lens in ("signed", "relations")
    ]

    assert answers == [["?code", '"ARE"', '"BHR"'], ["?code", '"ARE"']]


def test_a_query_under_an_unknown_lens_is_refused(run):
    assert run("query", "-", "--lens", "nobodys", stdin="ASK {}")[0] == 2


def test_export_honours_both_clocks_and_says_so_in_the_file(run, tmp_path):
    told = {}
    for name, clocks in {"now": (), "then": ("--as-of", "2020-09-30", "--known-on", "2025-11-05")}.items():
        out = tmp_path / f"{name}.json"
        code, said, _ = run("export", "--format", "json", "--out", str(out), "--lens", "signed", *clocks)
        told[name] = json.loads(out.read_text("utf-8"))
        assert (code, f"{name}.json: {len(told[name]['ties']):,} ties" in said) == (0, True)

    assert {name: file["about"]["as_of"] for name, file in told.items()} == {
        "now": "2026-06-29",
        "then": "2020-09-30",
    }
    assert {name: file["about"]["known_on"] for name, file in told.items()} == {
        "now": "all",
        "then": "2025-11-05",
    }
    assert {file["about"]["lens"] for file in told.values()} == {"signed"}
    assert 0 < len(told["then"]["ties"]) < len(told["now"]["ties"])


def test_export_to_where_nothing_can_be_written_or_in_no_format_is_one_line(run, tmp_path):
    code, _, err = run("export", "--format", "xls", "--out", str(tmp_path / "x"))
    assert (code, err.count("\n")) == (2, 1)
    assert "no format 'xls'" in err
    code, _, err = run("export", "--format", "csv", "--out", str(tmp_path / "no" / "x.csv"))
    assert (code, err) == (2, "accord-atlas: x.csv: no such file or directory\n")


def test_export_writes_a_saved_view_which_what_is_said_besides_changes(run, tmp_path):
    told = {}
    for name, more in {
        "saved": (),
        "later": ("--as-of", "2020-12-31"),
        "other": ("--lens", "relations"),
    }.items():
        out = tmp_path / f"{name}.json"
        shown = ("--view", "september-2020-signed", *more)
        assert run("export", "--format", "json", "--out", str(out), *shown)[0] == 0
        told[name] = json.loads(out.read_text("utf-8"))["about"]

    assert [(about["as_of"], about["lens"]) for about in told.values()] == [
        ("2020-09-30", "signed"),
        ("2020-12-31", "signed"),
        ("2020-09-30", "relations"),
    ]
    code, _, err = run("export", "--format", "svg", "--view", "nope", "--out", str(tmp_path / "x"))
    assert (code, "no saved view 'nope'" in err) == (2, True)


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_a_format_that_a_browser_makes_is_refused_with_the_way_to_it(run, tmp_path, form):
    code, _, err = run("export", "--format", form, "--out", str(tmp_path / "x"))

    assert (code, err.count("\n")) == (2, 1)
    assert f"{form} is made by a browser" in err
    assert "svg" in err
    assert not (tmp_path / "x").exists()


def test_every_format_can_be_written_from_the_shell(run, tmp_path):
    help_text = " ".join(run("export", "--help")[1].split())
    for form in formats():
        out = tmp_path / form
        code, said, _ = run("export", "--format", form, "--view", "bahrain", "--out", str(out))
        assert (code, said.startswith(f"{form}: ")) == (0, True)
        assert out.stat().st_size
        assert form in help_text


def test_path_tells_each_step_and_who_says_so(run):
    code, out, _ = run("path", "Kazakhstan", "Morocco")
    chains = json.loads(run("path", "KAZ", "MAR", "--json")[1])["chains"]

    assert code == 0
    assert "1. Kazakhstan – Israel – Morocco (2 steps)" in out
    assert (
        "Israel has diplomatic relations with Kazakhstan since 10 April 1992 (3 independent sources)" in out
    )
    assert [entity["code"] for entity in chains[0]["entities"]] == ["KAZ", "ISR", "MAR"]
    assert all(tie["claims"] for chain in chains for step in chain["steps"] for tie in step["ties"])


def test_path_says_what_stands_in_the_way(run):
    code, out, _ = run("path", "Kazakhstan", "ARE", "--as-of", "1990", "--kind", "diplomatic-relations")

    assert code == 0
    assert out.startswith("no chain of ties joins Kazakhstan and United Arab Emirates, as of 31 December")
    assert "on the latest day that the sources cover: a chain of length 2" in out
    code, _, told = run("path", "Kazakhstan", "KAZ")
    assert (code, told) == (2, "accord-atlas: a chain joins two entities; both ends named are the same\n")


def test_measures_are_listed_and_measured(run):
    from graph.network.measures import MEASURES

    code, out, _ = run("measures")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [*MEASURES, "shared"]
    code, out, _ = run("measures", "betweenness", "--view", "first", "--without", "Israel", "--json")
    told = json.loads(out)

    assert code == 0
    assert "ties that our sources report" in told["about"]["notice"]
    assert told["figures"][0]["code"] == "ISR"
    assert told["without"]["sources"][0]["before"] == told["figures"][0]["figure"]
    assert run("measures", "greatness")[0] == 2


def test_a_what_if_is_told_as_supposed(run):
    code, out, _ = run("whatif", "--join", "SAU", "--leave", "Morocco", "--view", "first", "--json")
    told = json.loads(out)

    assert code == 0
    assert told["status"] == "supposed"
    assert [state["code"] for state in told["scenario"]["leaves"]] == ["MAR"]
    assert set(told["rules"]) == {"relations", "members", "forum"}
    code, out, _ = run("whatif", "--join", "SAU", "--view", "first")
    assert code == 0
    assert "Supposed, not reported" in out
    assert run("whatif")[0] == 2
    assert run("whatif", "--join", "SAU", "--leave", "SAU")[0] == 2
