"""The app on a port of its own, for tests that ask it from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.atlas import Atlas

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server, at once if it does not end by itself."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def serving(atlas: Atlas, log: Path, **more: str) -> Iterator[str]:
    """Run the app on an atlas that is built, and give its address.

    Args:
        log: file that takes what the server says.
        more: variables of its environment.
    """
    port = free_port()
    settings = atlas.settings
    environment = {
        **os.environ,
        "ATLAS_CACHE": str(settings.cache),
        "ATLAS_SNAPSHOTS_KEPT": str(settings.snapshots_kept),
        **more,
    }
    command = [sys.executable, "-m", "graph", "serve", "--port", str(port)]
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=written)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, process, log)
        yield address
        assert process.poll() is None, f"the server ended by itself:\n{log.read_text()}"
    finally:
        end(process)


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                if b'"data":null' not in answer.read().replace(b" ", b""):
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text()}")
