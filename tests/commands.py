"""Commands of the shell, run in this process over an atlas that is open."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

import pytest

import graph.atlas
from graph.atlas import Atlas
from graph.cli import main
from graph.settings import Settings

#: arguments → exit code, output, errors; `stdin` is what is typed, the rest are variables of the environment
Run = Callable[..., tuple[int, str, str]]


def environment_of(atlas: Atlas) -> dict[str, str]:
    """In which a command opens what this atlas has open."""
    settings = atlas.settings
    return {
        "ATLAS_CACHE": str(settings.cache),
        "ATLAS_SNAPSHOTS_KEPT": str(settings.snapshots_kept),
        "NO_COLOR": "1",
    }


def here(atlas: Atlas) -> Run:
    """Run commands in this process; what asks for the data of this atlas is given it."""
    opens = graph.atlas.open_atlas

    def opened(settings: Settings | None = None, **told: object) -> Atlas:
        asked = settings or Settings.from_environment()
        return atlas if asked == atlas.settings else opens(asked, **told)  # type: ignore[arg-type]

    def run(*arguments: str, stdin: str = "", **more: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr(graph.atlas, "open_atlas", opened)
            patch.setattr(sys, "argv", ["accord-atlas", *arguments])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            for name, value in {**environment_of(atlas), **more}.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main()
        return int(ended.value.code or 0), out.getvalue(), err.getvalue()

    return run


def apart(atlas: Atlas) -> Run:
    """Run each command in a process of its own."""

    def run(*arguments: str, stdin: str = "", **more: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "graph", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            env={**os.environ, **environment_of(atlas), **more},
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run
