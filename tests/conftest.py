"""A small world of invented states, so that no test of the code turns red when the real one changes."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from graph.atlas import Atlas, open_atlas
from graph.model.dates import PartialDate
from graph.model.entity import Composition, Concept, Entity, EntityType, Located, Statehood
from graph.model.kind import Family, Nature, Phase, TieKind
from graph.model.lens import Lens, Rule
from graph.model.source import Claim, Confidence, Reliability, Source
from graph.model.tie import Outline
from graph.model.world import World
from graph.settings import Settings

# No test is timed: others work on the same machine. What passes here passes there: examples are the same on
# every run, and `make examples` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("new", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

BASE = "https://example.org/"
HORIZON = date(2026, 6, 29)

KINDS = {
    slug: TieKind(slug, slug.replace("-", " "), family, nature, symmetric, verb, verb, past)
    for slug, family, nature, symmetric, verb, past in (
        (
            "diplomatic-relations",
            Family.DIPLOMATIC,
            Nature.LASTING,
            True,
            "has relations with",
            "had relations with",
        ),
        ("embassy", Family.DIPLOMATIC, Nature.LASTING, False, "has an embassy in", "had an embassy in"),
        ("visit", Family.DIPLOMATIC, Nature.EVENT, False, "visited", "visited"),
        ("signature", Family.ACCORD, Nature.EVENT, False, "signed", "signed"),
        ("mediation", Family.ACCORD, Nature.LASTING, False, "mediates", "mediated"),
        ("accession", Family.ACCORD, Nature.LASTING, False, "accedes to", "acceded to"),
        ("candidacy", Family.ACCORD, Nature.LASTING, False, "is a candidate for", "was a candidate for"),
        ("refusal", Family.ACCORD, Nature.LASTING, False, "declines", "declined"),
        ("accession-request", Family.ACCORD, Nature.EVENT, False, "asks", "asked"),
        ("member-of", Family.MULTILATERAL, Nature.LASTING, False, "is a member of", "was a member of"),
        ("oil-supply", Family.ECONOMIC, Nature.MEASURE, False, "supplies oil to", "supplied oil to"),
        ("border", Family.TERRITORIAL, Nature.FIXED, True, "borders", "borders"),
        ("objects", Family.POLITICAL, Nature.EVENT, False, "objects to", "objected to"),
        ("un-agreement", Family.MULTILATERAL, Nature.SIMILARITY, True, "votes like", "voted like"),
    )
}


class Builder:
    """Writes a world down in a few words."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.sources: dict[str, Source] = {}
        self.outlines: dict[str, Outline] = {}
        self.claims: list[Claim] = []
        self.concepts: list[Concept] = []
        self.compositions: list[Composition] = []
        self.located: list[Located] = []

    def entity(self, slug: str, type_: EntityType = EntityType.STATE, label: str = "", **more: object) -> str:
        folder = str(type_).lower()
        iri = f"{BASE}{folder}/{slug}"
        if type_ is EntityType.STATE:
            more.setdefault("statehood", Statehood.UN_MEMBER)
            more.setdefault("code", slug)
        self.entities[slug] = Entity(iri, type_, label or slug, names=(label or slug,), **more)  # type: ignore[arg-type]
        return iri

    def source(self, slug: str, issued: str = "2026-01-01", **more: object) -> str:
        iri = f"{BASE}source/{slug}"
        more.setdefault("reliability", Reliability.PRESS)
        more.setdefault("publisher", slug)
        day = PartialDate.parse(issued) if issued else None
        self.sources[slug] = Source(iri, f"Title of {slug}", issued=day, **more)  # type: ignore[arg-type]
        return iri

    def tie(
        self, sender: str, kind: str, receiver: str, phase: str = "", occasion: str = "", **more: object
    ) -> str:
        ends = [self._iri(sender), self._iri(receiver)]
        if KINDS[kind].symmetric:
            ends.sort()
        parts = (ends[0].rsplit("/", 1)[-1], ends[1].rsplit("/", 1)[-1], kind, phase, occasion)
        iri = f"{BASE}tie/{'.'.join(part for part in parts if part)}"
        stage = Phase(phase) if phase else None
        behalf = self._iri(str(more.pop("on_behalf_of"))) if "on_behalf_of" in more else ""
        self.outlines[iri] = Outline(iri, *ends, KINDS[kind], stage, occasion, on_behalf_of=behalf, **more)  # type: ignore[arg-type]
        return iri

    def claim(self, tie: str, source: str, since: str = "", until: str = "", **more: object) -> Claim:
        for name in ("year",):
            if name in more:
                more[name] = PartialDate.parse(str(more[name]))
        claim = Claim(
            iri=f"{BASE}claim/{source}/{len(self.claims)}",
            tie=tie,
            source=self.sources[source].iri,
            since=PartialDate.parse(since) if since else None,
            until=PartialDate.parse(until) if until else None,
            **{"confidence": Confidence.HIGH, **more},  # type: ignore[arg-type]
        )
        self.claims.append(claim)
        return claim

    def says(
        self,
        source: str,
        sender: str,
        kind: str,
        receiver: str,
        phase: str = "",
        since: str = "",
        **more: object,
    ) -> str:
        """A tie with one claim on it."""
        outline = {name: more.pop(name) for name in ("on_behalf_of", "place", "themes") if name in more}
        tie = self.tie(sender, kind, receiver, phase, str(more.pop("occasion", "")), **outline)
        self.claim(tie, source, since, **more)  # type: ignore[arg-type]
        return tie

    def share(
        self,
        state: str,
        religion: str,
        low: float | None,
        high: float | None = None,
        base: str = "population",
        year: str = "2020",
        source: str = "almanac",
    ) -> None:
        self.compositions.append(
            Composition(
                f"{BASE}composition/{source}/{len(self.compositions)}",
                self._iri(state), religion, low, low if high is None else high, base,
                PartialDate.parse(year), self.sources[source].iri,
            )
        )  # fmt: skip

    def concept(self, slug: str, scheme: str, broader: str | None = None) -> None:
        folder = "religion" if scheme == "religions" else "region"
        self.concepts.append(Concept(f"{BASE}{folder}/{slug}", slug.replace("-", " "), scheme, broader))

    def locate(self, state: str, region: str, source: str = "almanac") -> None:
        self.located.append(Located(self._iri(state), region, self.sources[source].iri))

    def world(self) -> World:
        return World(
            version="small",
            horizon=HORIZON,
            entities=tuple(sorted(self.entities.values(), key=lambda entity: entity.iri)),
            kinds=tuple(KINDS.values()),
            sources=tuple(self.sources.values()),
            outlines=tuple(self.outlines.values()),
            claims=tuple(self.claims),
            concepts=tuple(self.concepts),
            compositions=tuple(self.compositions),
            located=tuple(self.located),
        )

    def _iri(self, slug: str) -> str:
        return slug if slug.startswith("https:") else self.entities[slug].iri


RELATIONS = Lens("relations", "Relations", "...", (Rule(signature=True, relations_through=True),))
SIGNED = Lens("signed", "Signed", "...", (Rule(signature=True),))


#: files that take longest: begun last, one of them would keep one worker busy while the other rests
LONG = [
    f"{path}.py"
    for path in (
        "store/remote/test_shipped",
        "data/test_shapes",
        "server/test_programs",
        "store/test_behind",
        "data/test_generated",
        "table/test_answers",
        "test_cli",
        "pages/test_query",
    )
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; the Makefile keeps this order."""
    place = {Path(__file__).parent / path: number for number, path in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path, len(LONG)))


def pytest_collection_finish() -> None:
    """Keep what is loaded by now, so that it is not looked through for garbage after each run of a page."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the module that a process runs; AppTest leaves its page in its place."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def builder() -> Builder:
    """An empty world to write down."""
    return Builder()


@pytest.fixture(scope="session")
def small_world() -> World:
    """Syldavia has joined, San Theodoros only signed, Borduria refused, Khemed is a candidate.

    Poldavia stands alone. Nuevo Rico is the party, Sondonesia the broker. Two papers and an agency tell it.
    """
    b = Builder()
    for code, label in (
        ("BOR", "Borduria"),
        ("SYL", "Syldavia"),
        ("KHE", "Khemed"),
        ("SAN", "San Theodoros"),
        ("NUE", "Nuevo Rico"),
        ("SON", "Sondonesia"),
        ("POL", "Poldavia"),
    ):
        b.entity(code, label=label)
    b.entity("abraham-accords", EntityType.AGREEMENT, "The Accords")
    b.entity("league", EntityType.ORGANIZATION, "The League")
    b.entity("ottokar", EntityType.PERSON, "Ottokar")
    b.source("gazette", "2021-06-01")
    b.source("courier", "2026-01-15")
    b.source("agency", "2026-02-01", reliability=Reliability.AGENCY)
    b.source("almanac", "", reliability=Reliability.REFERENCE, reference_work=True)
    b.source("hearsay", "", reliability=Reliability.NONE)
    b.says("agency", "NUE", "signature", "abraham-accords", since="2020-09-15", occasion="2020-09-15")
    b.says("agency", "SON", "mediation", "abraham-accords", "inForce", "2020-09-15")
    b.says("agency", "SYL", "signature", "abraham-accords", since="2020-09-15", occasion="2020-09-15")
    b.says("agency", "SYL", "accession", "abraham-accords", "inForce", "2020-09-15")
    relations = b.says("agency", "SYL", "diplomatic-relations", "NUE", "inForce", "2020-10-18")
    b.claim(relations, "courier", "2020-10")
    b.says("gazette", "SAN", "signature", "abraham-accords", since="2021-01-06", occasion="2021-01-06")
    b.says("gazette", "SAN", "accession", "abraham-accords", "signed", "2021-01-06")
    accession = b.says("courier", "SAN", "accession", "abraham-accords", "inForce", "2021")
    b.claim(accession, "gazette", denies=True)
    b.says("courier", "KHE", "candidacy", "abraham-accords", "proposed", "2025-03")
    b.says("courier", "KHE", "diplomatic-relations", "NUE", "inForce", "1992-04-07")
    b.says("courier", "BOR", "refusal", "abraham-accords", "refused", "2025-09-22")
    b.says("courier", "BOR", "oil-supply", "NUE", year="2023", occasion="2023", amount=0.4, unit="share")
    b.says(
        "courier", "ottokar", "visit", "KHE", since="2026-01-26", occasion="2026-01-26", on_behalf_of="SYL"
    )
    b.says(
        "gazette", "ottokar", "visit", "BOR", since="2012-01-26", occasion="2012-01-26", on_behalf_of="SYL"
    )
    b.says("courier", "KHE", "member-of", "league", "inForce", "2009")
    b.says("courier", "SYL", "member-of", "league", "inForce", "2019-10-15")
    b.says("almanac", "KHE", "border", "BOR", amount=689.0, unit="km")
    b.says("courier", "BOR", "objects", relations, since="2021-03", occasion="2021-03")
    b.says("hearsay", "KHE", "embassy", "NUE", "inForce", "1996", unverified=True)
    b.says("almanac", "BOR", "un-agreement", "KHE", year="2019", occasion="2019", amount=0.8, unit="share")
    for slug, broader in (("islam", None), ("sunni", "islam"), ("shia", "islam"), ("christianity", None)):
        b.concept(slug, "religions", broader)
    b.concept("east", "m49")
    b.concept("far-east", "m49", "east")
    b.concept("west", "m49")
    b.share("SYL", "islam", 0.9)
    b.share("SYL", "sunni", 0.6)
    b.share("KHE", "islam", 0.97)
    b.share("KHE", "shia", 0.65, 0.75, base="Muslims", year="2009")
    b.share("BOR", "islam", 0.4, 0.6)
    b.share("SAN", "christianity", 0.7)
    b.share("SAN", "islam", 0.2, base="citizens")
    for state, region in (("SYL", "west"), ("KHE", "far-east"), ("BOR", "east"), ("SAN", "west")):
        b.locate(state, region)
    return b.world()


@pytest.fixture(scope="session")
def real_atlas(pytestconfig: pytest.Config) -> Atlas:
    """The atlas of the repository's own facts, its snapshot built once for all workers and later runs."""
    # its name says of which data and which code it is, so none is ever out of date
    return open_atlas(Settings(cache=pytestconfig.cache.mkdir("atlas"), snapshots_kept=3))


@pytest.fixture(scope="session")
def light_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder without the tables of which most lines say the same of every pair or year."""
    large = shutil.ignore_patterns("un_votes*", "ideal_points*", "factbook*", "versions")
    return shutil.copytree(Settings().data, tmp_path_factory.mktemp("light") / "data", ignore=large)
