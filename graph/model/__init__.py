"""What diplomacy speaks of: records and rules that need no library."""
