"""A difference as one picture."""

import json

from graph.model.difference import Difference, Moment, diff
from graph.model.standing import places
from graph.network.build import build
from graph.picture.contrast import Became, became, contrast
from tests.conftest import HORIZON, RELATIONS


def drawn(builder, words):
    """A picture of a world's ties, of which those of some kinds have become something."""
    world = builder.world()
    standing = places(world, HORIZON, RELATIONS)

    index = [entity.iri for entity in world.entities].index
    lines = [
        (n, index(tie.sender), index(tie.receiver), tie.certainty(HORIZON), False)
        for n, tie in enumerate(world.ties)
    ]
    of = {word: [x for x in lines if world.ties[x[0]].kind.slug in kinds] for word, kinds in words.items()}
    everyone = range(len(world.entities))
    return contrast(
        build(world, everyone, lines, standing),
        {word: build(world, everyone, some, standing) for word, some in of.items()},
        {},
        Difference(),
        day=HORIZON,
        world=world,
    )


def pair(builder):
    builder.entity("AAA")
    builder.entity("BBB")
    builder.source("paper")
    builder.says("paper", "AAA", "embassy", "BBB", "inForce", "2020-01-01")
    builder.says("paper", "AAA", "diplomatic-relations", "BBB", "inForce", "2020-01-01")
    return builder


def test_what_became_of_a_tie_is_told_by_stroke_sign_and_word(builder):
    drawing = drawn(pair(builder), {Became.LOST: {"embassy"}, Became.SAME: {"diplomatic-relations"}})
    lost, same = (next(e for e in drawing.edges if e["stroke"] == word) for word in ("lost", "same"))

    assert (lost["mark"], lost["dashes"]) == (Became.LOST.sign, Became.LOST.dashes)
    assert lost["title"].startswith("– lost\n")
    assert "mark" not in same
    assert lost["width"] > same["width"]


def test_two_lines_of_one_family_and_pair_do_not_lie_on_each_other(builder):
    drawing = drawn(pair(builder), {Became.LOST: {"embassy"}, Became.GAINED: {"diplomatic-relations"}})
    one, other = drawing.edges

    assert one["id"] != other["id"]
    assert one["smooth"] != other["smooth"]


def test_every_sign_and_stroke_is_explained_and_no_two_are_alike():
    changed = [word for word in Became if word is not Became.SAME]

    assert len({word.sign for word in changed}) == len(changed)
    assert len({tuple(word.dashes) for word in changed}) == len(changed)
    assert all(word.meaning.startswith(word.sign) for word in changed)


def test_the_legend_travels_with_the_picture(builder):
    told = json.loads(drawn(pair(builder), {Became.GAINED: {"embassy"}}).payload())

    assert told["look"]["strokes"]["gained"] == {"dashes": [], "meaning": "+ gained"}
    assert set(told["look"]["strokes"]) == set(Became)


def test_of_a_step_only_the_later_tie_is_drawn(builder):
    pair(builder)
    builder.says("paper", "AAA", "diplomatic-relations", "BBB", "suspended", "2021-01-01")
    world = builder.world()
    early, late = (
        Moment.of([(tie, "certain") for tie in world.ties if tie.phase == phase], {})
        for phase in ("inForce", "suspended")
    )

    words = became(diff(early, late))

    assert {iri.rsplit(".", 1)[-1]: word for iri, word in words.items() if "relations" in iri} == {
        "suspended": Became.LOWERED
    }
