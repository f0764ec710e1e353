"""Search: everything that a reader may call by a name, found by whatever it is called."""
