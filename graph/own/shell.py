"""What the shell says of own data: the report on a file, and the imports of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from graph.model.words import counted
from graph.own.folder import Import
from graph.own.review import Review


def report(found: Review) -> Iterator[str]:
    """The report on a file, line by line."""
    yield f"{found.own.name} ({found.format}): {found.summary()}"
    if found.understood:
        for header, name, _ in found.understood.told():
            if header != name:
                yield f"  column {header!r}: {'read as ' + name if name != 'not read' else name}"
    yield from (f"  {note}" for note in found.notes)
    yield from (f"  not taken: {finding}" for finding in found.findings)
    for change in found.changes:
        before = f" (the atlas: {change.before})" if change.before else ""
        yield f"  {change.effect}: {change.what}{before}; the file: {change.said}"


def report_record(found: Review, kept: Import | None) -> dict[str, object]:
    """The report as JSON."""
    return {
        "file": found.own.name,
        "format": str(found.format),
        "digest": found.own.digest,
        "source": found.own.source,
        "read": found.read,
        "taken": found.taken,
        "kept": kept is not None,
        "notes": list(found.notes),
        "findings": [
            {
                "where": each.place,
                "column": each.column,
                "value": each.value,
                "problem": each.problem,
                "mend": each.mend,
            }
            for each in found.findings
        ],
        "changes": [asdict(each) for each in found.changes],
    }


def listed(imports: Iterable[Import]) -> Iterator[str]:
    """The imports of a folder, line by line."""
    for each in imports:
        yield f"{each.digest}  {each.day}  {counted(each.ties, 'tie'):>11}  {each.name}"
