"""Loads the sample story and moves its dates."""
