"""The part of a large store that a Scope asks for: what is in focus, the core, and what is strongest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

import pyoxigraph as ox
from rdflib import DCAT, PROV, RDF, SKOS

from graph.errors import UnknownName
from graph.model.kind import Family
from graph.model.scope import Scope, shares
from graph.store.remote import ask
from graph.store.remote.core import core
from graph.store.remote.fetch import Reader, Tell, count, name, quads
from graph.store.terms import ACC, ATLAS

#: what is fetched whatever the scope: the words in which everything else is said
_WORDS = (ACC.TieKind, SKOS.Concept, SKOS.ConceptScheme, ACC.Question, DCAT.Dataset)
#: properties of others by which things of the atlas are joined
_LINKS = frozenset(map(str, (PROV.wasDerivedFrom, SKOS.broader, SKOS.inScheme)))
#: ties of a kind that an engine is asked to put in order by name
_SORTED = 10_000
_DERIVED = frozenset(str(ACC[each]) for each in ask.SHOWN)


def part(reader: Reader, scope: Scope, tell: Tell) -> ox.Store:
    """What a scope asks for, and whatever that speaks of.

    Likenesses are left out: they are no ties, and there are more of them than of all others.

    Raises:
        EndpointError: something is missing or is no atlas.
        UnknownName: the scope names a kind or an entity that the store does not hold.
    """
    gathered = _Gathered(reader)
    tell("fetching kinds, schemes and questions")
    for class_ in _WORDS:
        gathered.describe(reader.in_order(partial(ask.of_class, str(class_))))
    ties = _chosen(reader, gathered, scope, tell)
    tell(f"fetching {len(ties):,} ties and what is claimed of them")
    gathered.describe(ties)
    gathered.follow()
    return gathered.store


def _chosen(reader: Reader, gathered: _Gathered, scope: Scope, tell: Tell) -> list[str]:
    """The names of the ties that come into the part, each once."""
    endpoint = reader.endpoint
    numbers = {
        name(endpoint, kind): count(endpoint, n) for kind, n in endpoint.select(ask.ties_by_kind()).rows
    }
    wanted = _kinds(gathered, scope, numbers)
    tell(f"choosing {scope.most:,} of {sum(numbers.values()):,} ties")
    ties: dict[str, str] = {}
    for slug in sorted(scope.focus):
        found = endpoint.select(ask.of_focus(slug, scope.most)).rows
        if not found:
            raise UnknownName("entity with ties in ATLAS_SCOPE", slug)
        kinds = {name(endpoint, tie): name(endpoint, kind) for tie, kind in found}
        ties |= {tie: kind for tie, kind in kinds.items() if kind in wanted}
    others = len(wanted) < len(numbers)
    numbers = {kind: numbers[kind] for kind in wanted}
    if 0 < (left := scope.most - len(ties)) < sum(numbers.values()) - len(ties):
        ties |= core(reader, wanted, left, ties, others=others)
    return [*ties, *_strongest(reader, numbers, scope.most, ties)][: scope.most]


def _strongest(reader: Reader, numbers: Mapping[str, int], most: int, ties: Mapping[str, str]) -> list[str]:
    """What makes some ties as many as are asked for: of each kind those on which most claims stand."""
    here = Counter(ties.values())
    left = shares({kind: max(0, numbers[kind] - here[kind]) for kind in numbers}, max(0, most - len(ties)))
    added: dict[str, None] = {}
    for kind, more in sorted(left.items()):
        # pages of an engine that cuts are not worth asking for: what is strongest comes in the first
        query = ask.strongest(kind, min(reader.rows, more + here[kind]), by_name=numbers[kind] <= _SORTED)
        rows = reader.endpoint.select(query).rows if more else ()
        found = dict.fromkeys(name(reader.endpoint, tie) for tie, _ in rows)
        new = [tie for tie in found if tie not in ties and tie not in added]
        added |= dict.fromkeys(new[:more])
    return list(added)


def _kinds(gathered: _Gathered, scope: Scope, numbers: dict[str, int]) -> list[str]:
    """The kinds, by IRI, that a scope asks for and the store has ties of."""
    slugs = {kind.rsplit("/", 1)[-1] for kind in numbers}
    if unknown := scope.kinds - slugs:
        raise UnknownName("kind of tie in ATLAS_SCOPE", min(unknown), tuple(sorted(slugs)[:5]))
    asked = scope.families or frozenset(Family)
    return [
        kind
        for kind in numbers
        if gathered.value(kind, ACC.nature) != "similarity"
        and gathered.value(kind, ACC.family) in asked
        and (not scope.kinds or kind.rsplit("/", 1)[-1] in scope.kinds)
    ]


class _Gathered:
    """Quads that are fetched by the names of their subjects, each subject once."""

    def __init__(self, reader: Reader):
        self.store = ox.Store()
        self._reader = reader
        self._asked: set[str] = set()
        self._spoken: set[str] = set()  #: whose claims are here

    def describe(self, names: Iterable[str]) -> None:
        """Fetch what all graphs say of some things."""
        wanted = [one for one in dict.fromkeys(names) if one not in self._asked]
        self._asked |= set(wanted)
        found = quads(self._reader.endpoint, self._reader.listed(wanted, ask.said))
        self.store.extend(quad for quad in found if not _derived(quad))

    def follow(self) -> None:
        """Fetch claims on ties, what else is said of entities, and whatever is spoken of, to the end."""
        while True:
            before = len(self._asked) + len(self._spoken)
            self._speaking_of(self._of((ACC.Tie,)), (ACC.about, ACC.denies))
            self._speaking_of(self._of((ACC.State,)), (ACC.state, ACC.about))
            self._speaking_of(self._of((ACC.Organization, ACC.Person, ACC.Agreement)), (ACC.about,))
            self.describe(self._named())
            if len(self._asked) + len(self._spoken) == before:
                return

    def value(self, subject: str, predicate: str) -> str:
        """A text that the atlas says of something; empty if none."""
        found = self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
        return next((quad.object.value for quad in found if not isinstance(quad.object, ox.Triple)), "")

    def _of(self, classes: Iterable[str]) -> list[str]:
        kind = ox.NamedNode(str(RDF.type))
        return [
            quad.subject.value
            for class_ in classes
            for quad in self.store.quads_for_pattern(None, kind, ox.NamedNode(str(class_)))
            if isinstance(quad.subject, ox.NamedNode)
        ]

    def _speaking_of(self, names: Iterable[str], predicates: Iterable[str]) -> None:
        wanted = [one for one in names if one not in self._spoken]
        self._spoken |= set(wanted)
        for predicate in predicates:
            rows = self._reader.listed(wanted, partial(ask.pointing, str(predicate)))
            self.describe([name(self._reader.endpoint, row[0]) for row in rows])

    def _named(self) -> Iterable[str]:
        """What is spoken of and not yet described: ends, places, sources and what they rest on."""
        found = {graph.value for graph in self.store.named_graphs() if isinstance(graph, ox.NamedNode)}
        found |= {
            quad.object.value
            for quad in self.store
            if isinstance(quad.object, ox.NamedNode) and _joins(quad.predicate.value)
        }
        return sorted(found - self._asked - {str(ATLAS)})


def _joins(predicate: str) -> bool:
    """Say whether a property leads to something of the atlas, not to a page or a class elsewhere."""
    return predicate.startswith(str(ACC)) or predicate in _LINKS


def _derived(quad: ox.Quad) -> bool:
    return quad.predicate.value in _DERIVED and quad.graph_name == ox.NamedNode(str(ATLAS))
