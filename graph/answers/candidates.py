"""The states outside the Accords, ranked by criteria with weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from graph.answers.asked import AsOf, KnownOn, LensName, view_of, when
from graph.answers.command import Answered, Said
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.atlas import Atlas
    from graph.model.backtest import Tested
    from graph.model.candidates import Weights
    from graph.model.view import View
    from graph.model.world import World


def candidates(
    atlas: Atlas,
    weight: Annotated[
        Sequence[str], Said("How much a criterion counts, 0 to 5, like relations=3; may be repeated.")
    ] = (),
    most: Annotated[int, Said("How many candidates are listed.", least=1)] = 20,
    back_test: Annotated[bool, Said("Rank the day before each accession under the lens instead.")] = False,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    lens: LensName = "relations",
) -> Answered:
    """Rank the states outside the Accords by criteria that you weigh; no forecast, and no probability."""
    from graph.export.candidates import NOTICE, ranking_record
    from graph.model.candidates import Weights, labelled

    weights = Weights.of_words(weight)
    view = view_of(atlas, as_of, known_on, lens)
    if back_test:
        if known_on:
            raise UsageError("a back-test knows what began before each accession; leave out --known-on")
        return _back_test(atlas, view, weights)
    world = atlas.known(view).world
    ranking = atlas.candidates(view, weights)

    def lines() -> Iterator[str]:
        yield f"{len(ranking.candidates)} states outside the Accords, {when(atlas, view)}\n{NOTICE}"
        weighed = [each for each in ranking.asked if weights.of(each)]
        for criterion in weighed:
            label, meaning = labelled(criterion, ranking.frame, world.entity_by_iri)
            yield f"  {criterion}={weights.of(criterion)}  {label}: {meaning}"
        yield "\nrank (by weights; by what is missing), score of 100, criteria known"
        for found in ranking.candidates[:most]:
            known = f"{len(weighed) - len(found.missing)} of {len(weighed)}"
            yield (
                f"{found.rank.told:>9} ({found.by_weights.told}; {found.by_missing.told})  "
                f"{world.entity_by_iri[found.state].label}  {100 * found.score:.1f}, {known}"
            )

    return Answered(lambda: ranking_record(ranking, world), lines, rows="candidates")


def _back_test(atlas: Atlas, view: View, weights: Weights) -> Answered:
    from graph.export.candidates import NOTICE, backtest_record
    from graph.model.backtest import finding

    world = atlas.known(view).world
    tested, untested = atlas.backtest(view, weights), atlas.untested(view)

    def lines() -> Iterator[str]:
        yield f"{finding(tested)}, lens {view.lens}\n{NOTICE}"
        for each in tested:
            yield from _case(each, world)

    return Answered(lambda: backtest_record(tested, untested, world), lines, rows="cases")


def _case(each: Tested, world: World) -> Iterator[str]:
    from graph.model.sentences import named

    found, admitted = each.ranking.of(each.case.state), each.ranking.admitted
    yield f"\n{named(each.case.state, world)}, on {each.case.frame.day}, the day before its accession"
    if found:
        yield (
            f"  rank {found.rank.told} of {len(each.ranking.candidates)} "
            f"(by weights {found.by_weights.told}; by what is missing {found.by_missing.told})"
        )
    for base in each.baselines:
        yield f"  {base.name}: {base.rank.told} ({base.meaning})"
    yield f"  admitted: {sum(admitted.heard.values()):,} claims"
    for why, number in admitted.left_of({kind for kind, _ in admitted.left}).items():
        yield f"  left out: {number:,} {why.label}"
