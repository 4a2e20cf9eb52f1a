"""A file on its way to become evidence: what it is, what was answered about it, how far it is read, and what could not be."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.evidence import Evidence
from incidents.models.incident import Incident

NOT_A_PERSON = -1  # no account has this number


class EvidenceImport(models.Model):
    """`options` are the answers of the preview, `people` the accounts by the author's key; 0 for "stays a name", NOT_A_PERSON."""

    class Format(models.TextChoices):
        SLACK = "slack", _("Slack export (ZIP)")
        PASTED = "pasted", _("copied channel text")
        WEBVTT = "webvtt", _("call transcript (WebVTT)")
        PAGERDUTY = "pagerduty", _("PagerDuty log entries (JSON)")
        JIRA = "jira", _("Jira issues (CSV)")
        CSV = "csv", _("table (CSV)")

    class State(models.TextChoices):
        PREVIEW = "preview", _("preview")
        QUEUED = "queued", _("waits for its turn")
        RUNNING = "running", _("is being brought in")
        DONE = "done", _("brought in")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("could not be brought in")
        OUT = "out", _("taken out again")

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="evidence_imports")
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.SET_NULL, related_name="imports")
    title = models.CharField(_("title"), max_length=200)
    format = models.CharField(_("format"), max_length=20, choices=Format.choices)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    options = models.JSONField(default=dict)
    people = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PREVIEW)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    # Who works on it says so until this moment; `attempt` tells a worker that another has taken over.
    claimed_until = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    cancel_wanted = models.BooleanField(default=False)
    # How much of the file is read, in thousandths.
    share = models.PositiveSmallIntegerField(default=0)
    items_n = models.PositiveIntegerField(default=0)
    known_n = models.PositiveIntegerField(default=0)
    changed_n = models.PositiveIntegerField(default=0)
    problems_n = models.PositiveIntegerField(default=0)
    failed_why = models.CharField(max_length=300, blank=True)
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state"], name="evidence_import_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ahead(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)


class EvidenceChunk(models.Model):
    """A piece of the file, kept in the database so that the worker reads it wherever it runs; gone when the import ends."""

    brought_by = models.ForeignKey(EvidenceImport, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["brought_by", "number"], name="evidence_chunk_once")]

    def __str__(self) -> str:
        return f"{self.brought_by_id}: {self.number}"


class EvidenceProblem(models.Model):
    """A row that could not be read: where it stands, why, and how it begins."""

    brought_by = models.ForeignKey(EvidenceImport, on_delete=models.CASCADE, related_name="problems")
    where = models.CharField(max_length=200)
    why = models.CharField(max_length=300)
    raw = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"
