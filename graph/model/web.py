"""Addresses of the data: which of them lead to a page of the web, and no further than that."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def is_page(url: str) -> bool:
    """Say whether an address is of a page of the web: http or https, a host, no sign to break out with."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.netloc)
        and not re.search(r"[\s<>\"\x00-\x1f\x7f]", url)
    )
