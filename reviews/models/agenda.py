"""The meeting in blocks with minutes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class AgendaItem(models.Model):
    class Kind(models.TextChoices):
        OPENING = "opening", _("opening remarks")
        OVERVIEW = "overview", _("overview of the analysis")
        NARRATIVE = "narrative", _("narrative")
        THEMES = "themes", _("themes")
        QUESTIONS = "questions", _("questions")
        STEPS = "steps", _("steps taken and next steps")
        OTHER = "other", _("something else")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="agenda")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(_("title"), max_length=120)
    notes = models.TextField(_("notes"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    extended = models.PositiveSmallIntegerField(_("minutes added in the meeting"), default=0)
    position = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Coming(models.Model):
    """A person says that they come for this part of the meeting; it promises nothing and keeps nobody from the others."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="coming")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="coming_once")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.item_id}"
