"""Entities: states, organisations, persons, agreements, places and themes; and what is known of a state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.model.dates import PartialDate


class EntityType(StrEnum):
    """What kind of thing an entity is; the word is the class of our ontology."""

    STATE = "State"
    ORGANIZATION = "Organization"
    PERSON = "Person"
    AGREEMENT = "Agreement"
    PLACE = "Place"
    THEME = "Theme"

    @property
    def label(self) -> str:
        """What the reader sees; a State of ours is any place with a code in our tables."""
        return "State or territory" if self is EntityType.STATE else str(self)


class Statehood(StrEnum):
    """How far a place is recognised as a state."""

    UN_MEMBER = "un-member"
    UN_OBSERVER = "un-observer"
    RECOGNISED_BY_SOME = "recognised-by-some"
    TERRITORY = "territory"

    @property
    def plural(self) -> str:
        """In words, of several: ``members of the United Nations``."""
        return _PLURALS[self]

    @property
    def meaning(self) -> str:
        """One line for the reader."""
        return _STATEHOODS[self]


_PLURALS = {
    Statehood.UN_MEMBER: "members of the United Nations",
    Statehood.UN_OBSERVER: "observers at the United Nations",
    Statehood.RECOGNISED_BY_SOME: "states that some recognise",
    Statehood.TERRITORY: "territories",
}
_STATEHOODS = {
    Statehood.UN_MEMBER: "member of the United Nations",
    Statehood.UN_OBSERVER: "observer state at the United Nations",
    Statehood.RECOGNISED_BY_SOME: "recognised as a state by some states, not by others",
    Statehood.TERRITORY: "territory, not a state of its own",
}


@dataclass(frozen=True)
class Entity:
    """One thing that ties join."""

    iri: str
    type: EntityType
    label: str  #: in English
    code: str = ""  #: ISO 3166-1 alpha-3, or XKX, XSO, XNC; empty for what is no state
    statehood: Statehood | None = None
    names: tuple[str, ...] = ()  #: labels and aliases in every language of the data
    definition: str = ""
    latitude: float | None = None  #: degrees north; None for disputed places
    longitude: float | None = None  #: degrees east
    labels: tuple[str, ...] = ()  #: its name in each language: tag, space, name, as in ``fr Maroc``
    note: str = ""  #: why it is called so, where people disagree about its name
    same_as: tuple[str, ...] = ()  #: IRIs that others have given to it

    @property
    def slug(self) -> str:
        """The last part of its IRI: ``KAZ``, ``abraham-accords``."""
        return self.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Concept:
    """A religion, a region or a theme in its scheme."""

    iri: str
    label: str
    scheme: str  #: slug of the scheme
    broader: str | None = None  #: slug of the concept above it
    definition: str = ""

    @property
    def slug(self) -> str:
        """The last part of its IRI: ``sunni``, ``m49-western-asia``."""
        return self.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Composition:
    """What one source says of the share of a religion in a state."""

    iri: str
    state: str  #: IRI
    religion: str  #: slug
    low: float | None  #: least share, 0 to 1; None where the source gives no figure
    high: float | None  #: greatest share; equal to *low* where the source gives one number
    base: str  #: whose share it is: "population", "citizens", "Muslims", ...
    year: PartialDate | None
    source: str  #: IRI
    derived: bool = False  #: a sum or product of ours
    unverified: bool = False  #: written from general knowledge; shown as such and never compared
    comment: str = ""


@dataclass(frozen=True)
class Figure:
    """One number of one state, as one source gives it."""

    iri: str
    state: str  #: IRI
    indicator: str  #: "population", "gdp", "area", "un-ideal-point"
    amount: float
    unit: str  #: "count", "USD", "km2", "ideal point"
    year: PartialDate | None  #: None where the source gives none
    source: str  #: IRI
    derived: bool = False  #: a sum of ours
    comment: str = ""


@dataclass(frozen=True)
class Located:
    """What one source says of the region that a state lies in."""

    state: str  #: IRI
    region: str  #: slug
    source: str  #: IRI
