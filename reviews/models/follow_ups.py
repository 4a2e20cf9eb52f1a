"""Beside the follow-ups: where one is tracked and what is said there, and the small group that says which ideas to take up."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.models.questions import FollowUp, ParkedItem
from reviews.models.review import Review


class Tracked(models.Model):
    """The page of another system on which a follow-up is tracked. `state` is its own word there; `trouble`, why it could not be read lately."""

    follow_up = models.OneToOneField(FollowUp, on_delete=models.CASCADE, related_name="tracked")
    url = models.CharField(_("where it is tracked"), max_length=500)
    state = models.CharField(max_length=80, blank=True, default="")
    # None while nothing was read yet.
    is_closed = models.BooleanField(null=True)
    read_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True, default="")
    failures = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.url


class Chooser(models.Model):
    """One of the small group that the facilitator asks which ideas of a meeting to take up."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="choosers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="chooser_once")]

    def __str__(self) -> str:
        return f"{self.person_id} chooses for {self.review_id}"


class IdeaWord(models.Model):
    """What one of the group says of an idea; changeable until the facilitator decides."""

    class Answer(models.TextChoices):
        DO_IT = "do_it", _("do it")
        NOT_NOW = "not_now", _("not now")

    item = models.ForeignKey(ParkedItem, on_delete=models.CASCADE, related_name="words")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(_("what you would do"), max_length=7, choices=Answer.choices)
    word = models.CharField(_("a word about it"), max_length=300, blank=True, default="")
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="idea_word_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.answer}"
