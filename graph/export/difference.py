"""What differs between two moments, as JSON and as CSV: every tie with its sources."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from graph.export.cells import cell
from graph.export.json import tie_record
from graph.model.difference import Changes, Difference, Moved, Step
from graph.model.sentences import named
from graph.model.tie import Certainty, Tie
from graph.model.world import World

#: columns of the CSV; a tie that is gained has nothing before, one that is lost nothing after
COLUMNS = (
    "change",
    "certainty",
    "kind",
    "family",
    "sender",
    "receiver",
    "phase before",
    "phase after",
    "since before",
    "since after",
    "until before",
    "until after",
    "amount before",
    "amount after",
    "unit",
    "tie before",
    "tie after",
    "sources",
    "urls",
)

_STEPS = ("raised", "lowered", "changed", "supported")


def difference_record(found: Difference, before: World, after: World) -> dict[str, Any]:
    """The whole difference; a tie of before is told as it was known then, and so are its claims."""
    return {
        "sentence": found.sentence(),
        **_changes(found.certain, Certainty.CERTAIN, before, after),
        "possible": _changes(found.possible, Certainty.POSSIBLE, before, after),
        "standings": [_moved(moved, before, after) for moved in found.standings],
    }


def _changes(changes: Changes, certainty: str, before: World, after: World) -> dict[str, Any]:
    record: dict[str, Any] = {
        "gained": [tie_record(tie, certainty, after) for tie in changes.gained],
        "lost": [tie_record(tie, certainty, before) for tie in changes.lost],
    }
    for name in _STEPS:
        record[name] = [_step(step, certainty, before, after) for step in getattr(changes, name)]
    return record


def _step(step: Step, certainty: str, before: World, after: World) -> dict[str, Any]:
    return {
        "before": tie_record(step.before, certainty, before),
        "after": tie_record(step.after, certainty, after),
        "values": list(step.values),
    }


def _moved(moved: Moved, before: World, after: World) -> dict[str, Any]:
    entity = after.entity_by_iri[moved.state]
    was, is_ = moved.standing
    world = after if moved.after and moved.after.ties else before
    ties = [world.tie_by_iri[iri] for iri in moved.ties]
    return {
        "iri": moved.state,
        "code": entity.code,
        "label": entity.label,
        "from": str(was),
        "to": str(is_),
        "ties": [tie_record(tie, Certainty.CERTAIN, world) for tie in ties],
    }


def difference_csv(found: Difference, before: World, after: World) -> str:
    """The difference as a table, one change a line: standings first, then certain ties, then possible ones.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(found, before, after):
        writer.writerow([cell(row.get(column, "")) for column in COLUMNS])
    return written.getvalue()


def _rows(found: Difference, before: World, after: World) -> Iterator[dict[str, object]]:
    for moved in found.standings:
        was, is_ = moved.standing
        world = after if moved.after and moved.after.ties else before
        yield {
            "change": "standing",
            "certainty": str(Certainty.CERTAIN),
            "kind": "standing",
            "sender": named(moved.state, after),
            "phase before": str(was),
            "phase after": str(is_),
            "since before": str((moved.before and moved.before.said) or ""),
            "since after": str((moved.after and moved.after.said) or ""),
            **_sources([world.tie_by_iri[iri] for iri in moved.ties], world),
        }
    for certainty, changes in ((Certainty.CERTAIN, found.certain), (Certainty.POSSIBLE, found.possible)):
        for tie in changes.gained:
            yield {"change": "gained", "certainty": str(certainty), **_row(None, tie, before, after)}
        for tie in changes.lost:
            yield {"change": "lost", "certainty": str(certainty), **_row(tie, None, before, after)}
        for name in _STEPS:
            for step in getattr(changes, name):
                row = _row(step.before, step.after, before, after)
                yield {"change": name, "certainty": str(certainty), **row}


def _row(was: Tie | None, is_: Tie | None, before: World, after: World) -> dict[str, object]:
    told, world = (is_, after) if is_ else (was, before)
    if told is None:
        return {}
    row: dict[str, object] = {
        "kind": told.kind.slug,
        "family": str(told.kind.family),
        "sender": named(told.sender, world),
        "receiver": named(told.receiver, world),
        "unit": told.unit,
    }
    for side, tie in (("before", was), ("after", is_)):
        if tie:
            row[f"tie {side}"] = tie.iri
            for name in ("phase", "since", "until"):
                row[f"{name} {side}"] = str(getattr(tie, name) or "")
            row[f"amount {side}"] = "" if tie.amount is None else f"{tie.amount:.15g}"
    return row | _sources([told], world)


def _sources(ties: list[Tie], world: World) -> dict[str, object]:
    iris = dict.fromkeys(claim.source for tie in ties for claim in tie.affirming)
    sources = [world.source_by_iri[iri] for iri in iris]
    return {
        "sources": "; ".join(source.title for source in sources),
        "urls": " ".join(source.url for source in sources if source.url),
    }
