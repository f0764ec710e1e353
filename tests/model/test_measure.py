"""Values by state fall into few classes, and what is not known falls into none."""

from __future__ import annotations

from graph.model.measure import (
    SEVERAL,
    Measure,
    Value,
    classify,
    found,
    powers_of_ten,
    quantiles,
    summary,
)


def share(low, high=None):
    return Value("", low=low, high=low if high is None else high)


def figures(*values, unit="ties"):
    return Measure("Ties", {f"s{n}": share(value) for n, value in enumerate(values)}, unit=unit)


def test_shares_have_the_same_bins_on_every_map():
    measure = Measure(
        "Islam", {"a": share(0.05), "b": share(0.1), "c": share(0.95)}, unit="share", alike=True
    )
    classes = classify(measure, {"a", "b", "c", "d"})

    assert classes.labels == (
        "under 10 %",
        "10 to under 25 %",
        "25 to under 50 %",
        "50 to under 75 %",
        "75 to under 90 %",
        "90 % and more",
    )
    assert classes.class_of == {"a": 0, "b": 1, "c": 5}
    assert classes.how == "fixed bins"
    assert classes.several is None


def test_a_range_is_never_guessed_into_one_of_several_bins():
    measure = Measure("Islam", {"a": share(0.4, 0.6), "b": share(0.91, 0.99)}, unit="share", alike=True)
    classes = classify(measure, {"a", "b"})

    assert {iri: classes.labels[n] for iri, n in classes.class_of.items()} == {
        "a": SEVERAL,
        "b": "90 % and more",
    }


def test_other_figures_have_bins_of_about_equally_many_states():
    classes = classify(figures(*range(1, 11)), {f"s{n}" for n in range(10)})

    assert classes.counts == (2, 2, 2, 2, 2)
    assert classes.labels == ("1 to 2", "3 to 4", "5 to 6", "7 to 8", "9 and more")
    assert classes.how == "bins of about equally many states"


def test_amounts_of_many_sizes_have_bins_that_grow_tenfold():
    amounts = (0.0, 800, 20_000, 3e6, 45e6, 1.4e9)
    measure = Measure("Population", {f"s{n}": share(value) for n, value in enumerate(amounts)}, tenfold=True)
    classes = classify(measure, measure.values.keys())

    assert classes.how == "each bin ten times the one before"
    assert classes.labels == (
        "under 100,000",
        "100,000 to under 1 million",
        "1 million to under 10 million",
        "10 million to under 100 million",
        "100 million to under 1 billion",
        "1 billion and more",
    )
    assert [classes.class_of[f"s{n}"] for n in range(6)] == [0, 0, 0, 2, 3, 5]


def test_few_sizes_have_bins_of_about_equally_many_states():
    measure = Measure("Area", {f"s{n}": share(n * 1000.0) for n in range(1, 9)}, tenfold=True)

    assert classify(measure, measure.values.keys()).how == "bins of about equally many states"
    assert powers_of_ten([]) == ()
    assert powers_of_ten([0.0, 0.0]) == ()


def test_rare_ends_do_not_stretch_the_scale():
    many = [float(10**power) for power in (2, 3, 4, 5) for _ in range(20)]

    assert powers_of_ten([1.0, *many, 1e9]) == (1e3, 1e4, 1e5)


def test_what_is_not_whole_goes_up_to_its_edge_and_the_unit_stands_above():
    measure = figures(0.5, 1.5, 2.5, unit="USD")

    assert classify(measure, measure.values.keys()).labels == (
        "under 1.5", "1.5 to under 2.5", "2.5 and more"
    )  # fmt: skip
    assert measure.heading == "Ties, USD"
    assert figures(1, unit="share").heading == "Ties"


def test_small_shares_are_told_apart_by_bins_of_their_own():
    classes = classify(figures(0.001, 0.01, 0.02, 0.05, 0.1, unit="share"), {f"s{n}" for n in range(5)})

    assert len(classes.labels) == 5
    assert classes.how == "bins of about equally many states"


def test_equal_figures_have_one_class_and_none_have_none():
    assert classify(figures(4, 4, 4), {"s0", "s1", "s2"}).labels == ("one figure",)
    assert classify(figures(), {"s0"}).labels == ()
    assert quantiles([]) == ()


def test_bins_are_made_of_the_states_that_are_shown():
    measure = figures(1, 2, 3, 1000)

    assert "1,000 and more" not in classify(measure, {"s0", "s1", "s2"}).labels
    assert classify(measure, {"s0", "s1", "s2"}).class_of.keys() == {"s0", "s1", "s2"}


def test_words_are_classes_in_their_own_order():
    measure = Measure(
        "Standing",
        {"a": Value("", word="refused"), "b": Value("", word="member")},
        words=("member", "refused"),
    )
    classes = classify(measure, {"a", "b"})

    assert classes.labels == ("member", "refused")
    assert classes.class_of == {"a": 1, "b": 0}
    assert summary(classes, 2, measure) == "member 1; refused 1; no figure 2"
    assert summary(classes, 0, measure, ("hatched", 1)) == "member 1; refused 1; hatched 1"
    assert found(measure, {"a": "Borduria", "b": "Syldavia"}) == "Standing: most, 1 of 2 states, member"


def test_the_finding_counts_who_has_a_figure_and_who_has_none():
    measure = Measure(
        "Share of Islam", {"a": share(0.6, 0.7), "b": share(0.4, 0.6)}, unit="share", alike=True
    )

    assert found(measure, {"a": "Syldavia", "b": "Borduria", "c": "Khemed"}) == (
        "Share of Islam: over half in 1 of 2 states with a figure; 1 without one"
    )
    assert found(measure, {"c": "Khemed"}) == "Share of Islam: no source gives a figure for any of 1 state"
    assert found(figures(3, 7), {"s0": "Syldavia", "s1": "Borduria"}) == (
        "Ties: from 3 ties (Syldavia) to 7 ties (Borduria), of 2 states with a figure"
    )
    assert found(figures(0.2, 0.2, unit="share"), {"s0": "Syldavia", "s1": "Borduria"}) == (
        "Ties: 20 % (Borduria and Syldavia), of 2 states with a figure"
    )
