"""The graph theory."""
