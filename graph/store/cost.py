"""What a query would cost the planner of the engine, told from its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from graph.store.tokens import CLOSES, OPENS, Token, TokenKind

_OPERATORS = frozenset({"||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "!", "|", "^", "?"})
_CLAUSES = ("IN", "UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "LATERAL", "EXISTS")
_PATTERNS = {
    "[": 1,
    "{|": 1,
    "<<": 2,
}  # what a bracket adds by itself: << >> is a pattern and the subject of one
_TERM_WORDS = frozenset({"a", "true", "false"})


class _Inside(StrEnum):
    """What stands between two brackets."""

    GROUP = "{ ?s ?p ?o }"
    TERMS = "[ ?p ?o ]"
    LIST = "( ?a ?b )"
    VALUE = "( ?a + ?b )"
    DATA = "VALUES ?a { 1 2 }"


def count(tokens: Sequence[Token]) -> tuple[int, int]:
    """Count how many triple patterns and items of RDF lists a query joins, and how many operators it has.

    A pattern is counted where it begins: at the first term of a statement, at ``;`` and ``,``, at ``[``; now
    and then that is one too many. Rows of VALUES and members of IN (...) are not counted: a thousand of them
    cost the planner nothing.
    """
    patterns = operators = 0
    inside = [_Inside.VALUE]
    begins = False  # whether a term would begin a statement
    data = False  # whether VALUES waits for its rows
    for i, token in enumerate(tokens):
        word = token.kind is TokenKind.WORD and token.text not in _TERM_WORDS
        if token.kind is TokenKind.SIGN and token.text in OPENS:
            subject = begins and inside[-1] is _Inside.GROUP and token.text != "{"
            patterns += subject + (token.text in {"[", "{|", "<<"}) + (inside[-1] is _Inside.LIST)
            inside.append(_inside(tokens, i, inside[-1], data))
            begins = inside[-1] is _Inside.GROUP
            data = data and token.text != "{"
        elif token.kind is TokenKind.SIGN and token.text in CLOSES:
            left = inside.pop()
            begins = left in {_Inside.GROUP, _Inside.VALUE, _Inside.DATA}
        elif token.kind is TokenKind.SIGN:
            patterns += token.text in {";", ","} and inside[-1] in {_Inside.GROUP, _Inside.TERMS}
            operators += token.text in _OPERATORS
            begins = token.text == "."
        elif word:
            operators += token.is_word(*_CLAUSES)
            data = data or token.is_word("VALUES")
            begins = False
        else:
            item = inside[-1] is _Inside.LIST and tokens[i - 1].text not in _OPERATORS
            patterns += item or (begins and inside[-1] is _Inside.GROUP)
            begins = False
    return patterns, operators


def _inside(tokens: Sequence[Token], i: int, outer: _Inside, data: bool) -> _Inside:
    """Say what the bracket at *i* opens."""
    bracket, before = tokens[i].text, tokens[i - 1]
    if bracket == "{":
        return _Inside.DATA if data else _Inside.GROUP
    if bracket != "(":
        return _Inside.TERMS
    if data or outer is _Inside.DATA:
        return _Inside.DATA
    called = before.kind in {TokenKind.IRI, TokenKind.NAME} and i > 1 and tokens[i - 2].is_word("FILTER")
    if called or outer is _Inside.VALUE or (before.kind is TokenKind.WORD and before.text not in _TERM_WORDS):
        return _Inside.VALUE
    return _Inside.LIST
