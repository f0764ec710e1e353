"""What states belong to together, against what their numbers of memberships let expect."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import combinations
from typing import Any

import numpy as np
from scipy.special import expit
from scipy.stats import false_discovery_control, hypergeom

from graph.model.gauged import Progress, SharedBodies

_AT_ONCE = 1_000  #: pairs between two tellings of how far it is
_ROUNDS = 200
_EXACT = 1e-9  #: how far an expected number of memberships may be from the one reported

#: how it is reckoned, in words, with its literature
METHOD = (
    "How many bodies two states would share if memberships were spread by numbers alone: each state keeps "
    "its number of memberships and each body its number of members, on average (bipartite configuration "
    "model: F. Saracco, M. J. Straka, R. Di Clemente, A. Gabrielli, G. Caldarelli, T. Squartini, Inferring "
    "monopartite projections of bipartite networks, New Journal of Physics 19 (2017) 053022). The chance "
    "of so many or more is that of a sum of unequal chances (Poisson binomial; Z. P. Neal, The backbone of "
    "bipartite projections, Social Networks 39 (2014), 84–97). It is corrected for the number of pairs by "
    "Y. Benjamini, Y. Hochberg, Controlling the False Discovery Rate, Journal of the Royal Statistical "
    "Society B 57 (1995), 289–300. Beside it stands the simple test of Fisher (hypergeometric; M. "
    "Tumminello, S. Miccichè, F. Lillo, J. Piilo, R. N. Mantegna, Statistically Validated Networks in "
    "Bipartite Complex Systems, PLoS ONE 6 (2011) e17994), which takes a body that nearly all belong to "
    "for as telling as a body of five, and so finds most pairs remarkable."
)


def shared_bodies(
    members: Mapping[str, Collection[str]], tested: Collection[str], progress: Progress
) -> tuple[SharedBodies, ...]:
    """Say for each pair of states what they belong to together, and whether that is more than chance.

    The method and its literature: ``METHOD``.

    Args:
        members: IRI of each state that belongs to something → IRIs of what it belongs to.
        tested: IRIs of the states whose pairs are looked at; corrected for the number of these pairs.

    Returns:
        Pairs that share something, the least to be expected by chance first; of equals by IRI.
    """
    states = sorted(members)
    bodies = sorted({body for each in members.values() for body in each})
    at = {body: position for position, body in enumerate(bodies)}
    held = np.zeros((len(states), len(bodies)), dtype=bool)
    for row, state in enumerate(states):
        held[row, [at[body] for body in members[state]]] = True
    chances = chances_of(held)
    rows = [row for row, state in enumerate(states) if state in set(tested)]
    pairs = np.array(list(combinations(rows, 2)), dtype=int).reshape(-1, 2)
    if not len(pairs):
        return ()
    shared = (held[pairs[:, 0]] & held[pairs[:, 1]]).sum(axis=1)
    expected, p = np.zeros(len(pairs)), np.ones(len(pairs))
    for start in range(0, len(pairs), _AT_ONCE):
        progress(start / len(pairs))
        some = slice(start, start + _AT_ONCE)
        both = chances[pairs[some, 0]] * chances[pairs[some, 1]]
        expected[some] = both.sum(axis=1)
        p[some] = at_least(both, shared[some])
    q = false_discovery_control(p, method="bh")
    numbers = held.sum(axis=1)
    of_one, of_other = numbers[pairs[:, 0]], numbers[pairs[:, 1]]
    fisher = hypergeom.sf(shared - 1, len(bodies), of_one, of_other)
    sizes = held.sum(axis=0)
    found = [
        SharedBodies(
            one=states[one],
            other=states[other],
            bodies=tuple(
                bodies[c]
                for c in sorted(np.flatnonzero(held[one] & held[other]), key=lambda c: (sizes[c], c))
            ),
            expected=float(expected[n]),
            p=float(p[n]),
            q=float(q[n]),
            fisher=float(fisher[n]),
            of_one=int(of_one[n]),
            of_other=int(of_other[n]),
        )
        for n, (one, other) in enumerate(pairs)
        if shared[n]
    ]
    return tuple(sorted(found, key=lambda pair: (pair.q, pair.p, pair.one, pair.other)))


def chances_of(held: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The chance of each membership in which all rows and columns have their sums, on average.

    Who belongs to all or to nothing, and a body of all or of nobody, leaves no chance.

    Source:
        Saracco and others, see ``METHOD``; the same equations are those of G. Rasch's model (1960).
    """
    chances: np.ndarray[Any, Any] = held.astype(float)
    rows = np.ones(len(held), dtype=bool)
    columns = np.ones(held.shape[1], dtype=bool)
    # what is certain is taken out, until nothing is: with it out, another may be certain too
    while True:
        inner = held[np.ix_(rows, columns)]
        sure_rows = inner.all(axis=1) | ~inner.any(axis=1)
        sure_columns = inner.all(axis=0) | ~inner.any(axis=0)
        if not (sure_rows.any() or sure_columns.any()):
            break
        rows[np.flatnonzero(rows)[sure_rows]] = False
        columns[np.flatnonzero(columns)[sure_columns]] = False
    if not inner.size:
        return chances
    of_rows, of_columns = inner.sum(axis=1), inner.sum(axis=0)
    a, b = np.zeros(len(of_rows)), np.zeros(len(of_columns))
    for _ in range(_ROUNDS):
        p = expit(a[:, None] + b[None, :])
        a += np.clip((of_rows - p.sum(axis=1)) / (p * (1 - p)).sum(axis=1), -1, 1)
        p = expit(a[:, None] + b[None, :])
        b += np.clip((of_columns - p.sum(axis=0)) / (p * (1 - p)).sum(axis=0), -1, 1)
        p = expit(a[:, None] + b[None, :])
        if max(abs(of_rows - p.sum(axis=1)).max(), abs(of_columns - p.sum(axis=0)).max()) < _EXACT:
            break
    chances[np.ix_(rows, columns)] = p
    return chances


def at_least(chances: np.ndarray[Any, Any], numbers: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The chance that at least so many of some unequal chances come true.

    Args:
        chances: one row for each question.
        numbers: how many, one for each question.
    """
    most = int(numbers.max(initial=0))
    exactly = np.zeros((len(chances), most + 1))
    exactly[:, 0] = 1.0
    for column in chances.T[:, :, None]:
        # exactly k so far: k before and this not, or one less before and this too
        exactly[:, 1:] = exactly[:, 1:] * (1 - column) + exactly[:, :-1] * column
        exactly[:, :1] *= 1 - column
    below = np.cumsum(exactly, axis=1)
    fewer = np.where(numbers > 0, below[np.arange(len(below)), np.maximum(numbers - 1, 0)], 0.0)
    found: np.ndarray[Any, Any] = np.clip(1 - fewer, 0.0, 1.0)
    return found
