"""A port that cannot be had is told in one line, with one that can."""

from __future__ import annotations

import re
import socket

import pytest

from tests.shell import run


def test_a_taken_port_is_told_with_a_free_one():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run(".ci/free-port", str(port))

    line = re.fullmatch(
        rf"port {port} is taken by another program; choose a free one: make run PORT=(\d+)\n", told.stderr
    )
    assert told.returncode == 1
    assert line
    assert run(".ci/free-port", line[1]).returncode == 0


def test_a_free_port_is_no_news():
    with socket.create_server(("127.0.0.1", 0)) as soon_free:
        port = soon_free.getsockname()[1]

    told = run(".ci/free-port", str(port))

    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@pytest.mark.parametrize("port", ["", "0", "65536", "x", "80 81", "-1"])
def test_what_is_no_port_is_told(port):
    told = run(".ci/free-port", port)

    assert told.returncode == 2
    assert told.stderr.startswith(f"port '{port}' is not a number from 1 to 65535")
