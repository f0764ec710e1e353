"""Everything that speaks RDF."""
