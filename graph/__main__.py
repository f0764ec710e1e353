"""``python -m graph`` is ``accord-atlas``."""

from graph.cli import main

main()
