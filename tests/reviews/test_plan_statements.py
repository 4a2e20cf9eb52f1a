"""A review with thousands of invited people is planned by as many statements as one with twenty."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry, User
from incidents.models import IncidentMember
from outbox.models import Message
from reviews import promises
from reviews.actions import people, reviews
from reviews.models import Participation, Review
from tests.reviews import plan_case


@pytest.fixture
def crowd(db: None) -> list[User]:
    made = [User(email=f"p{number}@example.org", name=f"Person {number}") for number in range(200)]
    return User.objects.bulk_create(made)


def steps(queries: CaptureQueriesContext) -> Iterator[str]:
    """The statements in their order; batches of one insert or lookup, whose size the database sets, count as one."""
    before = ""
    for query in queries:
        what = re.sub(r"s\d+_x\d+|\d+|'[^']*'", "?", query["sql"])[:60]
        if what != before:
            yield what
        before = what


def start(ana: User, invited: list[User]) -> Review:
    return reviews.start(incident=plan_case.incident(ana), by=ana, plan=plan_case.plan(), invite=invited)


@pytest.mark.parametrize("what", ["start", "invite", "ready", "move", "cancel"])
def test_20_people_take_as_many_statements_as_200(ana: User, crowd: list[User], what: str) -> None:
    do: dict[str, Callable[[Review, list[User]], object]] = {
        "start": lambda review, invited: start(ana, invited),
        "invite": lambda review, invited: people.invite(review=review, by=ana, users=invited),
        "ready": lambda review, invited: reviews.mark_ready(review=review, by=ana),
        "move": lambda review, invited: reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=7)),
        "cancel": lambda review, invited: reviews.cancel(review=review, by=ana),
    }

    def counted(count: int) -> list[str]:
        here = [] if what in {"start", "invite"} else crowd[:count]
        review = start(ana, here)
        with CaptureQueriesContext(connection) as queries:
            do[what](review, crowd[:count])
        return list(steps(queries))

    counted(2)
    assert counted(20) == counted(200)


def test_everyone_placed_at_once_has_what_each_would_have_had(ana: User, crowd: list[User]) -> None:
    review = start(ana, [ana, *crowd[:3], crowd[0]])
    people.remove(place=Participation.objects.get(review=review, user=crowd[1]), by=ana)
    people.invite(review=review, by=ana, users=[*crowd[1:5], crowd[4]])
    here = Participation.objects.filter(review=review, removed_at=None)
    assert {place.user_id for place in here} == {ana.pk, *(user.pk for user in crowd[:5])}
    assert {place.role for place in here.exclude(user=ana)} == {Participation.Role.PARTICIPANT}
    assert {place.invited_by_id for place in here} == {ana.pk}
    members = dict(IncidentMember.objects.filter(incident=review.incident).values_list("user", "may_edit"))
    assert members == {ana.pk: True, **{user.pk: False for user in crowd[:5]}}
    placed = AuditEntry.objects.filter(did="review.participant").values_list("detail", flat=True)
    assert [entry["person"] for entry in placed].count(crowd[1].pk) == 2
    invitations = Message.objects.filter(kind=promises.INVITATION, state=Message.State.PENDING)
    assert invitations.count() == 6
