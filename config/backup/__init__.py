"""The whole installation as one file, and back: one archive for both databases (docs/backup.md describes it)."""
