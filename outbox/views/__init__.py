"""Pages of the outbox, one file each."""
