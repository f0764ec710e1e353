"""The names of states in the languages of the atlas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale
from babel.core import get_cldr_version

from graph.harvest.overrides import Label
from graph.harvest.table import Row

#: English first; a name in any of them finds the state
LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es", "he", "tr", "az", "kk", "fa", "ur", "id")
TABLE_LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh")  #: those that country_codes.csv has columns for
CLDR = get_cldr_version()  #: the edition that Babel carries; another one may give other names

# "Gambia (the)", "Émirats arabes unis (les)", "Niue **": how the United Nations list articles and footnotes
_ARTICLE = re.compile(r"\s*\((?:the|el|la|las|los|le|les|l['\u2019])\)")
_FOOTNOTE = re.compile(r"\s*\*+")


@dataclass(frozen=True)
class Names:
    """What a state is called."""

    labels: Mapping[str, str]  #: language → the name that is shown
    aliases: frozenset[tuple[str, str]]  #: language and further name


def name(row: Row | None, extra: Row | None, override: Label | None) -> Names:
    """Name a state: CLDR's short name, the tables' where CLDR has none, the override's before all.

    *row* is its row of country_codes.csv, *extra* that of extra_entities.csv; what a label displaces
    becomes an alias.
    """
    override = override or Label(reason="")
    ours = {"en": extra["name_en"]} if extra and extra["name_en"] else {}
    official = _official(row) if row else {}
    cldr = _cldr(override.cldr or (row["iso2"] if row else ""))
    labels = {**official, **ours, **cldr, **override.label}
    further = {
        *cldr.items(),
        *official.items(),
        *ours.items(),
        *([("en", row["display_name"])] if row else []),
        *((language, alias) for language, aliases in override.alias.items() for alias in aliases),
    }
    return Names(
        labels, frozenset(alias for alias in further if alias[1] and alias[1] != labels.get(alias[0]))
    )


def _cldr(code: str) -> dict[str, str]:
    found = {language: Locale.parse(language).territories.get(code) for language in LANGUAGES}
    return {language: short for language, short in found.items() if short}


def _official(row: Row) -> dict[str, str]:
    names = {language: row.plain(f"name_{language}") for language in TABLE_LANGUAGES}
    return {language: _FOOTNOTE.sub("", _ARTICLE.sub("", name)) for language, name in names.items() if name}
