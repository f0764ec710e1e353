"""Limits and places, with their defaults; each can be set by an environment variable ATLAS_<NAME>."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from graph.errors import UsageError


def _default_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "accord-atlas"


@dataclass(frozen=True)
class Settings:
    """What an operator may set; the defaults suit one machine with two cores."""

    data: Path = Path(__file__).resolve().parent.parent / "data"  #: folder of facts
    cache: Path = field(default_factory=_default_cache)  #: where built snapshots are kept
    store: str = ""  #: what is opened: empty = the shipped data; a folder or a URL = another store
    query_seconds: float = 20.0  #: deadline of a reader's query
    query_memory_mb: int = 1024  #: whole address space of the process that answers it
    query_rows: int = 10_000  #: rows that an answer holds before it is cut
    query_bytes: int = 20_000_000  #: bytes that an answer holds before it is cut
    query_text_bytes: int = 32_768  #: length of the query itself
    query_workers: int = 2  #: processes that answer at the same time
    query_queue: int = 8  #: readers who may wait for one of them
    origins: str = ""  #: pages elsewhere that may ask /sparql and /api, as https://example.org, or * for all
    store_connect_seconds: float = 5.0  #: until an endpoint takes the connection
    store_seconds: float = 15.0  #: deadline of one answer of an endpoint, all tries together
    store_bytes: int = 50_000_000  #: bytes of one answer of an endpoint, unpacked
    store_user: str = field(default="", repr=False)  #: name at the endpoint, with its password
    store_password: str = field(default="", repr=False)
    store_authorization: str = field(default="", repr=False)  #: or the whole header: "Bearer ..."
    store_plain_http: int = 0  #: 1 lets http:// reach other machines than this one
    store_dialect: str = ""  #: a file of graph/store/remote/dialects; recognised by the answer if empty
    store_check_seconds: float = 60.0  #: between two looks at the endpoint
    store_refetch_hours: float = 24.0  #: age at which a copy is fetched anew though no count has changed
    scope_ties: int = 50_000  #: ties that are fetched whole; of a store with more a part is
    scope_part: int = 10_000  #: ties of that part
    scope: str = ""  #: what it is about, as in a link: "focus=KAZ,AZE&families=accord,diplomatic"
    own_bytes: int = 20_000_000  #: bytes of a file that a reader brings
    own_claims: int = 5_000  #: rows or claims that it may have, and all that a visit has together
    own_visits: int = 50  #: visits that may have own data over the atlas at the same time, some 50 MB each
    own_seconds: float = 20.0  #: deadline of the processes that read and check it
    own_memory_mb: int = 1024  #: whole address space of such a process
    snapshots_kept: int = 2  #: built snapshots that stay in the cache; older ones are removed

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; an unreadable value is an error that names the variable."""
        given: dict[str, object] = {}
        for f in fields(cls):
            name = f"ATLAS_{f.name.upper()}"
            text = environment.get(name)
            if not text:
                continue
            make = {"Path": Path, "str": str, "float": float, "int": int}[str(f.type)]
            try:
                given[f.name] = make(text)
            except ValueError:
                raise UsageError(f"{name}: {text!r} is not a number") from None
        return cls(**given)  # type: ignore[arg-type]

    def environment(self) -> dict[str, str]:
        """Give the environment in which another process reads these settings."""
        ours = {f"ATLAS_{f.name.upper()}": str(getattr(self, f.name)) for f in fields(self)}
        return {**os.environ, **ours}
