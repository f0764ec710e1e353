"""A reader's own SPARQL query from a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.answers.asked import view_of
from graph.cli.opened import AsJson, StoreAt, opened, read
from graph.errors import QueryError


def query(
    file: Annotated[str, typer.Argument(help="File with a SPARQL query, or - for standard input.")],
    as_of: Annotated[
        str, typer.Option("--as-of", help="What was true on this day; default: the evidence horizon.")
    ] = "",
    known_on: Annotated[
        str, typer.Option("--known-on", help="From what was known on this day; default: all.")
    ] = "",
    lens: Annotated[str, typer.Option("--lens", help="Whose list of members; default: relations.")] = "",
    as_json: AsJson = False,
    store: StoreAt = "",
) -> None:
    """Ask a SPARQL query (SELECT, ASK, CONSTRUCT) of all that is known.

    With --as-of, --known-on or --lens there is one more graph, <https://w3id.org/accord-atlas/graph/view>:
    there ties that hold have acc:certainty "certain" or "possible", states have acc:standing, and the graph
    itself acc:knows the claims that were known.
    """
    text = sys.stdin.buffer.read() if file == "-" else read(Path(file))
    try:
        written = text.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise QueryError(f"the query is not UTF-8 text (byte {wrong.start})") from None
    atlas = opened(store)
    timed = bool(as_of or known_on or lens)
    view = view_of(atlas, as_of, known_on, lens or "relations")
    with atlas.queries_of(view) if timed else atlas.queries() as runner:
        found = runner.run(written)
    if found.kind == "ask" and not as_json:
        typer.echo(str(found.boolean).lower())
    else:
        plain = "tsv" if found.kind == "select" and not as_json else ""
        typer.echo(found.serialise(plain).decode().rstrip("\n"))
    if found.cut:
        typer.echo(f"accord-atlas: {found.limit}", err=True)
