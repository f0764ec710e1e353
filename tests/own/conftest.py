"""A reader's own files, on the small world."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.own.reading import Limits
from graph.own.review import Base, Review, review

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = date(2026, 6, 1)

HEADER = "sender,receiver,kind,phase,since,until,source,denies\n"


@pytest.fixture
def base(small_world) -> Base:
    """The small world, with the shapes of the real one and no store beside it."""
    return Base(small_world, lambda text: (), ROOT / "data" / "shapes.ttl")


@pytest.fixture
def reviewed(base) -> Callable[..., Review]:
    """Review a table of ties with the usual columns, or a whole file under a name."""

    def of(rows: str, name: str = "mine.csv", **more: object) -> Review:
        content = (HEADER + rows if name == "mine.csv" else rows).encode()
        return review(base, name, content, DAY, Limits(**more))  # type: ignore[arg-type]

    return of
