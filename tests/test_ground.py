"""The ground holds: locks are whole, make explains itself, the server is shut and its pages can be read."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from streamlit import config

from tests.shell import ROOT, run
from tests.test_house import LIBRARIES, imports

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = PROJECT["dependency-groups"]
OPTIONS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
#: what `make test` installs; the benchmarks' lock is installed by `make bench` alone
INSTALLED = ("requirements.lock", "requirements-dev.lock")
LOCKS = (*INSTALLED, "requirements-bench.lock")


# --- locks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_library_has_hashes_and_no_address(lock):
    whole = re.compile(r"[a-z0-9-]+==[0-9a-z.]+( ; [^\\/@]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")

    assert [entry for entry in entries(lock) if not whole.fullmatch(entry)] == []


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements.lock", PROJECT["build-system"]["requires"]),
        ("requirements-dev.lock", GROUPS["tests"]),
        ("requirements-bench.lock", GROUPS["bench"]),
    ],
    ids=["app", "build", "tests", "bench"],
)
def test_what_the_project_asks_for_is_locked_within_its_bounds(lock, asked):
    locked = pins(lock)
    requirements = [Requirement(each) for each in asked]

    assert [r for r in requirements if not r.specifier.contains(locked[canonicalize_name(r.name)])] == []


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_a_lock_agrees_with_that_of_the_app(lock):
    app, other = pins("requirements.lock"), pins(lock)
    shared = app.keys() & other.keys()

    assert {name: app[name] for name in shared} == {name: other[name] for name in shared}


@pytest.mark.parametrize("lock", INSTALLED)
def test_what_is_installed_is_what_is_locked(lock):
    locked = [Requirement(entry.split(" \\")[0]) for entry in entries(lock)]
    here = [each for each in locked if each.marker is None or each.marker.evaluate()]

    assert [f"{r.name}=={version(r.name)}" for r in here] == [f"{r.name}{r.specifier}" for r in here]


def test_what_is_locked_is_all_that_is_needed():
    # nothing that a lock leaves out is installed with it
    assert run(sys.executable, "-m", "pip", "check").stdout == "No broken requirements found.\n"


def test_modules_stay_compiled_also_where_an_image_forbids_it(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    told = run("make", "--eval", "told: ; @echo $${PYTHONDONTWRITEBYTECODE-may be kept}", "told")

    assert told.stdout == "may be kept\n"


#: libraries of which nothing is imported: their files are handed to browsers
SERVED = {"django-ace"}


def test_every_library_that_is_imported_is_asked_for():
    asked = {canonicalize_name(Requirement(each).name) for each in PROJECT["project"]["dependencies"]}

    assert {found.target for found in imports() if not found.is_room} - asked == set()
    assert asked == set(LIBRARIES) | SERVED


def test_the_build_backend_is_locked_as_it_is_asked_for():
    assert PROJECT["build-system"]["requires"] == GROUPS["build"]


# --- make ----------------------------------------------------------------------------------------------


def test_help_names_every_target_and_says_what_it_does():
    targets = re.findall(r"^\.PHONY: (\S+)$", MAKEFILE, re.MULTILINE)

    assert re.findall(r"^  make ([a-z-]+) +\S", run("make", "help").stdout, re.MULTILINE) == targets
    assert targets == re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)


def test_make_alone_is_help():
    assert run("make").stdout == run("make", "help").stdout


def test_nothing_is_left_out_of_the_checks():
    in_ci = (ROOT / ".ci" / "run").read_text("utf-8")
    options = PROJECT["tool"]["pytest"]["ini_options"]["addopts"]

    assert re.search(r"^exec make .*\btest test-engines NO_SKIPS=1$", in_ci, re.MULTILINE)
    assert re.search(r"^test: setup-tests lint ", MAKEFILE, re.MULTILINE)
    planned = run("make", "--dry-run", "test", "NO_SKIPS=1").stdout
    for check in ("ruff check", "ruff format", "mypy", "--ignore tests/browser", "worksteal tests/browser"):
        assert check in planned
    assert planned.count("-p tests.plugins.no_skips") == 2
    assert "-p tests.plugins.no_skips" in run("make", "--dry-run", "unit", "NO_SKIPS=1").stdout
    assert [each for each in options if each.startswith(("-k", "-m", "--deselect", "--ignore"))] == []


@pytest.mark.parametrize("script", sorted((ROOT / ".ci").iterdir()), ids=lambda script: script.name)
def test_a_script_may_be_run_and_reads_as_bash(script):
    assert os.access(script, os.X_OK)
    assert run("bash", "-n", str(script)).returncode == 0


# --- the server and its looks --------------------------------------------------------------------------


def test_streamlit_knows_every_option():
    assert set(flat(OPTIONS)) - set(config._config_options_template) == set()


def test_the_app_is_shut_by_default():
    assert {
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "viewer",
        "server.address": "127.0.0.1",
        "server.allowedHosts": ["127.0.0.1", "localhost"],
        "server.enableCORS": True,
        "server.enableStaticServing": False,
        "server.enableXsrfProtection": True,
        "server.fileWatcherType": "none",
        "server.headless": True,
        "server.maxUploadSize": 20,
    }.items() <= flat(OPTIONS).items()


@pytest.mark.parametrize("tone", ["light", "dark"])
@pytest.mark.parametrize("place", ["page", "sidebar"])
def test_everything_can_be_read(tone, place):
    """WCAG 2.2, 1.4.3: 4.5 to 1. Captions are the text at 60 %; Streamlit writes white on the accent."""
    theme = OPTIONS["theme"][tone]
    colours = theme | (theme["sidebar"] if place == "sidebar" else {})
    page, field = colours["backgroundColor"], colours["secondaryBackgroundColor"]
    text, link, accent = colours["textColor"], colours["linkColor"], colours["primaryColor"]

    for ink, paper in (
        (text, page), (text, field), (link, page), (link, field), (accent, page), ("#ffffff", accent),
        (mixed(text, page, 0.6), page),
    ):  # fmt: skip
        assert contrast(ink, paper) >= 4.5, (ink, paper)


# --- reading -------------------------------------------------------------------------------------------


def entries(lock: str | Path) -> list[str]:
    """One entry for each library of a lock, here or elsewhere: its line, and the lines of its hashes."""
    return re.split(r"\n(?! )", (ROOT / lock).read_text("utf-8").rstrip("\n"))


def pins(lock: str) -> dict[str, str]:
    return dict(entry.split(" ")[0].split("==") for entry in entries(lock))


def flat(options: dict[str, object], prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in options.items():
        found |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": value}
    return found


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(colour: str, ground: str, share: float) -> str:
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round(share * over + (1 - share) * under) for over, under in pairs).hex()
