"""The one table of commands: what each answers is said the same in a shell, over HTTP and in a notebook."""

from __future__ import annotations

from collections.abc import Mapping

from graph.answers.arguments import arguments
from graph.answers.candidates import candidates
from graph.answers.changes import changes
from graph.answers.command import Command
from graph.answers.compare import compare
from graph.answers.diff import diff
from graph.answers.export import export
from graph.answers.measures import measures
from graph.answers.members import members
from graph.answers.path import path
from graph.answers.stats import stats
from graph.answers.ties import ties
from graph.answers.whatif import whatif

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
