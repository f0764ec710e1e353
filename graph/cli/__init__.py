"""The same answers from a shell: ``accord-atlas`` and ``python -m graph``.

Exit codes: 0 ok, 1 a problem of the data or the query, 2 a problem of what was asked.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable

import typer

from graph.answers import COMMANDS
from graph.answers.command import BadParameter
from graph.cli.data import bundle, describe, harvest, record, snapshot, validate
from graph.cli.endpoint import check_endpoint
from graph.cli.own import import_, imports_
from graph.cli.query import query
from graph.cli.serve import serve
from graph.cli.told import in_shell
from graph.errors import AtlasError, UsageError

_ALL: tuple[Callable[..., None], ...] = (
    serve,
    query,
    *map(in_shell, COMMANDS.values()),
    validate,
    import_,
    imports_,
    harvest,
    snapshot,
    record,
    describe,
    bundle,
    check_endpoint,
)


def _of(commands: Iterable[Callable[..., None]]) -> typer.Typer:
    made = typer.Typer(
        help="Accord Atlas: who has which ties to the Abraham Accords, since when, and who says so.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        callback=lambda: None,  # a command is named also where there is but one
    )
    for each in commands:
        made.command(each.__name__.rstrip("_").replace("_", "-"))(each)
    return made


app = _of(_ALL)


def main() -> None:
    """Run the command; an error is one line on standard error."""
    try:
        # the parameters of all commands are read before one runs, which a reader of pages need not wait for
        (_of([serve]) if sys.argv[1:2] == ["serve"] else app)()
    except UsageError as wrong:
        _tell(wrong)
        sys.exit(2)
    except AtlasError as wrong:
        _tell(wrong)
        sys.exit(1)


def _tell(wrong: AtlasError) -> None:
    logging.getLogger(__name__).debug("told to the reader", exc_info=wrong)
    option = "--" if isinstance(wrong, BadParameter) else ""
    typer.echo(f"accord-atlas: {option}{wrong}", err=True)
