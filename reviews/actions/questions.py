"""Questions held for the end: asking, wanting to hear one too, and saying what became of it."""

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from incidents.models import TimelineEvent
from reviews.actions import records, whose
from reviews.actions.room import topic
from reviews.models import FollowUp, Question, QuestionVote, Review, Thread


class Settled(Exception):
    """The question is not open any more, or is its author's alone."""


@transaction.atomic
def ask(
    *,
    review: Review,
    by: whose.Person,
    text: str,
    for_all: bool,
    from_thread: Thread | None = None,
    event: TimelineEvent | None = None,
) -> Question:
    """Without `for_all` nobody but its author ever sees it, the facilitators neither. `event`: the moment it is pinned to."""
    mine = whose.columns(by, "by")
    known = from_thread and Question.objects.filter(review=review, text=text, from_thread=from_thread, **mine).first()
    if known:  # the button was pressed twice
        return known
    about = event.what if event else ""
    question = Question.objects.create(
        review=review, text=text, for_all=for_all, from_thread=from_thread, event=event, about=about, **mine
    )
    audit.record(by=whose.account(by), did="question.asked", subject=review, question=question.pk)
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
def vote(*, question: Question, by: whose.Person, up: bool) -> None:
    """Fifty clicks at once are one vote. No record says who but the vote itself. Raises Settled."""
    if not (question.for_all and question.is_open):
        raise Settled
    mine = whose.columns(by, "voter")
    if up:
        QuestionVote.objects.bulk_create([QuestionVote(question=question, **mine)], ignore_conflicts=True)
    else:
        QuestionVote.objects.filter(question=question, **mine).delete()
    live.publish(topic(question.review), "questions", "closing")


@transaction.atomic
def answered(*, question: Question, by: whose.Person) -> None:
    """Its author's word counts as such; what had been taken on because of it is done with. Twice is once."""
    held = _locked(question)
    if held.answered_at:
        return
    held.answered_at, held.let_go_at = timezone.now(), None
    if _asked(held, by):
        held.author_says = Question.Word.ANSWERED
    held.save(update_fields=["answered_at", "let_go_at", "author_says"])
    FollowUp.objects.filter(from_question=held).delete()
    _done(held, by, "question.answered")


@transaction.atomic
def still_open(*, question: Question, by: whose.Person) -> None:
    """Its author says so when asked, or somebody takes back what had become of it."""
    held = _locked(question)
    held.answered_at = held.let_go_at = None
    held.author_says = Question.Word.OPEN if _asked(held, by) else Question.Word.NONE
    held.save(update_fields=["answered_at", "let_go_at", "author_says"])
    FollowUp.objects.filter(from_question=held).delete()
    _done(held, by, "question.open")


@transaction.atomic
def let_go(*, question: Question, by: whose.Person) -> None:
    """Raises Settled unless it is open."""
    held = _open(question)
    held.let_go_at = timezone.now()
    held.save(update_fields=["let_go_at"])
    _done(held, by, "question.let_go")


def _asked(question: Question, by: whose.Person) -> bool:
    return by in (question.by, question.guest)


def _locked(question: Question) -> Question:
    return Question.objects.select_for_update().get(pk=question.pk)


def _open(question: Question) -> Question:
    held = _locked(question)
    if not held.is_open:
        raise Settled
    return held


def _done(question: Question, by: whose.Person, did: str) -> None:
    audit.record(by=whose.account(by), did=did, subject=question.review, question=question.pk)
    records.renew(question.review)
    _changed(question)


def _changed(question: Question) -> None:
    """What is its author's alone moves no page but theirs."""
    if question.for_all:
        pinned = ["narrative"] if question.event_id else []
        live.publish(topic(question.review), "questions", "closing", *pinned)
