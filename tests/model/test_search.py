"""An entity is found by whatever it is called."""

import pytest

from graph.errors import UnknownName
from graph.model.entity import Entity, EntityType
from graph.model.search import Finder

KAZ = Entity(
    "x/state/KAZ", EntityType.STATE, "Kazakhstan", "KAZ", names=("Kazakhstan", "Казахстан", "كازاخستان")
)
CIV = Entity("x/state/CIV", EntityType.STATE, "Côte d'Ivoire", "CIV", names=("Côte d'Ivoire",))
OTS = Entity("x/organization/ots", EntityType.ORGANIZATION, "Turkic States", names=("Turkic States", "KAZ"))
FINDER = Finder([OTS, KAZ, CIV])


@pytest.mark.parametrize("name", ["KAZ", "kaz", "Kazakhstan", "  kazakhstan ", "Казахстан", "كازاخستان"])
def test_by_code_name_and_alias(name):
    assert FINDER.find(name) is KAZ


def test_accents_do_not_matter():
    assert FINDER.find("cote d'ivoire") is CIV


def test_the_nearest_names_are_told():
    with pytest.raises(UnknownName, match=r"no entity 'Kazakstan'; did you mean Kazakhstan\?"):
        FINDER.find("Kazakstan")
    with pytest.raises(UnknownName, match=r"^no entity 'Atlantis'$"):
        FINDER.find("Atlantis")
