"""The narrative in the meeting: where it stands in the timeline, and what was said at each event."""

from django.conf import settings
from django.db import models

from incidents.models import TimelineEvent
from reviews.models.review import Review


class Telling(models.Model):
    """The event that the room is at. Empty: the first, also when the event was taken off the timeline meanwhile."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="telling")
    event = models.ForeignKey(TimelineEvent, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"narrative of {self.review_id}"


class EventNote(models.Model):
    """Something said in the meeting about an event, in the words of whoever wrote it down.

    `about` is how the event read then: it stays when the event is taken off the timeline.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="event_notes")
    event = models.ForeignKey(TimelineEvent, null=True, on_delete=models.SET_NULL, related_name="notes")
    about = models.TextField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]

    said_there_by = ""  # of a review from elsewhere; see queries.elsewhere

    @property
    def writer(self) -> object:
        """Whoever wrote it down, here or there; "" for somebody who left."""
        return self.by or self.said_there_by
