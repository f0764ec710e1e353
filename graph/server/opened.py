"""What programs ask: the atlas, and the one runner of their queries."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.atlas import Atlas
    from graph.store.query import QueryRunner


class Opened:
    """Opens the atlas and its runner when they are first asked for; may be asked from any thread."""

    def __init__(self, open_: Callable[[], Atlas]):
        """Remember how the atlas is opened.

        Args:
            open_: gives the one atlas of this process, and may take long the first time.
        """
        self._open = open_
        self._lock = threading.Lock()
        self._asked: tuple[Atlas, QueryRunner] | None = None

    @property
    def atlas(self) -> Atlas:
        """The atlas that readers of the pages see."""
        return self._open()

    @property
    def queries(self) -> QueryRunner:
        """The runner over its store; of another store once the atlas was opened anew."""
        atlas = self.atlas
        with self._lock:
            if self._asked and self._asked[0] is not atlas:
                self._asked[1].close()
                self._asked = None
            if self._asked is None:
                self._asked = atlas, atlas.queries()
            return self._asked[1]

    def close(self) -> None:
        """End the processes of the runner."""
        with self._lock:
            if self._asked:
                self._asked[1].close()
            self._asked = None
