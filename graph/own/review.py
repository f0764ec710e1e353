"""From a reader's file to what may be laid over the atlas: checked, read, reported, compared."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from graph.model.words import counted
from graph.model.world import World
from graph.own.columns import Understood
from graph.own.errors import Rejected
from graph.own.gate import Admitted, Format, admit
from graph.own.names import Ends, Names, Suggest
from graph.own.preview import Change, Effect, changes
from graph.own.quads import TYPE, acc, is_own, quads_of, read, written
from graph.own.reading import Limits, broken_shapes, parse
from graph.own.rows import read_table
from graph.own.said import Finding, Gathered, Mint
from graph.own.things import Thing, read_things, things_in
from graph.store.terms import BASE
from graph.store.validate import near


@dataclass(frozen=True)
class Base:
    """What own data are compared with."""

    world: World
    suggest: Suggest
    shapes: Path  #: the file of shapes
    store: Callable[[], ox.Store | None] = lambda: None


@dataclass(frozen=True, eq=False)
class Own:
    """A reader's own data, ready to be laid over the atlas; one source, whoever it retells."""

    name: str  #: of the file, for people
    digest: str
    day: date  #: on which it was read
    quads: bytes  #: N-Quads of what joins the atlas
    rest: bytes  #: N-Quads of what is kept for queries alone
    world: World = field(repr=False)  #: its records alone

    @property
    def source(self) -> str:
        """Its address as a source."""
        return Mint(BASE, self.digest).file()

    @property
    def ties(self) -> int:
        """Of how many ties it speaks."""
        return len({claim.tie for claim in self.world.claims})

    @property
    def triples(self) -> int:
        """How many triples it has, with those that join nothing."""
        return self.quads.count(b"\n") + self.rest.count(b"\n")


@dataclass(frozen=True)
class Review:
    """The report on a file: what is right, what is not, and what it would change."""

    format: Format
    own: Own  #: what was taken
    read: int  #: rows or claims that the file has
    findings: tuple[Finding, ...]  #: what is wrong; none of it was taken
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    understood: Understood | None = None  #: of a table, how its headers were understood

    @property
    def taken(self) -> int:
        """How many rows or claims were taken."""
        return len(self.own.world.claims) + len(self.own.world.statements)

    def count(self, effect: Effect) -> int:
        """How many ties and answers meet an effect."""
        return sum(each.effect is effect for each in self.changes)

    def summary(self) -> str:
        """The report in one sentence."""
        what = "row" if self.format is Format.CSV else "claim"
        said = []
        if self.read or self.format is Format.CSV:
            said.append(f"{self.taken:,} of {counted(self.read, what)} can be taken")
        else:
            said.append("nothing in it is a tie, claim or entity of the atlas")
        said += [f"{self.count(effect):,} {effect}" for effect in Effect if self.count(effect)]
        if self.own.rest:
            said.append(f"{counted(len(self.own.rest.splitlines()), 'triple')} kept for queries")
        return "; ".join(said)


def review(
    base: Base, name: str, content: bytes, day: date, limits: Limits, *, over: World | None = None
) -> Review:
    """Check a file, read it, and say what it would change.

    Args:
        day: on which it is read; that is when it came out as a source.
        over: the world on which it will be laid, where that has more than the base.

    Raises:
        Rejected: the file as a whole is not taken.
    """
    admitted = admit(name, content, limits.bytes)
    mint = Mint(BASE, hashlib.sha256(admitted.name.encode() + b"\0" + content).hexdigest()[:12])
    names = Names(base.world, base.suggest)
    if admitted.format is Format.CSV:
        understood, found, number = read_table(
            admitted.name, admitted.text, base.world, mint, day,
            names=names, ends=_ends(base), most=limits.claims,
        )  # fmt: skip
        return _reviewed(base, admitted, mint, day, found, number, b"", over, understood)
    return _of_rdf(base, admitted, mint, day, names, limits, over)


def as_own(name: str, digest: str, day: date, quads: bytes, base: World) -> Own:
    """Read own data back from the N-Quads in which they are kept."""
    mint = Mint(BASE, digest)
    aside = f"<{mint.file().rsplit('/source/', 1)[0]}/rest> .".encode()
    lines = quads.splitlines(keepends=True)
    joined = b"".join(line for line in lines if not line.rstrip().endswith(aside))
    rest = b"".join(line for line in lines if line.rstrip().endswith(aside))
    return Own(name, digest, day, joined, rest, read(joined, base))


def _of_rdf(
    base: Base, admitted: Admitted, mint: Mint, day: date, names: Names, limits: Limits, over: World | None
) -> Review:
    parsed = parse(admitted, limits)
    things, rest = things_in(ox.parse(parsed, ox.RdfFormat.N_QUADS))
    claims = sum(
        bool(each.classes & {acc("Claim"), acc("Tie"), acc("Statement")}) for each in things.values()
    )
    if claims > limits.claims * 2:
        raise Rejected(
            admitted.name,
            f"has {claims:,} ties and claims; the limit is {limits.claims * 2:,} (ATLAS_OWN_CLAIMS)",
        )
    broken = _broken(base, admitted.name, things, limits)
    found = read_things(
        admitted.name, things, rest, base.world, mint, day, names=names, ends=_ends(base), broken=broken
    )
    return _reviewed(base, admitted, mint, day, found.found, found.things, written(found.rest), over, None)


def _reviewed(
    base: Base,
    admitted: Admitted,
    mint: Mint,
    day: date,
    found: Gathered,
    number: int,
    rest: bytes,
    over: World | None,
    understood: Understood | None,
) -> Review:
    new = [outline for outline in found.outlines.values() if is_own(outline.iri)]
    quads = written(
        quads_of(found.sources.values(), found.entities.values(), new, found.claims, found.statements)
    )
    own = Own(admitted.name, mint.digest, day, quads, rest, read(quads, base.world))
    before = over or base.world
    return Review(
        format=admitted.format,
        own=own,
        read=number,
        findings=tuple(found.findings),
        notes=tuple(dict.fromkeys(found.notes)),
        changes=changes(before, more(before, own), own.world),
        understood=understood,
    )


def more(world: World, own: Own) -> World:
    """A world with own data over it; a source or an entity that is there already is not doubled."""
    return world.with_more(
        entities=[each for each in own.world.entities if each.iri not in world.entity_by_iri],
        sources=[each for each in own.world.sources if each.iri not in world.source_by_iri],
        outlines=own.world.outlines,
        claims=own.world.claims,
        statements=own.world.statements,
    )


def _broken(base: Base, name: str, things: Mapping[str, Thing], limits: Limits) -> dict[str, list[str]]:
    """What the shapes say: address of a thing → what is wrong with it."""
    checked = {
        iri: thing
        for iri, thing in things.items()
        if iri not in base.world.entity_by_iri and iri not in base.world.outline_by_iri and iri[:2] != "_:"
    }
    given = set(_triples(checked.values()))
    if not given:
        return {}
    store = base.store()
    around = set()
    if store is not None:
        asked = (ox.Quad(each.subject, each.predicate, each.object) for each in given)
        around = {quad.triple for quad in near(asked, store)} - given
    lines, beside = (
        (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode() for triples in (given, around)
    )
    found: dict[str, list[str]] = defaultdict(list)
    short = {iri.replace(BASE, "").replace("ontology#", "acc:"): iri for iri in checked}
    for problem in broken_shapes(name, lines, beside, base.shapes, limits):
        subject = next(
            (known for known in sorted(short, key=len, reverse=True) if problem.startswith(f"{known}: ")), ""
        )
        if subject and not things[short[subject]].classes <= {acc("Source")}:
            found[short[subject]].append(problem.removeprefix(f"{subject}: "))
    return found


def _triples(things: Iterable[Thing]) -> Iterator[ox.Triple]:
    """The triples of things, and what those that write by hand leave out: a tie's parties."""
    type_ = ox.NamedNode(TYPE)
    for thing in things:
        subject = ox.NamedNode(thing.iri)
        for of_class in thing.classes:
            yield ox.Triple(subject, type_, ox.NamedNode(of_class))
        for predicate, values in thing.values.items():
            for value in values:
                if not (isinstance(value, ox.NamedNode) and value.value.startswith("_:")):
                    yield ox.Triple(subject, ox.NamedNode(predicate), value)
                if predicate in (acc("sender"), acc("receiver")) and isinstance(value, ox.NamedNode):
                    yield ox.Triple(subject, ox.NamedNode(acc("party")), value)


def _ends(base: Base) -> Ends:
    """Which classes each kind joins, as the store says."""
    store = base.store()
    if store is None:
        return {}
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for side, word in enumerate(("senderType", "receiverType")):
        for quad in store.quads_for_pattern(None, ox.NamedNode(acc(word)), None, None):
            kind = str(getattr(quad.subject, "value", "")).rsplit("/", 1)[-1]
            found[kind][side].add(str(getattr(quad.object, "value", "")).rsplit("#", 1)[-1])
    return {kind: (frozenset(senders), frozenset(receivers)) for kind, (senders, receivers) in found.items()}
