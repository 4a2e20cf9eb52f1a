"""Something that was looked at, and its items with a time."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident


class Evidence(models.Model):
    """A channel export, ticket, call, document or earlier report."""

    class Kind(models.TextChoices):
        CHANNEL = "channel", _("channel")
        TICKET = "ticket", _("ticket")
        CALL = "call", _("call")
        DOCUMENT = "document", _("document")
        ALERT = "alert", _("alert")
        REPORT = "report", _("earlier report")

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.DOCUMENT)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = _("evidence")
        constraints = [models.UniqueConstraint(fields=["incident", "title"], name="evidence_title_once")]

    def __str__(self) -> str:
        return self.title


class EvidenceItem(models.Model):
    """A message or note with a time."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="items")
    at = models.DateTimeField(null=True)
    author = models.CharField(max_length=100, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
