"""Where no test may be left out, a test that is skipped has failed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.shell import run


@pytest.mark.parametrize(
    "body",
    [
        "def test_it():\n    pytest.skip('the facts are not here')",
        "@pytest.mark.skip(reason='the facts are not here')\ndef test_it(): ...",
        "pytest.skip('the facts are not here', allow_module_level=True)",
    ],
    ids=["within", "marked", "whole file"],
)
def test_a_skipped_test_fails(tmp_path, body):
    code, told = outcome_of(tmp_path, body)

    assert code in (1, 2)
    assert "the facts are not here; no test may be left out here" in told


def test_an_expected_failure_is_no_skip(tmp_path):
    code, told = outcome_of(tmp_path, "@pytest.mark.xfail\ndef test_it():\n    assert False")

    assert code == 0
    assert "1 xfailed" in told


def outcome_of(folder: Path, body: str) -> tuple[int, str]:
    (folder / "test_it.py").write_text(f"import pytest\n\n{body}\n")
    done = run(
        sys.executable, "-m", "pytest", "-p", "tests.plugins.no_skips", "--rootdir", str(folder), str(folder)
    )
    return done.returncode, done.stdout
