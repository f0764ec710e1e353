"""Files of data: checked, made, recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.opened import StoreAt, opened, put, read
from graph.settings import Settings


def validate(
    file: Annotated[Path, typer.Argument(help="Turtle, TriG or N-Quads (.nq.gz) to check.")],
) -> None:
    """Check a file of data against the shapes, as if it lay in data/."""
    from graph.store.validate import validate as check

    read(file)
    problems = check(file, Settings.from_environment().data)
    for problem in problems:
        typer.echo(problem, err=True)
    typer.echo(
        f"{file.name}: {len(problems)} problems" if problems else f"{file.name}: conforms to the shapes"
    )
    if problems:
        raise typer.Exit(1)


def harvest(
    table: Annotated[list[str] | None, typer.Argument(help="Which tables; all if none is named.")] = None,
    datasets: Annotated[Path | None, typer.Option(help="Folder of the downloaded tables.")] = None,
) -> None:
    """Turn public tables into data/generated/ (for maintainers; needs the downloaded tables)."""
    from graph.harvest.__main__ import main as run

    arguments = list(table or [])
    if datasets:
        arguments += ["--datasets", str(datasets)]
    raise typer.Exit(run(arguments))


def snapshot(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build it anew even if it is sound.")] = False,
) -> None:
    """Build the snapshot that the app opens, or check that it is sound."""
    from graph.atlas import snapshot as build
    from graph.store.snapshot import check, folder_of

    settings = Settings.from_environment()
    folder = folder_of(settings)
    if folder.is_dir() and not rebuild:
        check(folder)
    folder = build(settings, progress=lambda step: typer.echo(step, err=True), anew=rebuild)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    typer.echo(f"{folder.name}: sound, {size / 1e6:.1f} MB, in {folder.parent}")


def record() -> None:
    """Write down what each source says in this data version, for links made from it (for maintainers)."""
    from graph.store.versions import record as write

    file = write(Settings.from_environment().data)
    typer.echo(f"{file.name}: recorded in {file.parent.name}/")


def describe(
    site: Annotated[str, typer.Option(help="Address at which the app is served.")] = "http://127.0.0.1:8501",
    store: StoreAt = "",
) -> None:
    """Describe the data for machines, in DCAT and VoID (Turtle)."""
    from graph.answers.whole import describe as described

    typer.echo(described(opened(store), site.rstrip("/")).decode(), nl=False)


def bundle(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    store: StoreAt = "",
) -> None:
    """Pack all of the data into one zip: Turtle, TriG and N-Quads with README, licence and notices."""
    from graph.answers.whole import bundle as packed

    content = packed(atlas := opened(store)).read_bytes()
    put(out, content, f"data {atlas.world.version}", f"{len(content) / 1e6:.1f} MB")
