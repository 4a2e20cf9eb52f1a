"""One learning review of one incident, and the series it belongs to."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident


class Series(models.Model):
    """A standing meeting to which reviews belong ("Tuesday review")."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    minutes = models.PositiveSmallIntegerField(_("usual length in minutes"), default=60)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    PREPARING = "preparing", _("being prepared")
    MEETING = "meeting", _("the meeting is on")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class Review(models.Model):
    """The wall time and IANA zone people chose stand beside the instant in UTC (decision 1); `plan_version` goes up with each change of it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="reviews")
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.PREPARING)
    meets_at = models.DateTimeField(_("meeting"))
    wall_time = models.CharField(max_length=16)
    time_zone = models.CharField(_("time zone"), max_length=64)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    restricted = models.BooleanField(_("restricted"), default=False)
    plan_version = models.PositiveIntegerField(default=1)
    short_notice_reason = models.CharField(_("why at short notice"), max_length=300, blank=True)
    recorded = models.BooleanField(_("the meeting is recorded"), default=False)
    join_code = models.CharField(max_length=6, blank=True, default="", db_index=True)
    guests_allowed = models.BooleanField(_("guests without an account may come in by code"), default=False)
    # Who leads the meeting now; every facilitator has the desk, but one of them is expected to hold it.
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="Participation",
        through_fields=("review", "user"),
        related_name="reviews",
    )

    # By person, what permissions.role_in found; a dictionary only while a page is read (reviews.access), when no role changes.
    known_roles: dict[int, str] | None = None

    class Meta:
        ordering = ["-meets_at", "-pk"]
        indexes = [models.Index(fields=["stage", "meets_at"], name="review_stage_meets")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=240), name="review_between_15_minutes_and_4_hours"
            ),
            models.UniqueConstraint(fields=["join_code"], condition=~Q(join_code=""), name="join_code_of_one_room"),
        ]

    def __str__(self) -> str:
        return self.incident.title

    @property
    def topic(self) -> str:
        """The name under which open pages listen and messages are planned."""
        return f"review:{self.uid}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def ends_at(self) -> datetime:
        return self.meets_at + timedelta(minutes=self.minutes)

    @property
    def due_at(self) -> datetime:
        """When the document must have reached everyone. Jeli's guide: share at least 24 hours before; counted in UTC."""
        return self.meets_at - timedelta(hours=24)

    @property
    def due_passed(self) -> bool:
        """Whether fewer than 24 hours are left, so that the document can only come as soon as it is ready."""
        return self.due_at < timezone.now()

    @property
    def short_notice(self) -> bool:
        return bool(self.short_notice_reason)


class Participation(models.Model):
    """One person's place in one review. A removed person keeps the row, so that what they wrote keeps its author."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("facilitator")
        PARTICIPANT = "participant", _("participant")

    class Reply(models.TextChoices):
        NONE = "", _("no reply yet")
        YES = "yes", _("comes")
        NO = "no", _("cannot come")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="participations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.PARTICIPANT)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=3, choices=Reply.choices, default=Reply.NONE, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="participation_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.review_id}"


class Attendance(models.Model):
    """Kept when a person has the room open while the meeting is on."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attendances")
    came_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        ordering = ["came_at"]
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.review_id}"


class PendingInvitation(models.Model):
    """Somebody invited by address who has no account yet; becomes a participation when they have one."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="pending_invitations")
    invitation = models.ForeignKey("accounts.AccountInvitation", on_delete=models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "invitation"], name="pending_invitation_once")]

    def __str__(self) -> str:
        return f"{self.invitation_id} to {self.review_id}"
