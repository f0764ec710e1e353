"""The setup lays what is missing, once; and says what it may not lay. On a machine of our own making."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.shell import ROOT
from tests.test_ground import entries

# what a fresh machine has, as far as the scripts ask for it
ESSENTIAL = (
    "awk", "bash", "cat", "chmod", "cut", "dirname", "env", "flock", "grep", "head",
    "mkdir", "mktemp", "rm", "sed", "sha256sum", "touch", "uname", "xargs",
)  # fmt: skip

# makes environments, and its pip installs nothing, but keeps what it was asked for; where a file `no-network`
# lies, pip says what is in it
PYTHON = r"""
case "$*" in
    --version) echo Python 3.12.1 ;;
    "-m venv "*)
        place=${@: -1}
        rm -rf "$place"
        mkdir -p "$place/bin"
        echo "#!$place/bin/python" > "$place/bin/pip"
        cat "$0" > "$place/bin/python"
        chmod +x "$place/bin/python" ;;
    *"pip "*"--requirement "*)
        cat "${@: -1}" > "asked-$$"
        [ ! -e no-network ] || { cat no-network; exit 1; } ;;
esac
"""

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
LACKS_PYTHON = "python3 (what the atlas is written in), python3-venv (makes the folder for its libraries)"


class Machine:
    """The scripts and locks of the project in a folder, and a PATH that holds no more than is put there."""

    def __init__(self, folder: Path) -> None:
        self.root, self.bin = folder / "atlas", folder / "bin"
        shutil.copytree(ROOT / ".ci", self.root / ".ci")
        for name in ("pyproject.toml", *LOCKS):
            shutil.copy(ROOT / name, self.root)
        self.bin.mkdir()
        for name in ESSENTIAL:
            (self.bin / name).symlink_to(str(shutil.which(name)))

    def has(self, name: str, script: str) -> None:
        program = self.bin / name
        program.write_text(f"#!/bin/bash\n{script}\n")
        program.chmod(0o755)

    def setup(self, what: str = "runtime") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / "bash"), str(self.root / ".ci" / "setup"), what],
            env={"PATH": str(self.bin)}, capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture
def bare(tmp_path):
    """A machine without Python."""
    return Machine(tmp_path)


@pytest.fixture
def machine(bare):
    """A machine with Python, and with the module that makes environments."""
    bare.has("python3", PYTHON)
    return bare


def test_a_second_setup_does_nothing(machine):
    assert steps(machine.setup("tools")) == [
        "making .venv with Python 3.12.1",
        "installing the libraries of requirements.lock, requirements-dev.lock, each file checked by its hash",
        "installing the atlas itself",
    ]
    assert steps(machine.setup("tools")) == []


def test_each_library_is_asked_for_once_with_all_its_hashes(machine):
    machine.setup("tools")
    shares = [entries(asked) for asked in machine.root.glob("asked-*")]
    locked = {entry for lock in LOCKS[:2] for entry in entries(lock)}

    assert sorted(entry for share in shares for entry in share) == sorted(locked)
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_only_the_benchmarks_install_what_ours_is_measured_beside(machine):
    # where the tests run without a browser, apt is asked for one each time
    machine.has("apt-get", "")
    machine.has("id", "echo 0")
    machine.setup("tools")

    assert libraries(machine.setup("bench")) == [
        "installing the libraries of requirements-bench.lock, each file checked by its hash"
    ]
    assert libraries(machine.setup("bench")) == []
    assert steps(machine.setup("tools")) == []


def test_only_the_tests_of_engines_install_one(machine):
    machine.has("apt-get", "")
    machine.has("id", "echo 0")
    engine = "virtuoso-opensource-7-bin (an engine that the tests open the atlas over)"

    assert engine not in " ".join(steps(machine.setup("tools")))
    assert f"installing with apt {engine}" in steps(machine.setup("engines"))
    for name in ("virtuoso-t", "isql-vt"):
        machine.has(name, "")
    assert steps(machine.setup("engines")) == []


def test_who_asks_for_what_the_setup_does_not_know_is_told_what_it_knows(machine):
    assert machine.setup("everything").stderr == "usage: .ci/setup runtime|tools|tests|engines|bench\n"


def test_a_changed_lock_is_installed_again(machine):
    machine.setup("tools")
    with (machine.root / "requirements-dev.lock").open("a") as lock:
        lock.write("# changed\n")

    assert steps(machine.setup("tools")) == [
        "installing the libraries of requirements-dev.lock, each file checked by its hash"
    ]


def test_an_environment_that_was_moved_is_made_anew(machine):
    machine.setup()
    machine.root = machine.root.rename(machine.root.with_name("moved here"))

    assert steps(machine.setup())[0] == "making .venv with Python 3.12.1"
    assert steps(machine.setup()) == []


def test_without_a_network_the_setup_says_so_and_goes_on_later(machine):
    offline = machine.root / "no-network"
    offline.write_text(
        "Retrying after NewConnectionError\nERROR: No matching distribution found for altair==6.3.0\n"
    )
    told = machine.setup()
    offline.unlink()

    assert told.stderr.endswith(
        "pip cannot reach its package index: altair==6.3.0 could not be fetched.\n"
        "Look at the network, and at the index in 'pip config list'; then type the same again:"
        " what is there already is kept.\n"
    )
    assert steps(machine.setup())[0].startswith("installing the libraries of requirements.lock")


def test_who_may_not_install_is_told_what_an_administrator_types(bare):
    bare.has("apt-get", "exit 100")
    bare.has("id", "echo 1000")

    told = bare.setup()

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == (
        f"missing: {LACKS_PYTHON}.\n"
        "You may not install packages on this machine; an administrator must type once:\n"
        "    apt-get update && apt-get install --yes --no-install-recommends python3 python3-venv\n"
    )


def test_a_sudo_that_asks_for_a_password_is_left_to_the_administrator(bare):
    bare.has("apt-get", "exit 100")
    bare.has("id", "echo 1000")
    bare.has("sudo", "exit 1")

    assert bare.setup().stderr.splitlines()[-1] == (
        "    sudo apt-get update && sudo apt-get install --yes --no-install-recommends python3 python3-venv"
    )


@pytest.mark.parametrize("user", ["0", "1000"])
def test_root_or_sudo_installs_what_is_missing(bare, user):
    (bare.root / "python3").write_text(f"#!/bin/bash\n{PYTHON}")
    bare.has("id", f"echo {user}")
    bare.has("sudo", '[ "$1" = -n ] || exec "$@"')
    bare.has(
        "apt-get", f"[ $1 = update ] || {{ cat python3 >{bare.bin}/python3; chmod +x {bare.bin}/python3; }}"
    )

    assert steps(bare.setup())[1:3] == [
        f"installing with apt {LACKS_PYTHON}",
        "making .venv with Python 3.12.1",
    ]


def test_a_python_that_is_too_old_is_told(bare):
    bare.has("python3", "[ $1 != --version ] || { echo Python 3.9.2; exit; }; exit 1")

    told = bare.setup()

    assert told.returncode == 1
    assert told.stderr.startswith("python3 is Python 3.9.2, and the atlas needs Python 3.11 or newer")


def test_a_system_without_apt_is_told(bare):
    assert bare.setup().stderr == (
        f"missing: {LACKS_PYTHON}.\n"
        "There is no apt-get here: install it with your system's own tool, then type the same again.\n"
    )


def libraries(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said to be done without apt."""
    return [step for step in steps(done) if "apt" not in step]


def steps(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said to be done, without the times."""
    assert done.returncode == 0, done.stderr
    return [line.split(" ... ")[0] for line in done.stdout.splitlines()]
