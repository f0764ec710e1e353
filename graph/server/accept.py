"""Which of the formats that we write a program would like best, as its Accept header says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: format → media types that ask for it; the first is what the answer is sent as
TABLES: Mapping[str, Sequence[str]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
}
GRAPHS: Mapping[str, Sequence[str]] = {
    "turtle": ("text/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples", "text/plain"),
    "xml": ("application/rdf+xml", "application/xml", "text/xml"),
}

_MOST = 2000  # characters of a header that are read


def chosen(accept: str, offered: Mapping[str, Sequence[str]]) -> str:
    """The format that is liked best, the first of several; empty if none is liked."""
    ranges = _ranges(accept) or [("*/*", 1.0)]
    liked = {name: max(_liking(media, ranges) for media in types) for name, types in offered.items()}
    best = max(liked, key=lambda name: liked[name])
    return best if liked[best] > 0 else ""


def wants_json(accept: str) -> bool:
    """Whether an error may be told in JSON."""
    ranges = _ranges(accept) or [("*/*", 1.0)]
    return any(quality > 0 and (media == "*/*" or media.endswith("json")) for media, quality in ranges)


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept[:_MOST].split(","):
        media, *parameters = (word.strip().lower() for word in part.split(";"))
        if media:
            found.append((media, _quality(parameters)))
    return found


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _liking(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """How much a media type is liked: what speaks of it most exactly decides."""
    whole = media.partition("/")[0] + "/*"
    for pattern in (media, whole, "*/*"):
        said = [quality for asked, quality in ranges if asked == pattern]
        if said:
            return max(said)
    return 0.0
