"""What programs ask: the atlas, and the runner of readers' queries over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.atlas import Atlas
    from graph.store.query import QueryRunner


@dataclass(frozen=True)
class Opened:
    """The same that readers of the pages ask, opened when it is first asked for; from any thread."""

    of_pages: Callable[[], Atlas]  #: may take long the first time
    runner: Callable[[Atlas], QueryRunner]  #: stands in one line with the queries of the pages

    @property
    def atlas(self) -> Atlas:
        """The atlas that readers of the pages see."""
        return self.of_pages()

    @property
    def queries(self) -> QueryRunner:
        """The runner over its store; of another store once the atlas was opened anew."""
        return self.runner(self.atlas)
