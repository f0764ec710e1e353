"""Links that are bad in one way or another, and how each must end."""

from __future__ import annotations

import json
import os
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path

#: what a sample of a link stands for → our own parameter of that sort
PARAMETERS = {
    "state": "focus",
    "tie": "tie",
    "view": "lens",
    "date": "as_of",
    "page": "depth",
    "query": "text",
}


@dataclass(frozen=True)
class Sample:
    """A link, and how it must end: with a message, or well (or either)."""

    name: str
    query: str
    outcomes: frozenset[str]

    @property
    def must_be_told(self) -> bool:
        """Whether the page must say what is wrong with it."""
        return not self.outcomes & {"ok", "no-autorun"}


def sample(name: str, query: str, outcomes: str = "message") -> Sample:
    """A sample with our own parameters in the place of its marks."""
    for mark, parameter in PARAMETERS.items():
        query = query.replace(f"{{{mark}}}", parameter)
    return Sample(name, query.replace("{{HOST}}", "127.0.0.1:9"), frozenset(outcomes.split("|")))


def given() -> list[Sample]:
    """Samples that lie elsewhere: their links, and how the list beside them says that each must end."""
    folder = os.environ.get("ATLAS_BAD_INPUTS")
    if not folder:
        return []
    with Path(folder, "index.csv").open(encoding="utf-8") as index:
        outcomes = {row["id"]: row["expect"] for row in DictReader(index)}
    lines = Path(folder, "deeplinks.jsonl").read_text("utf-8").splitlines()
    samples = [json.loads(line) for line in lines if line.strip()]
    return [sample(each["id"], each["qs"], outcomes[each["id"]]) for each in samples]
