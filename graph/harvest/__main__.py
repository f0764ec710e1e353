"""Harvest tables from a shell: ``python -m graph.harvest factbook --datasets FOLDER``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from graph.errors import AtlasError, UsageError
from graph.harvest import SHAPES, TABLES, run
from graph.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Harvest the tables that are named, or all that become facts.

    Returns:
        0 if well, 1 if a table is bad, 2 if the command is.
    """
    parser = argparse.ArgumentParser(prog="python -m graph.harvest", description=__doc__)
    parser.add_argument(
        "table", nargs="*", help=f"{', '.join((*TABLES, SHAPES))}; all that become facts if none is named"
    )
    parser.add_argument(
        "--datasets",
        type=Path,
        default=Path(os.environ.get("ATLAS_DATASETS", "datasets")),
        help="folder of the open tables, one folder each (default: ATLAS_DATASETS, or ./datasets)",
    )
    given = parser.parse_args(arguments)
    try:
        data = Settings.from_environment().data
        for table in given.table or TABLES:
            file, number = run(table, given.datasets, data)
            print(f"{file.name}: {number:,} {'shapes' if file.suffix == '.json' else 'quads'}")
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except AtlasError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
