"""Shares of religions: ten states to the letter of the source, and every state adds up or is named."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from graph.harvest.schemes import Religions
from graph.store.terms import ACC, religion, source, state

DATA = Path(__file__).parents[2] / "data"
FACTBOOK = str(source("factbook"))
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
NO_FIGURE = ("", "")  #: named in words

# whose share → religion → least and greatest share, as the Factbook's text has them
EXPECTED = {
    "MAR": {
        "population": {
            "islam": ("0.99", "0.99"),
            "sunni": ("0.989", "0.99"),
            "shia": ("0.0", "0.001"),
            "other": ("0.01", "0.01"),
            "judaism": NO_FIGURE,
        }
    },
    "IRQ": {
        "population": {
            "islam": ("0.95", "0.98"),
            "shia": ("0.61", "0.64"),
            "sunni": ("0.29", "0.34"),
            "christianity": ("0.01", "0.01"),
            "other": ("0.01", "0.04"),
        }
    },
    "ARE": {
        "population": {
            "islam": ("0.745", "0.745"),
            "sunni": ("0.633", "0.633"),
            "shia": ("0.067", "0.067"),
            "islam-other": ("0.044", "0.044"),
            "christianity": ("0.129", "0.129"),
            "hinduism": ("0.062", "0.062"),
            "buddhism": ("0.032", "0.032"),
            "unaffiliated": ("0.013", "0.013"),
            "other": ("0.019", "0.019"),
        }
    },
    # two records of the source, which stay two; for both together only bounds hold
    "PSE": {
        "population of Gaza": {
            "islam": ("0.98", "0.99"),
            "christianity": ("0.0", "0.01"),
            "residual": ("0.0", "0.01"),
        },
        "population of the West Bank": {
            "islam": ("0.8", "0.85"),
            "judaism": ("0.12", "0.14"),
            "christianity": ("0.01", "0.025"),
            "residual": ("0.0", "0.01"),
        },
        "population": {
            "islam": ("0.8", "0.99"),
            "judaism": ("0.0", "0.14"),
            "christianity": ("0.0", "0.025"),
        },
    },
    "USA": {
        "population": {
            "christianity": ("0.706", "0.706"),
            "protestant": ("0.465", "0.465"),
            "catholic": ("0.208", "0.208"),
            "christianity-other": ("0.033", "0.033"),
            "judaism": ("0.019", "0.019"),
            "islam": ("0.009", "0.009"),
            "buddhism": ("0.007", "0.007"),
            "hinduism": ("0.007", "0.007"),
            "other": ("0.018", "0.018"),
            "unaffiliated": ("0.228", "0.228"),
            "unspecified": ("0.006", "0.006"),
        }
    },
    "KAZ": {
        "population": {
            "islam": ("0.693", "0.693"),
            "christianity": ("0.172", "0.172"),
            "orthodox": ("0.17", "0.17"),
            "christianity-other": ("0.002", "0.002"),
            "buddhism": ("0.001", "0.001"),
            "other": ("0.001", "0.001"),
            "unaffiliated": ("0.023", "0.023"),
            "unspecified": ("0.11", "0.11"),
        }
    },
    "AZE": {
        "population": {
            "islam": ("0.973", "0.973"),
            "shia": NO_FIGURE,
            "christianity": ("0.026", "0.026"),
            "other": ("0.0", "0.001"),
            "unaffiliated": ("0.0", "0.001"),
        }
    },
    "SDN": {"population": {"sunni": NO_FIGURE, "christianity": NO_FIGURE}},
    "SAU": {
        "citizens": {"sunni": ("0.85", "0.9"), "shia": ("0.1", "0.12")},
        "population": {"islam": NO_FIGURE, "other": NO_FIGURE},
    },
    "LBN": {
        "citizens": {
            "islam": ("0.678", "0.678"),
            "sunni": ("0.319", "0.319"),
            "shia": ("0.312", "0.312"),
            "islam-other": NO_FIGURE,
            "christianity": ("0.324", "0.324"),
            "druze": ("0.045", "0.045"),
        }
    },
}
YEARS = {
    "MAR": "2020",
    "IRQ": "2015",
    "ARE": "2020",
    "PSE": "2012",
    "USA": "2014",
    "KAZ": "2021",
    "AZE": "2020",
}
YEARS |= {"SDN": "", "SAU": "2020", "LBN": "2020"}


@dataclass(frozen=True)
class Composition:
    """One share, as the Factbook's graph gives it."""

    state: str
    religion: str
    base: str
    low: str
    high: str
    year: str
    level: str


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, str]]:
    """Subject → property → value, of all that stands in the Factbook's graph, and English labels."""
    generated = [
        parse(gzip.decompress(file.read_bytes()), format=RdfFormat.N_QUADS)
        for file in (DATA / "generated").glob("*.nq.gz")
    ]
    curated = parse(path=str(DATA / "curated" / "factbook.trig"), format=RdfFormat.TRIG)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in (quad for quads in (*generated, curated) for quad in quads):
        english = quad.predicate.value == LABEL and quad.object.language == "en"
        if english or quad.graph_name.value == FACTBOOK:
            found[quad.subject.value][quad.predicate.value] = quad.object.value
    return found


@pytest.fixture(scope="module")
def compositions(described) -> list[Composition]:
    found = []
    for said in described.values():
        if str(ACC.religion) not in said:
            continue
        one = said.get(str(ACC.share), "")
        found.append(
            Composition(
                said[str(ACC.state)].removeprefix(str(state(""))),
                said[str(ACC.religion)].removeprefix(str(religion(""))),
                said[str(ACC.base)],
                said.get(str(ACC.shareLow), one),
                said.get(str(ACC.shareHigh), one),
                said.get(str(ACC.year), ""),
                said.get(str(ACC.level), ""),
            )
        )
    return found


@pytest.mark.parametrize("code", EXPECTED)
def test_a_state_has_the_shares_that_the_source_gives(code, compositions):
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for share in compositions:
        if share.state == code:
            found[share.base][share.religion] = share.low, share.high

    assert found == EXPECTED[code]
    assert {share.year for share in compositions if share.state == code} == {YEARS[code]}


def test_shares_of_the_first_level_add_up_or_the_state_is_listed(compositions, described):
    scheme = Religions.read(DATA)
    bounds: dict[tuple[str, str], list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for share in compositions:
        if scheme.level(share.religion) == 1 and (share.low or share.high):
            low, high = Decimal(share.low or share.high), Decimal(share.high or share.low)
            bounds[share.state, share.base].append((low, high))

    outside = dict.fromkeys(
        {share.state for share in compositions} - {code for code, _ in bounds}, "no figure"
    )
    for (code, _), pairs in bounds.items():
        low, high = (sum(column) for column in zip(*pairs, strict=True))
        if not Decimal("0.97") <= (low + high) / 2 <= Decimal("1.03"):
            outside[code] = percent(low) if low == high else f"{percent(low)} to {percent(high)}"

    assert {described[str(state(code))][LABEL]: total for code, total in outside.items()} == listed()


def test_a_level_is_that_of_the_scheme(compositions):
    scheme = Religions.read(DATA)

    assert not [share for share in compositions if share.level not in {"", str(scheme.level(share.religion))}]


def test_a_branch_is_never_larger_than_its_root(compositions):
    scheme = Religions.read(DATA)
    highest = {(share.state, share.base, share.religion): share.high for share in compositions if share.high}
    too_large = [
        share
        for share in compositions
        if share.low
        and (whole := highest.get((share.state, share.base, scheme.root(share.religion))))
        and Decimal(share.low) > Decimal(whole)
    ]

    assert not too_large


def listed() -> dict[str, str]:
    """State → sum, from the table of data/README.md."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    table = re.search(
        r"^\| *state *\| *sum *\| *what was done *\|\n\|[-| :]+\|\n((?:\|.*\|\n)+)", text, re.MULTILINE
    )
    assert table, "data/README.md has no table 'state | sum | what was done'"
    rows = ([cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines())
    return {name: total.removesuffix(" %") for name, total, _ in rows}


def percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}"
