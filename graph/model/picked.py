"""What a reader picks on one page alone, as it stands in a link: words of a closed list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from graph.model.link import LONGEST_LIST, unknown


def words(
    name: str, query: Mapping[str, Sequence[str]], known: Collection[str], noun: str
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Read the words of a parameter: those that exist, and a sentence for those that do not."""
    given = list(dict.fromkeys(query.get(name, ())))[:LONGEST_LIST]
    kept = frozenset(word for word in given if word in known)
    return kept, tuple(unknown(noun, [word for word in given if word not in known]))
