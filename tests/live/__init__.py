"""Open pages are told of changes."""
