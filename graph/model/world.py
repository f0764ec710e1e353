"""The world as records: everything that views, tables, networks and pages are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from graph.model.dates import PartialDate
from graph.model.entity import Composition, Concept, Entity, EntityType, Located
from graph.model.kind import TieKind
from graph.model.shown import known, show, show_again, show_more
from graph.model.source import Claim, Confidence, Source
from graph.model.tie import Outline, Tie


@dataclass(frozen=True)
class Question:
    """What statements answer."""

    slug: str
    label: str
    single_valued: bool


@dataclass(frozen=True)
class Statement:
    """What one source answers to a question about one subject."""

    iri: str
    about: str  #: IRI
    question: str  #: slug
    answers: tuple[str, ...]  #: IRIs or words
    source: str  #: IRI
    year: PartialDate | None = None  #: the period that it answers for
    confidence: Confidence = Confidence.MEDIUM
    contested: bool = False
    unverified: bool = False
    locator: str = ""
    comment: str = ""
    since: PartialDate | None = None  #: the day from which on it answers


@dataclass(frozen=True)
class Argument:
    """What somebody argues that an accession would bring or cost; never a fact."""

    iri: str
    about: str  #: IRI
    stance: str
    source: str  #: IRI
    text: str
    argued_by: str
    beneficiaries: tuple[str, ...] = ()  #: IRIs of who gains, pays or would be served; none of an obstacle
    themes: tuple[str, ...] = ()  #: IRIs
    counters: tuple[str, ...] = ()  #: IRIs of arguments
    side: str = ""  #: where the speaker stands toward the accession: "supporter", "critic" or "mixed"
    side_of: str = ""  #: code of the country of the speaker or outlet
    confidence: Confidence = Confidence.MEDIUM
    locators: tuple[str, ...] = ()  #: where in the source
    note: str = ""


@dataclass(frozen=True)
class World:
    """All records of one data version, as far as they were known on a day."""

    version: str
    horizon: date  #: the last day that the sources cover well
    entities: tuple[Entity, ...]
    kinds: tuple[TieKind, ...]
    sources: tuple[Source, ...]
    outlines: tuple[Outline, ...]
    claims: tuple[Claim, ...]
    concepts: tuple[Concept, ...]  #: religions, regions and themes
    compositions: tuple[Composition, ...] = ()
    located: tuple[Located, ...] = ()
    questions: tuple[Question, ...] = ()
    statements: tuple[Statement, ...] = ()
    arguments: tuple[Argument, ...] = ()

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """The ties that its claims affirm, in order of IRI, likenesses last."""
        return show(self.outlines, self.claims, self.source_by_iri)

    def having(self, ties: tuple[Tie, ...]) -> World:
        """This world, whose ties have been shown before and need not be made of its claims again."""
        self.__dict__["ties"] = ties
        return self

    @cached_property
    def entity_by_iri(self) -> dict[str, Entity]:
        """Every entity by its IRI."""
        return {entity.iri: entity for entity in self.entities}

    @cached_property
    def tie_by_iri(self) -> dict[str, Tie]:
        """Every tie by its IRI."""
        return {tie.iri: tie for tie in self.ties}

    @cached_property
    def ties_by_kind(self) -> dict[str, tuple[Tie, ...]]:
        """The ties of each kind by its slug, in their order."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.kind.slug].append(tie)
        return {slug: tuple(ties) for slug, ties in found.items()}

    @cached_property
    def source_by_iri(self) -> dict[str, Source]:
        """Every source by its IRI."""
        return {source.iri: source for source in self.sources}

    @cached_property
    def kind_by_slug(self) -> dict[str, TieKind]:
        """Every kind by its slug."""
        return {kind.slug: kind for kind in self.kinds}

    @cached_property
    def concept_by_slug(self) -> dict[str, Concept]:
        """Every religion, region and theme by its slug."""
        return {concept.slug: concept for concept in self.concepts}

    @cached_property
    def likenesses(self) -> tuple[tuple[Outline, ...], tuple[Claim, ...]]:
        """The outlines of its likenesses, and what is claimed of them."""
        outlines = tuple(outline for outline in self.outlines if outline.is_likeness)
        named = {outline.iri for outline in outlines}
        return outlines, tuple(claim for claim in self.claims if claim.tie in named)

    def without_likenesses(self) -> World:
        """The world of ties proper; they stand at the same positions as here."""
        likenesses = {outline.iri for outline in self.likenesses[0]}
        lean = replace(
            self,
            outlines=tuple(outline for outline in self.outlines if outline.iri not in likenesses),
            claims=tuple(claim for claim in self.claims if claim.tie not in likenesses),
        )
        return lean.having(tuple(tie for tie in self.ties if tie.iri not in likenesses))

    def with_likenesses_of(self, other: World) -> World:
        """This world, which has none, with the likenesses of another."""
        outlines, claims = other.likenesses
        whole = replace(self, outlines=(*self.outlines, *outlines), claims=(*self.claims, *claims))
        return whole.having((*self.ties, *(tie for tie in other.ties if tie.outline.is_likeness)))

    def with_more(
        self,
        *,
        entities: Iterable[Entity] = (),
        sources: Iterable[Source] = (),
        outlines: Iterable[Outline] = (),
        claims: Iterable[Claim] = (),
        statements: Iterable[Statement] = (),
    ) -> World:
        """This world with more of what sources say; only ties of which more is said are weighed anew."""
        new, fresh = tuple(claims), [each for each in outlines if each.iri not in self.outline_by_iri]
        more = replace(
            self,
            entities=(*self.entities, *entities),
            sources=(*self.sources, *sources),
            outlines=(*self.outlines, *fresh),
            claims=(*self.claims, *new),
            statements=(*self.statements, *statements),
        )
        said = {claim.tie for claim in new}
        return more.having(
            show_more(self.ties, more.outlines, more.claims, said, more.source_by_iri) if said else self.ties
        )

    def known_on(self, day: date) -> World:
        """The world as it was known on a day: only what a source said that was out by then."""
        claims = known(self.claims, self.source_by_iri, day)
        then = replace(
            self,
            claims=claims,
            statements=known(self.statements, self.source_by_iri, day),
            compositions=known(self.compositions, self.source_by_iri, day),
            arguments=known(self.arguments, self.source_by_iri, day),
        )
        return then.having(show_again(self.ties, self.outlines, self.claims, claims, self.source_by_iri))

    def ends(self, tie: Tie, *, folded: bool) -> tuple[tuple[str, str], ...]:
        """The pairs of entities that a tie joins on a picture.

        A tie about another tie reaches both ends of that one. *Folded*, a person who acts for a
        state stands as that state. A tie that would join an entity to itself joins nothing.
        """
        outline = tie.outline
        sender = outline.sender
        if folded and outline.on_behalf_of and self.entity_by_iri[sender].type is EntityType.PERSON:
            sender = outline.on_behalf_of
        receivers: Iterable[str] = (outline.receiver,)
        about = self.outline_by_iri.get(outline.receiver)
        if about is not None:
            receivers = (about.sender, about.receiver)
        return tuple((sender, receiver) for receiver in receivers if receiver != sender)

    @cached_property
    def outline_by_iri(self) -> dict[str, Outline]:
        """Every tie's outline by its IRI, affirmed or not."""
        return {outline.iri: outline for outline in self.outlines}
