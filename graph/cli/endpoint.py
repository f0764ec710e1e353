"""What a SPARQL endpoint can do, before it becomes the store."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.cli.opened import AsJson, settings_of, tell_json


def check_endpoint(
    url: Annotated[str, typer.Argument(help="Address of a SPARQL 1.1 endpoint.")],
    as_json: AsJson = False,
) -> None:
    """Say what a SPARQL endpoint can do, and whether its counts agree, before it becomes the store."""
    from graph.store.remote.check import check, record, told

    report = check(settings_of(url))
    if as_json:
        tell_json(record(report))
    else:
        typer.echo(told(report))
    if not report.usable:
        raise typer.Exit(1)
