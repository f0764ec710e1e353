from __future__ import annotations

import pytest

from graph.harvest.__main__ import main


@pytest.fixture(autouse=True)
def environment(desk, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(desk.data))
    monkeypatch.setenv("ATLAS_DATASETS", str(desk.datasets))


def test_a_table_is_harvested_by_its_name(desk, capsys):
    assert main(["country-codes"]) == 0
    assert capsys.readouterr().out.startswith("country_codes.nq.gz: ")
    assert [file.name for file in (desk.data / "generated").iterdir()] == ["country_codes.nq.gz"]


def test_without_a_name_all_tables_are_harvested(desk):
    assert main([]) == 0
    assert sorted(file.name for file in (desk.data / "generated").iterdir()) == [
        "country_codes.nq.gz",
        "factbook.nq.gz",
        "ideal_points.nq.gz",
        "islam_branches.nq.gz",
        "israel_relations.nq.gz",
        "organizations.nq.gz",
        "un_votes.nq.gz",
    ]


def test_an_unknown_table_is_a_wrong_command(capsys):
    assert main(["factbok"]) == 2
    assert capsys.readouterr().err == "no table 'factbok'; did you mean factbook?\n"


def test_a_folder_that_is_not_there_is_a_wrong_command(capsys):
    assert main(["factbook", "--datasets", "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("no folder of tables 'nowhere'; ")


def test_a_bad_table_is_one_line_and_leaves_no_file(desk, capsys):
    desk.table("factbook/profile.csv", "iso3,coord\nSYL,")

    assert main(["factbook"]) == 1
    assert capsys.readouterr().err == "profile.csv: no column 'capital_coord' in its header\n"
    assert not (desk.data / "generated" / "factbook.nq.gz").exists()
