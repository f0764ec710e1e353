"""Measures of a network, one file each."""

from __future__ import annotations

from collections.abc import Mapping

from graph.network.measures.betweenness import BETWEENNESS
from graph.network.measures.bridges import BRIDGES
from graph.network.measures.closeness import CLOSENESS
from graph.network.measures.communities import COMMUNITIES
from graph.network.measures.core import CORE
from graph.network.measures.cut_points import CUT_POINTS
from graph.network.measures.degree import DEGREE
from graph.network.measures.measure import Measure
from graph.network.measures.pagerank import PAGERANK

#: slug → measure, in the order in which they are offered
MEASURES: Mapping[str, Measure] = {
    measure.slug: measure
    for measure in (
        DEGREE,
        BETWEENNESS,
        CLOSENESS,
        PAGERANK,
        CORE,
        CUT_POINTS,
        BRIDGES,
        COMMUNITIES,
    )
}
