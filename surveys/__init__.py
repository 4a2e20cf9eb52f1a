"""Asking people anonymously, and the trends."""
