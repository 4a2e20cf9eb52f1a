"""Where a comment came from that was brought in from a file."""

from django.db import models

from reviews.models.comment import Comment

NOWHERE = 0  # the revision number of words that came with a file and never stood in this document


class ImportedComment(models.Model):
    """`origin` is the id it had there, by which it is known again; `author` a name, because there is no account behind it."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="imported")
    origin = models.CharField(max_length=500, db_index=True)
    author = models.CharField(max_length=100, blank=True)
    written_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.origin
