"""Every word that a reader may meet as an option has its meaning."""

import pytest

from graph.model import glossary
from graph.model.kind import Family, Nature, Phase
from graph.model.source import Confidence, Reliability
from graph.model.tie import Certainty, Grade


@pytest.mark.parametrize(
    ("words", "meanings"),
    [
        (Family, glossary.FAMILIES),
        (Nature, glossary.NATURES),
        (Phase, glossary.PHASES),
        (Grade, glossary.GRADES),
        (Certainty, glossary.CERTAINTIES),
        (Confidence, glossary.CONFIDENCES),
        (Reliability, glossary.RELIABILITIES),
    ],
)
def test_every_word_of_a_closed_set_is_explained(words, meanings):
    assert set(meanings) == set(words)
    assert all(meanings.values())


def test_no_term_stands_in_the_glossary_twice_with_two_meanings():
    told = [(term, said) for terms in glossary.GLOSSARY.values() for term, said in terms.items()]

    assert len(told) > 30
    assert {term for term, said in told if (term, said) != (term, dict(told)[term])} <= {
        "announced",
        "refused",
    }
