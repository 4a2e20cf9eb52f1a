"""A series as a standing meeting: its day and format, who facilitates in turn, who is asked to, and kind invitations back."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review, Series


class Weekday(models.IntegerChoices):
    """As datetime.weekday() counts."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class StandingMeeting(models.Model):
    """When a series meets, on the clocks of its zone (day and time together or neither), and what its reviews begin with. `parts`: minutes by kind of agenda item."""

    series = models.OneToOneField(Series, on_delete=models.CASCADE, related_name="standing")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices, null=True)
    begins = models.TimeField(_("begins at"), null=True)
    empty_week = models.CharField(_("what to do in a week without a review"), max_length=300, blank=True)
    votes_each = models.PositiveSmallIntegerField(
        _("votes for each person"), default=1, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    parts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(votes_each__gte=1, votes_each__lte=3), name="standing_votes_1_to_3"),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True, begins__isnull=True) | Q(weekday__lte=6, begins__isnull=False),
                name="standing_day_and_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.begins:%H:%M}" if self.begins else ""


class SeriesFacilitator(models.Model):
    """Somebody who facilitates reviews of this series in turn."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="rotation")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["series", "user"], name="series_facilitator_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in turn for {self.series_id}"


class FacilitatorRequest(models.Model):
    """A review looks for a facilitator; the first who claims it has it. Over once claimed or taken back (`ended_at`)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="facilitator_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(ended_at__isnull=True), name="facilitator_request_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True) | Q(ended_at__isnull=False),
                name="facilitator_request_claimed_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"a facilitator for {self.review_id}"


class InvitationBack(models.Model):
    """A kind word by a facilitator to somebody who has not been seen in the series for long; never made by a sweep."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="invitations_back")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(_("your words"))
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user_id} asked back to {self.series_id}"
