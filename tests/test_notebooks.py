"""The example notebooks run from top to bottom, and say what their texts promise."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

import graph
from graph.answers.command import BadParameter
from graph.errors import UnknownName
from graph.export.notebook import of_rows

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
    shown_well(names)
    assert names["chains"]
    assert names["ranking"].candidates
    assert len(names["tested"]) == 3
    assert "too few to prove anything" in said
    assert "against it: none found" in said
    assert all(step.step.says for step in names["steps"])


def shown_well(names):
    """What stands at the end of a cell shows itself, and what it says of the data is text."""
    for each in (names["taken"], names["drawing"]):
        root = ElementTree.fromstring(each._repr_svg_())
        assert root.tag.endswith("svg")
        assert "Bahrain" in "".join(root.itertext())
    assert names["network"].number_of_edges()
    assert set(names["members"]["code"]) >= {"ARE", "BHR", "MAR"}
    assert len(names["frame"]) == len(names["table"])
    assert "<td>Bahrain</td>" in names["standing"]._repr_html_()
    assert f"{len(names['frame'])} rows" in names["table"]._repr_html_()
    assert names["world"].version in names["atlas"]._repr_html_()


def test_a_label_is_text_in_a_notebook():
    hostile = '<img src=x onerror="alert(1)">'

    shown = of_rows([{"label": hostile, "state": {"label": hostile}, "of": [hostile]}], hostile)

    assert "<img" not in shown
    assert shown.count("&lt;img") == 4


@pytest.mark.parametrize(
    ("command", "given", "columns"),
    [
        ("ties", {"entity": "KAZ"}, {"kind", "sender.label", "since"}),
        ("candidates", {}, {"code", "score"}),
        ("candidates", {"back_test": True}, {"code", "as_of"}),
        ("compare", {"sides": ["KAZ", "AZE"]}, {"kind", "common", "other.label"}),
        ("measures", {"measure": "degree"}, {"code", "figure"}),
        ("arguments", {"about": "KAZ"}, {"stance", "text"}),
        ("diff", {"from_lens": "relations", "to_lens": "signed"}, {"change", "kind"}),
    ],
)
def test_an_answer_is_a_data_frame(real_atlas, command, given, columns):
    frame = graph.ask(real_atlas, command, **given).to_pandas()

    assert len(frame)
    assert columns <= set(frame.columns)


def test_a_wrong_command_is_named(real_atlas):
    with pytest.raises(UnknownName, match="no command 'member'"):
        graph.ask(real_atlas, "member")
    with pytest.raises(BadParameter, match="members has no such parameter; it has as_of"):
        graph.ask(real_atlas, "members", day="2020")
