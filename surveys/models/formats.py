"""How a series asks after its meetings, and what its facilitators made of the answers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models import Series
from surveys.models.survey import Statement, Survey


class SurveyFormat(models.Model):
    """Of the surveys that open from now on; a series without one asks as all do. An open survey keeps what it began with."""

    series = models.OneToOneField(Series, on_delete=models.CASCADE, related_name="survey_format")
    days_open = models.PositiveSmallIntegerField(_("days open"))
    question = models.CharField(_("free text"), max_length=200, blank=True)
    statements = models.ManyToManyField(Statement, through="SeriesStatement", related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(days_open__gte=1, days_open__lte=30), name="survey_open_1_to_30")
        ]

    def __str__(self) -> str:
        return f"survey format of {self.series_id}"


class SeriesStatement(models.Model):
    """A statement's place in a series' survey. Another wording is another statement, and another line in the trends."""

    survey_format = models.ForeignKey(SurveyFormat, on_delete=models.CASCADE, related_name="places")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["survey_format", "statement"], name="series_statement_once")]

    def __str__(self) -> str:
        return f"{self.position}: {self.statement_id}"


class Heard(models.Model):
    """ "What we heard, what we will change", published after sealing to those who were there."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="heard")
    heard = models.TextField(_("what we heard"))
    change = models.TextField(_("what we will change"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"heard in {self.survey_id}"
