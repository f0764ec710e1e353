"""Who may ask: programs and people, but no page elsewhere that uses a reader's browser for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request

from graph.server.problem import Problem

EXPOSED = "Accord-Atlas-Cut, Accord-Atlas-Note, Accord-Atlas-Data"


@dataclass(frozen=True)
class Door:
    """Lets requests in by the name of the server that they call, and by the page that sends them."""

    hosts: Sequence[str] = ()  #: names that the server answers to; empty = all
    origins: Sequence[str] = ()  #: pages elsewhere that may ask, as https://example.org; * = all

    def check(self, request: Request) -> None:
        """Refuse who may not ask.

        Raises:
            Problem: the server is called by a name that is not its own (its name may have been pointed here
                by somebody else), or a page elsewhere asks.
        """
        self.check_name(request)
        origin = request.headers.get("origin", "")
        site = request.headers.get("sec-fetch-site", "none")
        elsewhere = site == "cross-site" or (
            origin and urlsplit(origin).netloc != request.headers.get("host")
        )
        if elsewhere and not self._may(origin):
            raise Problem(
                403, "pages elsewhere may not ask here, unless the operator names them in ATLAS_ORIGINS"
            )

    def check_name(self, request: Request) -> None:
        """Refuse who calls the server by a name that is not its own.

        Raises:
            Problem: so it is.
        """
        if not self._is_ours(request.headers.get("host", "")):
            raise Problem(421, "this server does not answer to that name; see server.allowedHosts")

    def headers(self, request: Request) -> dict[str, str]:
        """What lets a page that may ask read the answer, which may depend on who asks."""
        vary = {"Vary": "Accept, Origin"}
        origin = request.headers.get("origin", "")
        if not origin or not self._may(origin):
            return vary
        allowed = "*" if "*" in self.origins else origin
        return vary | {"Access-Control-Allow-Origin": allowed, "Access-Control-Expose-Headers": EXPOSED}

    def _may(self, origin: str) -> bool:
        return "*" in self.origins or (origin != "" and origin in self.origins)

    def _is_ours(self, host: str) -> bool:
        if not self.hosts or "*" in self.hosts:
            return True
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return any(
            name.endswith(known[1:]) if known.startswith("*.") else name == known
            for known in (each.strip().lower().rstrip(".") for each in self.hosts)
        )
