"""The gate: what a file is, before anything reads it. Size, characters, type, and what no file may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from graph.own.errors import Rejected

_SHOWN = 80  #: characters of a file's name that are told


class Format(StrEnum):
    """What a file is written in."""

    CSV = "CSV"
    TURTLE = "Turtle"
    TRIG = "TriG"
    N_TRIPLES = "N-Triples"
    N_QUADS = "N-Quads"
    JSON_LD = "JSON-LD"
    RDF_XML = "RDF/XML"


#: ending of a file's name → what it is written in; the list that the page offers
ENDINGS = {
    "csv": Format.CSV,
    "ttl": Format.TURTLE,
    "trig": Format.TRIG,
    "nt": Format.N_TRIPLES,
    "nq": Format.N_QUADS,
    "jsonld": Format.JSON_LD,
    "rdf": Format.RDF_XML,
}
_ALSO = {"json": Format.JSON_LD, "xml": Format.RDF_XML, "owl": Format.RDF_XML, "tsv": Format.CSV}

_BOM = "\ufeff"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00\xfe\xff")
_COMPRESSED = {b"\x1f\x8b": "a gzip file", b"PK\x03\x04": "a zip file", b"BZh": "a bzip2 file"}
_COMPRESSED |= {b"\xfd7zXZ\x00": "an xz file", b"(\xb5/\xfd": "a zstd file", b"7z\xbc\xaf": "a 7z file"}
_BINARY = {b"GIF8": "a picture", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"%PDF": "a PDF"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_DECLARED = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODED = re.compile(r"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")


@dataclass(frozen=True)
class Admitted:
    """A file that may be read."""

    name: str  #: for people; never a path
    format: Format
    text: str  #: without a byte order mark


def admit(name: str, content: bytes, most: int) -> Admitted:
    """Let a file in, or say why not.

    Args:
        name: as its owner calls it; its last part is a label, and its ending a hint.
        most: bytes that a file may have.

    Raises:
        Rejected: it is too large, is no text, is of another type than its name says, or declares entities.
    """
    label = label_of(name)
    check_size(name, len(content), most)
    found = _ending(label)
    if found is None:
        endings = ", ".join(f".{ending}" for ending in ENDINGS)
        raise Rejected(label, f"its name ends with none of {endings}; rename it after what it is written in")
    text = _decoded(label, content)
    if not text.strip():
        raise Rejected(label, "is empty")
    _same_type(label, found, text)
    if found is Format.RDF_XML and (declared := _DECLARED.search(text)):
        raise Rejected(
            label,
            f"has a {declared[1].upper()} declaration, which can make a small file endless or have it read "
            "others; write names and values out and remove it",
            _line(text, declared.start()),
        )
    return Admitted(label, found, text)


def check_size(name: str, size: int, most: int) -> None:
    """Refuse a file that is too large, before it is read if its size is known.

    Raises:
        Rejected: it has more than *most* bytes.
    """
    if size > most:
        raise Rejected(
            label_of(name), f"has {size:,} bytes; the limit is {most:,} (ATLAS_OWN_BYTES). Split it"
        )


def label_of(name: str) -> str:
    """What a file is called when it is spoken of: the last part of its name, without what cannot be seen."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in last)[-_SHOWN:] or "file"


def _ending(label: str) -> Format | None:
    ending = label.rpartition(".")[2].lower()
    return ENDINGS.get(ending) or _ALSO.get(ending)


def _decoded(label: str, content: bytes) -> str:
    for kinds, advice in (
        (_COMPRESSED, "unpack it first"),
        (_BINARY, "give it as a table or as RDF"),
    ):
        for beginning, what in kinds.items():
            if content.startswith(beginning):
                raise Rejected(label, f"is {what}, not text; {advice}")
    if content.startswith(_OTHER_ENCODINGS):
        raise Rejected(label, "is written in UTF-16 or UTF-32; save it as UTF-8")
    try:
        text = content.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise Rejected(
            label, f"byte {wrong.start + 1:,} is no UTF-8; save the file as UTF-8", f"line {line}"
        ) from None
    if found := _CONTROL.search(text):
        raise Rejected(
            label,
            f"has the control character U+{ord(found[0]):04X}; remove it",
            _line(text, found.start()),
        )
    return text


def _same_type(label: str, found: Format, text: str) -> None:
    """Compare what the name says with how the text begins."""
    begins = text.lstrip()[:1024]
    if found is Format.JSON_LD and begins[0] not in "{[":
        raise Rejected(label, "is called JSON-LD, but does not begin as JSON does", "line 1")
    if found is Format.RDF_XML:
        if begins[0] != "<" or begins.startswith(("<http", "<urn")):
            raise Rejected(label, "is called RDF/XML, but does not begin as XML does", "line 1")
        declared = _ENCODED.match(text)
        if declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
            raise Rejected(label, f"declares another encoding than UTF-8: {declared[1][:20]!r}", "line 1")
    # a graph of TriG begins with a brace too, but not with a text in quotes before a colon
    if found not in (Format.JSON_LD, Format.CSV) and re.match(r'\{\s*"[^"]*"\s*:', begins):
        raise Rejected(label, f"is called {found}, but is written in JSON; call it .jsonld", "line 1")
    if found is Format.CSV and re.match(r"\s*(<\?xml|<!|<rdf|@prefix|\{|\[)", begins, re.IGNORECASE):
        raise Rejected(label, "is called CSV, but does not begin with the names of columns", "line 1")


def _line(text: str, position: int) -> str:
    return f"line {text.count(chr(10), 0, position) + 1}"
