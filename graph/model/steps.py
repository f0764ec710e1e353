"""What a step of a visit is called: what differs between two sights, in a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from graph.model.expansion import Expansion
from graph.model.group import label
from graph.model.history import Sight
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.model.world import World

BEGINNING = "the beginning"
NAMES = 3  #: names told in one step; more are counted
PARTS = 2  #: changes told in one step; more are counted

#: clause that holds words of a kind → what a step calls it
_WORDS = {
    "types": "kinds of entity",
    "families": "families",
    "kinds": "kinds of ties",
    "kinds_out": "kinds of ties left out",
    "natures": "natures",
    "phases": "stages",
    "regions": "region",
    "standings": "standing",
    "also": "kept by name",
    "statehood": "statehood",
    "organizations": "belongs to",
    "organizations_out": "does not belong to",
    "grades": "support",
}


def step(before: Sight, after: Sight, world: World) -> str:
    """Name the step from one sight to another: ``religion: at least 50 % Islam``."""
    parts = [*_changes(before.view, after.view, world)]
    if before.opened != after.opened:
        parts.append(_opened(after.opened, world))
    if before.placed != after.placed:
        parts.append(_placed(before.placed, after.placed, world))
    if len(parts) > PARTS + 1:
        return f"{'; '.join(parts[:PARTS])}; {len(parts) - PARTS} more changes"
    return "; ".join(parts) or "nothing"


def _changes(before: View, after: View, world: World) -> Iterator[str]:
    told = set()
    for clause in View.__dataclass_fields__:
        name = {"share": "religions", "depth": "focus"}.get(clause, clause)
        if getattr(before, clause) != getattr(after, clause) and name not in told:
            told.add(name)
            yield _change(name, before, after, world)


def _change(clause: str, before: View, after: View, world: World) -> str:
    if own := _OWN.get(clause):
        return own(before, after, world)
    now = getattr(after, clause)
    if now == getattr(View(), clause):
        return f"{_WORDS[clause]}: {'as usual' if now else 'any'}"
    was = getattr(before, clause)
    if was and now < was and len(now) > 1:
        return f"{_WORDS[clause]}: without {_some(_called(was - now, world))}"
    if was and now > was and len(now) > 2:
        return f"{_WORDS[clause]}: also {_some(_called(now - was, world))}"
    return f"{_WORDS[clause]}: {_some(_called(now, world))}"


def _days(before: View, after: View, world: World) -> str:
    return f"day: {spoken(after.as_of or world.horizon)}"


def _known(before: View, after: View, world: World) -> str:
    return f"known on {spoken(after.known_on)}" if after.known_on else "all that is known"


def _religions(before: View, after: View, world: World) -> str:
    if not after.religions:
        return "religion: any"
    return f"religion: at least {after.share} % {_some(_called(after.religions, world), last='or')}"


def _focus(before: View, after: View, world: World) -> str:
    if not after.focus:
        return "no focus"
    names = _some(_called(after.focus, world))
    if before.focus != after.focus and after.depth == View.depth:
        return f"focus on {names}"
    return f"{counted(after.depth, 'step')} around {names}"


def _folded(before: View, after: View, world: World) -> str:
    more, fewer = after.folded - before.folded, before.folded - after.folded
    names = sorted(label(slug, world) for slug in more or fewer)
    return f"draw as one: {_some(names)}" if more else f"unfold {_some(names)}"


def _expanded(before: View, after: View, world: World) -> str:
    if more := after.expanded - before.expanded:
        wanted = Expansion.parse(min(more))
        return f"expand {_some(_called([wanted.entity], world))}: {_some(_called([wanted.kind], world))}"
    gone = {Expansion.parse(word).entity for word in before.expanded - after.expanded}
    return f"collapse {_some(_called(gone, world))}"


def _hidden(before: View, after: View, world: World) -> str:
    if more := after.hidden - before.hidden:
        return f"hide {_some(_called(more, world))}"
    return f"show {_some(_called(before.hidden - after.hidden, world))} again"


def _only(before: View, after: View, world: World) -> str:
    return f"keep only {_some(_called(after.only, world))}" if after.only else "keep all again"


_OWN: Mapping[str, Callable[[View, View, World], str]] = {
    "as_of": _days,
    "known_on": _known,
    "religions": _religions,
    "focus": _focus,
    "folded": _folded,
    "expanded": _expanded,
    "hidden": _hidden,
    "only": _only,
    "lens": lambda before, after, world: f"list of members: {after.lens}",
    "confidence": lambda before, after, world: f"confidence: at least {after.confidence}",
    "frame": lambda before, after, world: f"{'with' if after.frame else 'without'} the frame",
    "unverified": lambda before, after, world: (
        f"{'with' if after.unverified else 'without'} general knowledge"
    ),
    "sources": lambda before, after, world: (
        f"at least {counted(after.sources, 'independent source')}"
        if after.sources
        else "any number of sources"
    ),
    "past_years": lambda before, after, world: f"past events of {counted(after.past_years, 'year')}",
    "layout": lambda before, after, world: f"placed by {after.layout}",
    "widths": lambda before, after, world: f"width of lines: {after.widths}",
    "most": lambda before, after, world: f"at most {after.most} lines" if after.most else "every line",
    "text": lambda before, after, world: f"name with “{after.text}”" if after.text else "any name",
}


def _opened(iris: Sequence[str], world: World) -> str:
    ties = [iri for iri in iris if iri in world.tie_by_iri]
    if len(ties) > 1:
        return f"open {len(ties)} ties"
    if ties:
        tie = world.tie_by_iri[ties[0]]
        entities = world.entity_by_iri
        ends = [entities[end].label for end in (tie.sender, tie.receiver) if end in entities]
        return f"open {tie.kind.label}: {enumerated(ends)}"
    if not iris:
        return "close what was open"
    entity = world.entity_by_iri.get(iris[0])
    return f"open {entity.label if entity else _some(_called(iris, world))}"


def _placed(before: Mapping[str, object], after: Mapping[str, object], world: World) -> str:
    moved = [slug for slug, place in after.items() if before.get(slug) != place]
    if moved:
        return f"pin {_some(_called(moved, world))}"
    return f"unpin {_some(_called(before.keys() - after.keys(), world))}"


def _called(words: Iterable[str], world: World) -> list[str]:
    """Names of entities, concepts and kinds; a word that stands for itself stays."""
    labels = {kind.slug: kind.label for kind in world.kinds}
    labels |= {concept.slug: concept.label for concept in world.concepts}
    labels |= {entity.slug: entity.label for entity in world.entities}
    return sorted(str(word) if isinstance(word, StrEnum) else labels.get(word, word) for word in words)


def _some(names: Sequence[str], last: str = "and") -> str:
    if len(names) <= NAMES:
        return enumerated(names, last=last)
    return f"{', '.join(names[:NAMES])} and {len(names) - NAMES} more"
