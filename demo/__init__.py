"""The sample story."""
