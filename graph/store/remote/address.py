"""Which addresses may be a store, and how one is named without its secrets."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from graph.settings import Settings
from graph.store.remote.trouble import AddressRefused


def is_address(store: str) -> bool:
    """Say whether a store is named by an address, not by a folder."""
    return "://" in store


def checked(settings: Settings) -> str:
    """Give the address of the store.

    Raises:
        AddressRefused: it is no https address, nor http on this machine, or holds credentials.
    """
    try:
        parts = urlsplit(settings.store)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise AddressRefused("the store's address cannot be read; write https://HOST/PATH") from None
    if parts.scheme not in ("http", "https") or not host:
        raise AddressRefused(f"a store is a folder or an https address, not {shown(settings.store)!r}")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused(
            "no credentials in the store's address; set ATLAS_STORE_USER and ATLAS_STORE_PASSWORD"
        )
    if parts.scheme == "http" and not settings.store_plain_http and not _on_this_machine(host):
        raise AddressRefused(
            f"{shown(settings.store)}: http leaves this machine unencrypted; use https, or set "
            "ATLAS_STORE_PLAIN_HTTP=1 if the network between is yours"
        )
    return settings.store


def shown(address: str) -> str:
    """Name an address as it may be shown: without user, password, query and fragment."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "an unreadable address"
    if ":" in host:
        host = f"[{host}]"
    whole = f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path}"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in whole)[:200]


def _on_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
