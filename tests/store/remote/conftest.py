"""The fake endpoint that misbehaves, and a real engine over a tiny data folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store.load import load
from tests.engines.servers import oxigraph, waited
from tests.serving import free_port

#: deadlines so short that slow endpoints cost no time
HASTY = {"store_seconds": 1.5, "store_connect_seconds": 1.0}


@dataclass(frozen=True)
class Fake:
    """The endpoint of the hostile samples."""

    address: str
    log: Path

    def asked(self, behaviour: str) -> int:
        """How often a behaviour was asked for so far."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return sum(json.loads(line)["behaviour"] == behaviour for line in lines)


@pytest.fixture(scope="session")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fake]:
    """Run the fake endpoint on a free port."""
    folder = os.environ.get("ATLAS_BAD_INPUTS")
    if not folder:
        pytest.skip("ATLAS_BAD_INPUTS names no folder of hostile samples")
    port, log = free_port(), tmp_path_factory.mktemp("fake") / "log.jsonl"
    command = [sys.executable, str(Path(folder) / "fake_endpoint.py"), str(port), str(log)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            waited(server, port)
            yield Fake(f"http://127.0.0.1:{port}", log)
        finally:
            server.kill()


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    """Make settings for a store at an address, with a cache of the test's own."""

    def make(store: str, **more: object) -> Settings:
        return Settings(**{"store": store, "cache": tmp_path / "cache", **HASTY, **more})  # type: ignore[arg-type]

    return make


@pytest.fixture
def tiny_engine(tiny_data: Path, tmp_path: Path) -> Iterator[str]:
    """Oxigraph's server over the tiny data folder; its address."""
    with oxigraph(load(tiny_data), tmp_path / "engine") as address:
        yield address


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
