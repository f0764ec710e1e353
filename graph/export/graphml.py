"""A view as GraphML, for yEd, Gephi and networkx."""

from __future__ import annotations

import io

from graph.export.taken import Taken, plain_network


def written(taken: Taken) -> bytes:
    """Write the network; the identity of an edge is the IRI of its tie."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml_xml(plain_network(taken), buffer, edge_id_from_attribute=None)
    return buffer.getvalue()
