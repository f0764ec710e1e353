"""Where a query is misspelt: one clear line for what pyoxigraph says of it.

Its parser tells the farthest character that it looked at, and it looks at a keyword's length of text at once,
so the place is up to fourteen characters late. `laid_out` writes the same query with one token a line and
space behind each: the line of that text's error is then the token that does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.store.guard import Question
from graph.store.tokens import Misspelt, Place, Token, place_in, quoted

_SPACE = " " * 20 + "\n"  # more than the longest keyword, ENCODE_FOR_URI

#: what the parser says → what a reader understands
_MEANINGS = {
    "Duplicated variable name in SELECT": "SELECT names a variable twice",
    "overrides an existing variable using": "SELECT (... AS ?x) gives a value to a variable that has one",
    "expression with a variable that is unbound": "an expression of SELECT needs GROUP BY for its variable",
    "a variable that is unbound": "SELECT names a variable that is not in GROUP BY nor inside COUNT or MAX",
    "SELECT * is not authorized with GROUP BY": "SELECT * does not go with GROUP BY; name the variables",
    "VALUES clause rows should have": "each row of VALUES needs as many values as there are variables",
    "query limit should be": "this number is too large for LIMIT",
    "query offset should be": "this number is too large for OFFSET",
    "language tag parsing failed": "this is no language tag",
    "base directions allowed": "a language tag may end in --ltr or --rtl only",
    "IRI parsing failed": "this is no whole IRI; it needs a scheme, such as https:",
}
#: functions that the engine knows only with '(' right behind them
_UNPARTED = (
    "ADJUST",
    "BNODE",
    "COALESCE",
    "CONCAT",
    "ENCODE_FOR_URI",
    "ISBLANK",
    "ISLITERAL",
    "ISNUMERIC",
    "ISTRIPLE",
    "MD5",
    "OBJECT",
    "PREDICATE",
    "SAMETERM",
    "SHA1",
    "SHA256",
    "SHA384",
    "SHA512",
    "SUBJECT",
    "TRIPLE",
)


def laid_out(tokens: Sequence[Token]) -> str:
    """Write a query with one token a line."""
    return "".join(token.text + ("" if _called(tokens, i) else _SPACE) for i, token in enumerate(tokens))


def explain(question: Question, said: str, said_of_layout: str) -> Misspelt:
    """Say what is wrong with a query that the engine cannot parse.

    Args:
        said: the engine's message on the query as it stands.
        said_of_layout: its message on the same query laid out; empty if it took that.
    """
    found = _SAID.fullmatch(said_of_layout)
    token = _token_in_line(question.tokens, int(found["line"])) if found else _token_before(question, said)
    for phrase, meaning in _MEANINGS.items():
        if phrase in said_of_layout or phrase in said:
            return Misspelt(meaning, place_in(question.text, (token or _first_word(question)).at))
    if token is None:
        return Misspelt("the query ends too early", place_in(question.text, len(question.text.rstrip())))
    place = place_in(question.text, token.at)
    return Misspelt(f"{quoted(token.text)} is not expected here{_hint(question.tokens, token, found)}", place)


_SAID = re.compile(
    r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<expected>.*)", re.DOTALL
)


def _hint(tokens: Sequence[Token], token: Token, found: re.Match[str] | None) -> str:
    i = tokens.index(token)
    if token.is_word(*_UNPARTED) and not _called(tokens, i):
        return f"; write {token.text}( without a space"
    if found is None:
        return ""
    if token.text == "}" and found["expected"] == "OPTIONAL":
        return "; does BIND or LATERAL give a value to a variable that has one?"
    if found["column"] == "1" and re.fullmatch(r'"\S+"(, "\S+")*', found["expected"]):
        signs = [sign for sign in re.findall(r'"(\S+)"', found["expected"]) if sign != "$"]
        return f"; it should be {' or '.join('a variable' if sign == '?' else repr(sign) for sign in signs)}"
    return ""


def _called(tokens: Sequence[Token], i: int) -> bool:
    """Whether '(' stands right behind the token at *i*; the layout must not part them."""
    behind = tokens[i].at + len(tokens[i].text)
    return i + 1 < len(tokens) and tokens[i + 1].text == "(" and tokens[i + 1].at == behind


def _token_in_line(tokens: Sequence[Token], line: int) -> Token | None:
    """Give the token that stands in this line of the layout; none if it is the end of the query."""
    reached, first = 1, None
    for i, token in enumerate(tokens):
        first = first or token
        reached += token.text.count("\n") + (not _called(tokens, i))
        if line < reached:
            return first
        if not _called(tokens, i):
            first = None
    return None


def _token_before(question: Question, said: str) -> Token | None:
    found = _SAID.fullmatch(said)
    place = Place(int(found["line"]), int(found["column"])) if found else Place(1, 1)
    before = [token for token in question.tokens if place_in(question.text, token.at) <= place]
    return before[-1] if before else None


def _first_word(question: Question) -> Token:
    return next(token for token in question.tokens if token.is_word(question.form.upper()))
