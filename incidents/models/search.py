"""What can be found by words: one row for each incident, document or theme, beside the database's own full-text index."""

from django.db import models


class SearchEntry(models.Model):
    """Who may see it is asked of the kind whenever it is read; nothing about rights is kept here.

    text: what a snippet is cut from. mark: of the title and text that are in the index; another one says that they are old.
    On PostgreSQL the words stand in two columns that Django does not know, on SQLite in a table of their own.
    """

    kind = models.CharField(max_length=20)
    key = models.PositiveBigIntegerField()
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    mark = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
