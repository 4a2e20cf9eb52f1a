"""The moments of the narrative."""

from datetime import datetime
from secrets import randbelow

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.evidence import Evidence, EvidenceItem
from incidents.models.incident import Incident
from incidents.models.involvement import Involvement

MOST_REFERENCES = 2_000_000_000  # fits into the integers of both databases


def new_reference() -> int:
    """Chosen by chance, so that a text never speaks of another moment than the one it was written about."""
    return 1 + randbelow(MOST_REFERENCES)


class TimelineEvent(models.Model):
    """When, what, whose perspective, from which evidence, who tells it in the meeting.

    `reference` is how documents speak of it ("#from-event-5"): kept in archives, so it means the same in another installation.
    """

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="events")
    # Of one whose time nobody knows: the instant of the moment behind which it stands, so that one order holds everywhere.
    at = models.DateTimeField(_("when"))
    timed = models.BooleanField(_("its time is known"), default=True)
    # What people decided where time leaves the order open; see incidents.ordering.
    position = models.PositiveIntegerField(default=0)
    what = models.TextField(_("what happened"))
    # Keeps hindsight out: how it looked at that moment, not what it turned out to be.
    known_then = models.TextField(_("what was known then"), blank=True, default="")
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
    reference = models.PositiveIntegerField(default=new_reference, editable=False)

    class Meta:
        ordering = ["at", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["incident", "reference"], name="event_reference_once")]

    def __str__(self) -> str:
        return self.what[:60]

    @property
    def known_at(self) -> datetime | None:
        """When it happened, as far as that is known; pages show this, and sort by `at`."""
        return self.at if self.timed else None
