"""A second facilitator's reading of a document before the meeting, and what facilitators write down for themselves after it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class SecondReading(models.Model):
    """Somebody is asked to read the document with fresh eyes; `revision` is the text that stood when they answered.

    One waits at a time for each person; earlier ones are kept. Taken back: `ended_at` without an answer.
    """

    class Answer(models.TextChoices):
        NONE = "", _("not answered yet")
        READY = "ready", _("looks ready")
        NOT_YET = "not_yet", _("not yet")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="second_readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.NONE, blank=True)
    words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "reader"], condition=Q(ended_at__isnull=True), name="second_reading_waits_once"
            ),
            models.CheckConstraint(condition=~Q(answer="not_yet", words=""), name="second_reading_not_yet_says_why"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(ended_at__isnull=False, revision__isnull=False),
                name="second_reading_answered_has_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"reading of {self.review_id} by {self.reader_id}"


class LookBack(models.Model):
    """After a meeting, one facilitator's words: for the facilitators of that review and nobody else, not even an admin."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="look_backs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="look_backs")
    went_well = models.TextField(_("what went well"), blank=True)
    to_try = models.TextField(_("what to try next time"), blank=True)
    for_co = models.TextField(_("words for the co-facilitator"), blank=True)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-review__meets_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "by"], name="look_back_once")]

    def __str__(self) -> str:
        return f"look back of {self.by_id} at {self.review_id}"
