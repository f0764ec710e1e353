"""A desk with small tables of invented states, and what harvest makes of them."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from graph.harvest import run

SCHEMES = Path(__file__).parents[2] / "data" / "schemes"
BASE = "https://w3id.org/accord-atlas/"

TABLES = {
    "country_codes/country_codes.csv": """
        iso3,iso2,iso_num,display_name,region,subregion,intermediate_region,independent,wikidata_id,name_en,name_ar,name_es,name_fr,name_ru,name_zh
        SYL,QX,901,Syldavia,Europe,Southern Europe,,Yes,Q1,Syldavia (the) *,,,Syldavie (la),,
        KHE,NA,902,Khemed,Asia,Western Asia,,Yes,Q2,Emirate of Khemed,,,,,
        STH,QY,903,San Theodoros,Americas,,South America,Territory of SYL,,San Theodoros,,,,,
        """,
    "country_codes/extra_entities.csv": """
        code,kind,name_en,m49_region_like
        XBO,de facto state,Borduria,Southern Europe
        XEU,organisation,League of Rivers,
        """,
    "factbook/profile.csv": """
        iso3,name,capital,capital_coord,coord,population_text,area_total,gdp_official,government_type
        SYL,Syldavia,Klow,"45 30 N, 20 15 E","45 00 N, 20 00 E","642,000 (2024 est.)",12300 sq km (land),\
$3.649 billion (2023 est.),monarchy
        KHE,Khemed,,,"12 00 S, 45 40 W",uninhabited,,NA,
        """,
    "factbook/borders.csv": """
        iso3,neighbour_iso3,km
        """,
    "factbook/trade_partners.csv": """
        iso3,flow,partner_iso3,share_pct,year
        """,
    "factbook/igo_membership.csv": """
        iso3,org,qualifier
        """,
    "factbook/gec_iso3.csv": """
        iso3,factbook_folder
        SYL,europe
        KHE,middle-east
        ,oceans
        """,
    "factbook/religions_parsed.csv": """
        iso3,level,parent,name,share_pct,share_high_pct,qualifier,year
        SYL,1,,Muslim,60,,,2020
        SYL,1,,Christian,40,,,2020
        """,
    "factbook/religion_names.csv": """
        level,name,concept
        1,Muslim,islam
        1,Christian,christianity
        1,Bektashi,islam-other
        1,Roman Catholic,catholic
        1,Protestant,protestant
        1,atheist,unaffiliated
        1,agnostic,unaffiliated
        1,Baha'i,bahai
        1,other,other
        1,piece of a note,drop
        1,tribal,folk
        2,Sunni,sunni
        2,Shia,shia
        2,Methodist,protestant
        2,other,by-parent
        """,
    "factbook/religion_fixes.csv": """
        iso3,concept,share_low,share_high,base,year,reason
        KHE,islam,0.95,0.98,population,2015,as published
        KHE,shia,,0.6,citizens,2015,an upper bound alone
        KHE,christianity,,,population,,named in words
        """,
    "factbook/religions_text.csv": """
        iso3,note
        SYL,
        """,
    "organizations/membership_dated.csv": """
        org,code,role,start_date,end_date,confidence,source
        """,
    "israel_relations/israel_relations.csv": """
        code,status_2026_06,established,ended,restored,note,confidence,source
        """,
    "un_votes/issues.csv": """
        short_name,issue
        me,Palestinian conflict
        nu,Nuclear weapons
        di,Disarmament
        hr,Human rights
        co,Colonialism
        ec,Economic development
        """,
    "un_votes/roll_calls.csv.gz": """
        date,issues,yes,no,abstain
        """,
    "un_votes/ideal_points.csv": """
        iso3,year,ideal_point_fp
        """,
    "islam_branches/shia_share.csv": """
        iso3,shia_low_pct,shia_high_pct,base,year,source,confidence,note
        """,
    "islam_branches/majority_branch.csv": """
        code,majority_branch,basis
        """,
}


class Desk:
    """A folder of tables and a folder of facts, both small."""

    def __init__(self, folder: Path):
        self.datasets, self.data = folder / "datasets", folder / "data"
        shutil.copytree(SCHEMES, self.data / "schemes")
        for name, text in TABLES.items():
            self.table(name, text)
        self.speak_of("SYL", "KHE")

    def table(self, name: str, text: str) -> Path:
        """Write a table anew."""
        return _write(self.datasets / name, text)

    def fact(self, name: str, text: str) -> Path:
        """Write a file of facts."""
        return _write(self.data / name, text)

    def speak_of(self, *codes: str) -> None:
        """Let a hand-written file name these states, and no others."""
        lines = "".join(f"<{BASE}tie/{code}> <urn:names> <{BASE}state/{code}> .\n" for code in codes)
        self.fact("ties/named.trig", f"<{BASE}graph/atlas> {{\n{lines}}}")

    def organizations(self, **names: str) -> None:
        """Let these words of the tables mean organizations, each with its name."""
        self.fact(
            "organizations.toml", "\n".join(f'{word} = {{ name = "{name}" }}' for word, name in names.items())
        )

    def harvest(self, table: str) -> list[str]:
        """The lines that a table becomes, without the base of our names and without datatypes' namespace."""
        file, count = run(table, self.datasets, self.data)
        lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
        assert len(lines) == count
        return [
            line.replace(BASE, "").replace("http://www.w3.org/2001/XMLSchema#", "xsd:").removesuffix(" .")
            for line in lines
        ]

    def about(self, table: str, subject: str) -> set[str]:
        """What is said of one subject: predicate's last word, value, graph."""
        said = (line.split(" ", 2) for line in self.harvest(table) if line.startswith(f"<{subject}> "))
        return {
            f"{predicate.strip('<>').replace('#', '/').rsplit('/', 1)[-1]} {rest}"
            for _, predicate, rest in said
        }


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = ("\n".join(line.strip() for line in text.strip().splitlines()) + "\n").encode()
    file.write_bytes(gzip.compress(lines) if file.suffix == ".gz" else lines)
    return file
