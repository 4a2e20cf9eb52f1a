"""A review that came from another installation as an archive."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from reviews.models.review import Review


class BroughtIn(models.Model):
    """A file proves nobody's hand, so nothing in it belongs to an account here: `names` says who it was there, by what it is about.

    `attendance` is who came, as its record had it; `question_votes` how many wanted to hear a question, by its key here.
    """

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="brought_in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    names = models.JSONField(default=dict)
    people = models.JSONField(default=list)
    attendance = models.JSONField(default=list)
    question_votes = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.review_id} from elsewhere"


class ArchivePreview(models.Model):
    """An archive whose preview somebody looks at, with its data and comments alone; nothing of it is in yet. One a person.

    Once it is confirmed the file is gone, and the row says for a while that it is being brought in, and as which review.
    """

    by = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    packed = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    review = models.ForeignKey(Review, null=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.file_name
