"""Who did what and when: one row for every action that changed something."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Written in the same transaction as the change. Never holds what a person wrote, nor anything about votes or survey answers."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    did = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.did} {self.subject_kind} {self.subject_id}"
