"""SPARQL engines that a test starts on free ports of this machine, and stops."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from tests.serving import end, free_port

VIRTUOSO, ISQL = "virtuoso-t", "isql-vt"  #: as Debian calls them

INI = """\
[Database]
DatabaseFile = {here}/v.db
ErrorLogFile = {here}/v.log
LockFile = {here}/v.lck
TransactionFile = {here}/v.trx
xa_persistent_file = {here}/v.pxa
[TempDatabase]
DatabaseFile = {here}/v-temp.db
TransactionFile = {here}/v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {here}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {rows}
"""


def waited(server: subprocess.Popen[bytes], port: int, seconds: float = 60) -> None:
    """Wait until a server takes connections."""
    end = time.monotonic() + seconds
    while True:
        assert server.poll() is None, f"the server ended by itself, with {server.returncode}"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < end, "the server does not listen"
        time.sleep(0.02)


@contextmanager
def oxigraph(store: ox.Store | None, folder: Path) -> Iterator[str]:
    """Oxigraph's own server, read-only, over a store that is written to a folder, or lies there."""
    if store is not None:
        text = folder.with_suffix(".nq")
        store.dump(text, ox.RdfFormat.N_QUADS)
        kept = ox.Store(folder)
        kept.bulk_load(path=text, format=ox.RdfFormat.N_QUADS)
        kept.flush()
        del kept
        text.unlink()
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    command = [str(program), "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            waited(server, port)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            end(server)


@contextmanager
def virtuoso(folder: Path, *, rows: int = 10_000, megabytes: int = 500) -> Iterator[str]:
    """Virtuoso over all ``*.nq`` of a folder, with a database in that folder; its address."""
    assert shutil.which(VIRTUOSO), f"there is no {VIRTUOSO}; type: make setup-engines"
    http, sql, buffers = free_port(), free_port(), megabytes * 128
    ini = INI.format(here=folder, sql=sql, http=http, buffers=buffers, dirty=buffers * 3 // 4, rows=rows)
    (folder / "virtuoso.ini").write_text(ini, encoding="utf-8")
    command = [VIRTUOSO, "+configfile", str(folder / "virtuoso.ini"), "+foreground"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    ) as server:
        try:
            waited(server, http)
            load = f"ld_dir('{folder}', '*.nq', 'urn:none'); rdf_loader_run(); checkpoint;"
            subprocess.run(
                [ISQL, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True
            )
            yield f"http://127.0.0.1:{http}/sparql"
        finally:
            server.kill()
