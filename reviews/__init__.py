"""Learning from what happened."""
