"""Voters beside each other, and beside the reveal: nobody waits for another voter, and no vote that was taken is missing in the result."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from reviews.actions import polls
from reviews.models import Poll, TalkingPoint, Vote
from tests.reviews.test_polls import opened

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds until a test gives up; never waited for when all is well


@pytest.fixture
def beside() -> Iterator[Callable[[Callable[[], Any]], "Future[Any]"]]:
    """Does something in another thread, with a connection of its own."""
    with ThreadPoolExecutor(2) as pool:

        def closing(work: Callable[[], Any]) -> Any:
            try:
                return work()
            finally:
                connection.close()

        yield lambda work: pool.submit(closing, work)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def test_one_voter_does_not_wait_for_another(
    ana: User, ben: User, cleo: User, beside: Callable[[Callable[[], Any]], "Future[Any]"]
) -> None:
    review, points = opened(ana, ben, cleo)
    if connection.vendor != "postgresql":
        # SQLite lets one write after the other; that both count is what is left to promise.
        polls.vote(poll=review.poll, by=ben, point=points[0])
        beside(lambda: polls.vote(poll=review.poll, by=cleo, point=points[1])).result(PATIENCE)
    else:
        with transaction.atomic():
            polls.vote(poll=review.poll, by=ben, point=points[0])
            beside(lambda: polls.vote(poll=review.poll, by=cleo, point=points[1])).result(PATIENCE)
    assert Vote.objects.filter(poll=review.poll).count() == 2


def test_a_vote_that_was_taken_is_in_the_result_and_a_later_one_is_refused(
    ana: User, ben: User, cleo: User, beside: Callable[[Callable[[], Any]], "Future[Any]"]
) -> None:
    review, points = opened(ana, ben, cleo)
    polls.vote(poll=review.poll, by=ben, point=points[0])
    with transaction.atomic():
        polls.vote(poll=review.poll, by=ben, point=points[2])
        told = beside(lambda: polls.reveal(poll=review.poll, by=ana))
        while connection.vendor == "postgresql" and not (told.done() or somebody_waits()):
            pass
    told.result(PATIENCE)
    assert TalkingPoint.objects.get(pk=points[2].pk).votes_counted == 1
    with pytest.raises(polls.NotOpen):
        polls.vote(poll=Poll.objects.get(pk=review.poll.pk), by=cleo, point=points[0])
    assert Vote.objects.filter(poll=review.poll).count() == 1
