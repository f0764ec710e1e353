"""While many records are made, Python does not look for garbage; afterwards it does as before."""

import gc

import pytest

from graph.model.garbage import uncollected


def test_garbage_is_looked_for_again_afterwards():
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()


def test_garbage_is_looked_for_again_after_an_error():
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")

    assert gc.isenabled()
