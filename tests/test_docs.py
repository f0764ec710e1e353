"""What the documents say is there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from graph.cli import app
from tests.commands import environment_of, here

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"])
README, TOUR = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", Path("docs", "tour.md")))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_within_the_project_leads_somewhere(document):
    text = document.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]

    assert [target for target in targets if not (document.parent / target.split("#")[0]).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_exists(document):
    text = document.read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:graph|data|tests|docs|benchmarks|\.ci)/[\w./-]+\.(?:py|md|toml|ttl|trig|rq))`", text
    )

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_readme_and_tour_name_every_page_kind_lens_and_view(real_atlas):
    pages = {
        path.stem.capitalize()
        for path in (ROOT / "graph" / "pages").glob("*.py")
        if "st.Page(" in path.read_text()
    }
    words = {kind.label for kind in real_atlas.world.kinds} | set(real_atlas.lenses) | set(real_atlas.views)
    words |= set(re.findall(r'title="([\w ]+)"', (ROOT / "graph/pages/main.py").read_text(encoding="utf-8")))

    assert pages
    assert sorted(word for word in words if word not in README + TOUR) == []


def test_the_tour_names_every_command():
    commands = {command.name for command in app.registered_commands}

    assert commands
    assert [command for command in commands if command not in TOUR] == []


def test_the_shell_examples_work(real_atlas):
    """Those with a pipe are typed into bash; the others need no process of their own to be read as typed."""
    examples = [
        line
        for line in dict.fromkeys((README + TOUR).splitlines())
        if "accord-atlas " in line and "`" not in line
    ]
    run = here(real_atlas)
    for line in examples:
        code, out, errors = typed(line, real_atlas) if "|" in line else run(*shlex.split(line)[1:])
        assert (code, bool(out)) == (0, True), f"{line}: {errors}"
    assert examples


def typed(line, atlas):
    done = subprocess.run(
        ["bash", "-c", re.sub(r"(^|\| )accord-atlas ", rf"\1{sys.executable} -m graph ", line)],
        cwd=ROOT,
        env={**os.environ, **environment_of(atlas)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_changelog_speaks_of_this_version():
    from graph import __version__

    assert f"## {__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
