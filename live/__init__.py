"""Telling open pages that something changed."""
