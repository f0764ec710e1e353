"""Servers of the contestants: started, waited for, ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.serving import end, free_port

ROOT = Path(__file__).resolve().parent.parent
APPS = Path(__file__).resolve().parent / "apps"
PATIENCE = 180.0


@dataclass(frozen=True)
class App:
    """How one contestant is started; ``{port}`` stands for the port."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def streamlit(name: str, script: Path, *arguments: str, **environment: str) -> App:
    """An app that ``streamlit run`` starts, with the settings of this project."""
    more = ("--", *arguments) if arguments else ()
    command = (sys.executable, "-m", "streamlit", "run", str(script), "--server.port", "{port}", *more)
    return App(name, command, environment)


def served(name: str, **environment: str) -> App:
    """Our app as a reader starts it."""
    return App(name, (sys.executable, "-m", "graph", "serve", "--port", "{port}"), environment)


@contextmanager
def running(app: App) -> Iterator[str]:
    """Start an app and give its address as soon as somebody listens there; end it afterwards."""
    port = free_port()
    process = subprocess.Popen(
        [part.format(port=port) for part in app.command],
        cwd=ROOT,
        env={**os.environ, **app.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(app, process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        end(process)


def _await(app: App, process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if process.poll() is not None:
                raise SystemExit(f"{app.name}: the server ended with code {process.returncode}") from None
            time.sleep(0.01)
        else:
            return
    raise SystemExit(f"{app.name}: nobody listens after {PATIENCE:.0f} s")
