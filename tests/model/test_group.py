"""Who is drawn as one."""

from datetime import date

from graph.model.entity import EntityType
from graph.model.group import (
    OF_POPULATIONS,
    Group,
    blocs,
    groups,
    in_a_list,
    label,
    sortings,
    told,
)
from graph.model.standing import Place, Standing
from tests.conftest import BASE, HORIZON


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


def test_members_of_a_body_are_those_of_the_day(small_world):
    assert blocs(small_world, HORIZON) == {"members-league": frozenset(iris("KHE", "SYL"))}
    # one alone is no bloc
    assert blocs(small_world, date(2015, 1, 1)) == {}


def test_a_bloc_takes_in_whoever_stands_somehow_but_not_the_party_nor_who_is_named(small_world):
    together = {
        "members-league": iris("KHE", "NUE", "SYL"),
        "majority-islam": iris("BOR", "KHE", "SAN", "SYL"),
    }
    places = {
        iris("NUE")[0]: Place(Standing.PARTY, None),
        iris("SYL")[0]: Place(Standing.MEMBER, None),
    }
    found = groups(
        small_world, together.keys(), iris("SYL", "NUE"), named=iris("SAN"), places=places, together=together
    )

    # the narrower first, and each state in one only
    assert [(group.slug, group.members) for group in found] == [("members-league", iris("KHE", "SYL"))]
    assert found[0].note == ""
    (wide,) = groups(small_world, {"majority-islam"}, (), places=places, together=together)
    assert wide.members == iris("BOR", "KHE", "SAN", "SYL")
    assert wide.note == OF_POPULATIONS


def test_groups_are_called_by_what_puts_them_together(small_world):
    assert label("members-league", small_world) == "Members of The League"
    assert label("majority-islam", small_world) == "Majority of the population: islam"
    assert (
        label("majority-not-decided", small_world) == "Majority of the population: not decided by the figures"
    )
    assert label("majority-no-figure", small_world) == "Majority of the population: no figure"


def test_in_a_list_what_sets_a_group_apart_comes_first(small_world):
    words = ["majority-islam", "majority-not-decided", "members-league", "east"]

    assert [in_a_list(word, small_world) for word in words] == [
        "islam (majority)",
        "not decided by the figures (majority)",
        "The League (members)",
        "east",
    ]


def test_many_groups_of_a_sort_are_counted_in_a_sentence(small_world):
    assert told(["members-league", "east"], small_world) == ["Members of The League", "east"]
    many = [f"majority-{word}" for word in ("islam", "christianity", "none", "no-figure", "not-decided")]
    assert told([*many, "east"], small_world) == ["5 groups by the majority of a population", "east"]


def test_all_states_are_sorted_by_region_by_majority_and_by_standing(small_world):
    majorities = ["majority-islam", "majority-sunni", "majority-no-figure"]
    found = {each.label: each.groups for each in sortings(small_world, {"m49": "M49"}, majorities)}

    assert found["Region, M49"] == {"east", "far-east", "west"}
    assert found["Religion of the majority"] == {"majority-islam", "majority-no-figure"}
    assert "standing-candidate" in found["Standing"]
    assert "Region, Nowhere" not in {each.label for each in sortings(small_world, {"none": "Nowhere"}, ())}
