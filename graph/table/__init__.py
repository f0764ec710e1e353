"""The columnar table of ties: what a View asks is answered here."""
