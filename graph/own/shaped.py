"""The process that holds a reader's triples against the shapes: it asks pyshacl, with all doors closed."""

from __future__ import annotations

import json
import signal
import sys


def main(memory_mb: int, seconds: int) -> None:
    """Read one request from the standard input and answer it."""
    import pyshacl  # noqa: F401
    import rdflib

    from graph.own.reader import close_doors
    from graph.store.validate import problems

    signal.alarm(seconds + 1)
    request = json.loads(sys.stdin.buffer.read())
    # plugins are files; all that a check needs are loaded by checking nothing
    rules = rdflib.Graph().parse(data=request["shapes"], format="turtle")
    problems(rdflib.Graph().parse(data="", format="nt"), rdflib.Graph(), rules)
    close_doors(memory_mb)
    given, around = (rdflib.Graph().parse(data=request[name], format="nt") for name in ("given", "around"))
    sys.stdout.write(json.dumps({"problems": problems(given, around, rules)}))
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
