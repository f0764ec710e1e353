"""What commands share: the atlas that is opened, files that are read and written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.answers.command import in_json
from graph.errors import UsageError
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.atlas import Atlas

StoreAt = Annotated[
    str,
    typer.Option("--store", metavar="URL|PATH", help="Another store: a SPARQL endpoint or a folder."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def settings_of(store: str) -> Settings:
    """The settings of the environment, with the store that was named, if any was."""
    settings = Settings.from_environment()
    return replace(settings, store=store) if store else settings


def opened(store: str = "") -> Atlas:
    """Open the atlas; each step of a build is told."""
    from graph.atlas import open_atlas

    return open_atlas(
        settings_of(store), progress=lambda step: typer.echo(f"building the snapshot: {step}", err=True)
    )


def read(path: Path) -> bytes:
    """Read a file that was named."""
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise UsageError(f"{path.name}: {(wrong.strerror or str(wrong)).lower()}") from None


def tell_json(value: object) -> None:
    """Answer in JSON."""
    typer.echo(in_json(value).decode(), nl=False)


def put(path: Path, content: bytes, *said: str) -> None:
    """Write a file where it was asked for, and say what was written."""
    try:
        path.write_bytes(content)
    except OSError as wrong:
        raise UsageError(f"{path.name}: {(wrong.strerror or str(wrong)).lower()}") from None
    typer.echo(f"{path.name}: {', '.join(said)}")
