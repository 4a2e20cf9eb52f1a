"""The opening of a meeting: its ground rules and who agreed to them, and the recording with everybody's answer to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review, Series


class GroundRule(models.Model):
    """One rule of a series; those without a series are the usual ones, for every series that wrote none of its own."""

    class Kind(models.TextChoices):
        PRACTICAL = "practical", _("how we meet")
        INTERACTIONAL = "interactional", _("how we talk")

    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.CASCADE, related_name="ground_rules")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    text = models.CharField(_("rule"), max_length=300)
    saying = models.CharField(_("saying"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Opening(models.Model):
    """How far the showing of the rules has come. They stand here as they were when it began, whoever edits the series meanwhile."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="opening")
    rules = models.JSONField()  # a list of {kind, text, saying}, each as people read it
    step = models.PositiveSmallIntegerField(default=1)  # 1 is the first rule
    asked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"opening of {self.review_id}"


class RuleAgreement(models.Model):
    """One tap of one person, or their spoken word. The room shows how many, never who."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="agreements")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # When a facilitator wrote down that it was said aloud in the room; a tap keeps no time.
    aloud_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="rule_agreement_once")]

    def __str__(self) -> str:
        return f"{self.user_id} agreed in {self.review_id}"


class RecordingPlan(models.Model):
    """What people are told before they answer, and where the recording stands. "On" counts only while nobody's answer is missing."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not on yet")
        ON = "on", _("on")
        PAUSED = "paused", _("paused")

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="recording_plan")
    why = models.CharField(
        _("why"),
        max_length=300,
        default=_("So that people who could not come can follow, and the notes can be checked."),
    )
    audience = models.CharField(
        _("who will hear it"), max_length=200, default=_("the people who are invited to this review")
    )
    kept_days = models.PositiveSmallIntegerField(_("days until it is deleted"), default=30)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    began_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recording of {self.review_id}"


class RecordingAnswer(models.Model):
    """A person's answer to being recorded. One stands (`ended_at` is empty); earlier ones are kept. For that person and the facilitators alone."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        AWAY = "away", _("has left")  # said by a facilitator

    class Way(models.TextChoices):
        """How somebody takes part all the same."""

        SILENT = "silent", _("With camera and microphone off, by chat")
        LEAVE = "leave", _("I leave for the part that is recorded")
        WRITE = "write", _("I write what I have to say instead")
        PAUSE = "pause", _("Please pause the recording when I speak")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="recording_answers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey("reviews.RoomGuest", null=True, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=4, choices=Answer.choices)
    way = models.CharField(max_length=6, choices=Way.choices, blank=True)
    aloud = models.BooleanField(default=False)  # said in the room, and written down by a facilitator
    answered_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "user"], condition=Q(ended_at__isnull=True), name="recording_answer_stands_once"
            ),
            models.UniqueConstraint(
                fields=["review", "guest"],
                condition=Q(ended_at__isnull=True),
                name="guest_recording_answer_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) ^ Q(guest__isnull=True), name="recording_answer_of_one_person"
            ),
            models.CheckConstraint(condition=Q(way="") | Q(answer="no"), name="recording_way_of_a_no"),
        ]

    def __str__(self) -> str:
        return f"answer of {self.user_id or self.guest_id} in {self.review_id}"

    @property
    def who(self) -> str:
        """The person's name; select_related("user", "guest") saves queries."""
        return self.guest.called if self.guest else str(self.user)
