"""One person's part in one incident."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident


class Part(models.TextChoices):
    ON_CALL = "on_call", _("on call")
    COMMAND = "incident_command", _("incident command")
    SUPPORT = "support", _("support")
    SECURITY = "security", _("security")
    COMMUNICATIONS = "communications", _("communications")
    DEPENDENT_TEAM = "dependent_team", _("dependent team")
    CUSTOMER_FACING = "customer_facing", _("customer-facing")
    AFFECTED_USER = "affected_user", _("affected user")
    RESPONDER = "responder", _("responder")


# Perspectives that a review asks for by name when nobody covers them (issue 2, station 2).
WANTED_PARTS = [
    Part.SUPPORT,
    Part.COMMAND,
    Part.SECURITY,
    Part.COMMUNICATIONS,
    Part.DEPENDENT_TEAM,
    Part.AFFECTED_USER,
]


class Involvement(models.Model):
    """A person with an account, or a name only, and what they saw of the incident."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="involvements")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="involvements",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=100, blank=True)
    part = models.CharField(_("part"), max_length=30, choices=Part.choices, default=Part.RESPONDER)
    perspective = models.CharField(_("what they saw of it"), max_length=500, blank=True)
    key = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(name=""), name="involvement_is_somebody"),
            models.UniqueConstraint(
                fields=["incident", "user"], condition=Q(user__isnull=False), name="involvement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}, {self.get_part_display()}"

    @property
    def who(self) -> str:
        """The account's name, or the name that was written down."""
        return str(self.user) if self.user else self.name
