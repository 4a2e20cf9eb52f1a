"""What is about one person: passages and events, that person's word on each, and whether they speak of an event in the meeting."""

from datetime import datetime
from hashlib import blake2b

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incidents.models import TimelineEvent
from reviews.models.comment import Status
from reviews.models.document import Document
from reviews.models.review import Review


class MarkedPassage(models.Model):
    """A passage that is about somebody; offsets and carrying as for threads (decision 2).

    `quote` is what a reader sees of it in the latest revision; of an orphan, what they saw last.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="marked_passages")
    origin_revision = models.PositiveIntegerField()
    origin_start = models.PositiveIntegerField()
    origin_end = models.PositiveIntegerField()
    origin_quote = models.TextField()
    rendered_quote = models.TextField()
    held_revision = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.KEPT)
    confidence = models.FloatField(default=1.0)
    near = models.PositiveIntegerField(null=True)
    quote = models.TextField()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(origin_end__gt=F("origin_start")), name="marked_passage_has_text")
        ]

    def __str__(self) -> str:
        return self.quote[:60]


class PersonPart(models.Model):
    """A passage or a timeline event that is about one person. With neither it was an event that is gone."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="person_parts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person_parts")
    passage = models.ForeignKey(MarkedPassage, null=True, on_delete=models.CASCADE, related_name="parts")
    event = models.ForeignKey(TimelineEvent, null=True, on_delete=models.SET_NULL, related_name="person_parts")
    # How it read when it was marked: all that is left of an event that was taken off the timeline.
    quote = models.TextField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    marked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passage__isnull=True) | Q(event__isnull=True), name="person_part_is_one"
            ),
            models.UniqueConstraint(
                fields=["passage", "person"], condition=Q(passage__isnull=False), name="person_part_passage_once"
            ),
            models.UniqueConstraint(
                fields=["review", "event", "person"], condition=Q(event__isnull=False), name="person_part_event_once"
            ),
        ]

    def __str__(self) -> str:
        return f"part of {self.person_id} in {self.review_id}"

    @property
    def gone(self) -> bool:
        """Its words are no longer in the document, or the event no longer in the timeline."""
        return self.passage.status == Status.ORPHANED if self.passage else self.event_id is None

    @property
    def words(self) -> str:
        """How it reads now."""
        if self.passage:
            return self.passage.quote
        return self.event.what if self.event else self.quote

    @property
    def at(self) -> datetime | None:
        """The event's moment; None for a passage, and where nobody knows the time."""
        return self.event.known_at if self.event else None

    @property
    def seen(self) -> str:
        """Short for what an answer is about: an answer to another text must not count for this one."""
        written = f"{plain(self.words)}\n{self.at.timestamp() if self.at else ''}"
        return blake2b(written.encode(), digest_size=8).hexdigest()


def plain(text: str) -> str:
    """A text whose line breaks and blanks do not matter."""
    return " ".join(text.split())


class SignOff(models.Model):
    """A person's word on a part about them, with the text as it then read. One stands (`ended_at` is empty); earlier ones are kept."""

    class Answer(models.TextChoices):
        CHECKED = "checked", _("checked")
        DISPUTED = "disputed", _("disputed")

    part = models.ForeignKey(PersonPart, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    reason = models.TextField(blank=True)
    text = models.TextField()
    at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["part"], condition=Q(ended_at__isnull=True), name="sign_off_stands_once"),
            models.CheckConstraint(
                condition=Q(answer="checked", reason="") | (Q(answer="disputed") & ~Q(reason="")),
                name="sign_off_disputed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.part_id}"


class Willingness(models.Model):
    """Whether a person is willing to be called on about an event of theirs. For the facilitators of the review alone."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        RATHER_NOT = "rather_not", _("rather not")
        ASK = "ask", _("ask me privately")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="willingness")
    event = models.ForeignKey(TimelineEvent, on_delete=models.CASCADE, related_name="willingness")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    # When a facilitator talked with them in private, as they had asked; empty again with each new answer.
    asked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "event", "person"], name="willingness_once")]

    def __str__(self) -> str:
        return f"willingness of {self.person_id}"
