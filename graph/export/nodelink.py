"""A view as node-link JSON, for networkx and D3."""

from __future__ import annotations

import json

from graph.export.taken import Taken, plain_network


def written(taken: Taken) -> bytes:
    """Write the network; the key of an edge is the IRI of its tie."""
    import networkx as nx

    told = nx.node_link_data(plain_network(taken), edges="edges")
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")
