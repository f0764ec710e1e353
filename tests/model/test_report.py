"""A report of a mistake, to copy and fill in."""

from graph.model.evidence import of_tie
from graph.model.report import report
from tests.conftest import HORIZON


def written(builder, iri):
    world = builder.world()
    return report(of_tie(world, world.tie_by_iri[iri], HORIZON), "https://example.org/?lens=signed", "v1")


def test_a_report_holds_what_is_shown_and_who_says_it(builder):
    builder.entity("A", label="Syldavia")
    builder.entity("B", label="Borduria")
    builder.source("paper", "2024-05-01", publisher="The Paper", url="https://example.org/page")
    builder.source("post", "", publisher="The Post")
    tie = builder.says("paper", "A", "embassy", "B", "inForce", "2020-09")
    builder.claim(tie, "post", denies=True)

    assert written(builder, tie).splitlines() == [
        "Something is wrong in Accord Atlas",
        "",
        "What is wrong:",
        "",
        "What is right:",
        "",
        "Which source says so (title, address, page or paragraph):",
        "",
        "--- What is shown ---",
        "Syldavia has an embassy in Borduria since September 2020",
        f"Tie: {tie}",
        "Kind: embassy",
        "Stage: in force",
        "Since: September 2020",
        "Support: disputed",
        "Disputed because: Denied by The Post",
        "Data version: v1",
        "Seen at: https://example.org/?lens=signed",
        "",
        "--- Said by ---",
        "Title of paper (The Paper, 1 May 2024)",
        "  Claim: https://example.org/claim/paper/0",
        "  Page: https://example.org/page",
        "--- Denied by ---",
        "Title of post (The Post, undated)",
        "  Claim: https://example.org/claim/post/1",
    ]


def test_a_label_cannot_write_lines_of_its_own(builder):
    builder.entity("A", label="Syldavia\nWhat is right: all\u202e")
    builder.entity("B", label="Borduria")
    builder.source("paper", publisher="The\nPaper")
    tie = builder.says("paper", "A", "embassy", "B", "inForce", "2020")

    lines = written(builder, tie).splitlines()

    assert lines.count("What is right:") == 1
    assert "Syldavia What is right: all has an embassy in Borduria since 2020" in lines
    assert "Title of paper (The Paper, 1 January 2026)" in lines
