"""How names are compared: without what one reader types and another leaves out."""

# ruff: noqa: RUF001, RUF003 -- letters that look alike are what this file is about

from __future__ import annotations

import unicodedata
from functools import cache

#: characters of a text that are read; the longest name of the data has fewer
LONGEST = 120

# letters that Unicode takes for letters of their own, and keyboards of the neighbours for the same
_LIKE = str.maketrans(
    {
        # Turkish and Azerbaijani: İ loses its dot as an accent does, ı has none to lose
        "ı": "i", "ə": "e",
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        # Kazakh, as it is typed on a Russian keyboard
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
        # Arabic script: one letter, written in the Arabic, the Persian or the Urdu way
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    }
)  # fmt: skip

#: what is written inside a word, and often left out: apostrophes in all their forms, and the dots of U.S.
_WITHIN = frozenset(".'’‘‛`´ʹʻʼʽʾʿˈ′׳״")


def folded(text: str) -> str:
    """A name as it is compared: without case, accents, vowel signs, apostrophes and signs of direction.

    The sign that only stretches an Arabic word goes as well. Whatever else is no letter and no digit parts
    two words. Only the first ``LONGEST`` characters are read; the empty text means that nothing was named.
    """
    # taken apart twice: ℌ becomes a capital letter, and a small letter may have accents of its own
    plain = _apart(_apart(text.strip()[:LONGEST]).casefold()).translate(_LIKE)
    return " ".join("".join(_folded(character) for character in plain).split())


def _apart(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


@cache
def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if character in _WITHIN or category[0] == "M" or category in ("Cf", "Lm"):
        return ""
    return character if category[0] in "LN" else " "
