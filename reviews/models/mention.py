"""Who was called by name in a comment, and when somebody last looked at a document's margin."""

from django.conf import settings
from django.db import models

from reviews.models.comment import Comment
from reviews.models.document import Document


class Mention(models.Model):
    """One person called in one comment; `seen_at` is when they first opened the document afterwards."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once")]
        indexes = [models.Index(fields=["user", "seen_at"], name="mention_user_seen")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.comment_id}"


class MarginLook(models.Model):
    """What was written after `since` is new to this person; `at` is when they last opened the document."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="margin_look_once")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.document_id}"
