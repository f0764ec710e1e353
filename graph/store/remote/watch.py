"""Looks at an endpoint now and then, so that a failing one is known, and a changed or healed one is read."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.settings import Settings
from graph.store.remote.client import Endpoint
from graph.store.remote.copy import Copy, counts, kept
from graph.store.remote.trouble import EndpointError

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class State:
    """How an endpoint is doing."""

    endpoint: str
    trouble: str = ""  #: what is wrong, without its address; empty if nothing is
    since: str = ""  #: when it was first seen so, in UTC
    checked: str = ""  #: when it was last asked


class Watch:
    """Asks an endpoint on an interval, in a thread of its own, so that it keeps no reader waiting."""

    def __init__(self, settings: Settings, refetch: Callable[[], None]):
        """Begin to watch.

        Args:
            refetch: reads the store anew; an EndpointError of it is a state of the endpoint.
        """
        self._settings = settings
        self._refetch = refetch
        self._endpoint = Endpoint(settings)
        self._stop = threading.Event()
        self._copy = kept(settings)
        self._state = State(self._endpoint.name)
        self._thread = threading.Thread(target=self._run, name="endpoint watch", daemon=True)
        self._thread.start()

    @property
    def state(self) -> State:
        """How it is doing, as far as was last seen."""
        return self._state

    @property
    def copy(self) -> Copy | None:
        """The newest copy that can be opened."""
        return self._copy

    def close(self) -> None:
        """End the watch; a question that is under way is answered into the void."""
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.wait(self._settings.store_check_seconds):
            self.look()

    def look(self) -> None:
        """Ask once, and read the store anew where it has changed, is new, or its copy is too old."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            mark = counts(self._endpoint).mark
            copy = kept(self._settings)
            if copy is None or copy.mark != mark or copy.age > self._settings.store_refetch_hours:
                self._refetch()
                copy = kept(self._settings)
            self._copy = copy
            self._state = State(self._endpoint.name, checked=now)
        except EndpointError as wrong:
            since = self._state.since if self._state.trouble else now
            self._state = State(self._endpoint.name, wrong.says, since, now)
            _log.warning("%s", wrong)
        except Exception:
            # a watch that dies would never see the endpoint heal
            _log.exception("the endpoint could not be looked at")
            self._state = State(self._endpoint.name, "its data could not be read; see the log", now, now)
