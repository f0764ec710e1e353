"""A view as the JSON of Cytoscape and Cytoscape.js."""

from __future__ import annotations

import json

from graph.export.taken import Taken, plain_network


def written(taken: Taken) -> bytes:
    """Write the network; the key of an edge is the IRI of its tie."""
    import networkx as nx

    told = nx.cytoscape_data(plain_network(taken), name="label")
    # of its own it writes what is said of the whole as pairs, and an object is what its readers show
    told["data"] = dict(told["data"])
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")
