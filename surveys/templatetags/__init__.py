"""Filters of the survey's pages."""
