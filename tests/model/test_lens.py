"""A lens is a file; what is wrong with it is said by name."""

import pytest

from graph.errors import Misfit
from graph.model.kind import Phase
from graph.model.lens import Lens, Rule

GOOD = {
    "title": "T",
    "sentence": "S.",
    "member": [{"accession": ["signed", "inForce"]}],
    "sources": ["paper"],
}


def test_a_file_becomes_a_lens():
    assert Lens.of("mine", GOOD) == Lens(
        "mine", "T", "S.", (Rule(accession=frozenset({Phase.SIGNED, Phase.IN_FORCE})),), frozenset({"paper"})
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"member": [{"accession": ["joined"]}]}, "'joined' is not a valid Phase"),
        ({"member": [{"signed": True}]}, "no condition 'signed'; there are accession, announced_by_another"),
        ({"member": [{}]}, "a rule that asks for nothing; there are accession, announced_by_another"),
        ({"member": 3}, "mine.toml: "),
    ],
)
def test_a_wrong_word_is_named(change, problem):
    with pytest.raises(Misfit) as told:
        Lens.of("mine", {**GOOD, **change})
    assert problem in str(told.value)


@pytest.mark.parametrize("missing", ["title", "sentence", "member"])
def test_what_a_lens_lacks_is_named(missing):
    with pytest.raises(Misfit, match=f"lenses/mine.toml: no '{missing}'"):
        Lens.of("mine", {name: value for name, value in GOOD.items() if name != missing})
