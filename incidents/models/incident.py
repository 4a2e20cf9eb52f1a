"""What happened: title, severity, services, impact, times; and who may see and edit it."""

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Service(models.Model):
    """Something the company runs, named as people name it."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Severity(models.TextChoices):
    SEV1 = "SEV-1", _("SEV-1 · the whole product or data is affected")
    SEV2 = "SEV-2", _("SEV-2 · an important part is affected")
    SEV3 = "SEV-3", _("SEV-3 · some people notice")
    SEV4 = "SEV-4", _("SEV-4 · nobody outside noticed")


class Incident(models.Model):
    """One incident. `restricted` follows its reviews: such an incident is seen by its members alone."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices, default=Severity.SEV2)
    services = models.ManyToManyField(Service, related_name="incidents", blank=True, verbose_name=_("services"))
    impact = models.TextField(_("impact"), blank=True)
    impact_started_at = models.DateTimeField(_("impact began"), null=True, blank=True)
    detected_at = models.DateTimeField(_("detected"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    time_zone = models.CharField(_("local time zone of those who responded"), max_length=64, default="UTC")
    restricted = models.BooleanField(_("restricted"), default=False)
    # The importer's key: the same case twice creates nothing.
    origin = models.CharField(max_length=200, blank=True, default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="incidents_opened"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="IncidentMember", related_name="incidents")

    class Meta:
        ordering = ["-detected_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True)
                | Q(impact_started_at__isnull=True)
                | Q(resolved_at__gte=F("impact_started_at")),
                name="incident_resolved_after_it_began",
            ),
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="incident_origin_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def lasted(self) -> timedelta | None:
        """From the beginning of the impact to its end; None while either is unknown."""
        if self.impact_started_at is None or self.resolved_at is None:
            return None
        return self.resolved_at - self.impact_started_at


class IncidentMember(models.Model):
    """A person who sees the incident even when it is restricted; `may_edit` for those who write it up."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="incident_memberships")
    may_edit = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "user"], name="incident_member_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.incident_id}"
