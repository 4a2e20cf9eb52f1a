"""The people in the room: when they were there, guests, private signals to the facilitators, and how long a facilitator talked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reviews.models.poll import Poll, TalkingPoint
from reviews.models.review import Attendance, Review


class AttendanceSpan(models.Model):
    """One stretch of somebody's presence. `to_at` None: in the physical room, until the meeting ends."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="spans")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_at=None) | Q(to_at__gte=F("from_at")), name="attendance_span_forward")
        ]

    def __str__(self) -> str:
        return f"a stretch of {self.attendance_id}"


class RoomGuest(models.Model):
    """People without an account: named or counted in the physical room, or a guest who came in by code on a device of their own."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="room_guests")
    name = models.CharField(_("name"), max_length=80, blank=True)
    people = models.PositiveSmallIntegerField(_("how many people"), default=1)
    by_device = models.BooleanField(default=False)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    # To the ground rules, by a tap on their device; it has no time, as others. One said aloud in the physical room has.
    agreed = models.BooleanField(default=False)
    agreed_aloud_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(people__gte=1), name="room_guest_is_somebody")]

    def __str__(self) -> str:
        return self.name or str(self.people)

    @property
    def shown_name(self) -> str:
        """Where others read it: nobody takes a guest for a colleague of the same name."""
        return _now("%(name)s (guest)") % {"name": self}

    @property
    def called(self) -> str:
        """For facilitators: guests on a device as others read them, those in the physical room by name or number."""
        if self.by_device:
            return self.shown_name
        words = ngettext("%(n)d person in the physical room", "%(n)d people in the physical room", self.people)
        return self.name or words % {"n": self.people}


class GuestVote(models.Model):
    """As many per device and poll as everybody has, changeable until the reveal; it has no time on purpose, as the votes of others."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="guest_votes")
    guest = models.ForeignKey(RoomGuest, on_delete=models.CASCADE, related_name="+")
    point = models.ForeignKey(TalkingPoint, on_delete=models.CASCADE, related_name="guest_votes")
    slot = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "guest", "slot"], name="guest_vote_slot_once"),
            models.UniqueConstraint(fields=["poll", "guest", "point"], name="guest_vote_point_once"),
            models.CheckConstraint(condition=Q(slot__gte=1, slot__lte=3), name="guest_vote_slot_1_to_3"),
        ]

    def __str__(self) -> str:
        return f"a guest's vote in {self.poll_id}"


class ComfortSignal(models.Model):
    """A private word to the facilitators while the meeting is on. Deleted when it ends; no record of it is kept anywhere."""

    class Kind(models.TextChoices):
        NOT_NOW = "not_now", _("I would rather not talk about this now")
        BLAME = "blame", _("This feels like blame")
        SLOWER = "slower", _("Slow down")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comfort_signals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "user", "kind"], condition=Q(seen_at=None), name="comfort_waits_once"
            )
        ]

    def __str__(self) -> str:
        return f"a signal in {self.review_id}"


class TalkSpan(models.Model):
    """A stretch in which a facilitator talked, by their own tap. `to_at` None: still talking."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="talk_spans")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "user"], condition=Q(to_at=None), name="talks_once_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} talked in {self.review_id}"
