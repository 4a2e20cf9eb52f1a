"""When the sweep that sends last came to its end: one row, by which pages notice that nothing is sent any more."""

from django.db import models


class Heartbeat(models.Model):
    """`name` is that of a sweep; its row is made by the sweep's first turn."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at}"
