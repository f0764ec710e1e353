"""What differs between two versions of the data, source by source."""

from graph.model.versions import Holding, differences

GAZETTE, COURIER = Holding(3, "a"), Holding(5, "b")


def test_what_differs_is_told_by_the_titles_of_sources():
    before = {"gazette": GAZETTE, "courier": COURIER, "gone": GAZETTE}
    now = {"gazette": GAZETTE, "courier": Holding(5, "c"), "almanac": GAZETTE}

    assert differences(before, now, {"courier": "The Courier", "almanac": "An Almanac"}) == (
        "1 source is new (An Almanac)",
        "1 source says something else (The Courier)",
        "1 source is gone (gone)",
    )


def test_of_many_sources_the_first_are_named_and_the_others_counted():
    now = {f"paper-{n}": GAZETTE for n in range(5)}

    assert differences({}, now, {}) == ("5 sources are new (paper-0, paper-1, paper-2 and 2 more)",)


def test_the_same_differs_in_nothing():
    assert differences({"gazette": GAZETTE}, {"gazette": GAZETTE}, {}) == ()
