"""The copy of a store: fetched once, kept in the cache, fetched anew when the store has changed.

Pages answer from it, so that they answer the same over every engine, at the speed of the shipped data, and
also while the endpoint is away. Readers' own queries run over it too: an endpoint would need a guard of its
own for them, has no deadline of ours, and may lose rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF

from graph.model.scope import Scope
from graph.settings import Settings
from graph.store.remote import ask, fetch
from graph.store.remote.client import Endpoint
from graph.store.remote.part import part
from graph.store.remote.trouble import EndpointError
from graph.store.snapshot import STORE, code_version, ensure, only_one, sound
from graph.store.terms import ACC

Fill = Callable[[ox.Store, str, Path], None]
Tell = Callable[[str], None]

_STATE = "copy.json"


@dataclass(frozen=True)
class Copy:
    """What is known of a copy."""

    endpoint: str  #: its address, without secrets
    engine: str  #: what it calls itself
    folder: str  #: name of the snapshot
    fetched: str  #: when, in UTC
    mark: str  #: what changes with the store, as far as counts tell
    ties: int  #: of the whole store
    here: int  #: of the copy
    scope: str = ""  #: which ties these are, in words; empty if all

    @property
    def age(self) -> float:
        """Hours since it was fetched."""
        return (datetime.now(UTC) - datetime.fromisoformat(self.fetched)).total_seconds() / 3600

    @property
    def partly(self) -> str:
        """What must be said where not all ties are here; empty where all are."""
        if not self.scope:
            return ""
        return f"{self.here:,} of {self.ties:,} ties are shown: {self.scope}."


@dataclass(frozen=True)
class Counts:
    """How many things of each class a store holds."""

    of: dict[str, int]

    @property
    def mark(self) -> str:
        """A short text that changes with any of them."""
        return hashlib.sha256(json.dumps(self.of, sort_keys=True).encode()).hexdigest()[:12]


def counts(endpoint: Endpoint) -> Counts:
    """Count what an endpoint holds.

    Raises:
        EndpointError: it does not answer, or holds no ties.
    """
    found = endpoint.select(ask.counts()).rows
    if any(len(row) != 2 for row in found):
        raise endpoint.not_ours("did not answer what was asked; is it a SPARQL endpoint?")
    numbers = {
        fetch.name(endpoint, class_).removeprefix(str(ACC)): fetch.count(endpoint, n) for class_, n in found
    }
    if not numbers.get("Tie"):
        raise endpoint.not_ours("holds no acc:Tie in a named graph; load an atlas as N-Quads or TriG")
    return Counts({name: numbers.get(name, 0) for name in ask.CLASSES})


def kept(settings: Settings) -> Copy | None:
    """Give what is known of the present copy; None where there is none that this code can open."""
    try:
        read = Copy(**json.loads((_place(settings) / _STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    of_this_code = read.folder.endswith(f"-{code_version()}")
    return read if of_this_code and sound(folder(settings, read), but=STORE) else None


def folder(settings: Settings, copy: Copy) -> Path:
    """Name the folder of a copy."""
    return _place(settings) / Path(copy.folder).name


def opened(settings: Settings, fill: Fill, tell: Tell) -> Path:
    """Give the folder of a copy to open, fetching it where there is none, or it is too old.

    Where the endpoint fails, an older copy is better than none.

    Raises:
        EndpointError: there is no copy, and none can be fetched.
    """
    copy = kept(settings)
    if copy is None or copy.age > settings.store_refetch_hours:
        try:
            copy = fetched(settings, fill, tell)
        except EndpointError as wrong:
            if copy is None:
                raise
            tell(f"{wrong}; the copy of {copy.fetched} is opened")
    return folder(settings, copy)


def fetched(settings: Settings, fill: Fill, tell: Tell, *, anew: bool = False) -> Copy:
    """Fetch a copy now, unless another process has just done so.

    Args:
        settings: where the store is, and where copies are kept.
        fill: builds a snapshot of what was fetched.
        tell: is told each step, in words.
        anew: build its snapshot even if the store holds what a sound one holds.

    Raises:
        EndpointError: the endpoint does not give everything.
    """
    place, began = _place(settings), datetime.now(UTC)
    with only_one(place / "fetching"):
        copy = kept(settings)
        if copy is not None and datetime.fromisoformat(copy.fetched) > began:
            return copy
        endpoint = Endpoint(settings)
        tell(f"asking {endpoint.name}")
        numbers = counts(endpoint)
        store, scope = _read(endpoint, settings, numbers, tell)
        version = version_of(store)
        here = _ties(store)
        made = ensure(
            place / f"{version}-{code_version()}",
            lambda beside: fill(store, version, beside),
            keep=settings.snapshots_kept,
            anew=anew,
        )
        copy = Copy(
            endpoint=endpoint.name,
            engine=endpoint.server or endpoint.dialect.title,
            folder=made.name,
            fetched=datetime.now(UTC).isoformat(timespec="seconds"),
            mark=numbers.mark,
            ties=numbers.of["Tie"],
            here=here,
            scope=scope,
        )
        _write(place / _STATE, copy)
        return copy


def _read(endpoint: Endpoint, settings: Settings, numbers: Counts, tell: Tell) -> tuple[ox.Store, str]:
    reader = fetch.Reader(endpoint)
    if numbers.of["Tie"] <= settings.scope_ties and not settings.scope:
        return fetch.whole(reader, tell), ""
    scope = Scope.parse(settings.scope, settings.scope_part)
    return part(reader, scope, tell), scope.sentence()


def _place(settings: Settings) -> Path:
    """The folder of all copies of a store: another address, account or scope is another one."""
    asked = (
        settings.store,
        settings.store_user,
        settings.store_authorization,
        settings.scope,
        settings.scope_ties,
        settings.scope_part,
    )
    key = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]
    return settings.cache / ".stores" / key


def version_of(store: ox.Store) -> str:
    """Name the content of a store, in whatever order it came."""
    total = 0
    with tempfile.TemporaryFile() as file:
        store.dump(file, ox.RdfFormat.N_QUADS)
        file.seek(0)
        for line in file:
            total += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest())
    return f"{total % 2**48:012x}"


def _ties(store: ox.Store) -> int:
    kind = ox.NamedNode(str(RDF.type))
    return sum(1 for _ in store.quads_for_pattern(None, kind, ox.NamedNode(str(ACC.Tie))))


def _write(file: Path, copy: Copy) -> None:
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.write_text(json.dumps(asdict(copy), indent=1), encoding="utf-8")
    beside.replace(file)
