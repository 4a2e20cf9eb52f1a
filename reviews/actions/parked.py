"""The parking lot: putting something aside, and what becomes of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import follow_up_news, records
from reviews.actions.room import NotNow, topic
from reviews.models import FollowUp, ParkedItem, Question, Review, Stage

Fate = ParkedItem.Fate


@transaction.atomic
def park(*, review: Review, by: User | None, text: str, kind: str) -> ParkedItem:
    """Put it aside while the meeting is on; `by` is None when the room decided. Raises NotNow."""
    if Review.objects.select_for_update().get(pk=review.pk).stage != Stage.MEETING:
        raise NotNow
    item = ParkedItem.objects.create(review=review, by=by, text=text, kind=kind)
    audit.record(by=by, did="parked.put_aside", subject=review, item=item.pk)
    changed(review)
    return item


@transaction.atomic
def let_go(*, item: ParkedItem, by: User, reason: str = "") -> None:
    """With a reason it is written among the follow-ups as "we chose not to"."""
    _forget(item)
    if reason:
        made = FollowUp.objects.create(
            review=item.review,
            what=item.text,
            chosen_not=True,
            reason=reason,
            settled_at=timezone.now(),
            from_parked=item,
            agreed_by=by,
        )
        follow_up_news.settled(made)
    _settle(item, by, Fate.LET_GO, reason)


@transaction.atomic
def plan_meeting(*, item: ParkedItem, by: User, note: str) -> None:
    """It is talked about in a meeting of its own; `note` says which."""
    _forget(item)
    _settle(item, by, Fate.MEETING, note)


@transaction.atomic
def soak(*, item: ParkedItem, by: User, note: str = "") -> None:
    """It is chosen after two working days, by a small group (see actions/choosing.py)."""
    _forget(item)
    _settle(item, by, Fate.SOAK, note)


@transaction.atomic
def follow_up(*, item: ParkedItem, by: User, owner: User, due: date | None = None, note: str = "") -> None:
    """Somebody takes it on."""
    _forget(item)
    made = FollowUp.objects.create(
        review=item.review, what=item.text, owner=owner, due=due, from_parked=item, agreed_by=by
    )
    follow_up_news.agreed(made)
    _settle(item, by, Fate.FOLLOW_UP, note)


@transaction.atomic
def undecide(*, item: ParkedItem, by: User) -> None:
    """It waits for a fate again."""
    _forget(item)
    _settle(item, by, Fate.NONE, "")


@transaction.atomic
def take_on(*, question: Question, by: User, owner: User, due: date | None = None) -> None:
    """An open question becomes a follow-up of its owner; done twice the later owner and day count."""
    made, _new = FollowUp.objects.update_or_create(
        from_question=question,
        defaults={"review": question.review, "what": question.text, "owner": owner, "due": due, "agreed_by": by},
    )
    Question.objects.filter(pk=question.pk).update(answered_at=None, let_go_at=None)
    follow_up_news.agreed(made)
    audit.record(by=by, did="question.taken_on", subject=question.review, question=question.pk, owner=owner.pk)
    records.renew(question.review)
    changed(question.review)
    if question.event_id:
        live.publish(topic(question.review), "narrative")


def _forget(item: ParkedItem) -> None:
    """Locked until the end of the transaction, so that of two decisions the later one alone stands."""
    ParkedItem.objects.select_for_update().get(pk=item.pk)
    FollowUp.objects.filter(from_parked=item).delete()


def _settle(item: ParkedItem, by: User, fate: str, note: str) -> None:
    item.fate, item.note = fate, note
    item.save(update_fields=["fate", "note"])
    audit.record(by=by, did="parked.decided", subject=item.review, item=item.pk, fate=str(fate))
    records.renew(item.review)
    changed(item.review)


def changed(review: Review) -> None:
    live.publish(topic(review), "parked", "closing", "questions")
