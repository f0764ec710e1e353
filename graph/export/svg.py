"""The picture of a view as SVG: text stays text, and it says itself what it shows and from when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from graph.export.taken import LICENCE, NOTICE, Taken, clocks
from graph.model.words import counted
from graph.picture.draw import Drawing
from graph.picture.labels import LONGEST_LABEL, clean
from graph.picture.marks import WHOLE, element, told, words
from graph.picture.room import LEADING, width
from graph.picture.svg import FONT, Plot, Theme, legend, plot

WIDE = 1280.0  #: pixels of a picture
HIGH = 900.0  #: pixels that the network takes at most
_MARGIN = 28.0
_NAMED = 6  #: publishers that a picture names


def written(taken: Taken) -> bytes:
    """Write the picture for paper: dark on white."""
    return picture(taken, "light").encode("utf-8", "replace")


def written_dark(taken: Taken) -> bytes:
    """Write the picture for a dark page."""
    return picture(taken, "dark").encode("utf-8", "replace")


def picture(taken: Taken, theme: str) -> str:
    """The picture with its title, legend and caption; the same view gives the same text.

    Args:
        taken: the view.
        theme: "light" or "dark".
    """
    drawing, look = taken.drawing(), Theme(theme)
    inner = WIDE - 2 * _MARGIN
    title = _wrapped(taken.title, 24, inner, bold=True, most=3)
    y = _MARGIN + 24
    parts = [words(title, (_MARGIN, y), 24, look.ink, weight=600)]
    y += (len(title) - 1) * 24 * LEADING + 16
    seen = plot(drawing, look, width=inner, most_height=HIGH, names=_cut(taken, drawing))
    parts.append(_placed(seen, y))
    y += seen.height + 8
    signs = legend(drawing, look, inner)
    parts.append(_placed(signs, y))
    y += signs.height + 16
    for line in caption(taken, drawing):
        lines = _wrapped(line, 13, inner, most=6)
        parts.append(words(lines, (_MARGIN, y), 13, look.quiet))
        y += len(lines) * 13 * LEADING + 3
    return _page(taken, "".join(parts), look, WIDE, round(y + _MARGIN / 2))


def thumbnail(taken: Taken, theme: str, wide: float = 480, high: float = 300) -> str:
    """A small picture to choose by: signs and lines, and the names of who matters most."""
    look = Theme(theme)
    seen = plot(taken.drawing(), look, width=wide, most_height=high, small=True)
    return _page(taken, seen.content, look, wide, high)


def caption(taken: Taken, drawing: Drawing) -> list[str]:
    """What a picture says of itself: the view, how much is drawn, clocks, sources and terms."""
    drawn = {iri for iris in drawing.iris.values() if not isinstance(iris, str) for iri in iris}
    shown = [tie for tie, _ in taken.ties if tie.iri in drawn]
    left = len(taken.ties) - len(shown)
    amount = f"{counted(len(drawing.nodes), 'entity', 'entities')} and {counted(len(shown), 'tie')} drawn"
    if left:
        amount += f"; {counted(left, 'tie')} of the view left out, for which the picture has no room"
    publishers = Counter(
        source.publisher or source.title
        for tie in shown
        for source in {taken.world.source_by_iri[claim.source] for claim in taken.claims(tie)}
    )
    named = sorted(publishers, key=lambda name: (-publishers[name], name))
    said = f"Reported by {', '.join(clean(name, LONGEST_LABEL) for name in named[:_NAMED])}"
    if len(named) > _NAMED:
        said += f" and {counted(len(named) - _NAMED, 'other')}"
    return [
        f"{taken.about['view']}. {amount}.",
        f"{clocks(taken)}.",
        *([f"{said}."] if named else []),
        f"{NOTICE} {LICENCE}",
    ]


def _page(taken: Taken, content: str, look: Theme, wide: float, high: float) -> str:
    paper = element("rect", width=int(wide), height=int(high), fill=look.paper)
    said = f"{clocks(taken)}. {taken.about['view']}. {NOTICE} {LICENCE}"
    inner = f"<title>{told(taken.title)}</title><desc>{told(said)}</desc>{paper}{content}"
    return element(
        "svg",
        inner,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {int(wide)} {int(high)}",
        width=int(wide),
        height=int(high),
        role="img",
        lang="en",
        font_family=FONT,
    )


def _placed(part: Plot, y: float) -> str:
    return element("g", part.content, transform=f"translate({_MARGIN:.0f} {y:.0f})")


def _cut(taken: Taken, drawing: Drawing) -> Mapping[str, str]:
    """Whole names of who is written in short."""
    found = {}
    for ident, iri in drawing.iris.items():
        entity = taken.world.entity_by_iri.get(iri) if isinstance(iri, str) else None
        if entity and len(clean(entity.label, WHOLE)) > LONGEST_LABEL:
            found[ident] = entity.label
    return found


def _wrapped(text: str, size: float, wide: float, *, bold: bool = False, most: int) -> list[str]:
    """Lines of a text that fit into a width; what has no room at all ends in an ellipsis."""
    lines, line = [], ""
    for word in clean(text, WHOLE).split(" "):
        longer = f"{line} {word}".strip()
        if line and width(longer, size, bold=bold) > wide:
            lines.append(line)
            longer = word
        while width(longer, size, bold=bold) > wide:
            fits = max(1, int(len(longer) * wide / width(longer, size, bold=bold)) - 1)
            lines.append(longer[:fits])
            longer = longer[fits:]
        line = longer
    lines.append(line)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]
