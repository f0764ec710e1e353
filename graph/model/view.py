"""A View: all that a reader asks to see, as one frozen value with a sentence and a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from graph.model.dates import years_before
from graph.model.entity import EntityType, Statehood
from graph.model.kind import Family, Nature, Phase
from graph.model.link import ALWAYS, FOREIGN, NOT_OURS, NOTHING, READERS, Known, unknown
from graph.model.looks import Layout, Width
from graph.model.source import Confidence
from graph.model.standing import Standing
from graph.model.tie import Grade

#: what is drawn unless a reader asks for more: persons stand as the state they act for
SHOWN_TYPES = frozenset({EntityType.STATE, EntityType.ORGANIZATION, EntityType.AGREEMENT})
SHOWN_STATEHOOD = frozenset({Statehood.UN_MEMBER, Statehood.UN_OBSERVER, Statehood.RECOGNISED_BY_SOME})
SHOWN_NATURES = frozenset({Nature.LASTING, Nature.EVENT, Nature.MEASURE, Nature.FIXED})
SHOWN_PHASES = frozenset(Phase) - {Phase.ENDED}


@dataclass(frozen=True)
class View:
    """What a reader asks to see; an empty set asks for nothing in particular and keeps all.

    Every clause narrows on its own, so they combine in any order with one result. Two exceptions: without a
    nature asked for, likenesses stay out, as they are no ties; and a focus is looked around last, in what the
    other clauses leave.
    """

    as_of: date | None = None  #: what was true on this day; None for the evidence horizon
    known_on: date | None = None  #: from what was known on this day; None for all that is known
    lens: str = "relations"  #: slug of data/lenses/
    types: frozenset[EntityType] = SHOWN_TYPES
    families: frozenset[Family] = frozenset()
    kinds: frozenset[str] = frozenset()
    kinds_out: frozenset[str] = frozenset()  #: left out where no kinds are asked for by name
    natures: frozenset[Nature] = SHOWN_NATURES
    phases: frozenset[Phase] = SHOWN_PHASES
    religions: frozenset[str] = frozenset()
    share: int = 50  #: least share of one of the religions in the whole population, in percent
    regions: frozenset[str] = frozenset()
    standings: frozenset[Standing] = frozenset()
    also: frozenset[str] = frozenset()
    #: entities (codes or slugs): states kept whatever their standing; of others only the named, if any is
    statehood: frozenset[Statehood] = SHOWN_STATEHOOD
    frame: bool = True  #: the party, the broker and the Accords stay in the picture under every filter
    #: slugs; states must certainly be in one of them on the day, and who is possibly in is offered
    organizations: frozenset[str] = frozenset()
    #: slugs; states must certainly be in none of them on the day, and who is possibly in one is offered
    organizations_out: frozenset[str] = frozenset()
    #: how well a tie is supported on the day; what is superseded is not true on it and stays hidden for that
    grades: frozenset[Grade] = frozenset()
    sources: int = 0  #: least number of independent sources of a tie
    confidence: Confidence = Confidence.LOW  #: least confidence of the claim that is shown
    unverified: bool = False  #: also ties that rest on general knowledge alone
    past_years: int = 5  #: years for which an event is still shown after its last day
    focus: frozenset[str] = frozenset()  #: entities (codes or slugs) around which to look
    depth: int = 1  #: steps around them
    hidden: frozenset[str] = frozenset()  #: entities (codes or slugs) that the reader has put away
    only: frozenset[str] = frozenset()  #: entities besides which nobody stays, the frame not excepted
    #: words such as "KAZ.embassy.10": what is added to a picture, whatever else is asked (`model.expansion`)
    expanded: frozenset[str] = frozenset()
    folded: frozenset[str] = frozenset()  #: regions, or "bodies": who stands outside is drawn as one
    layout: Layout = Layout.TIES  #: where entities stand
    widths: Width = Width.TIES  #: what the width of a line says
    most: int = 2000  #: strokes that a picture holds, the strongest first; 0 for all
    text: str = ""  #: part of a name in any language, however it is spelt in capitals; or of a code

    @property
    def narrows_states(self) -> bool:
        """Whether the reader asks for certain states, so that one without a tie is still an answer."""
        return self.picks_states or bool(self.standings)

    @property
    def picks_states(self) -> bool:
        """Whether it asks for states by what they are, not only by where they stand."""
        return bool(
            self.religions or self.regions or self.organizations or self.organizations_out or self.text
        )

    def events_from(self, day: date) -> date:
        """Give the day on which or after which an event must have ended to be shown on a day."""
        return years_before(day, self.past_years)

    def without(self, clause: str) -> View:
        """The same view with one clause set back to its default."""
        default = View()
        together = {"religions": ("religions", "share"), "focus": ("focus", "depth")}.get(clause, (clause,))
        return replace(self, **{name: getattr(default, name) for name in together})

    @property
    def of_all_entities(self) -> View:
        """The same clocks, lens and filters of ties, with no filter of entities."""
        default = View()
        everybody = {"types": frozenset(EntityType), "statehood": frozenset[Statehood](), "frame": False}
        clauses = ("religions", "share", "regions", "standings", "also", "organizations", "organizations_out",
                   "focus", "depth", "folded", "text")  # fmt: skip
        return replace(self, **{name: getattr(default, name) for name in clauses} | everybody)

    def set_clauses(self) -> tuple[str, ...]:
        """Names of the clauses that differ from the default, in the order of the fields."""
        default = View()
        return tuple(
            f.name
            for f in fields(self)
            if f.name not in ("share", "depth") and getattr(self, f.name) != getattr(default, f.name)
        )

    def to_query(self, *, version: str, horizon: date) -> dict[str, str | list[str]]:
        """The link: the whole view; both clocks, lens and data version always, and as absolute values."""
        query: dict[str, str | list[str]] = {
            "as_of": (self.as_of or horizon).isoformat(),
            "known_on": self.known_on.isoformat() if self.known_on else ALWAYS,
            "lens": self.lens,
            "data": version,
        }
        default = View()
        for name, value in ((f.name, getattr(self, f.name)) for f in fields(self)):
            if name in ("as_of", "known_on", "lens") or value == getattr(default, name):
                continue
            if isinstance(value, frozenset):
                # an empty set where the default is not empty must be told from "not said"
                query[name] = sorted(map(str, value)) or [NOTHING]
            elif isinstance(value, bool):
                query[name] = "yes" if value else "no"
            else:
                query[name] = str(value)
        return query

    @classmethod
    def from_query(
        cls, query: Mapping[str, list[str]], *, known: Known, base: View | None = None
    ) -> tuple[View, tuple[str, ...]]:
        """Read a link.

        Args:
            query: parameter → its values, as they stand in the address.
            known: field → the words that exist for it ("lens", "kinds", "religions", "regions",
                "organizations", "entities"); a value outside is reported and left out.
            base: the view for whatever the link does not say; the plain default if None.

        Returns:
            The view, and one sentence for each part of the link that could not be used.
        """
        view = base or cls()
        problems: list[str] = []
        changes: dict[str, object] = {}
        missing: list[str] = []
        for name, values in query.items():
            reader = READERS.get(name)
            if reader is None:
                missing += [name] if name not in NOT_OURS and not name.startswith(FOREIGN) else []
                continue
            try:
                changes[name], said = reader(name, values, known)
                problems += said
            except ValueError as wrong:
                problems.append(str(wrong))
        problems += unknown("parameter", missing)
        return replace(view, **changes), tuple(problems)  # type: ignore[arg-type]
