"""Our own scripts and styles: each at an address that stands for its content, so that browsers keep it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import streamlit as st


def addressed(folder: str, files: Sequence[Path]) -> dict[str, Path]:
    """Give files that import one another an address each, below ``/atlas/``, with one digest for all."""
    digest = blake2b(digest_size=8)
    for file in files:
        digest.update(file.read_bytes())
    return {f"{folder}/{digest.hexdigest()}/{file.name}": file for file in files}


def scripts(here: Path) -> list[Path]:
    """The scripts and styles of a folder, by name."""
    return sorted(file for file in here.iterdir() if file.suffix in (".js", ".css"))


def base() -> str:
    """The path under which the app is served, as a prefix of addresses."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def loader(served: Mapping[str, Path], main: str, given: Mapping[str, str]) -> str:
    """The few lines that travel with each message; the rest is fetched once from our own server.

    The browser runs them from a blob, which has no address of its own: paths start from the document's.

    Args:
        served: address below ``/atlas/`` → file.
        main: name of the script whose ``show`` is called.
        given: what the script is told of other files: word → name of the file.
    """
    addresses = {file.name: f"{base()}/atlas/{address}" for address, file in served.items()}
    files = {word: addresses[name] for word, name in given.items()}
    return f"""
const at = (path) => new URL(path, document.baseURI).href;
const files = {json.dumps(files)};
for (const name in files) files[name] = at(files[name]);
let show;
export default async (component) => {{
  // once: to import again what is here already waits behind all that the page draws meanwhile
  show ??= (await import(at({json.dumps(addresses[main])}))).show;
  return show(component, files);
}};
"""
