"""A step of the work is one line, unless it fails."""

from __future__ import annotations

import re

from tests.shell import run


def test_a_step_that_holds_is_one_line():
    held = run(".ci/step", "counting", "echo", "one")

    assert re.fullmatch(r"counting \.\.\. \d+\.\d s\n", held.stdout)
    assert held.stderr == ""


def test_a_step_that_fails_shows_what_was_printed():
    failed = run(".ci/step", "counting", "bash", "-c", "echo one; exit 3")

    assert re.fullmatch(r"counting \.\.\. failed after \d+\.\d s\n", failed.stdout)
    assert (failed.stderr, failed.returncode) == ("one\n", 3)
