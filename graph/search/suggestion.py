"""What a search answers with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What sort of thing a name stands for; of several that are called the same, the first is shown first."""

    ENTITY = "entity"
    KIND = "kind"
    FAMILY = "family"
    RELIGION = "religion"
    REGION = "region"
    THEME = "theme"
    STANDING = "standing"


@dataclass(frozen=True)
class Suggestion:
    """One thing that a reader may mean."""

    sort: Sort
    slug: str  #: what a View calls it: ``KAZ``, ``diplomatic-relations``, ``sunni``
    iri: str  #: empty for kinds, families and standings
    label: str  #: in English
    matched: str  #: the name, code or slug that matched; empty where it is the label
    description: str  #: what it is, in a few words
    score: float  #: 100 exactly so; 90, 80, 70 beginning, beginning of a word, part; below: like it
