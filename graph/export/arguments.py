"""Arguments as values that JSON can hold."""

from __future__ import annotations

from typing import Any

from graph.export.json import end_record
from graph.model.arguments import Argued, Board, balance, finding
from graph.model.world import Argument, World


def board_record(found: Board, world: World) -> dict[str, Any]:
    """The arguments of a board, each with those against it; an empty ``against`` says that none is found."""
    return {
        "finding": finding(found),
        "balance": balance(found),
        "by_speaker": found.by_speaker,
        "arguments": [argued_record(each, world) for each in found.all],
    }


def argued_record(found: Argued, world: World) -> dict[str, Any]:
    """One argument with its source, and what is said against it."""
    return {
        **_argument(found.argument, world),
        "title": found.source.title,
        "issued": str(found.source.issued) if found.source.issued else None,
        "url": found.source.url or None,
        "against": [_argument(other, world) for other in found.against],
    }


def _argument(argument: Argument, world: World) -> dict[str, Any]:
    return {
        "iri": argument.iri,
        "about": end_record(argument.about, world),
        "beneficiaries": [end_record(iri, world) for iri in argument.beneficiaries],
        "themes": [end_record(theme, world)["label"] for theme in argument.themes],
        "stance": argument.stance,
        "text": argument.text,
        "argued_by": argument.argued_by or None,
        "side": argument.side or None,
        "country": argument.side_of or None,
        "confidence": str(argument.confidence),
        "source": argument.source,
        "locators": list(argument.locators),
    }
