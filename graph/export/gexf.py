"""A view as GEXF 1.2, for Gephi and Gephi Lite."""

from __future__ import annotations

import io
from html import escape

from graph.export.taken import NOTICE, Taken, plain_network


def written(taken: Taken) -> bytes:
    """Write the network; the identity of an edge is the IRI of its tie."""
    import networkx as nx

    network = plain_network(taken)
    said = {**network.graph, "notice": NOTICE}
    # its writer knows no word about the whole that the format has a place for
    network.graph = {}
    for _, _, iri, data in network.edges(keys=True, data=True):
        data["id"] = iri
    buffer = io.BytesIO()
    nx.write_gexf(network, buffer)
    told = escape("; ".join(f"{name}: {value}" for name, value in said.items()))
    end = b"</creator>"
    return buffer.getvalue().replace(end, end + f"<description>{told}</description>".encode(), 1)
