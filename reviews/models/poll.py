"""The opening poll: what to talk about. Who chose what is shown to nobody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models import Theme
from reviews.models.comment import Thread
from reviews.models.review import Review


class Poll(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("being composed")
        OPEN = "open", _("open")
        REVEALED = "revealed", _("revealed")

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="poll")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True)
    revealed_at = models.DateTimeField(null=True)
    votes_each = models.PositiveSmallIntegerField(_("votes for each person"), default=1)
    # Facilitators vote, and count among those who may, only when they chose to.
    voting_facilitators = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(votes_each__gte=1, votes_each__lte=3), name="votes_each_1_to_3")
        ]

    def __str__(self) -> str:
        return f"poll of {self.review_id}"


class TalkingPoint(models.Model):
    class Kind(models.TextChoices):
        INCIDENT = "incident", _("this incident")
        COMMON = "common", _("common theme")
        OTHER = "other", _("written in")

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(_("talking point"), max_length=200)
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="talking_points")
    from_thread = models.ForeignKey(
        Thread, null=True, blank=True, on_delete=models.SET_NULL, related_name="talking_points"
    )
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    # Set at the reveal: 1 is discussed first. The number of votes stands frozen beside it.
    rank = models.PositiveSmallIntegerField(null=True)
    votes_counted = models.PositiveIntegerField(null=True)
    discussed_at = models.DateTimeField(null=True)
    # Written in when people were voting already, so that some may have chosen without knowing it.
    late = models.BooleanField(default=False)
    # Put aside by a facilitator: hidden, or (with `merged_into`) its votes went to another point. The reason is shown.
    aside_at = models.DateTimeField(null=True)
    aside_because = models.CharField(_("reason"), max_length=200, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    # The point of an earlier review of the series that this one takes up again.
    carried_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="carried")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """Changeable until the reveal; it has no time on purpose. `slot` 1 to 3: a person cannot have more votes than the poll gives."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    point = models.ForeignKey(TalkingPoint, on_delete=models.CASCADE, related_name="votes")

    slot = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter", "slot"], name="vote_slot_once"),
            models.UniqueConstraint(fields=["poll", "voter", "point"], name="vote_point_once"),
            models.CheckConstraint(condition=Q(slot__gte=1, slot__lte=3), name="vote_slot_1_to_3"),
        ]

    def __str__(self) -> str:
        return f"a vote in {self.poll_id}"
