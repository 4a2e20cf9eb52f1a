"""The anonymous survey: who was asked stands apart from what was answered, with no time, order or key between the two (decision 4)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models import Review, Series


class Survey(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("open")
        SEALED = "sealed", _("sealed")

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="survey")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    k = models.PositiveSmallIntegerField(default=5)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    asked_n = models.PositiveIntegerField(default=0)
    # Why no survey is offered, when fewer than k people were there to be asked.
    not_offered = models.BooleanField(default=False)
    # What the free text asks; "" for the usual words. As it was when the survey opened.
    question = models.CharField(max_length=200, blank=True, default="")
    # The frozen point of the trends in which its answers are; none while it waits for others.
    trend_point = models.ForeignKey(
        "TrendPoint", null=True, editable=False, on_delete=models.SET_NULL, related_name="surveys"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(k__gte=4), name="survey_k_is_four_or_more")]

    def __str__(self) -> str:
        return f"survey of {self.review_id}"


class Statement(models.Model):
    """A wording that people rate from 1 to 5; a changed wording is a new row and a new line in the trends."""

    slug = models.SlugField(max_length=40, unique=True)
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)
    # Asked wherever a series has not chosen its own.
    usual = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class SurveyInvite(models.Model):
    """Deleted at sealing. Has no time and no counter on purpose."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invites")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    answered = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "user"], name="survey_invite_once")]

    def __str__(self) -> str:
        return f"asked for {self.survey_id}"


class AnswerCount(models.Model):
    """How many chose this value; there is no row for a person at all."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="counts")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "statement", "value"], name="answer_count_once")]

    def __str__(self) -> str:
        return f"{self.value}: {self.n}"


class AnswerText(models.Model):
    """A free text; no user, no time; re-written shuffled at sealing."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="texts")
    text = models.TextField()

    def __str__(self) -> str:
        return "a text"


class SurveyResult(models.Model):
    """All that is ever shown comes from here, frozen at sealing."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="result")
    frozen = models.JSONField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"result of {self.survey_id}"


class TrendPoint(models.Model):
    """One point on the trends, frozen once drawn: a week, or several pooled until k answers were reached.

    `frozen`: {"score", "about", "statements": [{"slug", "text", "mean", "n", "about"}]}; weeks are told by their Mondays.
    """

    series = models.ForeignKey(Series, null=True, on_delete=models.CASCADE, related_name="trend_points")
    first_week = models.DateField()
    last_week = models.DateField()
    answers_n = models.PositiveIntegerField()
    frozen = models.JSONField()
    # How many were asked in its surveys, kept when it is drawn.
    asked_n = models.PositiveIntegerField(null=True, editable=False)
    # Whether the page's sums (ScoreSpan) have it.
    counted = models.BooleanField(default=False, editable=False, db_index=True)
    drawn_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["first_week", "pk"]

    def __str__(self) -> str:
        return f"{self.first_week}"


class FormatChange(models.Model):
    """ "From this week we try X because Y", drawn on the trends."""

    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.CASCADE, related_name="format_changes")
    since = models.DateField(_("from"))
    what = models.CharField(_("what changes"), max_length=200)
    why = models.CharField(_("why"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return self.what
