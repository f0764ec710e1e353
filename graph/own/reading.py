"""A process that does one thing and is gone: asked, waited for, killed at its deadline."""

from __future__ import annotations

import json
import logging
import secrets
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.own.errors import Rejected
from graph.own.gate import Admitted
from graph.store.process import ENVIRONMENT

_log = logging.getLogger(__name__)
_HERE = Path(__file__).parent
_AT_ONCE = threading.BoundedSemaphore(2)  #: processes that read files at the same time, whoever brings them
_FOR_SHAPES = 3  #: deadlines that holding against the shapes may take: a thousand claims take some seconds


@dataclass(frozen=True)
class Limits:
    """What reading a file may cost."""

    bytes: int = 20_000_000
    seconds: float = 20.0
    memory_mb: int = 1024
    claims: int = 5_000

    @property
    def triples(self) -> int:
        """How many triples a file may have: as many as that many claims on new ties take, and some more."""
        return self.claims * 30


def parse(file: Admitted, limits: Limits) -> bytes:
    """Parse RDF in a process of its own: a file becomes N-Quads.

    Raises:
        Rejected: it is wrong, or needs more time or memory than there is.
    """
    program = [
        sys.executable,
        "-I",
        str(_HERE / "reader.py"),
        str(limits.memory_mb),
        str(int(limits.seconds)),
        str(limits.triples),
    ]
    said = _answered(file.name, program, f"{file.format}\n{file.text}".encode(), limits, ENVIRONMENT)
    if "problem" in said:
        line = said.get("line")
        raise Rejected(file.name, str(said["problem"]), f"line {line}" if line else "")
    return str(said["quads"]).encode()


def broken_shapes(name: str, given: str, around: str, shapes: Path, limits: Limits) -> list[str]:
    """Hold triples against the shapes, in a process of its own: what is wrong, one line a problem.

    Args:
        name: of the file, for messages.
        given: N-Triples to be checked.
        around: N-Triples of what these name.
        shapes: the file of shapes.
    """
    environment = {**ENVIRONMENT, "PYTHONPATH": str(_HERE.parent.parent)}
    limits = replace(limits, seconds=limits.seconds * _FOR_SHAPES)
    program = [sys.executable, "-m", "graph.own.shaped", str(limits.memory_mb), str(int(limits.seconds))]
    request = json.dumps({"given": given, "around": around, "shapes": shapes.read_text("utf-8")}).encode()
    return list(_answered(name, program, request, limits, environment)["problems"])


def _answered(
    name: str, program: list[str], request: bytes, limits: Limits, environment: dict[str, str]
) -> dict[str, Any]:
    if not _AT_ONCE.acquire(timeout=limits.seconds):
        raise Rejected(name, "was not read, as others bring files now; try again in a moment")
    try:
        done = subprocess.run(
            program,
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment,
            timeout=limits.seconds,
            start_new_session=True,  # Ctrl-C in a terminal is for the parent
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Rejected(
            name, f"was not read within {limits.seconds:g} s (ATLAS_OWN_SECONDS); split the file"
        ) from None
    except OSError as wrong:
        raise Rejected(name, "no process can be started to read it; try again in a moment") from wrong
    finally:
        _AT_ONCE.release()
    if done.returncode < 0:
        _log.info("reading own data ended its process by signal %s", -done.returncode)
        raise Rejected(
            name,
            f"needs more than {limits.memory_mb:,} MB of memory, or is nested too deeply; make it smaller",
        )
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        said = {"failed": f"exit code {done.returncode}, {len(done.stdout)} bytes"}
    if "failed" in said:
        number = secrets.token_hex(4)
        _log.error("error %s: %s", number, str(said["failed"])[:500])
        raise Rejected(name, f"cannot be read (error {number})")
    return said
