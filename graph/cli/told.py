"""The commands of the table in a shell: each parameter an option, each answer in lines or as a file."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.answers.command import Answered, Command, Parameter
from graph.answers.export import Written
from graph.cli.opened import StoreAt, opened, put
from graph.errors import UsageError
from graph.model.words import enumerated

_FORMATS = {"json": "JSON", "csv": "CSV", "turtle": "Turtle", "trig": "TriG"}
_NAMED = inspect.Parameter.KEYWORD_ONLY


def in_shell(command: Command) -> Callable[..., None]:
    """Make the function of which typer makes a command."""

    def run(**given: Any) -> None:
        store, out = given.pop("store"), given.pop("out", None)
        wanted = [name for name in command.formats if given.pop(f"as_{name}")]
        if len(wanted) > 1:
            raise UsageError(f"{enumerated(f'--{name}' for name in command.formats)} exclude each other")
        several = {each.python for each in command.parameters if each.many}
        asked = {name: tuple(value or ()) if name in several else value for name, value in given.items()}
        found = command.ask(opened(store), **asked)
        if isinstance(found, Written):
            put(out, found.content, *found.lines())
        else:
            _tell(found, *wanted)

    run.__doc__, run.__name__ = command.help, command.name
    _describe(run, command)
    return run


def _tell(found: Answered, format_: str = "") -> None:
    if not format_:
        for line in found.lines():
            typer.echo(line)
        return
    if found.aside:
        typer.echo(f"accord-atlas: {found.aside}", err=True)
    typer.echo(found.written(format_).decode(), nl=False)


def _describe(run: Callable[..., None], command: Command) -> None:
    """Give a function the parameters of a command, as typer reads them."""
    told = [_option(parameter) for parameter in command.parameters]
    if not command.formats:
        out = Annotated[Path, typer.Option("--out", help="File to write.")]
        told.append(inspect.Parameter("out", _NAMED, annotation=out))
    for name in command.formats:
        flag = Annotated[bool, typer.Option(f"--{name}", help=f"Answer in {_FORMATS[name]}.")]
        told.append(inspect.Parameter(f"as_{name}", _NAMED, annotation=flag, default=False))
    told.append(inspect.Parameter("store", _NAMED, annotation=StoreAt, default=""))
    run.__signature__ = inspect.Signature(told)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in told}


def _option(parameter: Parameter) -> inspect.Parameter:
    said = parameter.said
    info: Any
    if said.in_place:
        info = typer.Argument(help=said.help, metavar=None if parameter.many else parameter.name.upper())
    else:
        off = f"/--no-{parameter.name}" if parameter.type is bool else ""
        info = typer.Option(f"--{parameter.name}{off}", help=said.help, min=said.least, max=said.most)
    type_: Any = list[parameter.type] if parameter.many else parameter.type  # type: ignore[name-defined]
    default = inspect.Parameter.empty if parameter.needed else parameter.default or None
    if parameter.many and not parameter.needed:
        type_ = type_ | None
    elif not parameter.needed:
        default = parameter.default
    return inspect.Parameter(parameter.python, _NAMED, annotation=Annotated[type_, info], default=default)
