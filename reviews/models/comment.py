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


class Decision(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Thread(models.Model):
    """Offsets are Unicode code points in the Markdown source of the named revision (decision 2).

    A thread with a `replacement` is a suggestion: this source in place of `origin_quote`, the source it was made against;
    empty: the passage goes. Its decision is for good, also when the thread is opened again or the old text comes back.
    """

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
    replacement = models.TextField(null=True)  # noqa: DJ001  empty removes the passage, none is no suggestion
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_in = models.PositiveIntegerField(null=True)  # the revision that its acceptance made

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(origin_end__gt=F("origin_start")), name="thread_origin_has_text"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=False) | Q(resolved_by__isnull=True), name="thread_resolved_pair"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by=None)
                | (Q(replacement__isnull=False, decided_at__isnull=False) & ~Q(decision="")),
                name="thread_decided_suggestion",
            ),
            models.CheckConstraint(
                condition=Q(decision="accepted", accepted_in__isnull=False)
                | (~Q(decision="accepted") & Q(accepted_in=None)),
                name="thread_accepted_in_revision",
            ),
        ]

    def __str__(self) -> str:
        return self.rendered_quote[:60]

    @property
    def is_pending(self) -> bool:
        """A suggestion that nobody has accepted, declined or withdrawn."""
        return self.replacement is not None and not self.decision


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
