"""Many nodes of a network become one, with all lines that lead to them from outside."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.model.entity import Entity
from graph.model.group import Group


def fold(network: nx.MultiDiGraph, groups: Iterable[Group]) -> nx.MultiDiGraph:
    """Draw the members of each group together.

    A group of which fewer than two members are in the network changes nothing. Lines between members of one
    group are left out.

    Returns:
        A new network. Node of a group: its slug, with ``entity=`` that bears its label and number,
        ``members=`` the labels of those in it; everything else as it was.
    """
    group_of: dict[str, str] = {}
    folded: nx.MultiDiGraph = nx.MultiDiGraph()
    for group in groups:
        members = [iri for iri in group.members if iri in network]
        if len(members) < 2:
            continue
        group_of |= dict.fromkeys(members, group.slug)
        entity = Entity(group.slug, group.type, f"{group.label} ({len(members)})")
        labels = tuple(network.nodes[iri]["entity"].label for iri in members)
        folded.add_node(group.slug, entity=entity, standing=group.standing, place=None, members=labels)
    for iri, data in network.nodes(data=True):
        if iri not in group_of:
            folded.add_node(iri, **data)
    for sender, receiver, key, data in network.edges(keys=True, data=True):
        ends = group_of.get(sender, sender), group_of.get(receiver, receiver)
        if ends[0] != ends[1]:
            folded.add_edge(*ends, key=key, **data)
    return folded
