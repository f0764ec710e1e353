from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.harvest.table import Row, read_table


def write(folder: Path, text: str | bytes) -> Path:
    file = folder / "states.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def row(**cells: str) -> Row:
    return Row(Path("states.csv"), 7, cells)


def test_the_code_na_is_text_and_not_an_empty_cell(tmp_path):
    rows = read_table(write(tmp_path, "iso3,iso2\nNAM,NA\n"), ("iso3", "iso2"))

    assert [dict(row.cells) for row in rows] == [{"iso3": "NAM", "iso2": "NA"}]


def test_a_byte_order_mark_and_quoted_line_ends_do_no_harm(tmp_path):
    rows = read_table(write(tmp_path, '\ufeffiso3,note\r\nSYL,"two\r\nlines"\r\nKHE,\r\n'), ("iso3", "note"))

    assert [(row.number, row["iso3"], row.plain("note")) for row in rows] == [
        (2, "SYL", "two lines"),
        (3, "KHE", ""),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("iso3,name\nSYL,Syldavia\n", "states.csv: no column 'iso2', 'year' in its header"),
        ("", "states.csv: no column 'iso3', 'iso2', 'year' in its header"),
        ("iso3,iso2,year\nSYL,QX,2020,more\n", "states.csv, row 2: has more or fewer cells than the header"),
        ("iso3,iso2,year\nSYL,QX,2020\nKHE\n", "states.csv, row 3: has more or fewer cells than the header"),
        (b"iso3,iso2,year\nSYL,\xff,2020\n", "states.csv: is no UTF-8 text (byte 19)"),
        ('iso3,iso2,year\nSYL,"QX"x,2020\n', "states.csv, row 2: is no table: ',' expected after '\"'"),
    ],
)
def test_a_bad_table_is_named_with_its_row(tmp_path, text, message):
    with pytest.raises(DataError) as caught:
        read_table(write(tmp_path, text), ("iso3", "iso2", "year"))

    assert str(caught.value) == message


def test_a_table_that_is_not_there_is_named_with_its_folder(tmp_path):
    with pytest.raises(DataError, match=r"^states\.csv: not found in folder 'codes' of the tables$"):
        read_table(tmp_path / "codes" / "states.csv", ("iso3",))


@pytest.mark.parametrize(
    ("text", "number"), [("75.30", "75.30"), (".06", "0.06"), ("0", "0"), ("100", "100")]
)
def test_a_number_is_read_as_it_stands(text, number):
    assert row(share=text).number_in("share", 0, 100) == Decimal(number)


def test_an_empty_cell_is_no_number_and_never_zero():
    assert row(share="").number_in("share", 0, 100) is None


@pytest.mark.parametrize("text", ["-1", "1e3", "5%", "about 5", ".", "\u0661\u0662", "nan"])
def test_what_is_no_number_is_named_with_file_row_and_column(text):
    with pytest.raises(DataError) as caught:
        row(share=text).number_in("share", 0, 100)

    assert str(caught.value) == f"states.csv, row 7, column 'share': {text!r} is no number"


def test_a_number_out_of_bounds_is_named_with_them():
    with pytest.raises(DataError, match=r"column 'share': '101' is not between 0 and 100$"):
        row(share="101").number_in("share", 0, 100)


@pytest.mark.parametrize("text", ["", "syl", "SY", "SYLD"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(DataError, match="is no alpha-3 code"):
        row(iso3=text).code("iso3")


def test_a_year_may_be_missing_but_not_wrong():
    assert row(year="").year("year") == ""
    with pytest.raises(DataError, match="'2014-15' is no year"):
        row(year="2014-15").year("year")


def test_plain_text_has_no_html_and_keeps_less_than_signs():
    cell = "C&ocirc;te <strong>d'Ivoire</strong>&nbsp;has other <0.1% and <1%"

    assert row(name=cell).plain("name") == "Côte d'Ivoire has other <0.1% and <1%"
