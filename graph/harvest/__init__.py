"""Public tables become data: one module a table, run offline; what it writes is committed.

>>> ", ".join(sorted(TABLES))
'country_codes, factbook, ideal_points, islam_branches, israel_relations, organizations, un_votes'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path

from graph.errors import UnknownName, UsageError
from graph.harvest import (
    country_codes,
    factbook,
    ideal_points,
    islam_branches,
    israel_relations,
    organizations,
    shapes,
    un_votes,
)
from graph.harvest.nquads import Quad, save, write

#: name of a table → what makes quads of it, from the folder of tables and the folder of facts
TABLES: dict[str, Callable[[Path, Path], Iterator[Quad]]] = {
    "country_codes": country_codes.harvest,
    "factbook": factbook.harvest,
    "islam_branches": islam_branches.harvest,
    "organizations": organizations.harvest,
    "israel_relations": israel_relations.harvest,
    "un_votes": un_votes.harvest,
    "ideal_points": ideal_points.harvest,
}

#: the one table that becomes no facts: shapes for the map
SHAPES = "world_atlas"


def run(table: str, datasets: Path, data: Path, into: Path | None = None) -> tuple[Path, int]:
    """Harvest one table and say which file was written and how many quads, or shapes, it holds.

    *datasets* is the folder of the open tables, one folder each; *data* the folder of facts, which says
    what is decided about them and what is said by hand; *into* takes the place of ``data/generated``.
    """
    name = table.replace("-", "_")
    if name not in (*TABLES, SHAPES):
        raise UnknownName("table", table, tuple(get_close_matches(name, (*TABLES, SHAPES))))
    if not datasets.is_dir():
        raise UsageError(f"no folder of tables {str(datasets)!r}; name it with --datasets or ATLAS_DATASETS")
    folder = into or data / "generated"
    if name == SHAPES:
        written, number = shapes.harvest(datasets, data)
        file = folder / shapes.FILE
        save(written, file)
        return file, number
    file = folder / f"{name}.nq.gz"
    return file, write(TABLES[name](datasets, data), file)
