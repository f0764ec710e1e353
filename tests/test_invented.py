"""The ties that canvases are compared on are the same for all, and as many lines on each."""

from __future__ import annotations

from benchmarks.invented import read, ties, world, write


def test_the_same_size_gives_the_same_ties():
    assert ties(20, 60) == ties(20, 60)
    assert ties(20, 60) != ties(20, 61)[:60]


def test_each_tie_is_a_line_of_its_own_and_every_state_has_one():
    """Our canvas bundles the ties of one family between two states: there must be nothing to bundle."""
    rows = ties(20, 300)

    assert len({(frozenset((row.sender, row.receiver)), row.family) for row in rows}) == 300
    assert {end for row in rows for end in row[:2]} == {f"S{number:03d}" for number in range(20)}
    assert all(row.sender != row.receiver for row in rows)


def test_what_is_written_is_read_back_and_becomes_a_world(tmp_path):
    rows = ties(20, 60)
    write(rows, tmp_path / "ties.csv")
    made = world(read(tmp_path / "ties.csv"))

    assert read(tmp_path / "ties.csv") == rows
    assert {(tie.sender[-4:], tie.receiver[-4:], tie.kind.family) for tie in made.ties} == set(rows)
