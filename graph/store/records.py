"""Rows of the store become records, and records that the build derives become triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast

import pyoxigraph as ox
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS

from graph.errors import Misfit, MissingCode, UnknownKind
from graph.model.dates import BEGINNING, FOREVER, PartialDate
from graph.model.entity import Composition, Concept, Entity, EntityType, Figure, Located, Statehood
from graph.model.kind import Family, Nature, Phase, TieKind
from graph.model.source import Claim, Confidence, Reliability, Source
from graph.model.tie import Outline, Tie
from graph.model.world import Argument, Question, Statement, World
from graph.store.ask import ask
from graph.store.terms import ACC as _ACC
from graph.store.terms import ATLAS

Word = TypeVar("Word", bound=StrEnum)


class _Words:
    """The words of our ontology, each made once: rdflib checks the text of a term whenever it is named."""

    def __getattr__(self, name: str) -> str:
        word = str(_ACC[name])
        setattr(self, name, word)
        return word

    def __getitem__(self, name: str) -> str:
        return str(getattr(self, name))


ACC = _Words()


@dataclass
class _Thing:
    """One thing with all that one graph says of it."""

    iri: str
    graph: str
    values: dict[str, list[ox.Literal | ox.NamedNode]] = field(default_factory=lambda: defaultdict(list))

    @property
    def slug(self) -> str:
        return self.iri.rsplit("/", 1)[-1]

    def texts(self, prop: str) -> tuple[str, ...]:
        # rdflib holds an IRI and the same text for two things
        return tuple(value.value for value in self.values.get(str(prop), ()))

    def text(self, prop: str, default: str = "") -> str:
        found = self.values.get(str(prop))
        return found[0].value if found else default

    def english(self, prop: str) -> str:
        found = self.values.get(str(prop), ())
        return next(
            (v.value for v in found if isinstance(v, ox.Literal) and v.language == "en"), self.text(prop)
        )

    def by_language(self, prop: str) -> tuple[str, ...]:
        """Every text with the tag of its language before it, in order of the tags."""
        found = self.values.get(str(prop), ())
        return tuple(
            sorted(f"{v.language} {v.value}" for v in found if isinstance(v, ox.Literal) and v.language)
        )

    def needed(self, prop: str) -> str:
        if not (found := self.text(prop)):
            raise Misfit(self.iri, f"no {_short(prop)}")
        return found

    def date(self, prop: str) -> PartialDate | None:
        if not (found := self.text(prop)):
            return None
        try:
            return PartialDate.parse(found)
        except ValueError as wrong:
            raise Misfit(self.iri, f"{_short(prop)}: {wrong}") from wrong

    def number(self, prop: str) -> float | None:
        if not (found := self.text(prop)):
            return None
        try:
            return float(found)
        except ValueError as wrong:
            raise Misfit(self.iri, f"{_short(prop)}: {found!r} is not a number") from wrong

    def true(self, prop: str) -> bool:
        return self.text(prop) in ("true", "1")

    def word(self, prop: str, make: type[Word], default: Word) -> Word:
        if not (found := self.text(prop)):
            return default
        try:
            return make(found)
        except ValueError as wrong:
            raise Misfit(self.iri, f"{_short(prop)}: no such word {found!r}") from wrong


def world(store: ox.Store, version: str) -> World:
    """Read all records of a store.

    Raises:
        Misfit: something lacks what it owes, or holds a word that does not exist.
        UnknownKind: a tie is of a kind that is not described.
        MissingCode: a state has no code.
    """
    kinds = {kind.slug: kind for kind in map(_kind, _things(store, ACC.TieKind))}
    outlines = tuple(_outline(thing, kinds) for thing in _things(store, ACC.Tie))
    found = World(
        version=version,
        horizon=_horizon(store),
        entities=tuple(_entities(store)),
        kinds=tuple(kinds.values()),
        sources=tuple(map(_source, _things(store, ACC.Source))),
        outlines=outlines,
        claims=tuple(map(_claim, _things(store, ACC.Claim))),
        concepts=tuple(map(_concept, _things(store, SKOS.Concept))),
        compositions=tuple(map(_composition, _things(store, ACC.Composition))),
        located=tuple(
            Located(row["state"].value, _last(row["region"].value), row["source"].value)
            for row in ask(store, "regions")
        ),
        questions=tuple(map(_question, _things(store, ACC.Question))),
        statements=tuple(map(_statement, _things(store, ACC.Statement))),
        arguments=tuple(map(_argument, _things(store, ACC.Argument))),
    )
    _check_references(found)
    return found


def part(store: ox.Store, whole: World) -> World:
    """Read what a store adds to a world: entities, sources, ties, claims and answers to questions.

    Returns:
        A world of these alone, of the kinds, version and horizon of the whole. What they speak of may be
        described in the whole; it is not looked for.
    """
    return World(
        version=whole.version,
        horizon=whole.horizon,
        entities=tuple(_entities(store)),
        kinds=whole.kinds,
        sources=tuple(map(_source, _things(store, ACC.Source))),
        outlines=tuple(_outline(thing, whole.kind_by_slug) for thing in _things(store, ACC.Tie)),
        claims=tuple(map(_claim, _things(store, ACC.Claim))),
        concepts=(),
        statements=tuple(map(_statement, _things(store, ACC.Statement))),
    )


def figures(store: ox.Store) -> tuple[Figure, ...]:
    """Read the figures of all states, which no view asks for: they stay out of the world."""
    return tuple(map(_figure, _things(store, ACC.Figure)))


def shown_values(ties: Iterable[Tie]) -> Iterator[ox.Quad]:
    """The values that the build chose for each tie, as triples beside its ends and kind.

    Days without a bound are left out: from ever, for ever, and never certain. `graph.store.behind` asks them.
    """
    for tie in ties:
        span = tie.span
        values: Mapping[str, ox.Literal | None] = {
            "since": dated(tie.since),
            "until": dated(tie.until),
            "amount": _decimal(tie.amount),
            "unit": _plain(tie.unit),
            "year": dated(tie.year),
            "role": _plain(tie.role),
            "grade": ox.Literal(str(tie.grade)),
            "independentSources": ox.Literal(tie.independent_sources),
            "possibleFrom": _day(span.possible_from),
            # what always holds is certain from the first day of the calendar: nothing would mean never
            "certainFrom": _day(span.certain_from, unbounded=FOREVER),
            "certainTo": _day(span.certain_to),
            "possibleTo": _day(span.possible_to),
            "supersededFrom": _day(tie.superseded_from),
            "overOn": _day(tie.over_on) if tie.kind.nature is Nature.EVENT else None,
        }
        for name, value in values.items():
            if value is not None:
                yield ox.Quad(ox.NamedNode(tie.iri), _node(ACC[name]), value, _node(ATLAS))


def _check_references(world: World) -> None:
    """Make sure that whatever is spoken of is described; a Misfit names both ends of a loose one."""
    entities, ties = world.entity_by_iri.keys(), world.outline_by_iri.keys()
    for outline in world.outlines:
        for end in (outline.sender, outline.receiver, outline.on_behalf_of, outline.place):
            if end and end not in entities and end not in ties:
                raise Misfit(outline.iri, f"speaks of {end}, which is described nowhere")
    for claim in world.claims:
        if claim.tie not in ties:
            raise Misfit(claim.iri, f"speaks of {claim.tie}, which is described nowhere")
    said: list[Claim | Composition | Statement | Argument] = []
    said += [*world.claims, *world.compositions, *world.statements, *world.arguments]
    for item in said:
        if item.source not in world.source_by_iri:
            raise Misfit(
                item.iri, f"stands in the graph of {item.source}, a source that is described nowhere"
            )
    for located in world.located:
        if located.region not in world.concept_by_slug or located.source not in world.source_by_iri:
            raise Misfit(located.state, f"region {located.region!r} or its source is described nowhere")
    for composition in world.compositions:
        if composition.religion not in world.concept_by_slug or composition.state not in entities:
            raise Misfit(composition.iri, "its religion or its state is described nowhere")


def _things(store: ox.Store, of_class: str) -> Iterator[_Thing]:
    """All things of a class, by IRI and graph; several values of one property stand in order too.

    One at a time, straight from the store's indexes: a SELECT of all that hundreds of thousands of rows say
    holds them all at once.
    """
    typed = store.quads_for_pattern(None, _node(RDF.type), _node(of_class), None)
    # data/ has no blank nodes, and nothing outside the named graphs
    named = (cast("tuple[ox.NamedNode, ox.NamedNode]", (quad.subject, quad.graph_name)) for quad in typed)
    for subject, graph in sorted(named, key=lambda pair: (pair[0].value, pair[1].value)):
        thing = _Thing(subject.value, graph.value)
        for quad in store.quads_for_pattern(subject, None, None, graph):
            thing.values[quad.predicate.value].append(cast("ox.Literal | ox.NamedNode", quad.object))
        for values in thing.values.values():
            if len(values) > 1:
                values.sort(key=str)
        yield thing


def _entities(store: ox.Store) -> Iterator[Entity]:
    for entity_type in EntityType:
        for thing in _things(store, ACC[entity_type]):
            code = thing.text(ACC.code)
            if entity_type is EntityType.STATE and not code:
                raise MissingCode(thing.iri)
            yield Entity(
                iri=thing.iri,
                type=entity_type,
                label=thing.english(RDFS.label) or thing.needed(RDFS.label),
                code=code,
                statehood=thing.word(ACC.statehood, Statehood, Statehood.TERRITORY)
                if entity_type is EntityType.STATE
                else None,
                names=tuple(dict.fromkeys((*thing.texts(RDFS.label), *thing.texts(SKOS.altLabel)))),
                definition=thing.english(SKOS.definition),
                latitude=thing.number(SDO.latitude),
                longitude=thing.number(SDO.longitude),
                labels=thing.by_language(RDFS.label),
                note=thing.english(SKOS.editorialNote),
                same_as=thing.texts(OWL.sameAs),
            )


def _kind(thing: _Thing) -> TieKind:
    verb = thing.english(ACC.verb) or thing.needed(ACC.verb)
    return TieKind(
        slug=thing.slug,
        label=thing.english(RDFS.label) or thing.needed(RDFS.label),
        family=thing.word(ACC.family, Family, Family.POLITICAL),
        nature=thing.word(ACC.nature, Nature, Nature.EVENT),
        symmetric=thing.true(ACC.symmetric),
        verb=verb,
        inverse_verb=thing.english(ACC.inverseVerb) or verb,
        past_verb=thing.english(ACC.pastVerb) or verb,
        definition=thing.english(SKOS.definition),
    )


def _outline(thing: _Thing, kinds: Mapping[str, TieKind]) -> Outline:
    kind = _last(thing.needed(ACC.kind))
    if kind not in kinds:
        raise UnknownKind(kind, thing.slug)
    phase = thing.text(ACC.phase)
    return Outline(
        iri=thing.iri,
        sender=thing.needed(ACC.sender),
        receiver=thing.needed(ACC.receiver),
        kind=kinds[kind],
        phase=thing.word(ACC.phase, Phase, Phase.IN_FORCE) if phase else None,
        occasion=thing.text(ACC.occasion),
        place=thing.text(ACC.place),
        themes=thing.texts(ACC.theme),
        on_behalf_of=thing.text(ACC.onBehalfOf),
    )


def _claim(thing: _Thing) -> Claim:
    denied = thing.text(ACC.denies)
    phase = thing.text(ACC.phase)
    return Claim(
        iri=thing.iri,
        tie=denied or thing.needed(ACC.about),
        source=thing.graph,
        denies=bool(denied),
        phase=thing.word(ACC.phase, Phase, Phase.IN_FORCE) if phase else None,
        since=thing.date(ACC.since),
        until=thing.date(ACC.until),
        amount=thing.number(ACC.amount),
        unit=thing.text(ACC.unit),
        year=thing.date(ACC.year),
        role=thing.text(ACC.role),
        theme=thing.text(ACC.theme),
        confidence=thing.word(ACC.confidence, Confidence, Confidence.MEDIUM),
        contested=thing.true(ACC.contested),
        unverified=thing.true(ACC.unverified),
        unverified_parts=thing.texts(ACC.unverifiedPart),
        announced_by=thing.text(ACC.announcedBy),
        locator=thing.text(ACC.locator),
        comment=thing.english(RDFS.comment),
        derived=thing.true(ACC.derived),
        roll_calls=int(thing.number(ACC.rollCalls) or 0),
    )


def _source(thing: _Thing) -> Source:
    return Source(
        iri=thing.iri,
        title=thing.needed(DCTERMS.title),
        publisher=thing.text(DCTERMS.publisher),
        reliability=thing.word(ACC.reliability, Reliability, Reliability.NONE),
        author=", ".join(thing.texts(DCTERMS.creator)),
        issued=thing.date(DCTERMS.issued),
        issued_earliest=thing.date(ACC.issuedEarliest),
        issued_latest=thing.date(ACC.issuedLatest),
        issued_reason=thing.english(ACC.issuedReason),
        url=thing.text(SDO.url),
        licence=thing.text(DCTERMS.license),
        reference_work=thing.true(ACC.referenceWork),
        derived_from=thing.texts(PROV.wasDerivedFrom),
    )


def _concept(thing: _Thing) -> Concept:
    broader = thing.text(SKOS.broader)
    return Concept(
        iri=thing.iri,
        label=thing.english(RDFS.label) or thing.english(SKOS.prefLabel) or thing.slug,
        scheme=_last(thing.text(SKOS.inScheme)),
        broader=_last(broader) if broader else None,
        definition=thing.english(SKOS.definition),
    )


def _composition(thing: _Thing) -> Composition:
    share = thing.number(ACC.share)
    return Composition(
        iri=thing.iri,
        state=thing.needed(ACC.state),
        religion=_last(thing.needed(ACC.religion)),
        low=share if share is not None else thing.number(ACC.shareLow),
        high=share if share is not None else thing.number(ACC.shareHigh),
        base=thing.text(ACC.base, "population"),
        year=thing.date(ACC.year),
        source=thing.graph,
        derived=thing.true(ACC.derived),
        unverified=thing.true(ACC.unverified),
        comment=thing.english(RDFS.comment),
    )


def _figure(thing: _Thing) -> Figure:
    amount = thing.number(ACC.amount)
    if amount is None:
        raise Misfit(thing.iri, "no amount")
    return Figure(
        iri=thing.iri,
        state=thing.needed(ACC.state),
        indicator=thing.needed(ACC.indicator),
        amount=amount,
        unit=thing.needed(ACC.unit),
        year=thing.date(ACC.year),
        source=thing.graph,
        derived=thing.true(ACC.derived),
        comment=thing.english(RDFS.comment),
    )


def _question(thing: _Thing) -> Question:
    return Question(thing.slug, thing.english(RDFS.label), thing.true(ACC.singleValued))


def _statement(thing: _Thing) -> Statement:
    return Statement(
        iri=thing.iri,
        about=thing.needed(ACC.about),
        question=_last(thing.needed(ACC.question)),
        answers=thing.texts(ACC.answer),
        source=thing.graph,
        year=thing.date(ACC.year),
        confidence=thing.word(ACC.confidence, Confidence, Confidence.MEDIUM),
        contested=thing.true(ACC.contested),
        unverified=thing.true(ACC.unverified),
        locator=thing.text(ACC.locator),
        comment=thing.english(RDFS.comment),
        since=thing.date(ACC.since),
    )


def _argument(thing: _Thing) -> Argument:
    return Argument(
        iri=thing.iri,
        about=thing.needed(ACC.about),
        stance=thing.needed(ACC.stance),
        source=thing.graph,
        text=thing.english(RDFS.comment),
        argued_by=thing.text(ACC.arguedBy),
        beneficiaries=thing.texts(ACC.beneficiary),
        themes=thing.texts(ACC.theme),
        counters=thing.texts(ACC.counters),
        side=thing.text(ACC.side),
        side_of=thing.text(ACC.sideOf),
        confidence=thing.word(ACC.confidence, Confidence, Confidence.MEDIUM),
        locators=thing.texts(ACC.locator),
        note=thing.english(SKOS.note),
    )


def _horizon(store: ox.Store) -> date:
    days = [PartialDate.parse(row["day"].value).last for row in ask(store, "horizon")]
    if not days:
        raise Misfit(
            "dataset", "no acc:evidenceHorizon; say in data/atlas.trig until which day the sources reach"
        )
    return max(days)


def dated(when: PartialDate | None) -> ox.Literal | None:
    """A date as a literal, typed by how precise it is; None where there is none."""
    if when is None:
        return None
    datatype = {1: "gYear", 2: "gYearMonth", 3: "date"}[when.precision]
    return ox.Literal(str(when), datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))


def _day(day: date, unbounded: date | None = None) -> ox.Literal | None:
    if day == unbounded or (unbounded is None and day in (BEGINNING, FOREVER)):
        return None
    return dated(PartialDate.of(day))


def _decimal(number: float | None) -> ox.Literal | None:
    if number is None:
        return None
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))


def _plain(text: str) -> ox.Literal | None:
    return ox.Literal(text) if text else None


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(str(iri))


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _short(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]
