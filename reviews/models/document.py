"""The calibration document in numbered immutable revisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.review import Review


class Document(models.Model):
    """The facilitator's write-up; `latest_number` is the revision shown. Saves lock this row.

    `asked_number` is the newest revision for which a facilitator has said whether people are told that it changed.
    """

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="document")
    latest_number = models.PositiveIntegerField(default=0)
    asked_number = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    ready_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at__isnull=False) | Q(ready_by__isnull=True), name="document_ready_pair"
            )
        ]

    def __str__(self) -> str:
        return f"document of {self.review_id}"

    @property
    def latest(self) -> "Revision":
        return self.revisions.get(number=self.latest_number)


class Revision(models.Model):
    """One saved text, rendered once (decision 6). `base_number` is the revision the writer started from."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    base_number = models.PositiveIntegerField(default=0)
    text = models.TextField()
    html = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    merged = models.BooleanField(default=False)
    # Whose suggestion `made_by` accepted; None if it was nobody's, or their own.
    suggested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"revision {self.number}"

    # Of a review from elsewhere; see queries.elsewhere.
    made_there_by = suggested_there_by = ""

    @property
    def writer(self) -> object:
        """Whoever saved it, here or there; "" for somebody who left."""
        return self.made_by or self.made_there_by

    @property
    def suggester(self) -> object:
        return self.suggested_by or self.suggested_there_by


class Draft(models.Model):
    """What one person has typed and not yet saved as a revision; kept on the server, nothing in the browser."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base_number = models.PositiveIntegerField()
    text = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="draft_once")]

    def __str__(self) -> str:
        return f"draft of {self.document_id}"
