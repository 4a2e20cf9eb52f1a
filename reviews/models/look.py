"""What each person has seen of a document, so that they can be shown what changed since."""

from django.conf import settings
from django.db import models

from reviews.models.document import Document


class LastLook(models.Model):
    """`number` is the revision they opened last; `base` the one they knew before the present sitting began,
    and what was written after `since` is new to them (None: everything)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    since = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="last_look_once")]

    def __str__(self) -> str:
        return f"{self.user_id} at revision {self.number}"
