"""A conversation with one involved person: what was promised about its notes, the notes, and the passages that may be quoted.

Read by the facilitators of the review alone (reviews.queries.interviews); a test says which modules may touch the notes.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents.models import Involvement
from reviews.models.review import Review


class Interview(models.Model):
    """One person asked for a chat. `until` is the promised day; the notes are deleted at its first moment on the review's clock.

    Somebody without an account has no `person` but a `name`: facilitators ask them outside Debrief and note what they said (`said_on`).
    """

    class Answer(models.TextChoices):
        NONE = "", _("no answer yet")
        TIME = "time", _("a time is agreed")
        NONE_FITS = "none_fits", _("no time fits")
        NO = "no", _("would rather not")
        # Of somebody without an account, as a facilitator was told.
        YES = "yes", _("said yes")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="interviews")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="interviews")
    name = models.CharField(max_length=100, blank=True, default="")
    involvement = models.ForeignKey(Involvement, null=True, on_delete=models.SET_NULL, related_name="+")
    said_on = models.DateField(_("when they said so"), null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=30)
    # Goes up with each set of times; what was mailed for an earlier one is no longer wanted.
    version = models.PositiveIntegerField(default=1)
    until = models.DateField(_("the notes are deleted on"))
    delete_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NONE, blank=True)
    chosen = models.ForeignKey("InterviewTime", null=True, on_delete=models.SET_NULL, related_name="+")
    word = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    notes_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="interview_once"),
            models.UniqueConstraint(
                fields=["review", "involvement"],
                condition=Q(involvement__isnull=False),
                name="interview_without_account_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person__isnull=True) & ~Q(name="")),
                name="interview_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(chosen__isnull=True) | Q(answer="time"), name="interview_time_with_its_answer"
            ),
        ]
        indexes = [models.Index(fields=["delete_at"], name="interview_to_delete", condition=Q(deleted_at__isnull=True))]

    def __str__(self) -> str:
        return f"interview {self.pk}"

    @property
    def who(self) -> str:
        """The account's name, or the name that was written down."""
        return str(self.person) if self.person else self.name

    @property
    def topic(self) -> str:
        """The name under which its messages are planned: never the review's, whose messages others see."""
        return f"interview:{self.pk}"

    @property
    def open(self) -> bool:
        """Its person may answer."""
        return not (self.taken_back_at or self.held_at or self.deleted_at)


class InterviewTime(models.Model):
    """An offered time: the wall time and zone somebody chose, and the instant."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="times")
    wall_time = models.CharField(max_length=16)
    time_zone = models.CharField(_("time zone"), max_length=64)
    begins_at = models.DateTimeField()

    class Meta:
        ordering = ["begins_at", "pk"]

    def __str__(self) -> str:
        return f"{self.wall_time} {self.time_zone}"


class InterviewNotes(models.Model):
    """A saved state of the notes; the newest is the interview's `notes_number`, older ones serve to merge and are few."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField()
    text = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["interview", "number"], name="interview_notes_number_once")]

    def __str__(self) -> str:
        return f"notes {self.number} of interview {self.interview_id}"


class InterviewDraft(models.Model):
    """What one facilitator typed and could not be saved, because another one changed the same words."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base_number = models.PositiveIntegerField()
    text = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "user"], name="interview_draft_once")]

    def __str__(self) -> str:
        return f"draft of interview {self.interview_id}"


class InterviewQuote(models.Model):
    """A passage of the notes that is on the record, and whether its person lets it be quoted."""

    class Answer(models.TextChoices):
        NONE = "", _("not answered yet")
        YES = "yes", _("yes")
        UNNAMED = "unnamed", _("yes, without the name")
        NO = "no", _("no")

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="quotes")
    text = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NONE, blank=True)
    # The person's own wording, in the place of the passage; only beside a yes.
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    # Who wrote the answer of somebody without an account down, and when it was given.
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    said_on = models.DateField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(words="") | Q(answer__in=["yes", "unnamed"]), name="interview_quote_words_with_a_yes"
            )
        ]

    def __str__(self) -> str:
        return f"quote {self.pk} of interview {self.interview_id}"

    @property
    def agreed(self) -> bool:
        return self.answer in (self.Answer.YES, self.Answer.UNNAMED)

    @property
    def wording(self) -> str:
        """What may be quoted; "" unless it was agreed."""
        return (self.words or self.text) if self.agreed else ""

    @property
    def said_by(self) -> str:
        """How the document names who said it."""
        unnamed = self.answer == self.Answer.UNNAMED
        return str(_("somebody who was there")) if unnamed else self.interview.who

    @property
    def markdown(self) -> str:
        """The agreed wording as a quotation, every line of it marked."""
        if not self.agreed:
            return ""
        lines = self.wording.strip().splitlines()
        return "\n".join([*(f"> {line}".rstrip() for line in lines), ">", f"> {self.said_by}"])
