"""The override files of data/: what people decided about names, locations and organizations."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.errors import BrokenFile
from graph.harvest.errors import BadOverride

_LINE = re.compile(r"line (\d+)")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LOCATION_KEYS = {"reason", "use", "borders"}


@dataclass(frozen=True)
class Label:
    """What labels.toml says of one state."""

    reason: str
    label: Mapping[str, str] = field(default_factory=dict)  #: language → name, instead of the tables'
    alias: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: language → further names
    cldr: str = ""  #: the code under which CLDR lists it, where ISO has none
    wikidata: str = ""  #: its item, where the table has none


@dataclass(frozen=True)
class Named:
    """What organizations.toml says of one word of the tables: the organization that it means."""

    word: str  #: as the tables have it
    slug: str
    name: str


class Located(StrEnum):
    """Which coordinates of a table stand for a state."""

    COUNTRY = "country"  #: the country's, never its capital's
    NONE = "none"  #: none at all


def read_labels(data: Path) -> dict[str, Label]:
    """Read labels.toml: code → what it says; empty where there is no such file."""
    file = data / "labels.toml"
    labels = {}
    for code, entry in _entries(file, {"reason", "label", "alias", "cldr", "wikidata"}):
        label, alias = entry.get("label", {}), entry.get("alias", {})
        if not (isinstance(label, dict) and all(isinstance(name, str) for name in label.values())):
            raise BadOverride(file, code, "'label' must give one name a language")
        if not (isinstance(alias, dict) and all(isinstance(names, list) for names in alias.values())):
            raise BadOverride(file, code, "'alias' must give a list of names a language")
        aliases = {language: tuple(map(str, names)) for language, names in alias.items()}
        labels[code] = Label(**{**entry, "alias": aliases})
    return labels


def read_locations(data: Path) -> dict[str, Located]:
    """Read locations.toml: code → which coordinates stand for it; the others take their capital's."""
    file = data / "locations.toml"
    locations = {}
    for code, entry in _entries(file, _LOCATION_KEYS):
        try:
            locations[code] = Located(entry.get("use", ""))
        except ValueError:
            raise BadOverride(file, code, "'use' must be 'country' or 'none'") from None
    return locations


def read_borderless(data: Path) -> frozenset[str]:
    """Read from locations.toml the codes of the places of which no border is drawn here."""
    entries = _entries(data / "locations.toml", _LOCATION_KEYS)
    return frozenset(code for code, entry in entries if entry.get("borders") is False)


def read_organizations(data: Path) -> dict[str, Named | None]:
    """Read organizations.toml: word of a table → the organization that it means, or None if it is none."""
    file = data / "organizations.toml"
    try:
        entries = dict(sorted(_parsed(file).items()))
    except FileNotFoundError:
        return {}
    named: dict[str, Named | None] = {}
    for word, entry in entries.items():
        if not isinstance(entry, dict) or len({"name", "is", "drop"} & entry.keys()) != 1:
            raise BadOverride(file, word, "must have one of 'name', 'is' and 'drop'")
        if "name" in entry:
            slug = entry.get("slug") or _NO_SLUG.sub("-", word.lower()).strip("-")
            named[word] = Named(word, slug, entry["name"])
        elif "drop" in entry:
            named[word] = None
    for word, entry in entries.items():
        if "is" in entry:
            if (meant := named.get(entry["is"])) is None:
                raise BadOverride(file, word, f"'is' names {entry['is']!r}, which has no name here")
            named[word] = meant
    return named


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = _LINE.search(str(error))
        raise BrokenFile(file, str(error), int(found[1]) if found else None) from error


def _entries(file: Path, keys: set[str]) -> list[tuple[str, dict[str, Any]]]:
    if not file.exists():
        return []
    entries = _parsed(file)
    for code, entry in entries.items():
        if not isinstance(entry, dict) or not entry.get("reason"):
            raise BadOverride(file, code, "gives no reason")
        unknown = sorted(entry.keys() - keys)
        if unknown:
            raise BadOverride(file, code, f"has no key {unknown[0]!r}; it may have {', '.join(sorted(keys))}")
    return sorted(entries.items())
