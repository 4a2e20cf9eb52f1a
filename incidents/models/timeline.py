"""The moments of the narrative."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.evidence import Evidence, EvidenceItem
from incidents.models.incident import Incident
from incidents.models.involvement import Involvement


class TimelineEvent(models.Model):
    """When, what, whose perspective, from which evidence, who tells it in the meeting."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(_("when"))
    what = models.TextField(_("what happened"))
    perspective_of = models.ForeignKey(
        Involvement,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        verbose_name=_("whose perspective"),
    )
    teller = models.ForeignKey(
        Involvement,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="to_tell",
        verbose_name=_("who tells it"),
    )
    evidence = models.ForeignKey(
        Evidence,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        verbose_name=_("from which evidence"),
    )
    items = models.ManyToManyField(EvidenceItem, related_name="events", blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.what[:60]
