"""The one table of commands: what each answers is said the same in a shell, over HTTP and in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph.answers.arguments import arguments
from graph.answers.candidates import candidates
from graph.answers.changes import changes
from graph.answers.command import Answered, BadParameter, Command
from graph.answers.compare import compare
from graph.answers.diff import diff
from graph.answers.export import export
from graph.answers.measures import measures
from graph.answers.members import members
from graph.answers.path import path
from graph.answers.stats import stats
from graph.answers.ties import ties
from graph.answers.whatif import whatif
from graph.errors import UnknownName

if TYPE_CHECKING:
    from graph.atlas import Atlas

#: name → command
COMMANDS: Mapping[str, Command] = {
    command.name: command
    for command in (
        Command(ties),
        Command(path),
        Command(members),
        Command(compare),
        Command(diff, ("json", "csv")),
        Command(measures),
        Command(whatif, ("json", "csv", "turtle", "trig")),
        Command(candidates),
        Command(arguments),
        Command(export, ()),
        Command(stats),
        Command(changes, ("json", "turtle")),
    )
}


def ask(atlas: Atlas, command: str, **given: object) -> Answered:
    """Answer a command by name, with its parameters as keywords, as a notebook does.

    >>> ask(atlas, "members", as_of="2020-12-31").to_pandas()  # doctest: +SKIP

    Raises:
        UnknownName: there is no such command.
        BadParameter: it has no such parameter.
    """
    if command not in COMMANDS:
        raise UnknownName("command", command, tuple(COMMANDS))
    known = {each.python: each for each in COMMANDS[command].parameters}
    if strange := [name for name in given if name not in known]:
        raise BadParameter(
            strange[0], f"{command} has no such parameter; it has {', '.join(known) or 'none'}"
        )
    several = {name for name, each in known.items() if each.many}
    values = {
        name: (value,) if name in several and isinstance(value, str) else value
        for name, value in given.items()
    }
    return COMMANDS[command].ask(atlas, **values)
