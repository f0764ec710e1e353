"""What a reader's own query may ask: the policy that it passes before any engine sees it.

The engines do not protect us: SERVICE goes out to any address, a nested query ends the process, and one that
joins many patterns never leaves the planner. So a query is read into tokens first, and what is not known to
be harmless is refused, with its place. The second wall is the process that evaluates it
(`graph.store.worker`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graph.errors import QueryError
from graph.store.cost import count
from graph.store.tokens import (
    CLOSES,
    OPENS,
    Misspelt,
    Place,
    Token,
    TokenKind,
    place_in,
    quoted,
    shown,
    tokenise,
    unescaped,
)

DEPTH = 64  #: brackets inside brackets; a thousand overflow the stack of pyoxigraph
PATTERNS = 100  #: triple patterns and items of RDF lists; 200 hang the planner of pyoxigraph, 100 take 1 s
OPERATORS = 300  #: operators, steps of property paths, and clauses such as FILTER and UNION


@dataclass(frozen=True)
class Limits:
    """What one query may cost; `graph.settings` names the environment variables that change it."""

    seconds: float = 20.0  #: deadline
    memory_mb: int = 1024  #: address space of the process that evaluates it
    rows: int = 10_000  #: rows or triples that an answer holds before it is cut
    bytes: int = 20_000_000  #: bytes that an answer holds before it is cut
    text_bytes: int = 32_768  #: length of the query
    workers: int = 2  #: queries that are evaluated at the same time
    queue: int = 8  #: queries that may wait for their turn


class Form(StrEnum):
    """What a query asks for."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"
    DESCRIBE = "describe"


@dataclass(frozen=True)
class Question:
    """A query that passed the policy."""

    text: str
    form: Form
    names_graphs: bool  #: whether FROM or FROM NAMED says which graphs it is about
    tokens: tuple[Token, ...] = field(repr=False)


class Refused(QueryError):
    """A query that this console does not run, whatever it would answer."""

    def __init__(self, problem: str, place: Place | None = None):
        self.problem = problem
        where = f" (line {place.line})" if place else ""
        super().__init__(f"{problem}{where}", *(place or ()))


def check(
    text: str,
    limits: Limits | None = None,
    *,
    graphs: Collection[str] = (),
    prefixes: Mapping[str, str] | None = None,
) -> Question:
    """Read a reader's query and say whether it may run.

    Args:
        graphs: IRIs that FROM and FROM NAMED may name.
        prefixes: namespaces that the message on an undeclared prefix proposes.

    Raises:
        Refused: the policy forbids it; the message names the rule.
        Misspelt: it is no SPARQL, as far as that shows without an engine.
    """
    _check_size(text, (limits or Limits()).text_bytes)
    tokens = _read(text)
    _check_nesting(text, tokens)
    _check_cost(tokens)
    declared, start = _prologue(text, tokens)
    form = _form(text, tokens, start)
    _check_words(text, tokens)
    _check_names(text, tokens, declared, prefixes or {})
    return Question(text, form, _names_graphs(text, tokens, declared, graphs), tuple(tokens))


def _check_size(text: str, most: int) -> None:
    if lone := re.search("[\ud800-\udfff]", text):
        raise Misspelt("half of a character (a lone surrogate) stands here", place_in(text, lone.start()))
    if (size := len(text.encode())) > most:
        raise Refused(f"The query is {size:,} bytes long; this console takes up to {most:,}")
    if (at := text.find("\0")) >= 0:
        raise Refused("This console only reads text: NUL is not allowed", place_in(text, at))


def _read(text: str) -> list[Token]:
    """Give the tokens; refuse forbidden words, as written and as an engine sees them that decodes first."""
    decoded, origin = unescaped(text)
    seen: list[Token] = []
    if decoded != text:
        try:
            for token in tokenise(decoded):
                _refuse_word(text, token, origin[token.at])
                seen.append(token)
        except Misspelt:
            pass  # told below, with its place in the reader's own text
    tokens: list[Token] = []
    for token in tokenise(text):
        _refuse_word(text, token, token.at)
        tokens.append(token)
    if decoded != text and (different := _first_difference(tokens, seen)) is not None:
        problem = (
            "an escape here stands for a character that would end or begin something; write it another way"
        )
        raise Misspelt(problem, place_in(text, different.at))
    return tokens


#: what writes, fetches or goes out; WITH opens an update
_FORBIDDEN = ("SERVICE", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")


def _refuse_word(text: str, token: Token, at: int) -> None:
    if token.is_word(*_FORBIDDEN):
        raise Refused(f"This console only reads: {token.text.upper()} is not allowed", place_in(text, at))


def _first_difference(tokens: Sequence[Token], others: Sequence[Token]) -> Token | None:
    """Give the first of *tokens* that is not, decoded, its fellow among *others*."""
    for i, token in enumerate(tokens):
        if i >= len(others) or others[i].text != unescaped(token.text)[0]:
            return token
    return tokens[-1] if len(others) > len(tokens) else None


def _check_nesting(text: str, tokens: Sequence[Token]) -> None:
    open_: list[Token] = []
    for token in tokens:
        if token.kind is not TokenKind.SIGN:
            continue
        if token.text in OPENS:
            open_.append(token)
            if len(open_) > DEPTH:
                raise Refused(f"Brackets are nested more than {DEPTH} deep", place_in(text, token.at))
        elif token.text in CLOSES:
            if not open_ or open_[-1].text != CLOSES[token.text]:
                raise Misspelt(
                    f"nothing that '{token.text}' could close is open here", place_in(text, token.at)
                )
            open_.pop()
    if open_:
        raise Misspelt(f"'{open_[-1].text}' is never closed", place_in(text, open_[-1].at))


def _check_cost(tokens: Sequence[Token]) -> None:
    patterns, operators = count(tokens)
    if patterns > PATTERNS:
        raise Refused(
            f"The query joins more than {PATTERNS} triple patterns or list items; ask for less at once"
        )
    if operators > OPERATORS:
        raise Refused(f"The query has more than {OPERATORS} operators or path steps; ask for less at once")


def _prologue(text: str, tokens: Sequence[Token]) -> tuple[dict[str, str], int]:
    """Give the declared prefixes, and where the query itself begins."""
    declared: dict[str, str] = {}
    i = 0
    while i < len(tokens) and tokens[i].is_word("BASE", "PREFIX", "VERSION"):
        if tokens[i].is_word("PREFIX"):
            kinds = [token.kind for token in tokens[i + 1 : i + 3]]
            if kinds != [TokenKind.NAME, TokenKind.IRI] or not tokens[i + 1].text.endswith(":"):
                problem = "PREFIX needs a name with a colon, then an IRI: PREFIX ex: <https://example.org/>"
                raise Misspelt(problem, place_in(text, tokens[i].at))
            declared[tokens[i + 1].text[:-1]] = unescaped(tokens[i + 2].text)[0][1:-1]
            i += 1
        i += 2
    return declared, i


def _form(text: str, tokens: Sequence[Token], start: int) -> Form:
    if start < len(tokens) and tokens[start].is_word(*(form.upper() for form in Form)):
        return Form(tokens[start].text.lower())
    at = tokens[start].at if start < len(tokens) else len(text)
    raise Misspelt("a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE", place_in(text, at))


# every word of SPARQL 1.1 queries, and those of 1.2 that pyoxigraph knows. Others are refused, so that none
# hides in a longer one: the engine reads trueSERVICE as two words
_WORDS = frozenset(
    """
    A ABS ADJUST AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT
    DATATYPE DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP
    GROUP_CONCAT HASLANG HASLANGDIR HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE
    ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW
    OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS
    SELECT SEPARATOR SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR
    STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TRUE TZ UCASE UNDEF UNION URI UUID VALUES
    VERSION WHERE YEAR
    """.split()  # noqa: SIM905  # a list would be a hundred lines
)


def _check_words(text: str, tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.kind is TokenKind.WORD and token.text.upper() not in _WORDS:
            problem = f"{quoted(token.text)} is no word of SPARQL; is '?' or a prefix missing?"
            raise Misspelt(problem, place_in(text, token.at))


def _check_names(
    text: str, tokens: Sequence[Token], declared: Mapping[str, str], known: Mapping[str, str]
) -> None:
    for i, token in enumerate(tokens):
        if token.kind is not TokenKind.NAME or tokens[i - 1].is_word("PREFIX"):
            continue
        prefix = token.text.partition(":")[0]
        if prefix not in declared:
            namespace = known.get(prefix, "https://...")
            problem = (
                f"the prefix {quoted(prefix + ':')} is not declared; "
                f"begin the query with PREFIX {shown(prefix)}: <{namespace}>"
            )
            raise Misspelt(problem, place_in(text, token.at))
        # the engine reads SERVICEex:x { ... } as SERVICE ex:x { ... }, even where SERVICEex: is declared
        calls = i + 1 < len(tokens) and tokens[i + 1].text == "{" and not tokens[i - 1].is_word("GRAPH")
        if calls and re.match("(true|false)?service", prefix, re.IGNORECASE):
            problem = f"This console only reads: {quoted(token.text)} before '{{' can be read as SERVICE"
            raise Refused(problem, place_in(text, token.at))


def _names_graphs(
    text: str, tokens: Sequence[Token], declared: Mapping[str, str], graphs: Collection[str]
) -> bool:
    """Whether the query has a FROM; refuse those that name anything but a graph of the store."""
    named = False
    for i, token in enumerate(tokens):
        if not token.is_word("FROM"):
            continue
        named = True
        graph = next((term for term in tokens[i + 1 : i + 3] if not term.is_word("NAMED")), token)
        if (iri := _iri(graph, declared)) is None:
            raise Misspelt("FROM needs the IRI of a graph", place_in(text, graph.at))
        if iri not in graphs:
            problem = f"This console only reads the atlas: FROM {quoted(iri, 80)} is none of its graphs"
            raise Refused(problem, place_in(text, graph.at))
    return named


def _iri(token: Token, declared: Mapping[str, str]) -> str | None:
    """Give the IRI that a token stands for."""
    if token.kind is TokenKind.IRI:
        return unescaped(token.text)[0][1:-1]
    if token.kind is TokenKind.NAME:
        prefix, _, local = token.text.partition(":")
        return declared[prefix] + local.replace("\\", "")
    return None
