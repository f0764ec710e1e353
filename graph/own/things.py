"""A reader's RDF, thing by thing: what each says, or what is wrong with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

import pyoxigraph as ox

from graph.model.dates import PartialDate
from graph.model.entity import Entity, EntityType, Statehood
from graph.model.source import Claim, Confidence
from graph.model.tie import Outline
from graph.model.words import counted
from graph.model.world import Statement, World
from graph.own.names import Ends, Names, check_ends
from graph.own.quads import ALIAS, COMMENT, DEFINITION, ISSUED, LABEL, PUBLISHER, TITLE, TYPE, URL, acc
from graph.own.rows import ROLES, web_host
from graph.own.said import (
    Gathered,
    Matcher,
    Mint,
    Unfit,
    check_dates,
    file_source,
    stage,
    told_source,
)
from graph.store.terms import BASE

_ENTITIES = {acc(str(each)): each for each in EntityType}
#: classes of ours that are read; of any other the triples are kept for queries
READ = {acc(name) for name in ("Tie", "Claim", "Source", "Statement")} | set(_ENTITIES)


@dataclass
class Thing:
    """What a file says of one thing, in whichever of its graphs."""

    iri: str
    classes: set[str] = field(default_factory=set)
    graphs: set[str] = field(default_factory=set)  #: in which its class stands; "" for none
    values: dict[str, list[ox.NamedNode | ox.Literal]] = field(default_factory=lambda: defaultdict(list))

    def text(self, predicate: str) -> str:
        """The first value of a property, of texts the English one; empty where there is none."""
        found = self.values.get(predicate, [])
        english = [each for each in found if isinstance(each, ox.Literal) and each.language == "en"]
        return (english or found)[0].value if found else ""

    def ours(self, name: str) -> str:
        """The value of a property of ours."""
        return self.text(acc(name))

    def texts(self, predicate: str) -> list[str]:
        """All values of a property."""
        return [each.value for each in self.values.get(predicate, [])]

    def date(self, name: str, predicate: str = "") -> PartialDate | None:
        """A date of a property of ours, or of another's.

        Raises:
            Unfit: it is none.
        """
        text = self.text(predicate or acc(name))
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError:
            raise Unfit(
                name, text, "is not a date of the calendar", "write 2020, 2020-09 or 2020-09-15"
            ) from None


@dataclass(frozen=True)
class Read:
    """What a file of RDF was found to hold."""

    found: Gathered
    things: int  #: claims and statements, taken or not
    rest: tuple[ox.Quad, ...]  #: what is kept for queries alone


def things_in(quads: Iterable[ox.Quad]) -> tuple[dict[str, Thing], list[ox.Quad]]:
    """Sort quads by what they speak of: things of classes of ours, and all the rest."""
    given = [(_name(quad.subject), quad) for quad in quads if not isinstance(quad.subject, ox.Triple)]
    ours = {
        subject
        for subject, quad in given
        if quad.predicate.value == TYPE and getattr(quad.object, "value", "") in READ
    }
    things: dict[str, Thing] = {}
    for subject, quad in given:
        if subject not in ours:
            continue
        thing = things.setdefault(subject, Thing(subject))
        graph = quad.graph_name
        if quad.predicate.value == TYPE:
            thing.classes.add(getattr(quad.object, "value", ""))
            thing.graphs.add("" if isinstance(graph, ox.DefaultGraph) else _name(graph))
        elif isinstance(quad.object, ox.BlankNode):
            thing.values[quad.predicate.value].append(ox.NamedNode(_name(quad.object)))
        elif not isinstance(quad.object, ox.Triple):
            thing.values[quad.predicate.value].append(quad.object)
    for thing in things.values():
        for values in thing.values.values():
            values.sort(key=str)
    return things, [quad for subject, quad in given if subject not in ours]


def read_things(
    name: str,
    things: dict[str, Thing],
    rest: list[ox.Quad],
    world: World,
    mint: Mint,
    day: date,
    *,
    names: Names,
    ends: Ends,
    broken: dict[str, list[str]],
) -> Read:
    """Read what a file says of things of our classes.

    Args:
        broken: what the shapes say of some of them, by their addresses; these are not taken.
    """
    reader = _Reader(name, things, world, mint, names, ends, day)
    reader.read(broken)
    found = reader.found
    found.notes += _inert(rest, world)
    claims = sum(bool(thing.classes & {acc("Claim"), acc("Statement")}) for thing in things.values())
    graph = ox.NamedNode(f"{mint.file().rsplit('/source/', 1)[0]}/rest")
    kept = (
        ox.Quad(_node(each.subject, mint), each.predicate, _node(each.object, mint), graph) for each in rest
    )
    return Read(found, claims + reader.unclaimed, tuple(dict.fromkeys(kept)))


class _Reader:
    """Reads one file."""

    def __init__(
        self,
        name: str,
        things: dict[str, Thing],
        world: World,
        mint: Mint,
        names: Names,
        ends: Ends,
        day: date,
    ):
        self._name, self._things, self._world, self._mint = name, things, world, mint
        self._names, self._ends = names, ends
        self._match = Matcher(world, mint)
        self._slugs = {entity.slug for entity in world.entities}
        self.found = Gathered()
        self.found.sources[()] = file_source(mint, name, day)
        self.unclaimed = 0  #: ties without a claim: the file itself says them
        self._outlines: dict[str, Outline] = {}

    def read(self, broken: dict[str, list[str]]) -> None:
        """Read all things, each on its own: what is wrong with one is no reason to leave out another."""
        for thing in self._of(*_ENTITIES):
            self._each(thing, broken, self._entity)
        claimed = {
            thing.ours(word)
            for thing in self._of(acc("Claim"))
            for word in ("about", "denies")
            if thing.ours(word)
        }
        for thing in self._of(acc("Claim")):
            self._each(thing, broken, self._claim)
        for thing in self._of(acc("Tie")):
            if thing.iri not in claimed:
                self.unclaimed += 1
                self._each(thing, broken, self._tie_alone)
        for thing in self._of(acc("Statement")):
            self._each(thing, broken, self._statement)

    def _of(self, *classes: str) -> Iterator[Thing]:
        return (self._things[iri] for iri in sorted(self._things) if self._things[iri].classes & set(classes))

    def _each(self, thing: Thing, broken: dict[str, list[str]], read) -> None:  # type: ignore[no-untyped-def]
        tie = thing.ours("about") or thing.ours("denies")
        wrong = [(thing.iri, each) for each in broken.get(thing.iri, ())]
        wrong += [(tie, each) for each in broken.get(tie, ())]
        try:
            if wrong:
                where, problem = wrong[0]
                path, _, rule = problem.rpartition(": ")
                raise Unfit(
                    path.rpartition(": ")[2] or "the description",
                    "" if where == thing.iri else _short(where),
                    rule,
                    "the shapes of the atlas ask for this",
                )
            read(thing)
        except Unfit as unfit:
            self.found.findings.append(unfit.at(_short(thing.iri)))

    def _entity(self, thing: Thing) -> None:
        known = self._world.entity_by_iri.get(thing.iri)
        if known:
            self.found.notes.append(
                f"{known.label} is described by the atlas already; what the file says of it changes nothing."
            )
            return
        type_ = next(_ENTITIES[each] for each in sorted(thing.classes) if each in _ENTITIES)
        label = thing.text(LABEL)
        if not label.strip():
            raise Unfit("rdfs:label", "", "is empty", "give it a name")
        code = thing.ours("code")
        if any(entity.code == code for entity in self._world.entities if code):
            raise Unfit(
                "acc:code", code, "is the code of a state of the atlas", "speak of that one by its address"
            )
        slug = quote(thing.iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1], safe="~-._")[:80] or "thing"
        self.found.entities[thing.iri] = Entity(
            iri=self._mint.entity(str(type_).lower(), f"own-{slug}" if slug in self._slugs else slug),
            type=type_,
            label=label,
            code=code if type_ is EntityType.STATE else "",
            statehood=_statehood(thing.ours("statehood")) if type_ is EntityType.STATE else None,
            names=tuple(dict.fromkeys((label, *thing.texts(LABEL), *thing.texts(ALIAS)))),
            definition=thing.text(DEFINITION),
        )

    def _end(self, column: str, iri: str) -> Entity:
        if not iri:
            raise Unfit(column, "", "is missing", "name an entity of the atlas, or describe one in the file")
        return self.found.entities.get(iri) or self._names.entity(column, iri)

    def _outline(self, iri: str, since: PartialDate | None, year: PartialDate | None) -> Outline:
        if iri in self._outlines:
            return self._outlines[iri]
        base = self._world.outline_by_iri.get(iri)
        thing = self._things.get(iri)
        if base or thing is None:
            if base is None:
                raise Unfit(
                    "acc:about", iri, "is a tie that nothing describes", "describe it in the same file"
                )
            if thing is not None and not self._same(thing, base):
                raise Unfit(
                    "acc:about",
                    _short(iri),
                    "is described otherwise by the atlas",
                    "give the tie another address",
                )
            self._outlines[iri] = base
            return base
        kind = self._names.kind(thing.ours("kind"))
        sender = self._end("acc:sender", thing.ours("sender"))
        about = self._world.outline_by_iri.get(thing.ours("receiver"))
        receiver = None if about else self._end("acc:receiver", thing.ours("receiver"))
        if sender is receiver:
            raise Unfit("acc:receiver", sender.label, "is the sender as well", "a tie joins two")
        check_ends(kind, sender, receiver, self._ends)
        place, behalf = thing.ours("place"), thing.ours("onBehalfOf")
        wanted = Outline(
            iri="",
            sender=sender.iri,
            receiver=about.iri if about else receiver.iri if receiver else "",
            kind=kind,
            phase=stage(kind, thing.ours("phase")),
            occasion=thing.ours("occasion"),
            place=self._end("acc:place", place).iri if place else "",
            on_behalf_of=self._end("acc:onBehalfOf", behalf).iri if behalf else "",
        )
        self._outlines[iri] = self._match.outline(wanted, since, year)
        return self._outlines[iri]

    def _same(self, thing: Thing, base: Outline) -> bool:
        told = (
            thing.ours("sender"),
            thing.ours("receiver"),
            thing.ours("kind").rsplit("/", 1)[-1],
            thing.ours("phase"),
        )
        return told == (base.sender, base.receiver, base.kind.slug, str(base.phase or ""))

    def _claim(self, thing: Thing) -> None:
        about, denied = thing.ours("about"), thing.ours("denies")
        if bool(about) == bool(denied):
            raise Unfit(
                "acc:about",
                "",
                "is missing, or stands beside acc:denies",
                "a claim is about one tie, or denies one",
            )
        self._say(thing, about or denied, denies=bool(denied))

    def _tie_alone(self, thing: Thing) -> None:
        self._say(thing, thing.iri, denies=False)

    def _say(self, thing: Thing, tie: str, *, denies: bool) -> None:
        since, until, year = thing.date("since"), thing.date("until"), thing.date("year")
        check_dates(since, until)
        outline = self._outline(tie, since, year)
        amount, role = _number(thing.ours("amount")), thing.ours("role")
        if amount is not None and not thing.ours("unit"):
            raise Unfit("acc:unit", "", "is missing beside an amount", "write the unit, such as share or USD")
        if role and role not in ROLES:
            raise Unfit("acc:role", role, "is no role", f"write one of {', '.join(ROLES)}")
        self.found.outlines[outline.iri] = outline
        self.found.claims.append(
            Claim(
                iri=self._mint.claim(_short(thing.iri)),
                tie=outline.iri,
                source=self._source(thing),
                denies=denies,
                phase=outline.phase,
                since=since,
                until=until,
                amount=amount,
                unit=thing.ours("unit") if amount is not None else "",
                year=year,
                role=role,
                confidence=_confidence(thing.ours("confidence")),
                contested=thing.ours("contested") in ("true", "1"),
                unverified=thing.ours("unverified") in ("true", "1"),
                unverified_parts=tuple(
                    sorted(each for each in thing.texts(acc("unverifiedPart")) if each in ("since", "until"))
                ),
                locator=thing.ours("locator"),
                comment=thing.text(COMMENT),
            )
        )

    def _statement(self, thing: Thing) -> None:
        about = thing.ours("about")
        subject = self._end("acc:about", about).iri
        question = thing.ours("question").rsplit("/", 1)[-1]
        known = {each.slug for each in self._world.questions}
        if question not in known:
            raise Unfit(
                "acc:question", question, "is no question of the atlas", f"it has {', '.join(sorted(known))}"
            )
        answers = tuple(
            self.found.entities[each].iri if each in self.found.entities else each
            for each in thing.texts(acc("answer"))
        )
        if not answers:
            raise Unfit("acc:answer", "", "is missing", "a statement owes an answer")
        self.found.statements.append(
            Statement(
                iri=self._mint.claim(_short(thing.iri)),
                about=subject,
                question=question,
                answers=answers,
                source=self._source(thing),
                year=thing.date("year"),
                since=thing.date("since"),
                confidence=_confidence(thing.ours("confidence")),
                locator=thing.ours("locator"),
                comment=thing.text(COMMENT),
            )
        )

    def _source(self, thing: Thing) -> str:
        """The address of the source in whose graph a claim stands: the file, or one that the file names."""
        graph = min(thing.graphs)
        described = self._things.get(graph)
        base = self._world.source_by_iri.get(graph)
        if not graph or (described is None and base is None and graph.endswith("/graph/atlas")):
            return self.found.sources[()].iri
        url = (described.text(URL) if described else "") or (base.url if base else "")
        told = {
            "url": url if url and _on_the_web(url) else "",
            "title": (described.text(TITLE) if described else "")
            or (base.title if base else "")
            or _short(graph),
            "publisher": (described.text(PUBLISHER) if described else "")
            or (base.publisher if base else "")
            or "You",
        }
        issued = (described.date("dcterms:issued", ISSUED) if described else None) or (
            base.issued if base else None
        )
        key = (graph, *told.values())
        if key not in self.found.sources:
            number = len(self.found.sources)
            self.found.sources[key] = told_source(self._mint, number, self._name, told, issued)
        return self.found.sources[key].iri


def _inert(rest: list[ox.Quad], world: World) -> Iterator[str]:
    """What is told of triples that are no ties, claims or entities of ours."""
    if not rest:
        return
    classes = Counter(
        getattr(quad.object, "value", "").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        for quad in rest
        if quad.predicate.value == TYPE
    )
    kinds = f" (things of the classes {', '.join(sorted(classes)[:8])})" if classes else ""
    is_, join = ("is", "joins") if len(rest) == 1 else ("are", "join")
    yield (
        f"{counted(len(rest), 'triple')}{kinds} of the file {is_} about no tie, claim or entity of ours and "
        f"{join} nothing. That part is kept as it is, for your own queries; no address in it is followed."
    )
    about = {
        quad.subject.value for quad in rest if isinstance(quad.subject, ox.NamedNode)
    } & world.entity_by_iri.keys()
    if about:
        labels = ", ".join(sorted(world.entity_by_iri[iri].label for iri in about)[:5])
        yield f"What is said of {labels} changes no page: the atlas describes them itself."


def _name(term: object) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(getattr(term, "value", ""))


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, mint: Mint):  # type: ignore[no-untyped-def]
    """A term in which a blank node has an address, so that it is the same wherever it is read."""
    return ox.NamedNode(mint.entity("node", term.value)) if isinstance(term, ox.BlankNode) else term


def _short(iri: str) -> str:
    return iri.replace(BASE, "")[:200]


def _statehood(word: str) -> Statehood:
    try:
        return Statehood(word) if word else Statehood.TERRITORY
    except ValueError:
        raise Unfit("acc:statehood", word, "is none", f"write one of {', '.join(Statehood)}") from None


def _confidence(word: str) -> Confidence:
    try:
        return Confidence(word) if word else Confidence.MEDIUM
    except ValueError:
        raise Unfit("acc:confidence", word, "is none", "write high, medium or low") from None


def _number(text: str) -> float | None:
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        raise Unfit(
            "acc:amount", text, "is not a number", "write digits with a point before decimals"
        ) from None
    if not -1e18 < found < 1e18:  # neither infinite nor absurd
        raise Unfit("acc:amount", text, "is too large", "write it in a larger unit")
    return found


def _on_the_web(url: str) -> bool:
    try:
        return bool(web_host("url", url))
    except Unfit:
        return False
