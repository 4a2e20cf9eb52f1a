"""A passage of a document in which a theme was seen."""

from django.db import models

from incidents.models import Sighting
from reviews.models.document import Document


class SeenPassage(models.Model):
    """Where the quote of a sighting stood: its Markdown in the revision of that number.

    stands: whether the newest revision still holds it. Who was not invited reads the newest text alone, so no other quote.
    """

    sighting = models.OneToOneField(Sighting, on_delete=models.CASCADE, related_name="passage")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="seen_passages")
    number = models.PositiveIntegerField()
    source = models.TextField()
    stands = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"passage of {self.sighting_id}"
