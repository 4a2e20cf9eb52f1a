"""What is held for the end of a meeting: questions, parked items, rabbit holes, follow-ups, and the record of the meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models import TimelineEvent
from reviews.models.review import Review


class Question(models.Model):
    """Asked for everyone, or kept for oneself; open until somebody says that it is answered or lets it go."""

    class Word(models.TextChoices):
        """What its author said when asked at the end."""

        NONE = "", _("not asked yet")
        ANSWERED = "answered", _("answered")
        OPEN = "open", _("still open")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="questions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    guest = models.ForeignKey("reviews.RoomGuest", null=True, on_delete=models.SET_NULL, related_name="questions")
    text = models.CharField(_("question"), max_length=500)
    for_all = models.BooleanField(_("for everyone"), default=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)
    from_thread = models.ForeignKey("reviews.Thread", null=True, on_delete=models.SET_NULL, related_name="+")
    author_says = models.CharField(max_length=8, choices=Word.choices, default=Word.NONE, blank=True)
    # The moment of the narrative that it is pinned to, and how that read then: the words stay when the moment is taken off.
    event = models.ForeignKey(TimelineEvent, null=True, on_delete=models.SET_NULL, related_name="questions")
    about = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(let_go_at__isnull=True), name="question_answered_or_let_go"
            )
        ]

    def __str__(self) -> str:
        return self.text

    asked_there_by = ""

    @property
    def asker(self) -> str:
        """Who asked it, guests marked as such; select_related("by", "guest") saves queries. Elsewhere: see archive_meeting.named."""
        return self.guest.shown_name if self.guest else str(self.by or self.asked_there_by)

    @property
    def taken_off(self) -> bool:
        """What a guest asked and a facilitator let go: in the facilitators' list alone, nowhere else."""
        return bool(self.guest_id and self.let_go_at)

    @property
    def is_open(self) -> bool:
        """Neither answered nor let go, and nobody took it on; select_related("follow_up") saves a query each."""
        return not (self.answered_at or self.let_go_at or hasattr(self, "follow_up"))


class QuestionVote(models.Model):
    """ "I would like to hear this too": one a person and question, taken back by deleting it. It has no time on purpose."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey("reviews.RoomGuest", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "voter"], name="question_vote_once"),
            models.UniqueConstraint(fields=["question", "guest"], name="guest_question_vote_once"),
            models.CheckConstraint(
                condition=Q(voter__isnull=True) ^ Q(guest__isnull=True), name="question_vote_of_one_person"
            ),
        ]

    def __str__(self) -> str:
        return f"a vote for {self.question_id}"


class ParkedItem(models.Model):
    """Put aside for later; needs a fate before the meeting is closed. `by` is empty when the room decided it."""

    class Kind(models.TextChoices):
        DETAIL = "detail", _("technical detail")
        FIX = "fix", _("fix idea")
        MEETING = "meeting", _("needs a meeting of its own")

    class Fate(models.TextChoices):
        NONE = "", _("not decided yet")
        FOLLOW_UP = "follow_up", _("follow-up")
        LET_GO = "let_go", _("let go")
        MEETING = "meeting", _("a meeting is planned")
        SOAK = "soak", _("chosen after two working days")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="parked_items")
    kind = models.CharField(_("what kind of thing"), max_length=8, choices=Kind.choices)
    text = models.CharField(_("what"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    parked_at = models.DateTimeField(auto_now_add=True)
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.NONE, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    parked_there_by = ""  # of a review from elsewhere; see queries.elsewhere

    @property
    def parker(self) -> object:
        """Whoever put it aside, here or there; "" when the room did, or for somebody who left."""
        return self.by or self.parked_there_by


class RabbitHole(models.Model):
    """The room is asked whether to go on or to park. The counts stand here once it is over; no record says who said what."""

    class State(models.TextChoices):
        ASKING = "asking", _("being asked")
        GO_ON = "go_on", _("go on")
        PARK = "park", _("park")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="rabbit_holes")
    about = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.ASKING)
    go_on_counted = models.PositiveIntegerField(null=True)
    park_counted = models.PositiveIntegerField(null=True)
    parked_item = models.ForeignKey(ParkedItem, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review"], condition=Q(state="asking"), name="one_rabbit_hole_at_a_time")
        ]

    def __str__(self) -> str:
        return self.about


class RabbitAnswer(models.Model):
    """One a person, changeable while the ten seconds last; deleted once it was counted."""

    hole = models.ForeignKey(RabbitHole, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey("reviews.RoomGuest", null=True, on_delete=models.CASCADE, related_name="+")
    park = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hole", "person"], name="rabbit_answer_once"),
            models.UniqueConstraint(fields=["hole", "guest"], name="guest_rabbit_answer_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(guest__isnull=True), name="rabbit_answer_of_one_person"
            ),
        ]

    def __str__(self) -> str:
        return f"an answer to {self.hole_id}"


class FollowUp(models.Model):
    """Something agreed afterwards, with an owner and perhaps a day; or "we chose not to", with the reason."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="follow_ups")
    what = models.CharField(_("what"), max_length=500)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="follow_ups")
    # Who took it on where it was agreed, when that was another installation.
    owner_name = models.CharField(max_length=100, blank=True, default="")
    due = models.DateField(_("due"), null=True)
    why = models.CharField(_("why"), max_length=500, blank=True, default="")
    chosen_not = models.BooleanField(default=False)
    reason = models.CharField(_("why not"), max_length=500, blank=True)
    # Set when it is done, and when it was chosen not to do it: both are settled.
    settled_at = models.DateTimeField(null=True, db_index=True)
    from_question = models.OneToOneField(Question, null=True, on_delete=models.SET_NULL, related_name="follow_up")
    from_parked = models.OneToOneField(ParkedItem, null=True, on_delete=models.SET_NULL, related_name="follow_up")
    from_thread = models.ForeignKey("reviews.Thread", null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(chosen_not=False) | ~Q(reason=""), name="follow_up_not_has_a_reason")
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def state(self) -> str:
        """ "open", "done" or "not" ("we chose not to"); the last two are both settled."""
        if self.chosen_not:
            return "not"
        return "done" if self.settled_at else "open"

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def taken_on_by(self) -> str:
        """A name, "" when nobody has taken it on."""
        return str(self.owner or self.owner_name)


class MeetingRecord(models.Model):
    """The close of a meeting: since when it is being closed, what is promised, and `content`, written at the end (see queries/records.py)."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="record")
    closing_at = models.DateTimeField(null=True)
    report_promised_on = models.DateField(_("report promised for"), null=True)
    thanks = models.CharField(_("thanks"), max_length=500, blank=True)
    written_at = models.DateTimeField(null=True)
    content = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"record of {self.review_id}"
