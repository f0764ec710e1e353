"""The tokens of a SPARQL query: what the engine will see as a word, a name, a string or a sign.

The reading follows the grammar of SPARQL 1.1 and, where that leaves a choice, the parser of pyoxigraph. That
parser has no tokens: it knows no boundary between a keyword and what follows (``trueSERVICE<...>`` calls a
service) and settles by context whether ``<`` opens an IRI or compares. So a text that can be read in two ways
is an error here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from graph.errors import QueryError


class TokenKind(StrEnum):
    """What a token is."""

    IRI = "iri"
    NAME = "name"  #: prefixed name, ``acc:Tie``
    BLANK = "blank"  #: label of a blank node, ``_:b``
    VARIABLE = "variable"
    STRING = "string"
    LANGUAGE = "language"  #: ``@en``
    NUMBER = "number"
    WORD = "word"  #: keyword, name of a function, ``a``, ``true``
    SIGN = "sign"  #: bracket, separator or operator


class Token(NamedTuple):
    """A token and where it begins in the text, counted in characters from 0."""

    kind: TokenKind
    text: str
    at: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of *words*, given in capitals."""
        return self.kind is TokenKind.WORD and self.text.upper() in words


class Place(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


#: closing bracket → the one that it closes
CLOSES = {")": "(", "]": "[", "}": "{", "|}": "{|", ">>": "<<"}
OPENS = frozenset(CLOSES.values())


class Misspelt(QueryError):
    """A query that is not SPARQL: what is wrong with it, and where."""

    def __init__(self, problem: str, place: Place):
        self.problem = problem
        super().__init__(f"line {place.line}, column {place.column}: {problem}", place.line, place.column)


def tokenise(text: str) -> Iterator[Token]:
    """Give the tokens of *text* one by one, without white space and comments.

    Raises:
        Misspelt: at the first character that begins no token, or that can be read in two ways.
    """
    at = 0
    before: Token | None = None
    declares = has_base = False
    prefixes: set[str] = set()  # declared so far
    while (at := _end_of_blank(text, at)) < len(text):
        may_compare = _ends_value(before) and not declares
        token = _token_at(text, at, may_compare, prefixes, has_base)
        declares = before is not None and before.is_word("PREFIX")
        if declares:
            prefixes.add(token.text.removesuffix(":"))
        has_base = has_base or token.is_word("BASE")
        yield token
        at, before = at + len(token.text), token


def place_in(text: str, at: int) -> Place:
    """Say in which line and column the character *at* stands."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    line = bisect_right(starts, at)
    return Place(line, at - starts[line - 1] + 1)


def quoted(text: str, longest: int = 40) -> str:
    """Show a part of a reader's text: in quotes, shortened, control and direction characters made visible."""
    return repr(text if len(text) <= longest else text[: longest - 1] + "…")


def shown(text: str) -> str:
    """As `quoted`, without the quotes."""
    return quoted(text)[1:-1]


def unescaped(text: str) -> tuple[str, list[int]]:
    r"""Decode ``\uXXXX`` and ``\UXXXXXXXX``, as some engines do before they parse.

    Returns:
        The decoded text, and for each of its characters where it stands in *text*. An escape that stands for
        no character is left alone.
    """
    pieces: list[str] = []
    origin: list[int] = []
    for found in _ESCAPE.finditer(text):
        piece = found.group()
        code = int(found.group(1) or found.group(2) or "110000", 16)
        if code < 0xD800 or 0xDFFF < code <= 0x10FFFF:
            piece = chr(code)
            origin.append(found.start())
        else:
            origin.extend(range(found.start(), found.end()))
        pieces.append(piece)
    return "".join(pieces), origin


# an escaped backslash is taken whole, so that "\\u0041" stays a backslash and five letters
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\\\|.", re.DOTALL)

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CHARS = f"[{_BASE}_{_MORE}-]"
_UNICODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPED = rf"\\[tbnrf\"'\\]|{_UNICODE}"
_LOCAL_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"(?:[{_BASE}]{_CHARS}*+(?:\.++{_CHARS}++)*+)?"
# the engine takes one run of dots into a local name, not several: ex:a.b.SERVICE is ex:a.b, a dot and SERVICE
_LOCAL = (
    rf"(?:[{_BASE}_:0-9]|{_LOCAL_ESCAPED})(?:{_CHARS}|:|{_LOCAL_ESCAPED})*+"
    rf"(?:\.++(?:{_CHARS}|:|{_LOCAL_ESCAPED})++)?"
)
_UNENDED = "the string that begins with {} here has no end, or a '\\' in it that means nothing"
_EXPONENT = r"[eE][+\-]?[0-9]+"

_BLANK_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*+")
_IRI = re.compile(rf"<(?:[^<>\"{{}}|^`\\\x00-\x20]|{_UNICODE})*+>")
_LONG_STRINGS = {
    mark * 3: re.compile(rf"{mark * 3}(?:{mark}{{0,2}}+(?:[^{mark}\\]|{_ESCAPED}))*+{mark * 3}")
    for mark in "'\""
}
# in the order in which they are tried: the longest reading first
_OTHERS = (
    # the colon must be near, or a.a.a.a... would be searched to its end from each of its letters
    (TokenKind.NAME, re.compile(rf"(?=[^:]{{0,200}}:){_PREFIX}:(?:{_LOCAL})?")),
    (TokenKind.WORD, re.compile(r"[A-Za-z][A-Za-z0-9_]*")),
    (TokenKind.VARIABLE, re.compile(rf"[?$][{_BASE}_0-9][{_BASE}_{_MORE}]*")),
    (TokenKind.BLANK, re.compile(rf"_:[{_BASE}_0-9]{_CHARS}*+(?:\.++{_CHARS}++)*+")),
    (TokenKind.STRING, re.compile(rf"'(?:[^'\\\r\n]|{_ESCAPED})*+'|\"(?:[^\"\\\r\n]|{_ESCAPED})*+\"")),
    (TokenKind.LANGUAGE, re.compile(r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?")),
    (
        TokenKind.NUMBER,
        re.compile(rf"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+){_EXPONENT}|[0-9]*\.[0-9]+|[0-9]+"),
    ),
    (TokenKind.SIGN, re.compile(r"<<|>>|\{\||\|\}|\|\||&&|\^\^|<=|>=|!=|[{}()\[\];,.+\-*/<>=!^|~?]")),
)


def _end_of_blank(text: str, at: int) -> int:
    found = _BLANK_SPACE.match(text, at)
    return found.end() if found else at


def _token_at(text: str, at: int, may_compare: bool, prefixes: set[str], has_base: bool) -> Token:
    first = text[at]
    if first == "<" and (iri := _IRI.match(text, at)):
        if not may_compare or _is_iri(iri.group(), prefixes, has_base):
            return Token(TokenKind.IRI, iri.group(), at)
        if has_base or _scheme(iri.group()):
            raise Misspelt(
                "'<' can be read in two ways here; to compare, put a space after it", place_in(text, at)
            )
    elif first == "<" and not may_compare and not text.startswith("<<", at):
        raise Misspelt("the IRI that begins here has no end, or a blank or bracket in it", place_in(text, at))
    if long := _LONG_STRINGS.get(text[at : at + 3]):
        if found := long.match(text, at):
            return Token(TokenKind.STRING, found.group(), at)
        raise Misspelt(_UNENDED.format(first * 3), place_in(text, at))
    for kind, pattern in _OTHERS:
        if found := pattern.match(text, at):
            return Token(kind, found.group(), at)
    raise Misspelt(_oddity(first), place_in(text, at))


def _ends_value(token: Token | None) -> bool:
    """Whether a value may end with this token, so that '<' behind it may be the sign 'less than'."""
    if token is None:
        return False
    if token.kind is TokenKind.WORD:
        return token.text in {"true", "false"}
    return token.kind is not TokenKind.SIGN or token.text in {")", "]", "}", ">>"}


def _is_iri(text: str, prefixes: set[str], has_base: bool) -> bool:
    """Whether <...> after a value is an IRI in every reading, or at least shifts nothing that follows."""
    if not any(mark in text for mark in "'()#"):
        return has_base or _scheme(text) is not None
    scheme = _scheme(text)
    # ?x <http://... compares nothing, whatever http: stands for; nor does ?x <urn:... unless urn: is declared
    return scheme is not None and (text.startswith("://", 1 + len(scheme)) or scheme not in prefixes)


def _scheme(iri: str) -> str | None:
    found = re.match(r"<([A-Za-z][A-Za-z0-9+.-]*):", iri)
    return found.group(1) if found else None


def _oddity(first: str) -> str:
    if first in "'\"":
        return _UNENDED.format(first)
    if first == "\\":
        return "'\\' may stand in strings and IRIs only"
    return f"{quoted(first)} (U+{ord(first):04X}) has no meaning here"
