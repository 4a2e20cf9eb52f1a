"""What the room said to "is this a rabbit hole?" stands while it is about what the room is at, and goes when it has moved on."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from accounts.models import User
from live.regions import snapshot
from reviews.actions import narrative, polls, rabbit_holes, room
from reviews.models import AgendaItem, ParkedItem, Review, TalkingPoint
from tests.reviews.narrative_case import Narrative, opened, stale_after


@pytest.fixture
def told(ana: User, ben: User, cleo: User) -> Narrative:
    return opened(ana, ben, cleo, ana)


def the_room_says(review: Review, by: User) -> None:
    """Asked, and over: one person would park it."""
    hole = rabbit_holes.ask(review=review, by=by)
    rabbit_holes.answer(hole=hole, by=by, park=True)
    review.rabbit_holes.filter(pk=hole.pk).update(ends_at=timezone.now())
    rabbit_holes.settle(review=review)


def shown(review: Review, user: User) -> bool:
    return "The room parked it." in snapshot(user, room.topic(review))["rabbit"]


def test_the_answer_about_a_moment_goes_with_the_moment(ana: User, ben: User, told: Narrative) -> None:
    the_room_says(told.review, ben)
    assert shown(told.review, ben)
    narrative.show(review=told.review, by=ana, event=told.events[1])
    assert not shown(told.review, ben)
    the_room_says(told.review, ben)
    assert shown(told.review, ben)
    assert [item.text.partition(": ")[2] for item in ParkedItem.objects.all()] == [e.what for e in told.events[:2]]


def test_the_answer_about_a_point_goes_once_it_was_discussed(
    ana: User, ben: User, told: Narrative, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = told.review
    for words in ("Backups", "Alerts"):
        polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text=words)
    polls.open_poll(poll=review.poll, by=ana)
    polls.reveal(poll=review.poll, by=ana)

    def steps() -> Iterator[object]:
        here = room.current(review)
        while here and here.kind != AgendaItem.Kind.THEMES:
            room.move_on(review=review, by=ana, item=here.pk)
            here = room.current(review)
        the_room_says(review, ben)
        assert shown(review, ben)
        yield lambda: polls.discussed(point=review.poll.points.get(rank=1), by=ana)
        assert not shown(review, ben)

    assert stale_after(steps(), ben, review, monkeypatch) == [set()]  # type: ignore[arg-type]
