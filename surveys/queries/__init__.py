"""Reads shaped for the pages of surveys and trends."""
