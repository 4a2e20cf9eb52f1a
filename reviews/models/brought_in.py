"""A review that came from another installation as an archive."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from reviews.models.review import Review


class BroughtIn(models.Model):
    """A file proves nobody's hand, so nothing in it belongs to an account here: `names` says who it was there, by what it is about."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="brought_in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    names = models.JSONField(default=dict)
    people = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.review_id} from elsewhere"
