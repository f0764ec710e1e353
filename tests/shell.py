"""Running a command as a reader does who types it in the folder of the project."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    # the make that runs these tests must not speak through to the make that they run
    private = ("MAKE", "MFLAGS", "NO_SKIPS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(private)}
    return subprocess.run(
        command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
