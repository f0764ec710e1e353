"""Opens the app on this machine."""

from __future__ import annotations

import os
import runpy
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.opened import StoreAt, opened, settings_of
from graph.errors import PortTaken

APP = Path(__file__).resolve().parents[2] / "app.py"


def serve(
    port: Annotated[int, typer.Option(help="Port on this machine.", min=1, max=65535)] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    store: StoreAt = "",
) -> None:
    """Open the app in a browser of your own: prints the address."""
    from graph.store.snapshot import MANIFEST, folder_of

    _free(port, address)
    settings = settings_of(store)
    folder = folder_of(settings)
    # whether it is sound is found by the app that opens it
    if not (folder / MANIFEST).is_file():
        # builds it, and tells what is wrong with the data before a server starts
        folder = opened(store).folder
    shown = f"[{address}]" if ":" in address else address
    typer.echo(f"Accord Atlas, data {folder.name.split('-')[0]}, opens at http://{shown}:{port}", err=True)
    os.chdir(APP.parent)  # .streamlit/config.toml is read from the working folder
    if store:
        os.environ["ATLAS_STORE"] = store  # the page script reads its settings anew
    # in this process: another would start Python, and read what is read already, once more
    sys.argv = ["streamlit", "run", str(APP), "--server.port", str(port), "--server.address", address]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _free(port: int, address: str) -> None:
    """Make sure that nobody listens on a port, before anything is built."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as wrong:
            raise PortTaken(port) from wrong
