"""However an import ends, the folder is whole and has all that was told to be in it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from graph.own.folder import imports, opened
from tests.own.importing import EMPTY, triples

ROOT = Path(__file__).resolve().parent.parent.parent
TIMES = int(os.environ.get("KILLS", "5"))  #: `make test-kill` asks for 50


def test_a_killed_import_leaves_the_folder_whole_with_all_that_was_told(tmp_path):
    store, moments = tmp_path / "store", random.Random(TIMES)
    told: list[str] = []
    for turn in range(TIMES):
        told += _killed(store, f"run{turn}", moments.uniform(0.0, 0.12))

        names = [each.name for each in imports(store)]

        # each is what was written, or `imports` had raised; one of each turn may be there untold
        assert [name for name in told if name not in names] == []
        assert len(names) <= len(told) + turn + 1
    whole = opened(store, EMPTY)
    assert [own.name for own in whole if own.rest != triples(own.digest)] == []
    assert told


def _killed(store: Path, begun: str, after: float) -> list[str]:
    """Let a process import, kill it some seconds after its first words, and give what it told."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.own.importing", str(store), begun],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.kill()
        rest = process.stdout.read()
    # a line that was cut off was not told
    return rest.split("\n")[:-1]
