"""Who was called by name in a comment."""

from django.conf import settings
from django.db import models

from reviews.models.comment import Comment


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
