from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import XSD, Literal, URIRef

from graph.errors import DataError
from graph.harvest.nquads import decimal, line, write, year

HERE, THERE = URIRef("https://example.org/a"), URIRef("https://example.org/b")


def test_the_same_facts_give_the_same_bytes_in_any_order(tmp_path):
    quads = [(HERE, THERE, Literal(word), HERE) for word in ("b", "a", "a", "c")]
    first, second = tmp_path / "first.nq.gz", tmp_path / "second.nq.gz"

    assert write(quads, first) == write(reversed(quads), second) == 3
    assert first.read_bytes() == second.read_bytes()


def test_the_header_holds_neither_time_nor_name(tmp_path):
    file = tmp_path / "states.nq.gz"
    write([(HERE, THERE, Literal("a"), HERE)], file)
    header = file.read_bytes()[:10]

    assert header[3] == 0  # no flag, so no name
    assert header[4:8] == bytes(4)


@pytest.mark.parametrize(
    "value",
    [
        Literal('quotes " and \\ and\nlines\r\tand ไทย', lang="en"),
        Literal("plain"),
        Literal(True),
        Literal("2020", datatype=XSD.gYear, normalize=False),
        THERE,
    ],
)
def test_another_parser_reads_what_was_written(value):
    (quad,) = pyoxigraph.parse(line((HERE, THERE, value, HERE)), format=pyoxigraph.RdfFormat.N_QUADS)

    assert quad.object.value == str(value)
    assert getattr(quad.object, "language", None) == getattr(value, "language", None)


def test_an_address_with_a_blank_is_refused():
    with pytest.raises(ValueError, match=r"'https://example\.org/a b' is no IRI"):
        line((URIRef("https://example.org/a b"), THERE, HERE, HERE))


def test_an_error_on_the_way_leaves_the_earlier_file(tmp_path):
    file = tmp_path / "states.nq.gz"
    write([(HERE, THERE, Literal("a"), HERE)], file)

    def broken():
        yield HERE, THERE, Literal("b"), HERE
        raise DataError("a bad row")

    with pytest.raises(DataError, match="a bad row"):
        write(broken(), file)
    assert gzip.decompress(file.read_bytes()).decode() == line((HERE, THERE, Literal("a"), HERE))
    assert [path.name for path in tmp_path.iterdir()] == ["states.nq.gz"]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    blocked: Path = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")

    with pytest.raises(DataError, match=r"^states\.nq\.gz: cannot be written: "):
        write([], blocked / "states.nq.gz")


@pytest.mark.parametrize(
    ("value", "text"), [("0.750", "0.75"), ("1", "1.0"), ("0", "0.0"), ("0.0116", "0.0116"), ("1E+1", "10.0")]
)
def test_a_decimal_has_one_form(value, text):
    assert str(decimal(Decimal(value))) == text


def test_a_year_stays_a_year():
    assert year("2020").n3() == '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'
