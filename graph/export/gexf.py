"""A view as GEXF 1.2, for Gephi and Gephi Lite."""

from __future__ import annotations

import io

from graph.export.taken import NOTICE, Taken, plain_network


def written(taken: Taken) -> bytes:
    """Write the network; the identity of an edge is the IRI of its tie."""
    import networkx as nx

    network = plain_network(taken)
    # its writer knows two words about the whole alone
    network.graph = {
        "name": "; ".join(f"{name}: {value}" for name, value in taken.about.items()),
        "notice": NOTICE,
    }
    for _, _, iri, data in network.edges(keys=True, data=True):
        data["id"] = iri
    buffer = io.BytesIO()
    nx.write_gexf(network, buffer)
    return buffer.getvalue()
