"""Finding what a reader means by a name, a part of it, or a misspelling."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from graph.errors import UnknownName
from graph.model.entity import Entity
from graph.model.world import World
from graph.search.folding import LONGEST, folded
from graph.search.named import Named, named
from graph.search.near import Near
from graph.search.suggestion import Sort, Suggestion

# score of each way to match; what is only like it reaches, at its best, a little less than a part of it
_EXACT, _BEGINNING, _WORD, _PART, _LIKENESS = 100.0, 90.0, 80.0, 70.0, 0.69
#: a likeness of words in any order is worth less than one of the whole name
_BY_WORDS = 0.9
#: a word of which only the beginning is typed
_BEGUN = 90.0
#: letters from which parts and likenesses are looked for; two letters are like too much
_LETTERS = 3
#: letters of a name or a word that another may be like; of a code each letter counts
_LIKE_LETTERS = 4
_WORDS = 8  #: words of a text that are read
_LAST = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of one thing."""

    text: str  #: folded
    said: str  #: as the data has it
    of: Named
    own: bool  #: label, code or slug, rather than an alias or a name in another language


class Index:
    """All names of a world, ready to be asked; any number of threads may ask."""

    def __init__(self, world: World):
        # numbered from the best: what a list of numbers holds is in the order in which it is shown
        names = list(_names(named(world)))
        first = _first(names)
        self._names = sorted(
            names,
            key=lambda name: (not name.own, _rank(name, first), len(name.text), name.text, name.of.iri),
        )
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        beginnings, words = [], []
        for number, name in enumerate(self._names):
            self._exact[name.text].append(number)
            beginnings.append((name.text, number))
            words += [(name.text[at:], number) for at in _inner_words(name.text)]
            for word in set(name.text.split()):
                self._having[word].append(number)
        self._beginnings, self._inner = _Sorted(beginnings), _Sorted(words)
        self._words = _Sorted((word, 0) for word in self._having)
        self._near_names = Near([text for text in self._exact if len(text) >= _LIKE_LETTERS])
        self._near_words = Near([word for word in self._having if len(word) >= _LIKE_LETTERS])

    def find(self, name: str) -> Entity:
        """Give the entity that is called so, by code, slug, label or alias in any language of the data.

        Where two are called the same, a state comes before an organisation, and so on.

        Raises:
            UnknownName: no entity is called so; the nearest names are told.
        """
        if len(name.strip()) <= LONGEST:  # of a longer text only the beginning would be compared
            for number in self._called(folded(name)):
                if (entity := self._names[number].of.entity) is not None:
                    return entity
        near = self.suggest(name, 3, among=(Sort.ENTITY, Sort.THEME))
        raise UnknownName("entity", name, tuple(dict.fromkeys(suggestion.label for suggestion in near)))

    def suggest(
        self, text: str, limit: int = 8, *, among: Collection[Sort] = frozenset(Sort)
    ) -> tuple[Suggestion, ...]:
        """Say what a reader may mean who has typed this much, the likeliest first.

        First what is called exactly so, then what begins so, what has a word that begins so, what has
        this within it, and last what is spelt much like it, the most like first. On equal terms the thing's
        own label, code or slug comes before its names in other languages, a state before an organisation
        and that before the rest, a short name before a long one; of those that are called exactly so, the
        state comes first whosever language it is.

        Args:
            text: anything; of more than ``LONGEST`` characters the first are read.
            limit: how many at most.
            among: only these sorts of things.

        Returns:
            Each thing once, by its best name. Empty where nothing is near, and for a text without letters.
        """
        found: dict[int, Suggestion] = {}
        wanted = folded(text)
        if not wanted or limit < 1:
            return ()
        for number, score in self._matches(wanted):
            name = self._names[number]
            if name.of.sort in among and id(name.of) not in found:
                found[id(name.of)] = _suggestion(name, score)
                if len(found) == limit:
                    break
        return tuple(found.values())

    def _matches(self, wanted: str) -> Iterator[tuple[int, float]]:
        """Numbers of names with their scores, the best first; a thing may come by several names."""
        exact = self._called(wanted)
        for number in exact:
            yield number, _EXACT
        for number in sorted(self._beginnings.beginning(wanted)):
            yield number, _BEGINNING
        for number in sorted(self._inner.beginning(wanted)):
            yield number, _WORD
        if len(wanted) < _LETTERS:
            return
        for number in self._within(wanted):
            yield number, _PART
        if exact:
            return  # what is called so is no misspelling of another name
        likenesses = self._likenesses(wanted)
        for number in sorted(likenesses, key=lambda number: (-likenesses[number], number)):
            yield number, round(_LIKENESS * likenesses[number], 1)

    def _called(self, wanted: str) -> list[int]:
        found = self._exact.get(wanted, [])
        return sorted(found, key=lambda number: (self._names[number].of.order, number))

    def _within(self, wanted: str) -> list[int]:
        # a name of three letters that has three within it is called so exactly
        holding = self._near_names.holding(wanted)
        return sorted(number for spelling in holding for number in self._exact[spelling])

    def _likenesses(self, wanted: str) -> dict[int, float]:
        """Names that are spelt much like it: number → likeness, of 100."""
        found: defaultdict[int, float] = defaultdict(float)
        for position, likeness in self._near_names.of(wanted):
            for number in self._exact[self._near_names.spellings[position]]:
                found[number] = likeness
        words = wanted.split()[:_WORDS]
        for number, likeness in self._by_words(words).items():
            found[number] = max(found[number], _BY_WORDS * likeness)
        for number, likeness in self._contained(words, len(wanted)).items():
            found[number] = max(found[number], _BY_WORDS * likeness)
        return found

    def _by_words(self, words: list[str]) -> dict[int, float]:
        """Names that have something like every word, in any order: number → likeness, of 100."""
        letters = sum(map(len, words))
        found: dict[int, float] | None = None
        # the longest first: it is the rarest, and where it is like nothing the others need not be asked
        for word in sorted(words, key=len, reverse=True):
            share = len(word) / letters
            like = self._having_like(word)
            found = {
                number: (0.0 if found is None else found[number]) + share * likeness
                for number, likeness in like.items()
                if found is None or number in found
            }
            if not found:
                break
        return found or {}

    def _having_like(self, word: str) -> dict[int, float]:
        like: dict[int, float] = {}
        if len(word) >= _LIKE_LETTERS and word not in self._having:
            for position, likeness in reversed(self._near_words.of(word)):
                like |= dict.fromkeys(self._having[self._near_words.spellings[position]], likeness)
        if len(word) >= _LETTERS:
            for begun in self._words.spelt(word):
                like |= dict.fromkeys(self._having[begun], _BEGUN)
        return like | dict.fromkeys(self._having.get(word, ()), 100.0)

    def _contained(self, words: list[str], letters: int) -> dict[int, float]:
        """Names that the text has within it, as "Kingdom of Morocco" has one: number → likeness, of 100."""
        found: dict[int, float] = {}
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                run = " ".join(words[first:last])
                if len(run) > _LETTERS:
                    found |= dict.fromkeys(self._exact.get(run, ()), 100 * (1 + len(run) / letters) / 2)
        return found


class _Sorted:
    """Spellings in order, each with a number."""

    def __init__(self, pairs: Iterable[tuple[str, int]]):
        ordered = sorted(pairs)
        self._spellings = [spelling for spelling, _ in ordered]
        self._numbers = [number for _, number in ordered]

    def beginning(self, text: str) -> list[int]:
        """The numbers of those that begin so."""
        return self._numbers[self._slice(text)]

    def spelt(self, text: str) -> list[str]:
        """Those that begin so."""
        return self._spellings[self._slice(text)]

    def _slice(self, text: str) -> slice:
        return slice(bisect_left(self._spellings, text), bisect_left(self._spellings, text + _LAST))


def _names(things: Iterable[Named]) -> Iterator[_Name]:
    for thing in things:
        seen: set[str] = set()
        own = (thing.label, *thing.codes, thing.slug)
        for said in (*own, *thing.names):
            text = folded(said)
            if text and text not in seen:
                seen.add(text)
                yield _Name(text, said, thing, said in own)


def _first(names: Iterable[_Name]) -> dict[str, int]:
    """What is called so, by its place in the order: folded name → the least."""
    found: dict[str, int] = {}
    for name in names:
        found[name.text] = min(name.of.order, found.get(name.text, name.of.order))
    return found


def _rank(name: _Name, first: dict[str, int]) -> int:
    """The place of a name in the order: a name that goes on from another one does not come before it.

    "Abraham Accords Caucus" is an organisation, but who has typed "abraham" means the Accords first.
    """
    words = name.text.split()
    begun = (" ".join(words[:count]) for count in range(1, len(words)))
    return max([name.of.order, *(first[text] for text in begun if text in first)])


def _inner_words(text: str) -> Iterator[int]:
    """Where a word begins, but the first; Chinese writes no spaces, so each of its signs begins one."""
    for at in range(1, len(text)):
        if text[at - 1] == " " or "\u3400" <= text[at] <= "\u9fff":
            yield at


def _suggestion(name: _Name, score: float) -> Suggestion:
    thing = name.of
    matched = "" if thing.label == name.said or folded(thing.label) == name.text else name.said
    return Suggestion(thing.sort, thing.slug, thing.iri, thing.label, matched, thing.description, score)
