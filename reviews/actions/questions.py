"""Questions held for the end: asking, wanting to hear one too, and saying what became of it."""

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import records
from reviews.actions.room import topic
from reviews.models import FollowUp, Question, QuestionVote, Review, Thread


class Settled(Exception):
    """The question is not open any more, or is its author's alone."""


@transaction.atomic
def ask(*, review: Review, by: User, text: str, for_all: bool, from_thread: Thread | None = None) -> Question:
    """Without `for_all` nobody but its author ever sees it, the facilitators neither."""
    known = from_thread and Question.objects.filter(review=review, by=by, text=text, from_thread=from_thread).first()
    if known:  # the button was pressed twice
        return known
    question = Question.objects.create(review=review, by=by, text=text, for_all=for_all, from_thread=from_thread)
    audit.record(by=by, did="question.asked", subject=review, question=question.pk)
    if for_all:
        _changed(question)
    return question


@transaction.atomic
def share(*, question: Question, by: User) -> None:
    """A question one kept for oneself is asked for everyone; that cannot be taken back."""
    held = _open(question)
    held.for_all = True
    held.save(update_fields=["for_all"])
    _done(held, by, "question.shared")


@transaction.atomic
def vote(*, question: Question, by: User, up: bool) -> None:
    """Fifty clicks at once are one vote. No record says who but the vote itself. Raises Settled."""
    if not (question.for_all and question.is_open):
        raise Settled
    if up:
        QuestionVote.objects.bulk_create([QuestionVote(question=question, voter=by)], ignore_conflicts=True)
    else:
        QuestionVote.objects.filter(question=question, voter=by).delete()
    _changed(question)


@transaction.atomic
def answered(*, question: Question, by: User) -> None:
    """Its author's word counts as such; what had been taken on because of it is done with. Twice is once."""
    held = _locked(question)
    if held.answered_at:
        return
    held.answered_at, held.let_go_at = timezone.now(), None
    if held.by_id == by.pk:
        held.author_says = Question.Word.ANSWERED
    held.save(update_fields=["answered_at", "let_go_at", "author_says"])
    FollowUp.objects.filter(from_question=held).delete()
    _done(held, by, "question.answered")


@transaction.atomic
def still_open(*, question: Question, by: User) -> None:
    """Its author says so when asked, or somebody takes back what had become of it."""
    held = _locked(question)
    held.answered_at = held.let_go_at = None
    held.author_says = Question.Word.OPEN if held.by_id == by.pk else Question.Word.NONE
    held.save(update_fields=["answered_at", "let_go_at", "author_says"])
    FollowUp.objects.filter(from_question=held).delete()
    _done(held, by, "question.open")


@transaction.atomic
def let_go(*, question: Question, by: User) -> None:
    """Raises Settled unless it is open."""
    held = _open(question)
    held.let_go_at = timezone.now()
    held.save(update_fields=["let_go_at"])
    _done(held, by, "question.let_go")


def _locked(question: Question) -> Question:
    return Question.objects.select_for_update().get(pk=question.pk)


def _open(question: Question) -> Question:
    held = _locked(question)
    if not held.is_open:
        raise Settled
    return held


def _done(question: Question, by: User, did: str) -> None:
    audit.record(by=by, did=did, subject=question.review, question=question.pk)
    records.renew(question.review)
    _changed(question)


def _changed(question: Question) -> None:
    """What is its author's alone moves no page but theirs."""
    if question.for_all:
        live.publish(topic(question.review), "questions", "closing")
