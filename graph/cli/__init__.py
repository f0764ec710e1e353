"""The same answers from a shell: ``accord-atlas`` and ``python -m graph``.

Exit codes: 0 ok, 1 a problem of the data or the query, 2 a problem of what was asked.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

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

app = typer.Typer(
    help="Accord Atlas: who has which ties to the Abraham Accords, since when, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
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
for each in _ALL:
    app.command(each.__name__.rstrip("_").replace("_", "-"))(each)


def main() -> None:
    """Run the command; an error is one line on standard error."""
    try:
        app()
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
