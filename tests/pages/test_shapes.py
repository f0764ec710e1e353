"""The shapes are served by our own server, under an address that stands for their content."""

from __future__ import annotations

import re

from graph.pages import shapes


def test_the_shapes_have_an_address_that_may_be_kept_for_ever():
    ((address, file),) = shapes.served().items()

    assert re.fullmatch(r"map/[0-9a-f]{16}/world_atlas\.json", address)
    assert file.is_file()
    assert shapes.address() == f"/atlas/{address}"
