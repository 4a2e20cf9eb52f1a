"""Something worth learning, found in one or many incidents."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from incidents.models.timeline import TimelineEvent


class Theme(models.Model):
    title = models.CharField(_("title"), max_length=200, unique=True)
    description = models.TextField(_("description"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Sighting(models.Model):
    """Ties a theme to an event or a quoted passage of one incident."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="sightings")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="sightings")
    event = models.ForeignKey(TimelineEvent, null=True, blank=True, on_delete=models.SET_NULL, related_name="sightings")
    quote = models.TextField(_("quote"), blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        # Two constraints, since SQLite cannot treat two missing events as equal.
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "incident", "event"],
                condition=models.Q(event__isnull=False),
                name="sighting_at_event_once",
            ),
            models.UniqueConstraint(
                fields=["theme", "incident"], condition=models.Q(event__isnull=True), name="sighting_in_incident_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} in {self.incident_id}"
