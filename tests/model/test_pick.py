"""What is open beside the picture goes into a link and comes back."""

import pytest

from graph.model import pick


def listed(query):
    return {name: [value] if isinstance(value, str) else value for name, value in query.items()}


def test_an_entity_and_any_number_of_ties_come_back_from_a_link(small_world):
    ties = [tie.iri for tie in small_world.ties]
    picks = [(), (ties[0],), tuple(ties[:3]), *((entity.iri,) for entity in small_world.entities)]

    for iris in picks:
        assert pick.from_query(listed(pick.to_query(iris, small_world)), small_world) == (iris, ())


def test_the_words_of_a_link_are_short_and_stable(small_world):
    state = next(entity for entity in small_world.entities if entity.slug == "KHE")
    tie = next(tie for tie in small_world.ties if tie.kind.slug == "border")

    assert pick.to_query((state.iri,), small_world) == {"entity": "KHE"}
    assert pick.to_query((tie.iri,), small_world) == {"tie": "BOR.KHE.border"}


def test_what_is_not_in_this_world_is_no_part_of_a_link(small_world):
    assert pick.to_query(("https://example.org/tie/unknown",), small_world) == {}


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"tie": ["12345"]}, "no tie '12345'"),
        ({"entity": [""]}, "no entity ''"),
        ({"entity": ["x" * 201]}, "entity in the link is longer than 200 characters and was left out"),
        (
            {"tie": ["https://example.org/tie/BOR.KHE.border"]},
            "no tie 'https://example.org/tie/BOR.KHE.border'",
        ),
    ],
)
def test_what_of_a_link_is_no_use_is_told(small_world, query, problem):
    assert pick.from_query(query, small_world) == ((), (problem,))


def test_the_good_part_of_a_link_is_used(small_world):
    iris, problems = pick.from_query({"tie": ["nope", "BOR.KHE.border"]}, small_world)

    assert [iri.rsplit("/", 1)[-1] for iri in iris] == ["BOR.KHE.border"]
    assert problems == ("no tie 'nope'",)


def test_a_tie_that_was_not_known_yet_is_told(small_world):
    tie = next(tie for tie in small_world.ties if tie.kind.slug == "candidacy")
    earlier = small_world.known_on(tie.span.possible_from.replace(year=2022))

    assert pick.from_query(listed(pick.to_query((tie.iri,), small_world)), earlier) == (
        (),
        ("no tie 'KHE.abraham-accords.candidacy.proposed'",),
    )
