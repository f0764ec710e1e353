"""The process that parses a reader's RDF: started by path, it imports pyoxigraph and nothing of ours.

It reads one file from its standard input, with the doors closed: no new file or socket, no core file, an
address space with an end, and a deadline. It answers in JSON: N-Quads, or what is wrong on which line.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pyoxigraph as ox

DEEPEST = 64  #: brackets within one another
LONGEST_LITERAL = 20_000  #: characters
LONGEST_IRI = 2_000  #: characters
LARGEST_EXPONENT = 308

_FORMATS = {
    "Turtle": ox.RdfFormat.TURTLE,
    "TriG": ox.RdfFormat.TRIG,
    "N-Triples": ox.RdfFormat.N_TRIPLES,
    "N-Quads": ox.RdfFormat.N_QUADS,
    "JSON-LD": ox.RdfFormat.JSON_LD,
    "RDF/XML": ox.RdfFormat.RDF_XML,
}
_BASE = "https://w3id.org/accord-atlas/own/file/"  #: what relative addresses are relative to
# what a bracket may stand in, skipped whole: texts of both quotings, IRIs, comments
_TURTLE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\s]*>|\#[^\n]*|(?P<open>[\[({])|(?P<close>[\])}])",
    re.DOTALL,
)
_ASIDE = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}  #: what holds no tags, from where to where
_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_EXPONENT = re.compile(r"[eE][+-]?(\d+)")
_BAD_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_PLACED = re.compile(r"^Parser error at line \d+ (between columns \d+ and (column )?\d+|column \d+): ")
_CONTEXT = re.compile(r'"@(?:import|context)"')


class Wrong(Exception):
    """What is wrong, and on which line; 0 where that is not known."""

    def __init__(self, problem: str, line: int = 0):
        self.problem, self.line = problem, line
        super().__init__(problem)


def main(memory_mb: int, seconds: int, most: int) -> None:
    """Read a file and answer."""
    signal.alarm(seconds + 1)  # should the parent stop or die without a word
    os.nice(5)
    form, _, content = sys.stdin.buffer.read().partition(b"\n")
    close_doors(memory_mb)
    answer: dict[str, Any]
    try:
        answer = {"quads": _read(form.decode(), content, most)}
    except Wrong as wrong:
        answer = {"problem": wrong.problem, "line": wrong.line}
    except SyntaxError as wrong:
        answer = {"problem": _told(str(wrong.msg)), "line": wrong.lineno or 0}
    except RecursionError:
        answer = {"problem": "is nested too deeply", "line": 0}
    except MemoryError:
        os.abort()
    except BaseException as wrong:  # a panic of the engine derives from BaseException alone
        answer = {"failed": f"{type(wrong).__name__}: {wrong}"}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode())
    sys.stdout.buffer.flush()


def close_doors(memory_mb: int) -> None:
    """Let this process open no file or socket any more, and have memory with an end."""
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, memory_mb * 2**20),
        (resource.RLIMIT_NOFILE, 0),  # the last: no file, no socket from here on, in Python or in native code
    ):
        resource.setrlimit(limit, (value, value))


def _read(form: str, content: bytes, most: int) -> str:
    text = content.decode("utf-8")
    if (found := _ESCAPED_SURROGATE.search(text)) and not re.match(
        r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F]", text[found.start() : found.start() + 12]
    ):
        raise Wrong("has half of a character (a lone surrogate)", text.count("\n", 0, found.start()) + 1)
    _check_depth(form, text)
    if form == "JSON-LD":
        _check_contexts(text)
    quads = []
    for quad in ox.parse(content, _FORMATS[form], base_iri=_BASE):
        quads.append(quad)
        if len(quads) > most:
            raise Wrong(f"has more than {most:,} triples (ATLAS_OWN_CLAIMS sets the limit); split it")
        for term in chain.from_iterable(_terms(each) for each in quad):
            _check_term(term)
    written: bytes | None = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    return (written or b"").decode()


def _check_depth(form: str, text: str) -> None:
    depth = 0
    for position, opens in _tags(text) if form == "RDF/XML" else _brackets(form, text):
        depth = max(depth + (1 if opens else -1), 0)
        if depth > DEEPEST:
            line = text.count("\n", 0, position) + 1
            raise Wrong(f"is nested more than {DEEPEST} levels deep; write it flatter", line)


def _brackets(form: str, text: str) -> Iterator[tuple[int, bool]]:
    """Where brackets open and close."""
    for found in (_JSON if form == "JSON-LD" else _TURTLE).finditer(text):
        if found["open"] or found["close"]:
            yield found.start(), bool(found["open"])


def _tags(text: str) -> Iterator[tuple[int, bool]]:
    """Where elements of XML open and close; what is open at the end of the text is the parser's to tell."""
    position = text.find("<")
    while position >= 0:
        ends = next((end for begin, end in _ASIDE.items() if text.startswith(begin, position)), ">")
        end = text.find(ends, position)
        if end < 0:
            return
        if ends == ">" and text[position + 1] == "/":
            yield position, False
        elif ends == ">" and text[end - 1] != "/" and text[position + 1] != "!":
            yield position, True
        position = text.find("<", end)


def _check_contexts(text: str) -> None:
    """Refuse every context that stands elsewhere, at any depth."""
    try:
        document = json.loads(text)
    except ValueError as wrong:
        raise Wrong(f"is no JSON: {getattr(wrong, 'msg', wrong)}", getattr(wrong, "lineno", 0)) from None
    ahead: list[Any] = [document]
    while ahead:
        here = ahead.pop()
        if isinstance(here, list):
            ahead += here
        elif isinstance(here, dict):
            given = here.get("@context")
            several = given if isinstance(given, list) else [given]
            if "@import" in here or any(isinstance(one, str) for one in several):
                found = _CONTEXT.search(text)
                line = text.count("\n", 0, found.start()) + 1 if found else 0
                raise Wrong("remote contexts are not loaded; put the context in the file", line)
            ahead += here.values()


def _terms(term: Any) -> list[Any]:
    """A term, and those in it where it is a triple."""
    if isinstance(term, ox.Triple):
        return [inner for part in term for inner in _terms(part)]
    return [term]


def _check_term(term: Any) -> None:
    if isinstance(term, ox.NamedNode):
        _check_iri(term.value)
    elif isinstance(term, ox.Literal):
        value = term.value
        if len(value) > LONGEST_LITERAL:
            raise Wrong(
                f"a text has {len(value):,} characters; the limit is {LONGEST_LITERAL:,}: {value[:40]!r} ..."
            )
        _check_iri(term.datatype.value)
        if term.datatype.value.startswith("http://www.w3.org/2001/XMLSchema#"):
            kind = term.datatype.value.rpartition("#")[2]
            if kind in ("decimal", "double", "float", "integer"):
                exponent = _EXPONENT.search(value)
                if len(value) > 400 or (exponent and int(exponent[1][:9]) > LARGEST_EXPONENT):
                    raise Wrong(f"the number {value[:40]!r} is too large to be reckoned with")


def _check_iri(iri: str) -> None:
    if len(iri) > LONGEST_IRI:
        raise Wrong(f"an address has {len(iri):,} characters; the limit is {LONGEST_IRI:,}: {iri[:60]!r} ...")
    if found := _BAD_IRI.search(iri):
        raise Wrong(f"{iri[:80]!r} is no address: it has the character {found[0]!r}")


def _told(message: str) -> str:
    """What the parser says, without what no reader needs."""
    found = _PLACED.sub("", " ".join(message.split()))[:300]
    column = re.search(r"between columns (\d+)", message)
    return f"column {column[1]}: {found}" if column else found


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
