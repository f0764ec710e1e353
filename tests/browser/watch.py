"""What no page may do: ask another host for anything, run a script of the data, or complain."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

#: what a browser makes by itself, without asking anybody
OWN_SCHEMES = {"data", "blob", "about"}


class Watch:
    """Collects what the watched pages did wrong."""

    def __init__(self, server: str) -> None:
        self._host = urlsplit(server).netloc
        self._heard: dict[str, Callable[..., object]] = {
            "request": lambda request: self._asked(request.url),
            "websocket": lambda socket: self._asked(socket.url),
            "console": self._said,
            "pageerror": lambda error: self.complaints.append(f"error in a script: {error}"),
            "dialog": lambda dialog: self.complaints.append(f"dialog: {dialog.message}"),
        }
        self._pages: list[Page] = []
        self.complaints: list[str] = []

    def over(self, page: Page) -> None:
        """Watch one page until the end."""
        self._pages.append(page)
        for event, hear in self._heard.items():
            page.on(event, hear)  # type: ignore[call-overload]

    def end(self) -> None:
        """Watch no more."""
        for page in self._pages:
            for event, hear in self._heard.items():
                page.remove_listener(event, hear)

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in OWN_SCHEMES and parts.netloc != self._host:
            self.complaints.append(f"asked another host: {url[:200]}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text[:500]}")
