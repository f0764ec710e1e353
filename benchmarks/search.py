"""Measures how long a suggestion takes, on the real names and on those of 20,000 invented entities.

``python -m benchmarks.search``. The plain peer reads every name for each question, as one writes it first:
those that have the text within them, and where there is none the closest of difflib. Both are asked in the
same run; trust the ratios, and the seconds of one machine only.
"""

from __future__ import annotations

import argparse
import random
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from statistics import median, quantiles

from graph.atlas import open_atlas
from graph.model.entity import Entity, EntityType, Statehood
from graph.model.world import World
from graph.search.folding import folded
from graph.search.index import Index

SEED = 2020
LIMIT = 0.050  #: seconds that a suggestion may take
ENTITIES, NAMES = 20_000, 13


def main() -> None:
    """Measure, and print a table for each of the two."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    asked.add_argument("--questions", type=int, default=300, help="questions of each sort to the index")
    asked.add_argument("--peer", type=int, default=7, help="of these, how many are put to the peer as well")
    options = asked.parse_args()
    world = open_atlas().world
    for title, measured in (("Real names", world), ("Invented names", invented(world))):
        began = time.perf_counter()
        index = Index(measured)
        built = time.perf_counter() - began
        names = sorted({name for entity in measured.entities for name in entity.names})
        plain = [folded(name) for name in names]
        print(f"## {title}: {len(measured.entities)} entities, {len(names)} different names")
        print(f"\nbuilt in {built:.2f} s\n")
        print("| typed | median | 95 of 100 | of the limit | the peer | ours / the peer |")
        print("| --- | --: | --: | --: | --: | --: |")
        for typed, questions in questions_from(names, options.questions).items():
            print(_row(typed, questions, index, plain, options.peer), flush=True)
        print()


def _row(typed: str, questions: Sequence[str], index: Index, plain: Sequence[str], asked_of_peer: int) -> str:
    ours = [_seconds(index.suggest, question) for question in questions]
    pairs = [
        (_seconds(index.suggest, question), _seconds(lambda text: _plainly(text, plain), question))
        for question in questions[:asked_of_peer]
    ]
    most = quantiles(ours, n=20)[-1]
    peer = median(theirs for _, theirs in pairs)
    ratio = median(own / theirs for own, theirs in pairs)
    cells = (typed, _ms(median(ours)), _ms(most), f"{most / LIMIT:.2f}", _ms(peer), f"{ratio:.4f}")
    return f"| {' | '.join(cells)} |"


def _plainly(text: str, names: Sequence[str]) -> list[str]:
    """The plain peer."""
    wanted = folded(text)
    return [name for name in names if wanted in name][:8] or get_close_matches(wanted, names, n=8, cutoff=0.7)


def questions_from(names: Sequence[str], count: int) -> dict[str, list[str]]:
    """What readers type, by sort: names, beginnings, misspellings, and what is no name."""
    chance = random.Random(SEED)
    long = [name for name in names if len(name) >= 6]
    drawn = [chance.choice(long) for _ in range(count)]
    return {
        "a name": drawn,
        "one letter": [name[:1] for name in drawn],
        "two letters": [name[:2] for name in drawn],
        "a beginning": [name[: chance.randint(3, len(name) - 1)] for name in drawn],
        "a misspelling": [misspelt(name, chance) for name in drawn],
        "words mixed up": [
            " ".join(sorted(name.split(), key=lambda word: chance.random())) for name in drawn
        ],
        "nonsense": ["".join(chance.choices("aeiounrstlkzq xw", k=chance.randint(3, 30))) for _ in drawn],
        "single letters": [" ".join(chance.choices("aeiounrstlkz", k=40)) for _ in drawn],
        "10,000 letters": ["".join(chance.choices("aeiounrstlkzq xw", k=10_000)) for _ in drawn],
    }


def misspelt(name: str, chance: random.Random) -> str:
    """A name with one letter lost, doubled, changed, or changed places with the next."""
    at = chance.randrange(len(name) - 1)
    other = chance.choice([letter for letter in name if letter != name[at]] or ["x"])
    return chance.choice(
        [
            name[:at] + name[at + 1 :],
            name[: at + 1] + name[at:],
            name[:at] + other + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        ]
    )


def invented(world: World) -> World:
    """A world with 20,000 entities more, each with thirteen names made from pieces of the real ones."""
    chance = random.Random(SEED)
    pieces = _pieces(name for entity in world.entities for name in entity.names)
    scripts = ["LATIN"] * 7 + ["CYRILLIC"] * 2 + ["ARABIC"] * 3 + ["CJK"]
    more = []
    for number in range(ENTITIES):
        names = tuple(_invented(script, pieces[script], chance) for script in scripts[:NAMES])
        iri = f"https://example.org/state/{number}"
        more.append(Entity(iri, EntityType.STATE, names[0], "", Statehood.UN_MEMBER, names))
    return replace(world, entities=(*world.entities, *more))


def _invented(script: str, pieces: Sequence[str], chance: random.Random) -> str:
    words = 1 if script == "CJK" else chance.choice([1, 1, 1, 2, 2, 3])
    return " ".join("".join(chance.choices(pieces, k=chance.randint(2, 4))) for _ in range(words)).title()


def _pieces(names: Iterable[str]) -> dict[str, list[str]]:
    """Pieces of two or three letters, by the script that they are of."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        for word in name.split():
            if word.isalpha():
                script = unicodedata.name(word[0]).split()[0]
                found[script] += [word[at : at + 2 + at % 2].lower() for at in range(0, len(word) - 1, 2)]
    return {script.removesuffix("-UNIFIED"): pieces for script, pieces in found.items()}


def _seconds(ask: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    ask(text)
    return time.perf_counter() - began


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms"


if __name__ == "__main__":
    main()
