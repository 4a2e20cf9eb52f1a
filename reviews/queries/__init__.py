"""Reads shaped for a page, each with a constant number of queries."""
