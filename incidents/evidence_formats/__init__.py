"""Readers of evidence files. Plain rules: each streams what one format holds as items, and rows that it cannot read with the reason."""
