"""Who is drawn as one."""

from graph.model.entity import EntityType
from graph.model.group import Group, groups
from graph.model.standing import Place, Standing
from tests.conftest import BASE


def iris(*codes: str) -> tuple[str, ...]:
    return tuple(f"{BASE}state/{code}" for code in codes)


def test_a_region_takes_its_states_and_those_of_regions_below_it(small_world):
    assert groups(small_world, {"east"}, ()) == (Group("east", "east", EntityType.STATE, iris("BOR", "KHE")),)


def test_who_is_kept_stands_for_himself_and_one_alone_is_no_group(small_world):
    assert groups(small_world, {"east"}, iris("KHE")) == ()
    assert groups(small_world, {"far-east"}, ()) == ()


def test_a_state_is_drawn_in_the_narrower_of_two_regions(builder):
    builder.source("almanac")
    for code in ("AAA", "BBB", "CCC", "DDD"):
        builder.entity(code)
    builder.concept("world", "m49")
    builder.concept("north", "m49", "world")
    for code, region in (("AAA", "north"), ("BBB", "north"), ("CCC", "world"), ("DDD", "world")):
        builder.locate(code, region)

    found = groups(builder.world(), {"world", "north"}, ())

    assert [(group.slug, group.members) for group in found] == [
        ("north", iris("AAA", "BBB")),
        ("world", iris("CCC", "DDD")),
    ]


def test_all_bodies_become_one(builder):
    for slug in ("league", "union"):
        builder.entity(slug, EntityType.ORGANIZATION, slug.capitalize())
    builder.entity("AAA")

    (found,) = groups(builder.world(), {"bodies"}, ())

    assert (found.label, found.type) == ("Bodies", EntityType.ORGANIZATION)
    assert found.members == (f"{BASE}organization/league", f"{BASE}organization/union")


def test_a_region_that_does_not_exist_is_no_group(small_world):
    assert groups(small_world, {"atlantis"}, ()) == ()


def test_states_of_one_standing_are_put_together_unless_they_are_named(builder):
    for code in ("AAA", "BBB", "CCC", "DDD"):
        builder.entity(code)
    world = builder.world()
    place = Place(Standing.CANDIDATE, None)
    places = dict.fromkeys(iris("AAA", "BBB", "CCC"), place) | dict.fromkeys(
        iris("DDD"), Place(Standing.OUTSIDE, None)
    )
    named = iris("CCC")
    folded = {"standing-candidate", "standing-outside"}

    # one alone is drawn as itself
    assert groups(world, folded, iris("AAA"), named=named, places=places) == (
        Group(
            "standing-candidate",
            "States: candidate",
            EntityType.STATE,
            iris("AAA", "BBB"),
            Standing.CANDIDATE,
        ),
    )
