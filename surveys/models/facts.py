"""What the trends are read from: facts of each held review, their sums by week, and the frozen points joined by their weeks.

Written by a sweep alone (actions.facts), so that the page never reads the reviews themselves. Restricted reviews have no row.
"""

from django.db import models

from reviews.models import Review


class ReviewFact(models.Model):
    """One meeting in figures (surveys.measures). `by_team`: those that differ for a team, of each one that was there.

    `told`: what its survey's result shows, {"score": [mean, n, about], "<statement>": …}; empty while it shows nothing.
    """

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="fact")
    series_number = models.PositiveBigIntegerField(null=True)
    week = models.DateField(db_index=True)
    figures = models.JSONField(default=dict)
    by_team = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    looked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"facts of {self.review_id}"


class WeekFact(models.Model):
    """The meetings of one week within a scope (surveys.measures.scope); `week` is told by its Monday."""

    scope = models.CharField(max_length=40)
    week = models.DateField()
    meetings = models.PositiveIntegerField()
    figures = models.JSONField(default=dict)
    told = models.JSONField(default=dict)

    class Meta:
        ordering = ["week"]
        constraints = [models.UniqueConstraint(fields=["scope", "week"], name="week_fact_once")]

    def __str__(self) -> str:
        return f"{self.scope} {self.week}"


class ScoreSpan(models.Model):
    """The frozen points of the same weeks, joined within a scope: {"score": [mean, n, about], "<statement>": …}."""

    scope = models.CharField(max_length=40)
    first_week = models.DateField()
    last_week = models.DateField()
    told = models.JSONField(default=dict)
    answers_n = models.PositiveIntegerField()
    # Of the same surveys; none where a point is from before it was kept.
    asked_n = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["first_week", "last_week"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "first_week", "last_week"], name="score_span_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.first_week}"
