"""The house stands: imports go down the floors, each library keeps to its rooms, and the plan says so."""

from __future__ import annotations

import ast
import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "docs" / "architecture.md"

FLOORS = {
    1: {"errors", "model", "settings"},
    2: {"network", "picture", "search", "store", "table"},
    3: {"export", "harvest"},
    4: {"atlas"},
    5: {"answers"},
    6: {"cli", "pages", "server"},
    7: {"app"},
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}

LIBRARIES = {
    "babel": {"harvest"},
    "duckdb": {"table"},
    "httpx": {"store"},
    "networkx": {"network", "export"},  # writes GraphML and GEXF as well
    "numpy": {"network", "search", "table"},
    "oxrdflib": {"store"},
    "pandas": {"answers"},  # of what a command answers, where a notebook asks for it
    "pyarrow": {"export"},
    "pyoxigraph": {"store", "harvest", "export"},
    "pyshacl": {"store"},
    "pyvis": {"picture"},
    "rapidfuzz": {"search"},
    "rdflib": {"store", "harvest", "export"},
    "scipy": {"network"},
    "starlette": {"server"},
    "streamlit": {"app", "pages"},
    "typer": {"cli"},
}
# a network is handed upward as a value: these may name its type, and nothing else of the library
NAMES_ONLY = {("picture", "networkx"), ("atlas", "networkx"), ("pages", "networkx"), ("pages", "pyarrow")}

# a class of one letter keeps a pattern from finding itself
NOWHERE = {
    "a path of one machine": re.compile(r"[/](?<![\w.][/])(?:work|root)/"),
    "the host of a package registry": re.compile(
        r"pypi[.]org|pythonhosted[.]|npmjs[.](org|com)|deb[.]debian[.]"
    ),
}
NOT_OUTSIDE_DATA = {
    "how it was made": re.compile(
        r"\b(claud[e]|anthropi[c]|chatgp[t]|copilo[t]|large language mode[l]|ai-generate[d]|sub-?agen[t]s?)\b"
        r"|co-authored-b[y]|generated wit[h] ",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True)
class Import:
    """One imported name of one file."""

    file: Path
    line: int
    room: str  #: room of the file
    name: str  #: module, dotted
    for_types_only: bool  #: under `if TYPE_CHECKING`

    @property
    def target(self) -> str:
        """Room or library that is imported."""
        top, _, rest = self.name.partition(".")
        # a bare `import graph` reaches open_atlas, and so all that stands behind it
        return rest.partition(".")[0] or "atlas" if top == "graph" else top

    @property
    def is_room(self) -> bool:
        return self.name.partition(".")[0] == "graph"

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.room} imports {self.name}"


def test_a_room_imports_from_lower_floors_only():
    wrong = [
        str(found)
        for found in imports()
        if found.is_room and found.target != found.room and not _is_below(found.target, found.room)
    ]

    assert "\n".join(wrong) == ""


def test_a_library_is_met_in_its_rooms_only():
    wrong = [
        str(found)
        for found in imports()
        if not found.is_room
        and found.room not in LIBRARIES.get(found.target, set())
        and not (found.for_types_only and (found.room, found.target) in NAMES_ONLY)
    ]

    assert "\n".join(wrong) == ""


def test_every_import_is_one_that_the_plan_allows():
    plan = rooms_in_plan()
    wrong = [
        str(found)
        for found in imports()
        if found.target != found.room
        and found.target not in plan.get(found.room, set())
        and not (found.for_types_only and (found.room, found.target) in NAMES_ONLY)
    ]

    assert "\n".join(wrong) == ""


def test_the_plan_names_every_room_that_exists():
    assert {room_of(file) for file in files()} - set(rooms_in_plan()) == set()


def test_every_room_of_the_house_has_a_floor():
    assert {room_of(file) for file in files()} - set(FLOOR_OF) == set()


def test_the_package_opens_without_any_engine():
    """`import graph` in a notebook is free; the engines come when an atlas is opened."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import graph, sys; print(*sorted(sys.modules))"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip

    assert set(loaded) & {"pandas", *LIBRARIES} == set()


@pytest.mark.parametrize("what", NOWHERE)
def test_no_file_names(what):
    assert "\n".join(lines_with(NOWHERE[what], kept_files())) == ""


@pytest.mark.parametrize("what", NOT_OUTSIDE_DATA)
def test_no_file_beside_the_facts_tells(what):
    outside = [file for file in kept_files() if file.parts[len(ROOT.parts)] != "data"]

    assert "\n".join(lines_with(NOT_OUTSIDE_DATA[what], outside)) == ""


# --- the plan ------------------------------------------------------------------------------------------


def rooms_in_plan() -> dict[str, set[str]]:
    """Room → rooms and libraries that its row of the plan allows; "floor 2" means it and those below."""
    rows = re.findall(r"^\|\s*((?:`[^`]+`\s*)+)\|[^|]*\|([^|]*)\|\s*$", PLAN.read_text("utf-8"), re.MULTILINE)
    return {
        _room_called(name): _allowed(may) for names, may in rows for name in re.findall(r"`([^`]+)`", names)
    }


def _allowed(may: str) -> set[str]:
    below = {
        room
        for top in re.findall(r"floors? (\d)", may)
        for floor in range(1, int(top) + 1)
        for room in FLOORS[floor]
    }
    return below | {_room_called(name) for name in re.findall(r"`([^`]+)`", may)}


def _room_called(name: str) -> str:
    return name.removeprefix("graph/").rstrip("/").removesuffix(".py")


def _is_below(target: str, room: str) -> bool:
    # the tree of errors stands on the ground floor, and all of that floor raises from it
    return FLOOR_OF.get(target, 99) < FLOOR_OF[room] or (target == "errors" and FLOOR_OF[room] == 1)


# --- the imports ---------------------------------------------------------------------------------------


def files() -> list[Path]:
    """Every Python file of a room; `import graph` and `python -m graph` are doors, and no rooms."""
    doors = {ROOT / "graph" / "__init__.py", ROOT / "graph" / "__main__.py"}
    return [file for file in [*sorted((ROOT / "graph").rglob("*.py")), ROOT / "app.py"] if file not in doors]


def room_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "graph" else parts[0]


def imports() -> Iterator[Import]:
    """Every import of a room or of a library that is not Python's own, those inside functions included."""
    for file in files():
        tree = ast.parse(file.read_text("utf-8"), file.name)
        typed = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
            for statement in node.body
            for inner in ast.walk(statement)
        }
        for node in ast.walk(tree):
            for name in _names(node, file):
                if name.partition(".")[0] not in sys.stdlib_module_names:
                    yield Import(file, node.lineno, room_of(file), name, id(node) in typed)


def _names(node: ast.AST, file: Path) -> list[str]:
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom():
            package = file.relative_to(ROOT).parts[:-1]
            base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])
            module = base if node.level else node.module or ""
            return [_opened(alias.name) for alias in node.names] if module == "graph" else [module]
        case ast.Call(func=ast.Name("__import__") | ast.Attribute(attr="import_module")):
            return [argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)]
    return []


def _opened(name: str) -> str:
    # what `graph/__init__.py` hands out stands in atlas; all else of the package is a room by name
    return {"open_atlas": "graph.atlas", "ask": "graph.answers", "__version__": "sys"}.get(
        name, f"graph.{name}"
    )


# --- the files -----------------------------------------------------------------------------------------


def kept_files() -> list[Path]:
    """Every file that git keeps, or would keep if it were added."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout  # fmt: skip
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    return [file for file in files if file.is_file()]


def lines_with(pattern: re.Pattern[str], among: list[Path]) -> Iterator[str]:
    for file in among:
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        text = data.decode("utf-8", errors="replace")
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{file.relative_to(ROOT)}:{line}: {found[0]!r}"
