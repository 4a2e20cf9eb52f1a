"""Threads anchored to passages: where they began never changes, where they are now does, with its history."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reviews.models.document import Document


class Status(models.TextChoices):
    KEPT = "kept", _("on its text")
    EDITED = "edited", _("its text was edited")
    MOVED = "moved", _("its text was moved")
    ORPHANED = "orphaned", _("text removed")


class Thread(models.Model):
    """Offsets are Unicode code points in the Markdown source of the named revision (decision 2)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="threads")
    origin_revision = models.PositiveIntegerField()
    origin_start = models.PositiveIntegerField()
    origin_end = models.PositiveIntegerField()
    origin_quote = models.TextField()
    rendered_quote = models.TextField()
    prefix = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=80, blank=True)
    # Where it last held: the revision, and the span in it. An orphan keeps these and is tried again at every save.
    held_revision = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.KEPT)
    confidence = models.FloatField(default=1.0)
    near = models.PositiveIntegerField(null=True)
    # Who put the anchor where it is, or took it off; null: the map. What a person took off comes back with its own words only.
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    whole = models.BooleanField(default=False)  # kept as a comment on the document; its status stays orphaned
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(origin_end__gt=F("origin_start")), name="thread_origin_has_text"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=False) | Q(resolved_by__isnull=True), name="thread_resolved_pair"
            ),
        ]

    def __str__(self) -> str:
        return self.rendered_quote[:60]


class AnchorStep(models.Model):
    """One place where the anchor was, per revision that changed it, set by the map or by a person."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="steps")
    revision = models.PositiveIntegerField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    status = models.CharField(max_length=10, choices=Status.choices)
    confidence = models.FloatField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["revision", "pk"]

    def __str__(self) -> str:
        return f"{self.status} at {self.revision}"


class Comment(models.Model):
    """One remark in a thread; the first is the thread's own. A taken-back one keeps its place, without its words."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments")
    text = models.TextField()
    html = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
