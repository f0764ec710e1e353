"""The example notebooks run from top to bottom, and say what their texts promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import graph

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_of_a_notebook_runs(notebook, real_atlas, monkeypatch, capsys):
    # opened once for all tests
    monkeypatch.setattr(graph, "open_atlas", lambda: real_atlas, raising=False)
    written = json.loads(notebook.read_text(encoding="utf-8"))
    names: dict[str, object] = {"__name__": "notebook"}
    for cell in written["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{notebook.name} {cell['id']}", "exec"), names)
            assert cell["outputs"] == [], "outputs are of one data version; they are not kept"

    said = capsys.readouterr().out
    assert names["chains"]
    assert names["ranking"].candidates
    assert len(names["tested"]) == 3
    assert "too few to prove anything" in said
    assert "against it: none found" in said
    assert all(step.step.says for step in names["steps"])
