"""What readers take away, one format each."""
