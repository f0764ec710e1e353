"""Lenses: whose list of the Accords' members one looks through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import Misfit
from graph.model.kind import Phase


@dataclass(frozen=True)
class Rule:
    """One way to be a member; everything that it asks for must hold."""

    signature: bool = False  #: has signed under the Accords, itself or by a person on its behalf
    relations_through: bool = False  #: has relations with a party, begun no earlier than its signature
    accession: frozenset[Phase] = frozenset()  #: its accession stands in one of these stages
    announced_by_another: bool = False  #: and somebody else than itself announced it


@dataclass(frozen=True)
class Lens:
    """A reading of the Accords' membership: a state that meets one of the rules is a member."""

    slug: str
    title: str
    sentence: str
    rules: tuple[Rule, ...]
    sources: frozenset[str] = frozenset()  #: slugs of the only sources that count; empty for all

    @classmethod
    def of(cls, slug: str, file: Mapping[str, object]) -> Lens:
        """Make a lens of the content of ``data/lenses/<slug>.toml``."""
        try:
            rules = tuple(_rule(rule) for rule in file["member"])  # type: ignore[attr-defined]
            return cls(
                slug=slug,
                title=str(file["title"]),
                sentence=str(file["sentence"]),
                rules=rules,
                sources=frozenset(map(str, file.get("sources", []))),  # type: ignore[call-overload]
            )
        except KeyError as missing:
            raise Misfit(f"lenses/{slug}.toml", f"no {missing.args[0]!r}") from missing
        except (TypeError, ValueError) as wrong:
            raise Misfit(f"lenses/{slug}.toml", str(wrong)) from wrong


def _rule(given: Mapping[str, object]) -> Rule:
    words = {"signature", "relations_through", "accession", "announced_by_another"}
    if unknown := sorted(set(given) - words):
        raise ValueError(f"no condition {unknown[0]!r}; there are {', '.join(sorted(words))}")
    if not given:
        raise ValueError(f"a rule that asks for nothing; there are {', '.join(sorted(words))}")
    phases = given.get("accession", [])
    return Rule(
        signature=bool(given.get("signature", False)),
        relations_through=bool(given.get("relations_through", False)),
        accession=frozenset(Phase(phase) for phase in phases),  # type: ignore[attr-defined]
        announced_by_another=bool(given.get("announced_by_another", False)),
    )
