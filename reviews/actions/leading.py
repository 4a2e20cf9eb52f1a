"""Who leads the meeting: making somebody a co-facilitator, handing over, taking the desk, and how much one has talked."""

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import people
from reviews.models import Participation, Review, TalkSpan
from reviews.queries import room_people as queries


def _tell(review: Review) -> None:
    live.publish(f"room:{review.uid}", "people")


@transaction.atomic
def make_facilitator(*, place: Participation, by: User) -> None:
    """From now on they have the desk too. Somebody who has it already keeps it."""
    if place.role != Participation.Role.FACILITATOR:
        people.set_role(place=place, by=by, role=Participation.Role.FACILITATOR)
    _tell(place.review)


@transaction.atomic
def hand_over(*, place: Participation, by: User) -> None:
    """They lead from now on; whoever handed over stays a co-facilitator, and their talking is over."""
    make_facilitator(place=place, by=by)
    review = Review.objects.select_for_update().get(pk=place.review_id)
    _lead(review, place.user)
    audit.record(by=by, did="room.handed_over", subject=review, person=place.user_id)


@transaction.atomic
def take_desk(*, review: Review, by: User) -> bool:
    """Only while nobody who leads is heard from. False: they are back, or somebody else was quicker."""
    held = Review.objects.select_for_update().get(pk=review.pk)
    if not queries.desk(held, by).offered:
        return False
    _lead(held, by)
    audit.record(by=by, did="room.took_desk", subject=held)
    return True


def _lead(review: Review, user: User) -> None:
    if review.led_by:
        stop_talking(review=review, by=review.led_by)
    review.led_by = user
    review.save(update_fields=["led_by"])
    _tell(review)


@transaction.atomic
def start_talking(*, review: Review, by: User) -> None:
    TalkSpan.objects.get_or_create(review=review, user=by, to_at=None, defaults={"from_at": timezone.now()})


@transaction.atomic
def stop_talking(*, review: Review, by: User) -> None:
    TalkSpan.objects.filter(review=review, user=by, to_at=None).update(to_at=timezone.now())
