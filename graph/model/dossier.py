"""A dossier: everything that the sources say of one entity, and what they do not say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from graph.model.arguments import Argued, argued
from graph.model.dates import FOREVER, PartialDate
from graph.model.disputes import Dispute
from graph.model.entity import Entity, EntityType
from graph.model.evidence import EntityEvidence, of_entity, remark
from graph.model.kind import Family, Nature
from graph.model.lens import Lens
from graph.model.sentences import doubt, named, sentence
from graph.model.source import Source
from graph.model.standing import Place, Standing
from graph.model.tie import Certainty, Grade, Tie
from graph.model.words import counted, enumerated, spoken
from graph.model.world import World

#: kinds that have a section of their own, and so stand in no table of a family; in the order of the page
BORDERS = ("border",)
TRADE = ("export-share", "import-share", "trade-volume")
MEMBERSHIPS = ("member-of",)
OFFICES = ("office", "ambassador", "adviser", "caucus-seat")
PARTIES = ("accession", "signature", "mediation", "candidacy", "refusal")
LIKENESS = "un-agreement"

#: what a reader looks for first: what holds on the day, then what may, then what no longer does
_IN_ORDER = ("", "possible", "not yet", "earlier stage", "past")
_MOST_ROWS = 40


@dataclass(frozen=True)
class UnderLens:
    """Where a state stands under one lens, and on whose word."""

    lens: Lens
    place: Place
    sources: tuple[Source, ...]  #: of the ties that say so; empty for who stands outside


@dataclass(frozen=True)
class Gap:
    """Something that is not known."""

    said: str  #: a sentence with its full stop
    examples: tuple[str, ...] = ()  #: of what it is said, each in words


@dataclass(frozen=True)
class Cited:
    """A source of the dossier, and how often it is heard in it."""

    source: Source
    times: int  #: claims, statements, shares, regions and arguments


@dataclass(frozen=True)
class Course:
    """One row of the timeline: the ties of one kind with one other end, by their beginning."""

    label: str
    family: Family
    ties: tuple[Tie, ...]  #: every one with a date; never empty


@dataclass(frozen=True)
class Likeness:
    """How often a state votes like another, in one year or over several."""

    other: str  #: IRI
    year: int  #: the last of several
    share: float  #: 0 to 1
    tie: str  #: IRI
    first: int = 0  #: the first of several years; 0 for one year

    @property
    def when(self) -> str:
        """The years in words."""
        return f"{self.first} to {self.year}" if self.first else str(self.year)


@dataclass(frozen=True)
class Dossier:
    """What is known of one entity on a day, from what was known on a day of knowledge."""

    evidence: EntityEvidence
    day: date
    lenses: tuple[UnderLens, ...]  #: empty for what is no state
    reactions: tuple[Tie, ...]  #: ties of others about one of its ties: who objects to it, who supports it
    arguments: tuple[Argued, ...]  #: about it
    gains: tuple[Argued, ...]  #: about others, but what it would gain or lose
    disputes: tuple[Dispute, ...]
    sources: tuple[Cited, ...]  #: by publisher and title
    gaps: tuple[Gap, ...]

    @property
    def entity(self) -> Entity:
        """Whom it is about."""
        return self.evidence.entity

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie of it, likenesses apart: what holds first, of these the newest first."""
        found = (tie for ties in self.evidence.ties.values() for tie in ties)
        kept = [tie for tie in found if tie.kind.nature is not Nature.SIMILARITY]
        return tuple(sorted(kept, key=lambda tie: _rank(tie, self.day)))

    def of_kinds(self, kinds: Collection[str]) -> tuple[Tie, ...]:
        """Its ties of some kinds, in the same order."""
        return tuple(tie for tie in self.ties if tie.kind.slug in kinds)

    @cached_property
    def own_sections(self) -> frozenset[str]:
        """The kinds of ties that are told apart from the other ties of their family."""
        of_type = {EntityType.PERSON: OFFICES, EntityType.AGREEMENT: PARTIES}
        return frozenset((*BORDERS, *TRADE, *MEMBERSHIPS, *of_type.get(self.entity.type, ())))

    @cached_property
    def by_family(self) -> Mapping[Family, tuple[Tie, ...]]:
        """The ties that have no section of their own."""
        found = {
            family: tuple(
                tie
                for tie in self.ties
                if tie.kind.family is family and tie.kind.slug not in self.own_sections
            )
            for family in Family
        }
        return {family: ties for family, ties in found.items() if ties}

    def other(self, tie: Tie) -> str:
        """IRI of the other end of a tie; of the sender where the entity is no end of it."""
        return tie.receiver if tie.sender == self.entity.iri else tie.sender


def dossier(
    world: World,
    entity: Entity,
    day: date,
    places: Mapping[str, Place],
    under: Iterable[tuple[Lens, Mapping[str, Place]]],
    disputes: Iterable[Dispute],
) -> Dossier:
    """Gather what a world says of an entity.

    Args:
        world: as it was known on the day of knowledge.
        places: IRI of each state → where it stands on the day under the lens of the view.
        under: every lens, with the places under it.
        disputes: of the whole world.
    """
    evidence = of_entity(world, entity, places)
    own = {tie.iri for ties in evidence.ties.values() for tie in ties}
    is_state = entity.type is EntityType.STATE
    lenses = tuple(_under(lens, found[entity.iri], world) for lens, found in under) if is_state else ()
    arguments = argued(world, [a for a in world.arguments if entity.iri in (a.about, *a.themes)])
    gains = argued(
        world, [a for a in world.arguments if entity.iri in a.beneficiaries and a.about != entity.iri]
    )
    found = Dossier(
        evidence=evidence,
        day=day,
        lenses=lenses,
        reactions=tuple(tie for tie in world.ties if tie.receiver in own and tie.iri not in own),
        arguments=arguments,
        gains=gains,
        disputes=tuple(
            dispute for dispute in disputes if dispute.about == entity.iri or own & set(dispute.ties)
        ),
        sources=(),
        gaps=(),
    )
    cited = _cited(found, world)
    return replace(found, sources=cited, gaps=tuple(_gaps(found, cited, world)))


def courses(found: Dossier, world: World, most: int = _MOST_ROWS) -> tuple[Course, ...]:
    """The rows of its timeline, by family and beginning; undated ties and what always holds are on none.

    Where there would be more than *most*, a row is all ties of one kind.
    """
    dated = [tie for tie in found.ties if begun(tie)]
    rows: dict[tuple[Family, str], list[Tie]] = defaultdict(list)
    for tie in dated:
        rows[tie.kind.family, _row(tie, found.entity, world)].append(tie)
    if len(rows) > most:
        rows.clear()
        for tie in dated:
            rows[tie.kind.family, tie.kind.label].append(tie)
    order = list(Family)
    made = [Course(label, family, tuple(sorted(ties, key=_first))) for (family, label), ties in rows.items()]
    return tuple(sorted(made, key=lambda row: (order.index(row.family), _first(row.ties[0]), row.label)))


def _row(tie: Tie, entity: Entity, world: World) -> str:
    """The other end and the kind of a tie: ``Israel · embassy``."""
    ends = [named(end, world) for end in (tie.sender, tie.receiver) if end != entity.iri]
    behalf = tie.outline.on_behalf_of
    whom = [f"(for {named(behalf, world)})"] if behalf and behalf != entity.iri else []
    names = " ".join([enumerated(ends), *whom])
    return f"{names} · {tie.kind.label}" if names else tie.kind.label


def begun(tie: Tie) -> PartialDate | None:
    """When a tie begins or happens, as precise as the source; for a figure its period."""
    return tie.since or tie.year or tie.until


def likenesses(world: World, entity: Entity) -> tuple[Likeness, ...]:
    """How often it votes like others at the United Nations, by the other's name and year; empty without data.

    Year by year where a source says so, else over the years that it tells together; never by issue.

    Args:
        world: one that holds its likenesses.
    """
    found = [
        Likeness(tie.receiver if tie.sender == entity.iri else tie.sender, year, share, tie.iri, first)
        for tie in world.ties
        if tie.kind.slug == LIKENESS and entity.iri in (tie.sender, tie.receiver)
        for first, year, share in years_told(tie)
    ]
    return tuple(sorted(found, key=lambda like: (named(like.other, world), like.year)))


def years_told(tie: Tie) -> tuple[tuple[int, int, float], ...]:
    """The shares that a tie of agreement in votes tells: first of several years or 0, the last, the share.

    Year by year where its claims do so, else over their years together; those by issue are left out.
    """
    years = {
        claim.year.year: claim.amount
        for claim in tie.affirming
        if claim.year and claim.amount is not None and not claim.theme
    }
    if years:
        return tuple((0, year, share) for year, share in sorted(years.items()))
    if tie.amount is None or tie.since is None:
        return ()
    first, last = tie.since.year, (tie.until or tie.since).year
    return ((first if first < last else 0, last, tie.amount),)


def _rank(tie: Tie, day: date) -> tuple[int, int, str]:
    when = begun(tie)
    return _IN_ORDER.index(remark(tie, day)), -(when.first.toordinal() if when else 0), tie.iri


def _first(tie: Tie) -> date:
    when = begun(tie)
    return when.first if when else FOREVER


def _under(lens: Lens, place: Place, world: World) -> UnderLens:
    ties = [world.tie_by_iri[iri] for iri in place.ties if iri in world.tie_by_iri]
    sources = dict.fromkeys(claim.source for tie in ties for claim in tie.affirming)
    return UnderLens(lens, place, tuple(world.source_by_iri[iri] for iri in sources))


def _cited(found: Dossier, world: World) -> tuple[Cited, ...]:
    evidence = found.evidence
    heard = Counter(claim.source for tie in (*found.ties, *found.reactions) for claim in tie.claims)
    heard.update(religion.source.iri for religion in evidence.religions)
    heard.update(region.source.iri for region in evidence.regions)
    heard.update(source.iri for _, source in evidence.statements)
    heard.update(each.source.iri for each in (*found.arguments, *found.gains))
    cited = [Cited(world.source_by_iri[iri], times) for iri, times in heard.items()]
    return tuple(
        sorted(
            cited,
            key=lambda each: (
                (each.source.publisher or each.source.title).casefold(),
                each.source.title.casefold(),
                each.source.iri,
            ),
        )
    )


# --- what is not known -----------------------------------------------------------------------------------


def _gaps(found: Dossier, cited: Sequence[Cited], world: World) -> Iterator[Gap]:
    if found.entity.type is EntityType.STATE:
        yield from _of_a_state(found)
    yield from _of_ties(found, world)
    undated = [each.source for each in cited if each.source.known_by is None]
    open_ended = [source for source in undated if not source.reference_work]
    if open_ended:
        number = counted(len(open_ended), "source of this page bears", "sources of this page bear")
        yield Gap(f"{_capital(number)} no day of issue; under “known on” {_it(open_ended)} not heard.")
    unanswered = sum(not each.against for each in found.arguments)
    if unanswered:
        of = f"{unanswered} of {counted(len(found.arguments), 'argument')}"
        yield Gap(f"For {of} about it no counter-argument is found in the sources.")
    yield Gap(f"Nothing is known of what happened after {spoken(world.horizon)}.")


def _it(sources: Sequence[Source]) -> str:
    return "it is" if len(sources) == 1 else "they are"


def _of_a_state(found: Dossier) -> Iterator[Gap]:
    evidence = found.evidence
    shares = [item.composition for item in evidence.religions]
    if not shares:
        yield Gap("No source in the atlas gives a figure for the religions of its population.")
    elif all(share.low is None and share.high is None for share in shares):
        yield Gap("Sources name religions of its population, but none gives a share.")
    elif all(share.base != "population" for share in shares):
        bases = enumerated(dict.fromkeys(share.base for share in shares))
        yield Gap(f"Shares of religions are given of its {bases}, not of the whole population.")
    if not evidence.regions:
        yield Gap("No source in the atlas says in which region it lies.")
    if found.entity.latitude is None:
        yield Gap("The atlas gives no location for it.")
    if not found.of_kinds(BORDERS):
        yield Gap("No source in the atlas names a land border of it.")
    if not found.of_kinds({"export-share", "import-share"}):
        yield Gap("No source in the atlas gives the shares of its partners in trade.")
    if not found.of_kinds(MEMBERSHIPS):
        yield Gap("No source in the atlas says to which organisations it belongs.")
    stands = evidence.place.standing if evidence.place else Standing.OUTSIDE
    if not found.arguments and stands not in (Standing.PARTY, Standing.BROKER):
        yield Gap("No argument for or against its joining the Accords is recorded.")


def _of_ties(found: Dossier, world: World) -> Iterator[Gap]:
    ties, day = found.ties, found.day
    if not ties:
        yield Gap("No source in the atlas reports a tie of it.")
        return
    undated = [tie for tie in ties if not begun(tie) and tie.kind.nature is not Nature.FIXED]
    if undated:
        verb = "has" if len(undated) == 1 else "have"
        yield Gap(
            f"{_capital(counted(len(undated), 'tie'))} {verb} no date in any source.",
            tuple(sentence(tie, world, day) for tie in undated),
        )
    possible = [tie for tie in ties if tie.certainty(day) is Certainty.POSSIBLE]
    if possible:
        verb = "is" if len(possible) == 1 else "are"
        yield Gap(
            f"{_capital(counted(len(possible), 'tie'))} {verb} only possible on {spoken(day)}.",
            tuple(f"{sentence(tie, world, day)}: {doubt(tie, world, day)}" for tie in possible),
        )
    alone = sum(tie.grade is Grade.SINGLE for tie in ties)
    if alone:
        verb = "rests" if alone == 1 else "rest"
        yield Gap(f"{alone} of {counted(len(ties), 'tie')} {verb} on one independent source.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
