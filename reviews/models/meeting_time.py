"""What hangs on the time of a meeting: its entry in calendars, times that people propose, and rules of clocks that changed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Participation, Review


class MeetingEntry(models.Model):
    """The version that calendars know. `digest` is of all that the entry says; when that changes, `sequence` goes up."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="meeting_entry")
    sequence = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.review_id}, version {self.sequence}"


class TimeProposal(models.Model):
    """Another time that somebody invited would rather come at; a newer one takes the place of an older."""

    place = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="proposal")
    wall_time = models.CharField(max_length=16)
    time_zone = models.CharField(_("time zone"), max_length=64)
    meets_at = models.DateTimeField()
    word = models.CharField(max_length=300, blank=True)
    # Of the plan to which it is an alternative: after the next move it is answered.
    plan_version = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["meets_at", "pk"]

    def outcome(self, review: Review) -> str:
        """What became of it: "taken", "kept" (the meeting's time was), "moved" (to yet another time), or "open"."""
        if review.meets_at == self.meets_at:
            return "taken"
        if self.kept_at:
            return "kept"
        return "moved" if self.plan_version < review.plan_version else "open"

    def __str__(self) -> str:
        return f"{self.wall_time} {self.time_zone}"


class RuleChange(models.Model):
    """The rules of a zone's clocks changed: the meeting kept its wall time, and with it another moment."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="rule_changes")
    time_zone = models.CharField(max_length=64)
    before = models.DateTimeField()
    after = models.DateTimeField()
    # Of the plan that came of it.
    plan_version = models.PositiveIntegerField()
    # The new rules jump over the wall time that people chose.
    gone = models.BooleanField(default=False)
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["found_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "plan_version"], name="rule_change_once")]

    def __str__(self) -> str:
        return f"{self.time_zone}: {self.before} to {self.after}"
