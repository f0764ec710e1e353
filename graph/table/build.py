"""The table that a View is asked of: entities, ties, the lines they draw, regions and shares.

A position is the place of a record in ``World.entities`` or ``World.ties``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import duckdb

from graph.errors import BrokenSnapshot
from graph.model.dates import BEGINNING, FOREVER
from graph.model.entity import Composition, Figure
from graph.model.kind import Family, Nature, Phase
from graph.model.memberships import is_full
from graph.model.shown import known, show
from graph.model.source import Claim, Confidence
from graph.model.tie import Grade, Outline, Tie
from graph.model.world import World
from graph.table.keep import insert, read_records, read_world, with_likenesses, write_records, write_world

#: no file, no network, no surprise: one process reads one file
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 2,
    "memory_limit": "512MB",
    "preserve_insertion_order": True,  # lines come in the order in which they are kept
}

_TABLES: dict[str, dict[str, str]] = {
    "entity": {
        "pos": "INTEGER",
        "iri": "VARCHAR",
        "slug": "VARCHAR",
        "type": "VARCHAR",
        "statehood": "VARCHAR",
        "names": "VARCHAR",
    },
    "sort": {
        "family": "VARCHAR",
        "kind": "VARCHAR",
        "nature": "VARCHAR",
        "phase": "VARCHAR",
        "grade": "VARCHAR",
        "sources": "INTEGER",
        "confidence": "INTEGER",
        "unverified": "BOOLEAN",
    },
    "tie": {
        "pos": "INTEGER",
        "sort": "INTEGER",
        "possible_from": "DATE",
        "certain_from": "DATE",
        "certain_to": "DATE",
        "possible_to": "DATE",
        "over_on": "DATE",
        "ended": "BOOLEAN",
    },
    "stroke": {
        "tie": "INTEGER",
        "sender": "INTEGER",
        "receiver": "INTEGER",
        "folded": "BOOLEAN",
    },
    "region": {"entity": "INTEGER", "slug": "VARCHAR"},
    "share": {"entity": "INTEGER", "religion": "VARCHAR", "low": "DOUBLE", "high": "DOUBLE"},
    "joined": {"tie": "INTEGER", "entity": "INTEGER", "organization": "VARCHAR"},
}

# each line and membership with all that a View asks of its tie, so that narrowing is one pass over one table
_WITH_TIES = """
    CREATE TABLE line AS
    SELECT s.*, t.* EXCLUDE pos FROM stroke s JOIN tie t ON t.pos = s.tie
    ORDER BY s.folded, t.sort, s.tie, s.sender, s.receiver;
    CREATE TABLE membership AS
    SELECT j.*, t.* EXCLUDE pos FROM joined j JOIN tie t ON t.pos = j.tie
    ORDER BY j.organization, j.entity;
    DROP TABLE stroke; DROP TABLE joined; DROP TABLE tie"""

# what a cursor finds in their place where time does not count; events stay as long ago as they are
_ALWAYS = f"""
    DATE '{BEGINNING}' AS possible_from, DATE '{BEGINNING}' AS certain_from,
    DATE '{FOREVER}' AS certain_to, DATE '{FOREVER}' AS possible_to"""
_WITHOUT_TIME = (
    f'CREATE TEMP VIEW {{table}} AS SELECT * REPLACE ({_ALWAYS}) FROM "{{database}}".main.{{table}}'
)


class Sort(NamedTuple):
    """What ties have in common beside their ends and days; there are few sorts and many ties."""

    family: Family
    kind: str  #: slug
    nature: Nature
    phase: Phase | None
    grade: Grade  #: whatever the day
    sources: int  #: independent ones
    confidence: int  #: rank of the surest claim
    unverified: bool

    @classmethod
    def of(cls, tie: Tie) -> Sort:
        """The sort of a tie."""
        surest = min((claim.confidence.rank for claim in tie.affirming), default=len(Confidence))
        kind = tie.kind
        return cls(
            kind.family,
            kind.slug,
            kind.nature,
            tie.phase,
            tie.grade,
            tie.independent_sources,
            surest,
            tie.unverified,
        )


@dataclass(frozen=True)
class Share:
    """The share of a religion in a state's whole population, as one source gives it or two imply it."""

    composition: Composition
    low: float  #: 0 to 1
    high: float
    of_muslims: Composition | None = None  #: the share of Muslims that was multiplied in


@dataclass(frozen=True, eq=False)
class Table:
    """A connection to the table and the world that it was made from."""

    connection: duckdb.DuckDBPyConnection
    world: World  #: without its likenesses where they are `unread`
    unread: bool = False  #: whether likenesses stand in the file of which the world has none
    under: Table | None = None  #: over which it is laid, and whose likenesses and figures are its too
    timeless: bool = False  #: whether each tie counts as holding on every day

    @cached_property
    def whole(self) -> Table:
        """The same table with a world that has its likenesses too; all positions are the same."""
        if self.unread:
            return Table(self.connection, with_likenesses(self.world, self.cursor()))
        return build(self.world.with_likenesses_of(self.under.whole.world)) if self.under else self

    @property
    def filed(self) -> Table | None:
        """The table whose file holds the likenesses and figures of this one; None where all is in memory."""
        return self if self.unread else self.under and self.under.filed

    def has_likeness(self, iri: str) -> bool:
        """Whether a tie is a likeness that is not read yet."""
        asked = "SELECT 1 FROM likeness_outlines WHERE iri = ?"
        return self.filed is not None and self.filed.cursor().execute(asked, [iri]).fetchone() is not None

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of one's own: one that is shared by threads mixes up their answers."""
        cursor = self.connection.cursor()
        return cursor.execute(self._without_time) if self.timeless else cursor

    @cached_property
    def _without_time(self) -> str:
        # a view of this name would look for itself, did it not name the table's database
        name = self.connection.cursor().execute("SELECT current_database()").fetchall()[0][0]
        return ";".join(_WITHOUT_TIME.format(table=table, database=name) for table in ("line", "membership"))

    @cached_property
    def always(self) -> Table:
        """The same ties without their time, so that a View finds what it shows on any day."""
        return replace(self, timeless=True)

    @cached_property
    def sorts(self) -> tuple[Sort, ...]:
        """The sorts of its ties: what the table numbers."""
        return tuple(
            Sort(Family(family), kind, Nature(nature), Phase(phase) if phase else None, Grade(grade), *others)
            for family, kind, nature, phase, grade, *others in self.cursor()
            .execute("SELECT * FROM sort ORDER BY rowid")
            .fetchall()
        )

    @cached_property
    def position(self) -> Mapping[str, int]:
        """IRI of an entity → its position."""
        return {entity.iri: position for position, entity in enumerate(self.world.entities)}

    @cached_property
    def called(self) -> Mapping[str, tuple[int, ...]]:
        """Slug → positions of the entities that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for position, entity in enumerate(self.world.entities):
            found[entity.slug].append(position)
        return {slug: tuple(positions) for slug, positions in found.items()}

    def all_called(self, slugs: Iterable[str]) -> frozenset[int]:
        """Positions of the entities that have one of some slugs."""
        return frozenset(position for slug in slugs for position in self.called.get(slug, ()))


def build(world: World) -> Table:
    """Make the table of a world in memory."""
    connection = duckdb.connect(config=_CONFIG)
    _fill(connection, world)
    return Table(connection, world)


def lay_over(world: World, under: Table) -> Table:
    """Make the table of a world that has more than another's; likenesses and figures are of both."""
    return replace(build(world), under=under)


def write(world: World, path: Path, figures: Iterable[Figure] = ()) -> None:
    """Write the table of a world, the world itself and the figures of its states into a new file.

    Raises:
        OSError: the file cannot be written, as on a full disk.
    """
    try:
        with duckdb.connect(str(path)) as connection:
            write_world(world, connection)
            write_records("figures", Figure, figures, connection)
            _fill(connection, world)
            connection.execute("CHECKPOINT")  # what a full disk refuses only when it closes is not told
    except (duckdb.IOException, duckdb.FatalException) as wrong:
        raise OSError(str(wrong)) from wrong


def figures(table: Table, state: str) -> tuple[Figure, ...]:
    """The figures of a state, by indicator and year; a table in memory has none."""
    if (filed := table.filed) is None:
        return ()
    found: tuple[Figure, ...] = read_records(
        "figures", Figure, filed.cursor(), where="state = $state", state=state
    )
    return tuple(sorted(found, key=lambda figure: (figure.indicator, str(figure.year or ""), figure.iri)))


def indicators(table: Table) -> tuple[str, ...]:
    """What its figures measure, in order; a table in memory has none."""
    if (filed := table.filed) is None:
        return ()
    found = filed.cursor().execute("SELECT DISTINCT indicator FROM figures ORDER BY indicator").fetchall()
    return tuple(indicator for (indicator,) in found)


def figures_of(table: Table, indicators: Sequence[str]) -> tuple[Figure, ...]:
    """The figures of all states of some indicators; a table in memory has none."""
    if (filed := table.filed) is None:
        return ()
    found: tuple[Figure, ...] = read_records(
        "figures", Figure, filed.cursor(), where="indicator = ANY($indicators)", indicators=list(indicators)
    )
    return found


def alike(table: Table, among: Sequence[str], known_on: date | None = None) -> World:
    """The world of a table with the likenesses of one entity, or among several, read without all others.

    *known_on* is the day of knowledge of that world: a likeness known later stays out.
    """
    world = table.world
    if table.filed is None:
        return world if known_on is None else world.known_on(known_on)
    outlines, claims = said_alike(table, among)
    if known_on is not None:
        world, claims = world.known_on(known_on), known(claims, world.source_by_iri, known_on)
    more = show(outlines, claims, world.source_by_iri)
    whole = replace(world, outlines=(*world.outlines, *outlines), claims=(*world.claims, *claims))
    return whole.having((*world.ties, *more))


def said_alike(table: Table, among: Sequence[str]) -> tuple[tuple[Outline, ...], tuple[Claim, ...]]:
    """The likenesses of one entity, or among several, and what is claimed of them; see ``alike``."""
    if (filed := table.filed) is None:
        outlines, claims = table.world.likenesses
        wanted, least = set(among), min(2, len(among))
        kept = tuple(outline for outline in outlines if len({*outline.line[:2]} & wanted) >= least)
        named = {outline.iri for outline in kept}
        return kept, tuple(claim for claim in claims if claim.tie in named)
    joined = "OR" if len(among) == 1 else "AND"
    ends = f"sender = ANY($among) {joined} receiver = ANY($among)"
    of_these = f"tie IN (SELECT iri FROM likeness_outlines WHERE {ends})"
    cursor, kinds = filed.cursor(), table.world.kinds
    return (
        read_records("likeness_outlines", Outline, cursor, kinds, ends, among=among),
        read_records("likeness_claims", Claim, cursor, kinds, of_these, among=among),
    )


def likeness(table: Table, iri: str) -> Tie | None:
    """A likeness by its IRI, read without all others; None where there is none so called."""
    if (filed := table.filed) is None:
        found = table.world.tie_by_iri.get(iri)
        return found if found and found.outline.is_likeness else None
    cursor, kinds = filed.cursor(), table.world.kinds
    outlines = read_records("likeness_outlines", Outline, cursor, kinds, "iri = $iri", iri=iri)
    claims = read_records("likeness_claims", Claim, cursor, kinds, "tie = $iri", iri=iri)
    return next(iter(show(outlines, claims, table.world.source_by_iri)), None)


def read(path: Path) -> Table:
    """Open a file that ``write`` made, for reading only."""
    try:
        connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
        return Table(connection, read_world(connection), unread=True)
    except duckdb.Error as wrong:
        raise BrokenSnapshot("its table cannot be read") from wrong


def shares(world: World) -> Mapping[tuple[str, str], Share]:
    """Choose for each state and religion the share that filters compare: (state, religion) → share.

    The newest figure of the whole population. Where there is none, a share of Muslims times the share
    of Muslims in the population, so that it is known to be derived from two sources. Shares of citizens
    are never compared.
    """
    by_base: dict[str, dict[tuple[str, str], Composition]] = {"population": {}, "Muslims": {}}
    for composition in sorted(world.compositions, key=_newest_last):
        if composition.unverified or (composition.low is None and composition.high is None):
            continue
        if composition.base in by_base:
            by_base[composition.base][composition.state, composition.religion] = composition
    chosen = {
        key: Share(composition, composition.low or 0.0, 1.0 if composition.high is None else composition.high)
        for key, composition in by_base["population"].items()
    }
    for (state, religion), part in by_base["Muslims"].items():
        whole = chosen.get((state, "islam"))
        if (state, religion) not in chosen and whole is not None:
            high = 1.0 if part.high is None else part.high
            chosen[state, religion] = Share(
                whole.composition, (part.low or 0.0) * whole.low, high * whole.high, of_muslims=part
            )
    return chosen


def _newest_last(composition: Composition) -> tuple[int, str]:
    return composition.year.year if composition.year else 0, composition.iri


def _fill(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    sorts: dict[Sort, int] = {}
    ties = [_tie(position, tie, sorts) for position, tie in enumerate(world.ties)]
    rows: Mapping[str, Iterable[tuple[object, ...]]] = {
        "entity": _entities(world),
        "sort": [tuple(_plain(word) for word in sort) for sort in sorts],
        "tie": ties,
        "stroke": _strokes(world),
        "region": _regions(world),
        "share": _shares(world),
        "joined": _memberships(world),
    }
    for name, columns in _TABLES.items():
        declared = ", ".join(f"{column} {sql}" for column, sql in columns.items())
        connection.execute(f"CREATE TABLE {name} ({declared})")
        insert(connection, name, list(rows[name]), list(columns.values()))
    connection.execute(_WITH_TIES)


def _entities(world: World) -> Iterator[tuple[object, ...]]:
    for position, entity in enumerate(world.entities):
        statehood = str(entity.statehood) if entity.statehood else None
        # lower case as SPARQL's LCASE makes it, so that both find the same names
        names = "\n".join((*entity.names, entity.label, entity.code)).lower()
        yield position, entity.iri, entity.slug, str(entity.type), statehood, names


def _tie(position: int, tie: Tie, sorts: dict[Sort, int]) -> tuple[object, ...]:
    span = tie.span
    event = tie.kind.nature is Nature.EVENT
    return (
        position,
        sorts.setdefault(Sort.of(tie), len(sorts)),
        span.possible_from,
        span.certain_from,
        span.certain_to,
        # a later stage takes its place, so that it holds until the day before
        min(span.possible_to, tie.superseded_from - timedelta(days=1)),
        tie.over_on if event else FOREVER,  # what is no event is never over
        tie.phase is Phase.ENDED and not event,
    )


def _plain(word: object) -> object:
    return str(word) if isinstance(word, StrEnum) else word


def _strokes(world: World) -> Iterator[tuple[object, ...]]:
    """What each tie draws, persons folded and not: one line, or two to both ends of another tie."""
    positions = {entity.iri: position for position, entity in enumerate(world.entities)}
    for position, tie in enumerate(world.ties):
        for folded in (False, True):
            for sender, receiver in world.ends(tie, folded=folded):
                yield position, positions[sender], positions[receiver], folded


def _regions(world: World) -> Iterator[tuple[object, ...]]:
    positions = {entity.iri: position for position, entity in enumerate(world.entities)}
    pairs = {
        (positions[located.state], region)
        for located in world.located
        for region in _upward(located.region, world)
    }
    yield from sorted(pairs)


def _upward(slug: str, world: World) -> Iterator[str]:
    """A concept and all above it; a circle ends where it began."""
    seen: set[str] = set()
    here: str | None = slug
    while here is not None and here not in seen:
        seen.add(here)
        yield here
        concept = world.concept_by_slug.get(here)
        here = concept.broader if concept else None


def _shares(world: World) -> Iterator[tuple[object, ...]]:
    positions = {entity.iri: position for position, entity in enumerate(world.entities)}
    for (state, religion), share in shares(world).items():
        yield positions[state], religion, share.low, share.high


def _memberships(world: World) -> Iterator[tuple[object, ...]]:
    """Full membership in force; an observer, or one whose accession is only signed, is no member."""
    positions = {entity.iri: position for position, entity in enumerate(world.entities)}
    by_organization: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for position, tie in enumerate(world.ties):
        if is_full(tie) and tie.receiver in world.entity_by_iri:
            organization = world.entity_by_iri[tie.receiver].slug
            by_organization[organization].append((position, positions[tie.sender]))
    for organization, members in by_organization.items():
        for position, entity in members:
            yield position, entity, organization
