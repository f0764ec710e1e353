"""Unpacks an answer while it arrives, never to more than a number of bytes."""

from __future__ import annotations

import zlib

GZIP = 31  #: zlib's word for gzip with the largest window


class TooMuch(Exception):
    """The whole would be longer than allowed."""


class Unpacked:
    """Collects the bytes of an answer."""

    def __init__(self, most: int, *, packed: bool):
        """Begin.

        Args:
            most: bytes that may come together, unpacked.
            packed: whether they arrive in gzip.
        """
        self._most = most
        self._parts: list[bytes] = []
        self._size = 0
        self._zip = zlib.decompressobj(GZIP) if packed else None

    def add(self, chunk: bytes) -> None:
        """Take what arrived.

        Raises:
            TooMuch: it is too long.
            zlib.error: it is not in gzip.
        """
        if self._zip is not None:
            # one byte more than there is room for tells that there is more
            chunk = self._zip.decompress(chunk, self._most - self._size + 1)
        self._size += len(chunk)
        if self._size > self._most or (self._zip is not None and self._zip.unconsumed_tail):
            raise TooMuch
        self._parts.append(chunk)

    @property
    def whole(self) -> bool:
        """Whether the packing says that nothing is missing."""
        return self._zip is None or self._zip.eof

    def read(self) -> bytes:
        """Give everything."""
        return b"".join(self._parts)
