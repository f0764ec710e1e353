"""Data of a reader's own: checked, and kept in a folder over the shipped data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.opened import AsJson, read, settings_of, tell_json
from graph.errors import UsageError


def import_(
    file: Annotated[
        Path | None, typer.Argument(help="CSV, Turtle, TriG, N-Quads, JSON-LD or RDF/XML.")
    ] = None,
    store: Annotated[
        str, typer.Option("--store", help="Folder that keeps your imports; begun if there is none.")
    ] = "",
    good_rows: Annotated[bool, typer.Option(help="Keep the good rows where others are wrong.")] = False,
    template: Annotated[bool, typer.Option(help="Write an empty table with all columns, and end.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check a file of your own, say what it would change, and keep it in a folder over the shipped data.

    Without a folder nothing is kept. Where a row or claim is wrong, nothing is kept either, unless asked with
    --good-rows.
    """
    from graph.own.columns import template as columns

    if template:
        typer.echo(columns().decode(), nl=False)
        return
    if file is None:
        raise UsageError("import needs a file; --template writes one to fill in")
    _import(file, store, good_rows, as_json)


def _import(file: Path, store: str, good_rows: bool, as_json: bool) -> None:
    from graph.atlas import open_atlas
    from graph.own.folder import commit, imports
    from graph.own.gate import admit, check_size
    from graph.own.shell import report, report_record

    settings = settings_of(store)
    where = settings.store
    if "://" in where:
        raise UsageError("imports are kept in a folder; --store names none")
    if file.is_file():
        check_size(file.name, file.stat().st_size, settings.own_bytes)
    content = read(file)
    admit(file.name, content, settings.own_bytes)  # what is refused at once need not wait for the atlas
    base = open_atlas(replace(settings, store=""))
    over = base.with_imports(Path(where)) if where and imports(Path(where)) else None
    found = base.review(file.name, content, over=over)
    wrong = bool(found.findings) and not good_rows
    kept = commit(Path(where), found.own) if where and not wrong else None
    if as_json:
        tell_json(report_record(found, kept))
    else:
        typer.echo("\n".join(report(found)))
    if kept:
        typer.echo(f"imported: {kept.name} as {kept.digest}", err=as_json)
    elif wrong:
        typer.echo("accord-atlas: nothing is kept; mend the file, or add --good-rows", err=True)
        raise typer.Exit(1)
    else:
        typer.echo("accord-atlas: checked, and nothing is kept; name a folder with --store", err=True)


def imports_(
    store: Annotated[str, typer.Option("--store", help="Folder that keeps your imports.")] = "",
    remove: Annotated[str, typer.Option(help="Take this import out, by its name or digest.")] = "",
    as_json: AsJson = False,
) -> None:
    """List what a folder of imports keeps, or take an import out of it."""
    from graph.own import folder
    from graph.own.shell import listed

    where = settings_of(store).store
    if not where:
        raise UsageError("imports needs a folder; name it with --store or in ATLAS_STORE")
    if remove:
        gone = folder.remove(Path(where), remove)
        typer.echo(f"removed: {gone.name}", err=True)
    found = folder.imports(Path(where))
    if as_json:
        tell_json([each.record() for each in found])
    else:
        typer.echo("\n".join(listed(found)))
