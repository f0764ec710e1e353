"""Citations: a source, a tie as the atlas shows it, or a whole view; as text, BibTeX and CSL-JSON.

What no source gives stays away: a page without a date has no year, a day of issue that is inferred is told in
words and never as a date.

Source:
    CSL-JSON: csl-data.json of github.com/citation-style-language/schema.
    BibTeX: O. Patashnik, BibTeXing, 1988.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.model.dates import PartialDate
from graph.model.source import Reliability, Source
from graph.model.web import is_page
from graph.model.words import one_line, spoken

ATLAS = "Accord Atlas"

_NEWS = {Reliability.PRESS, Reliability.AGENCY}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: BibTeX counts braces whether or not a backslash stands before them, so they are spelt by name
_LATEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{char: f"\\{char}" for char in "%&$#_"},
}
#: signs that TeX joins to another one: two hyphens to a dash, two primes to a quotation mark
_LIGATURES = re.compile(r"([-'`?!,<>])(?=[-'`,<>])")


@dataclass(frozen=True)
class Citation:
    """What can be cited; every text on one line, free of control signs."""

    key: str  #: the same in every list, and no other's
    type: str  #: of CSL: "webpage", "article-newspaper" or "dataset"
    title: str
    accessed: date
    author: str = ""
    publisher: str = ""
    issued: PartialDate | None = None  #: None where no source says
    url: str = ""  #: of a page of the web, or empty
    version: str = ""  #: of the data
    note: str = ""


def cite_source(source: Source, accessed: date) -> Citation:
    """Cite a page, paper or table that says something."""
    inferred = not source.issued and source.issued_earliest and source.issued_latest
    return Citation(
        key=_key(source.slug, source.iri),
        type="article-newspaper" if source.reliability in _NEWS else "webpage",
        title=one_line(source.title),
        accessed=accessed,
        author=one_line(source.author),
        publisher=one_line(source.publisher),
        issued=source.issued,
        url=_url(source.url),
        note=f"issued {source.dated()}" if inferred else "",
    )


def cite_tie(
    iri: str,
    said: str,
    address: str,
    version: str,
    as_of: date,
    *,
    accessed: date,
    known_on: date | None = None,
    lens: str = "",
) -> Citation:
    """Cite a tie as the atlas shows it: its identifier, and the day, lens and data that it is told from.

    Args:
        iri: identifier of the tie.
        said: the tie in a sentence.
        address: link to the view in which it was found.
        version: of the data.
    """
    return _found(
        f"atlas-tie-{iri.rsplit('/', 1)[-1]}",
        iri,
        said,
        [f"tie {one_line(iri)}", *_told(as_of, known_on, lens)],
        address,
        version,
        accessed,
    )


def cite_view(
    description: str,
    address: str,
    version: str,
    as_of: date,
    *,
    accessed: date,
    known_on: date | None = None,
    lens: str = "",
) -> Citation:
    """Cite a whole view by its sentence and its link."""
    identity = "\n".join((address, version))
    return _found(
        "atlas-view", identity, description, _told(as_of, known_on, lens), address, version, accessed
    )


def text(citation: Citation) -> str:
    """One entry of a list of references, as one sentence after the other."""
    parts = [
        citation.author,
        f"“{citation.title}”",
        _published(citation),
        citation.note,
        f"Data version {citation.version}" if citation.version else "",
        f"{citation.url} (accessed {spoken(citation.accessed)})" if citation.url else "",
    ]
    return " ".join(_stopped(part) for part in parts if part)


def bibtex(citations: Sequence[Citation]) -> str:
    """Entries of a BibTeX file, one each; the fields url, urldate, date and version are those of biblatex."""
    return "\n\n".join(map(_entry, citations))


def csl_json(citations: Sequence[Citation]) -> str:
    """A JSON list of CSL items."""
    return json.dumps([csl(citation) for citation in citations], ensure_ascii=False, indent=2)


def csl(citation: Citation) -> dict[str, Any]:
    """One CSL item."""
    news = citation.type == "article-newspaper"
    item: dict[str, Any] = {
        "id": citation.key,
        "type": citation.type,
        "title": citation.title,
        "author": [{"literal": citation.author}] if citation.author else None,
        "container-title": citation.publisher if news else None,
        "publisher": None if news else citation.publisher,
        "issued": _date_parts(citation.issued) if citation.issued else None,
        "version": citation.version,
        "note": citation.note,
        "URL": citation.url,
        "accessed": _date_parts(PartialDate.of(citation.accessed)) if citation.url else None,
    }
    return {name: value for name, value in item.items() if value}


def _found(
    slug: str,
    identity: str,
    title: str,
    note: Sequence[str],
    address: str,
    version: str,
    accessed: date,
) -> Citation:
    return Citation(
        key=_key(slug, identity),
        type="dataset",
        title=one_line(title),
        accessed=accessed,
        publisher=ATLAS,
        url=_url(address),
        version=one_line(version),
        note=", ".join(note),
    )


def _told(as_of: date, known_on: date | None, lens: str) -> list[str]:
    return [
        f"as of {spoken(as_of)}",
        *([f"from what was known on {spoken(known_on)}"] if known_on else []),
        *([f"lens {one_line(lens)}"] if lens else []),
    ]


def _key(slug: str, identity: str) -> str:
    """A key that needs no look at the others of its list: what it is, and a digest that sets it apart."""
    words = re.sub(r"[^A-Za-z0-9.-]+", "-", slug).strip("-.")[:60]
    return f"{words or 'source'}-{hashlib.sha256(identity.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _url(url: str) -> str:
    """An address of the web whose signs BibTeX does not count; empty for any other."""
    if not is_page(url):
        return ""
    return url.translate({ord(char): f"%{ord(char):02X}" for char in "{}\\^`|"})


def _published(citation: Citation) -> str:
    # the atlas is dated by the day that it is told as of and by its version, not by a day of issue
    issued = citation.issued.spoken() if citation.issued else "" if citation.type == "dataset" else "n.d."
    return ", ".join(part for part in (citation.publisher, issued) if part)


def _stopped(part: str) -> str:
    return part if part.endswith((".", "!", "?")) else f"{part}."


def _entry(citation: Citation) -> str:
    fields = {
        "author": _kept(citation.author),
        # what has no author is put in order by its publisher
        "key": "" if citation.author else _kept(citation.publisher),
        "title": _kept(citation.title),
        "howpublished": _kept(citation.publisher),
        **_bibtex_date(citation.issued),
        "version": _kept(citation.version),
        "note": _kept(citation.note),
        # an address is taken letter for letter
        "url": f"{{{citation.url}}}" if citation.url else "",
        "urldate": f"{{{citation.accessed.isoformat()}}}" if citation.url else "",
    }
    lines = [f"  {name} = {value}" for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", ",\n".join(lines), "}"])


def _bibtex_date(issued: PartialDate | None) -> dict[str, str]:
    if issued is None:
        return {}
    found = {"date": f"{{{issued}}}", "year": f"{{{issued.year}}}"}
    if issued.month:
        found["month"] = _MONTHS[issued.month - 1]
    return found


def _kept(words: str) -> str:
    """A value whose letters mean themselves and keep their case."""
    apart = _LIGATURES.sub("\\1\0", words)
    spelt = "".join(_LATEX.get(char, char) for char in apart).replace("\0", "{}")
    return f"{{{{{spelt}}}}}" if words else ""


def _date_parts(when: PartialDate) -> dict[str, list[list[int]]]:
    return {"date-parts": [[part for part in (when.year, when.month, when.day) if part is not None]]}
