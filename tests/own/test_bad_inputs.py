"""Every bad upload ends as its list says, and nothing of it reaches the network or the disk."""

from __future__ import annotations

import csv
import json
import os
import socket
import threading
from datetime import date
from pathlib import Path

import pytest

from graph.errors import AtlasError
from graph.export import formats
from graph.model.view import View
from tests.commands import here

FOLDER = Path(os.environ.get("ATLAS_BAD_INPUTS", "nowhere"))
DAY = date(2026, 6, 1)
CANARY = "canary-7d1f"


def listed() -> list[dict[str, str]]:
    index = FOLDER / "index.csv"
    if not index.is_file():
        return []
    with index.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] == "upload"]


UPLOADS = listed()
pytestmark = pytest.mark.skipif(not UPLOADS, reason="ATLAS_BAD_INPUTS names no folder of bad inputs")


@pytest.fixture(scope="module")
def listener():
    """A server that counts who connects."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    came.append(server.accept())
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}", came


@pytest.fixture(scope="module")
def content_of(listener, tmp_path_factory):
    """The bytes of an upload, its tokens filled in."""
    secret = tmp_path_factory.mktemp("secret") / "canary.txt"
    secret.write_text(CANARY, encoding="utf-8")
    uri = secret.as_uri().encode()
    tokens = {b"{{HOST}}": listener[0].encode(), b"{{TXT}}": uri, b"{{FILE}}": uri}

    def content(row: dict[str, str]) -> bytes:
        found = (FOLDER / row["where"]).read_bytes()
        for token, value in tokens.items():
            found = found.replace(token, value)
        return found

    return content


def name_of(row: dict[str, str]) -> str:
    return row["where"].rsplit("/", 1)[-1]


def ended(atlas, row, content_of):
    """The report on an upload, or what is told of one that is refused."""
    try:
        return atlas.review(name_of(row), content_of(row), DAY), ""
    except AtlasError as wrong:
        return None, str(wrong)


@pytest.mark.parametrize("row", UPLOADS, ids=lambda row: row["id"])
def test_an_upload_ends_as_listed(row, real_atlas, content_of, listener):
    wanted = set(row["expect"].split("|"))

    found, told = ended(real_atlas, row, content_of)

    if found is None:
        assert wanted & {"reject", "limit"}, told
        assert CANARY not in told
        assert "Traceback" not in told
        assert str(FOLDER) not in told
    else:
        assert wanted & {"accept", "accept-inert", "warn"}
        assert CANARY.encode() not in found.own.quads + found.own.rest
        assert len(found.findings) == found.read - found.taken
    if found and "accept-inert" in wanted:
        assert (found.taken, found.changes) == (0, ())
        assert found.own.rest
        assert found.notes
    assert listener[1] == []


@pytest.mark.parametrize(
    "row", [row for row in UPLOADS if "accept" in row["expect"]], ids=lambda row: row["id"]
)
def test_what_is_accepted_can_be_taken_away_again_in_every_format(row, real_atlas, content_of):
    found, _ = ended(real_atlas, row, content_of)
    if found is None:
        return
    over = real_atlas.laid_over([found.own])
    taken = over.taken(View(focus=frozenset({"ARE"}), as_of=date(2021, 1, 1), families=frozenset({"accord"})))

    for form in ("graphml", "gexf", "trig", "json-ld", "csv"):
        assert formats()[form](taken)


def test_the_table_of_bad_rows_names_each_with_its_rule(real_atlas, content_of):
    row = next(row for row in UPLOADS if row["id"] == "U25")

    found = real_atlas.review(name_of(row), content_of(row), DAY)

    assert [(each.place, each.column) for each in found.findings] == [
        ("row 2", "receiver"),
        ("row 3", "receiver"),
        ("row 4", "until"),
        ("row 5", "since"),
        ("row 6", "source"),
        ("row 8", ""),
    ]
    assert found.taken == 1


def test_the_shell_refuses_and_reports_with_the_right_codes(real_atlas, content_of, tmp_path):
    run, store = here(real_atlas), tmp_path / "store"
    for row in UPLOADS:
        if row["id"] in ("U01", "U13", "U25"):
            (tmp_path / name_of(row)).write_bytes(content_of(row))
    bomb_code, _, bomb = run("import", str(tmp_path / "U01__lol.rdf"), "--store", str(store))
    bad_code, bad, _ = run("import", str(tmp_path / "U25__ties-bad.csv"), "--store", str(store), "--json")
    good_code, _, _ = run("import", str(tmp_path / "U13__bom.csv"), "--store", str(store))
    _, there, _ = run("imports", "--store", str(store), "--json")

    assert (bomb_code, bad_code, good_code) == (1, 1, 0)
    assert "DOCTYPE" in bomb
    assert "Traceback" not in bomb
    assert len(json.loads(bad)["findings"]) == 6
    assert [each["name"] for each in json.loads(there)] == ["U13__bom.csv"]
