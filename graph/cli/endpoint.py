"""What a SPARQL endpoint can do, before it becomes the store."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from graph.cli.opened import settings_of


def check_endpoint(
    url: Annotated[str, typer.Argument(help="Address of a SPARQL 1.1 endpoint.")],
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Say what a SPARQL endpoint can do, and whether its counts agree, before it becomes the store."""
    from graph.store.remote.check import check, record, told

    report = check(settings_of(url))
    typer.echo(json.dumps(record(report), ensure_ascii=False, indent=2) if as_json else told(report))
    if not report.usable:
        raise typer.Exit(1)
