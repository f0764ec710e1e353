"""Another store: any SPARQL 1.1 endpoint, read over HTTP into a copy that all pages answer from."""
