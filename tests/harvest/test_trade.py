from __future__ import annotations

import pytest

from graph.errors import DataError

TRADE = "iso3,flow,partner_iso3,share_pct,year\n"


def test_a_share_is_a_tie_of_its_year_from_who_reports_it(desk):
    desk.table("factbook/trade_partners.csv", TRADE + "SYL,export,KHE,34,2023")

    assert {
        "sender <state/SYL> <graph/atlas>",
        "receiver <state/KHE> <graph/atlas>",
        "kind <kind/export-share> <graph/atlas>",
        'occasion "2023" <graph/atlas>',
    } <= desk.about("factbook", "tie/SYL.KHE.export-share.2023")
    assert {
        'amount "0.34"^^<xsd:decimal> <source/factbook>',
        'unit "share" <source/factbook>',
        'year "2023"^^<xsd:gYear> <source/factbook>',
    } <= desk.about("factbook", "claim/factbook/SYL.KHE.export-share.2023")


def test_what_two_records_of_one_state_say_alike_is_said_once(desk):
    desk.table("factbook/trade_partners.csv", TRADE + "SYL,import,KHE,7,2023\nSYL,import,KHE,7,2023")

    assert 'amount "0.07"^^<xsd:decimal> <source/factbook>' in desk.about(
        "factbook", "claim/factbook/SYL.KHE.import-share.2023"
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("SYL,transit,KHE,7,2023", "row 2, column 'flow': 'transit' is none of export, import"),
        ("SYL,export,KHE,107,2023", "row 2, column 'share_pct': '107' is not between 0 and 100"),
        ("SYL,export,KHE,7,", "row 2, column 'share_pct': '7' has no share or no year beside it"),
        (
            "SYL,export,KHE,7,2023\nSYL,export,KHE,8,2023",
            "row 3, column 'share_pct': '8' differs from that of another record of the same state",
        ),
    ],
)
def test_a_bad_share_is_named(desk, rows, message):
    desk.table("factbook/trade_partners.csv", TRADE + rows)

    with pytest.raises(DataError) as caught:
        desk.harvest("factbook")
    assert str(caught.value) == f"trade_partners.csv, {message}"
