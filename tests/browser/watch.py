"""What no page may do: ask another host for anything, run a script of the data, or complain."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

#: what Streamlit first asks for below the address of a page, to find out whether it is served from there
_PROBED = re.compile(r"/\w+/_stcore/(health|host-config)$")
#: what a browser makes by itself, without asking anybody
OWN_SCHEMES = {"data", "blob", "about"}


class Watch:
    """Collects what the watched pages did wrong."""

    def __init__(self, server: str) -> None:
        self._host = urlsplit(server).netloc
        self.complaints: list[str] = []

    def over(self, page: Page) -> None:
        """Watch one page until it closes."""
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error in a script: {error}"))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in OWN_SCHEMES and parts.netloc != self._host:
            self.complaints.append(f"asked another host: {url[:200]}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _PROBED.search(str(message.location.get("url", ""))):
            self.complaints.append(f"console: {message.text[:500]}")
