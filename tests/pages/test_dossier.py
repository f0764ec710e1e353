"""The dossier in words: what it says of whom, what it leads to, and what it does with what does not exist."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

import graph.pages
from graph.atlas import Atlas, known_words
from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.world import Argument, Question, Statement
from graph.pages import dossier, explore
from graph.settings import Settings
from graph.table import build as tables
from tests.conftest import BASE, RELATIONS, SIGNED

HOSTILE = "<img src=x onerror=alert(1)> **bold** [go](javascript:alert(1)) :red[x] $a$ | cell \u202e`c`"


def atlas_of(world, folder: Path) -> Atlas:
    lenses = {lens.slug: lens for lens in (RELATIONS, SIGNED)}
    return Atlas(
        settings=Settings(data=folder),
        folder=folder,
        table=tables.build(world),
        spots={entity.iri: (float(n), float(n)) for n, entity in enumerate(world.entities)},
        lenses=lenses,
        known_words=known_words(world, lenses),
    )


@pytest.fixture
def opened(small_world, tmp_path, monkeypatch):
    """Run the page on a world by a link: ``opened(entity="KHE")``."""

    def run(world=small_world, **query: str) -> AppTest:
        atlas = atlas_of(world, tmp_path)
        monkeypatch.setattr(dossier, "the_atlas", lambda: atlas)

        def page() -> None:
            from graph.pages.dossier import dossier

            dossier()

        test = AppTest.from_function(page, default_timeout=30)
        for name, value in query.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception
        return test

    return run


def spelt(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def said(page: AppTest) -> str:
    kinds = (page.title, page.header, page.subheader, page.caption, page.markdown)
    return "\n".join(spelt(each.value) for kind in kinds for each in kind)


def section(page: AppTest, title: str) -> list[str]:
    """The pieces of text under a heading, in order."""
    found: list[str] = []
    inside = False
    for each in walked(page.main):
        if each.type == "header":
            inside = each.value == title
        elif inside and each.type in ("markdown", "subheader", "caption"):
            found.append(spelt(each.value))
    return found


def walked(block):
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from walked(child)
        else:
            yield child


def cells(table: str) -> list[list[str]]:
    """The rows of a table in Markdown, links by their words alone."""
    rows = [line.strip("| ").split(" | ") for line in re.sub(r"\]\([^)]*\)", "]", table).split("\n")]
    return [[cell.strip("[]") for cell in row] for row in [rows[0], *rows[2:]]]


def links(page: AppTest) -> dict[str, dict[str, list[str]]]:
    """Label of each link to a page → what it asks for."""
    return {spelt(each.proto.label): parse_qs(each.proto.query_string) for each in page.get("page_link")}


def test_a_state_is_told_from_its_name_to_its_identifiers(opened):
    page = opened(entity="KHE")

    assert [each.value for each in page.title] == ["Khemed"]
    assert [each.value for each in page.header] == [
        "Standing",
        "Over time",
        "Ties",
        "Religions",
        "Regions",
        "Figures",
        "Neighbours",
        "Trade",
        "Organisations",
        "Votes at the United Nations",
        "Arguments",
        "Disputes",
        "What is not known",
        "Sources",
        "Names and identifiers",
    ]
    assert "State or territory · member of the United Nations · KHE" in said(page)
    assert "As of 29 June 2026, whatever the filters. Data small." in said(page)


def test_where_a_state_stands_is_told_under_every_lens_the_chosen_first(opened):
    table = cells(section(opened(entity="SAN", lens="signed"), "Standing")[0])

    assert table == [
        ["Whose list of members", "Standing", "Since", "Reported by"],
        [
            "**Signed** (chosen)",
            "**member**, by the rule of this list; also declared",
            "since 6 January 2021",
            "gazette",
        ],
        ["**Relations**", "**declared**, signed the declaration only", "since 6 January 2021", "gazette"],
    ]


def test_ties_stand_by_family_with_how_sure_they_are(opened):
    found = section(opened(entity="SAN"), "Ties")

    assert found[0] == "Accord (3)"
    assert cells(found[1]) == [
        ["Tie", "On the day", "Support", "Reported by"],
        ["San Theodoros accedes to The Accords since 2021", "holds", "**disputed**", "courier"],
        [
            "Signed accession: San Theodoros → The Accords, since 6 January 2021",
            "earlier stage",
            "superseded",
            "gazette",
        ],
        ["San Theodoros signed The Accords on 6 January 2021", "past", "one independent source", "gazette"],
    ]


def test_each_tie_leads_to_its_evidence_in_the_same_view(opened):
    table = section(opened(entity="SAN", lens="signed", families=str(Family.ACCORD)), "Ties")[1]

    address = re.search(r"\]\((\./\?[^)]*accession.signed)\)", table)[1]
    asked = parse_qs(address.partition("?")[2])
    assert asked["tie"] == ["SAN.abraham-accords.accession.signed"]
    assert (asked["lens"], asked["families"]) == (["signed"], ["accord"])


def test_neighbours_and_bodies_have_tables_of_their_own(opened):
    page = opened(entity="KHE")

    assert cells(section(page, "Neighbours")[0])[1][:2] == ["Borduria", "689 km"]
    assert cells(section(page, "Organisations")[0])[1][:3] == ["The League", "since 2009", "in force"]
    assert section(opened(entity="POL"), "Neighbours") == [
        "No source in the atlas names a land border of it."
    ]


def test_a_body_shows_its_members_and_a_person_whom_they_act_for(opened):
    league = opened(entity="league")
    assert [row[0] for row in cells(section(league, "Members")[0])[1:]] == ["Syldavia", "Khemed"]
    assert "Standing" not in [each.value for each in league.header]

    ottokar = opened(entity="ottokar")
    assert section(ottokar, "Offices") == ["No source in the atlas reports an office."]
    assert "Ottokar visited Khemed on 26 January 2026 (for Syldavia)" in said(ottokar)


def test_an_agreement_shows_who_joined_it_and_who_declined(opened):
    found = section(opened(entity="abraham-accords"), "Parties, signatories and candidates")

    assert [text for text in found if not text.startswith("|")] == [
        "Accession (3)",
        "Signature (3)",
        "Mediation (1)",
        "Candidacy (1)",
        "Refusal (1)",
    ]


def test_shares_stand_with_their_base_year_and_source(opened):
    found = section(opened(entity="KHE"), "Religions")

    assert found == [
        "**Of population, 2020**, says Title of almanac, almanac\n\n- islam: 97\u00a0%",
        "**Of Muslims, 2009**, says Title of almanac, almanac\n\n- shia: 65\u00a0% to 75\u00a0%",
    ]


def test_votes_are_compared_where_there_are_figures(opened):
    page = opened(entity="KHE")

    assert section(page, "Votes at the United Nations") == [
        "Khemed agreed in votes of the General Assembly: 80 % with Borduria in 2019. "
        "Agreement is likeness, not a tie."
    ]
    charts = page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")
    assert len(charts) == 2
    assert section(opened(entity="POL"), "Votes at the United Nations") == [
        "No source in the atlas says how often it votes like others at the United Nations."
    ]


def test_arguments_stand_with_who_argues_and_what_is_said_against_them(opened, small_world):
    khe, gazette = f"{BASE}state/KHE", f"{BASE}source/gazette"
    made = (
        Argument("x/1", khe, "benefit", gazette, "More trade.", "The minister", beneficiaries=(khe,)),
        Argument("x/2", khe, "cost", gazette, "Less friendship.", "The poet", counters=("x/1",)),
        Argument("x/3", f"{BASE}state/SYL", "cost", gazette, "A trap.", "The judge", counters=("x/2",)),
        Argument("x/4", khe, "obstacle", gazette, "The law.", ""),
    )
    page = opened(replace(small_world, arguments=made), entity="KHE")

    assert section(page, "Arguments")[1:] == [
        "What it is said to bring (1)",
        "1. More trade. :gray[argued by The minister, for Khemed; Title of gazette, gazette]\n"
        "    - Against it: 2 (The poet)",
        "What it is said to cost (1)",
        "2. Less friendship. :gray[argued by The poet; Title of gazette, gazette]\n    - Against it: 1 "
        "(The minister)\n    - Against it: A trap. :gray[argued by The judge]",
        "What is said to stand in the way (1)",
        "3. The law. :gray[argued in the source; Title of gazette, gazette]\n    - :gray[Against it: none "
        "found]",
    ]


def test_a_dispute_names_both_sides(opened):
    (told,) = section(opened(entity="SAN"), "Disputes")

    assert told.endswith("- Some say that it is so: courier\n- Some say that it is not so: gazette")


def test_the_clocks_of_the_view_hold_here_too(opened):
    page = opened(entity="KHE", known_on="2022-01-01", as_of="2022-01-01")

    assert "As of 1 January 2022, from what was known on 1 January 2022" in said(page)
    assert "The League" not in "".join(section(page, "Organisations"))


def test_the_canvas_is_asked_for_a_view_that_holds_the_entity(opened):
    asked = links(opened(entity="KHE"))["Show on the canvas"]
    assert asked["entity"] == ["KHE"]
    assert "focus" not in asked

    narrowed = links(opened(entity="POL", kinds="oil-supply", as_of="2025-12-31"))["Show on the canvas"]
    assert (narrowed["focus"], narrowed["as_of"]) == (["POL"], ["2025-12-31"])
    assert "kinds" not in narrowed


def test_files_are_offered(opened):
    page = opened(entity="KHE")

    assert [each.proto.label for each in page.get("download_button")] == [
        "Ties as CSV",
        "All as TriG",
        "All as Turtle",
    ]


def test_without_an_entity_all_are_listed_by_their_type(opened):
    page = opened(lens="signed")

    assert [each.value for each in page.title] == ["Whose dossier?"]
    assert [each.value for each in page.header] == [
        "States and territories (7)",
        "Organisations (1)",
        "Agreements (1)",
        "Persons (1)",
    ]
    assert links(page)["Syldavia"] == {
        "as_of": ["2026-06-29"],
        "known_on": ["all"],
        "lens": ["signed"],
        "data": ["small"],
        "entity": ["SYL"],
    }


def test_an_unknown_entity_is_said_and_the_nearest_names_are_offered(opened):
    page = opened(entity="Kemed")

    assert spelt(page.title[0].value) == "Nothing here is called “Kemed”"
    # after the way back
    assert list(links(page))[:2] == ["Explore", "Khemed"]
    assert not page.warning
    page.run()
    assert spelt(page.title[0].value) == "Nothing here is called “Kemed”"


@pytest.mark.parametrize("word", ["KHE" * 200, HOSTILE, "", "Xqzw"])
def test_whatever_an_address_asks_for_is_answered(opened, word):
    page = opened(entity=word)

    assert len(page.title[0].value) < 300
    assert not re.search(r"(?<!\\)<img|(?<!\\)\]\(javascript", page.title[0].value)
    assert "Syldavia" in links(page)


def test_other_faults_of_the_link_are_told_too(opened):
    page = opened(entity="Kemed", lens="nonsense")

    assert ["nonsense" in spelt(each.value) for each in page.warning] == [True]


def test_what_is_found_opens_its_dossier_and_leaves_the_view_alone(opened):
    page = opened(entity="Kemed", kinds="oil-supply")

    page.text_input(key="find").set_value("poldav").run()
    page.button(key="find entity POL").click().run()

    assert not page.exception
    assert page.title[0].value == "Poldavia"
    assert page.session_state["view"].kinds == frozenset({"oil-supply"})
    assert page.session_state["view"].focus == frozenset()
    assert page.query_params["entity"] in ("POL", ["POL"])


def test_the_drawer_leads_here_and_the_page_is_one_of_the_app(small_world, tmp_path, monkeypatch):
    atlas = atlas_of(small_world, tmp_path)
    for page in (explore, dossier):
        monkeypatch.setattr(page, "the_atlas", lambda: atlas)
    app = AppTest.from_file(Path(graph.pages.__file__).with_name("main.py"), default_timeout=30)
    app.query_params["entity"] = "KHE"
    app.run()

    assert not app.exception
    (way,) = [each for each in app.get("page_link") if each.proto.page == "dossier"]
    assert way.proto.label == "All that is known of it"
    assert parse_qs(way.proto.query_string)["entity"] == ["KHE"]


def test_hostile_labels_stay_text(opened, builder):
    builder.entity("A", label=HOSTILE, definition=HOSTILE, note=HOSTILE, labels=(f"xx {HOSTILE}",))
    builder.entity("B", label=HOSTILE)
    builder.entity("c", EntityType.ORGANIZATION, HOSTILE)
    builder.source("paper", publisher=HOSTILE, author=HOSTILE, url="javascript:alert(1)")
    builder.source("post", publisher=HOSTILE, url="https://example.org/a|b(c)")
    builder.concept("sunni", "religions")
    builder.concept("east", "m49")
    builder.share("A", "sunni", 0.5, base=HOSTILE, source="post")
    builder.locate("A", "east", "post")
    tie = builder.says("paper", "A", "embassy", "B", "inForce", "2020", comment=HOSTILE, role=HOSTILE)
    builder.claim(tie, "post", denies=True, comment=HOSTILE)
    builder.says("paper", "A", "member-of", "c", "inForce", "2020", role=HOSTILE)
    builder.says("paper", "A", "border", "B", amount=2.0, unit=HOSTILE)
    builder.says("paper", "A", "un-agreement", "B", year="2019", amount=0.5, unit="share")
    post, here = builder.sources["post"].iri, builder.entities["A"].iri
    world = replace(
        builder.world(),
        concepts=tuple(replace(concept, label=HOSTILE) for concept in builder.concepts),
        questions=(Question("q", HOSTILE, True),),
        statements=(Statement("x/1", here, "q", (HOSTILE,), post), Statement("x/2", here, "q", ("b",), post)),
        arguments=(
            Argument("x/3", here, HOSTILE, post, HOSTILE, HOSTILE, beneficiaries=(here,)),
            Argument("x/4", here, "cost", post, HOSTILE, HOSTILE, counters=("x/3",)),
        ),
    )

    for page in (opened(world, entity="A"), opened(world, entity="c"), opened(world)):
        shown = [each.value for kind in ("markdown", "caption") for each in page.get(kind)]
        shown += [each.value for each in (*page.title, *page.header, *page.subheader)]
        shown += [each.proto.label for each in page.get("page_link")]
        # our own style is the only markup
        shown = [text for text in shown if not text.lstrip().startswith("<style>")]
        for bare in (r"(?<!\\)<img", r"(?<!\\)\*\*bold", r"(?<!\\)\]\(javascript", r"(?<!\\):red", "\u202e"):
            assert [text for text in shown if re.search(bare, text)] == []
        for table in (text for text in shown if text.startswith("| ")):
            bars = {len(re.findall(r"(?<!\\)\|", line)) for line in table.split("\n")}
            assert len(bars) == 1, table


def test_the_pictures_can_say_what_they_show(opened):
    page = opened(entity="KHE")

    charts = page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")
    assert [chart.proto.alt.split(".")[0] for chart in charts] == [
        "5 dated ties of Khemed",
        "Khemed agreed in votes of the General Assembly: 80 % with Borduria in 2019",
    ]
    assert all(json.loads(chart.proto.spec) for chart in charts)


def test_figures_are_told_with_unit_year_and_source_the_latest_of_each(opened, monkeypatch):
    from graph.model.dates import PartialDate
    from graph.model.entity import Figure
    from graph.table import build as tables

    khemed, almanac = f"{BASE}state/KHE", f"{BASE}source/almanac"
    given = [
        Figure("a", khemed, "population", 1_000_000.0, "count", PartialDate.parse("2020"), almanac),
        Figure("b", khemed, "population", 1_234_567.0, "count", PartialDate.parse("2025"), almanac),
        Figure("c", khemed, "area", 5_400.0, "km2", None, almanac),
    ]
    monkeypatch.setattr(tables, "figures", lambda table, iri: tuple(n for n in given if n.state == iri))
    told = " ".join(each.value for each in opened(entity="KHE").markdown)

    assert "| Population | **1.235 million** | 2025 |" in spelt(told)
    assert "1 earlier figure" in told
    assert "| Area | **5,400 km2** | no year given |" in spelt(told)
