"""The whole installation as one file, and back: one archive for both databases (docs/production.md says how it is used)."""
