"""The figures of meetings that the trends are read from: what they count, that they follow what happens, and who is in none of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team, User
from demo.actions import clock
from incidents.models import Involvement, Part
from outbox.models import Message
from reviews.models import Attendance, AttendanceSpan, Coming, Participation, Review, Series, TalkingPoint
from surveys import measures
from surveys.actions import facts, surveys, trends
from surveys.models import ReviewFact, ScoreSpan, TrendPoint, WeekFact
from surveys.queries import facts as reading
from tests.surveys.test_surveys import answer, held

pytestmark = pytest.mark.usefixtures("statements")
Person = Callable[..., User]


@pytest.fixture
def people(person: Person) -> list[User]:
    return [person(f"P{number}") for number in range(5)]


def meeting(ana: User, people: list[User], weeks: int = 2, series: Series | None = None) -> Review:
    """Held so many weeks ago; Ana and these people came."""
    review = held(ana, people)
    Review.objects.filter(pk=review.pk).update(series=series)
    clock.shift(review=review, delta=-timedelta(weeks=weeks))
    return Review.objects.get(pk=review.pk)


def look_again() -> None:
    """As after a while."""
    ReviewFact.objects.update(looked_at=trends.LONG_AGO)
    facts.take_in()


def figures(review: Review) -> dict[str, list[float]]:
    return ReviewFact.objects.get(review=review).figures


def week_of(scope: str = "all") -> WeekFact:
    return WeekFact.objects.get(scope=scope)


def test_who_came_back_was_there_for_both_stretches_and_who_came_for_a_part_is_counted(
    ana: User, people: list[User]
) -> None:
    review = meeting(ana, people[:2], weeks=3)
    at = review.started_at or timezone.now()
    Review.objects.filter(pk=review.pk).update(ended_at=at + timedelta(minutes=50))
    Attendance.objects.filter(review=review).exclude(user=people[0]).delete()
    here = Attendance.objects.get(review=review)
    here.spans.update(from_at=at, to_at=at + timedelta(minutes=10))
    here.spans.create(from_at=at + timedelta(minutes=40), to_at=at + timedelta(minutes=50))
    for person in people[:2]:  # the second did not come after all
        Coming.objects.create(item=review.agenda.all()[0], user=person)
    facts.take_in()
    assert figures(review)[measures.MINUTES] == [20, 1]
    assert figures(review)[measures.FOR_A_PART] == [1, 1]


def test_people_are_counted_with_their_minutes_and_who_is_new(ana: User, people: list[User]) -> None:
    first = meeting(ana, people[:3], weeks=3)
    second = meeting(ana, people[:4], weeks=2)
    for review in (first, second):
        at = review.started_at or timezone.now()
        Attendance.objects.filter(review=review).update(came_at=at, last_seen_at=at + timedelta(hours=2))
        spans = AttendanceSpan.objects.filter(attendance__review=review)
        spans.update(from_at=at, to_at=at + timedelta(hours=2))
        Review.objects.filter(pk=review.pk).update(ended_at=at + timedelta(minutes=50))
    Participation.objects.create(review=second, user=people[4])
    facts.take_in()
    assert figures(first)[measures.NEW] == [4, 4]
    assert figures(second)[measures.NEW] == [1, 5]
    assert figures(second)[measures.PEOPLE] == [5, 6]
    # Whoever leaves the page open is not in the meeting for longer than it lasts.
    assert figures(second)[measures.MINUTES] == [250, 5]


def test_a_meeting_of_a_restricted_review_makes_nobody_one_who_returns(ana: User, people: list[User]) -> None:
    Review.objects.filter(pk=meeting(ana, people, weeks=3).pk).update(restricted=True)
    review = meeting(ana, people, weeks=2)
    facts.take_in()
    assert figures(review)[measures.NEW] == [6, 6]
    assert ReviewFact.objects.count() == 1


def test_what_becomes_restricted_or_is_deleted_leaves_every_figure(ana: User, people: list[User]) -> None:
    gone, deleted, stays = (meeting(ana, people) for _each in range(3))
    facts.take_in()
    assert week_of().meetings == 3
    gone.incident.restricted = True
    gone.incident.save()
    facts.take_in()
    assert week_of().meetings == 2
    deleted.delete()
    facts.take_in()
    assert (week_of().meetings, week_of().figures[measures.PEOPLE]) == (1, figures(stays)[measures.PEOPLE])
    Review.objects.filter(pk=stays.pk).update(restricted=True)
    facts.take_in()
    assert not WeekFact.objects.exists()


def test_the_sweep_twice_changes_nothing_and_looks_again_later(ana: User, people: list[User]) -> None:
    review = meeting(ana, people)
    assert facts.take_in() == 1
    before = list(WeekFact.objects.values_list("pk", "figures"))
    assert facts.take_in() == 0
    look_again()
    assert list(WeekFact.objects.values_list("pk", "figures")) == before
    TalkingPoint.objects.create(poll=review.poll, kind="other", text="x", offered_by=ana)
    now = timezone.now()
    TalkingPoint.objects.create(poll=review.poll, kind="incident", text="y", offered_by=ana, discussed_at=now)
    look_again()
    assert week_of().figures[measures.POINTS] == [1, 2]


def test_parts_days_and_the_promise(ana: User, people: list[User]) -> None:
    review = meeting(ana, people)
    Review.objects.filter(pk=review.pk).update(ended_at=review.meets_at)
    review.incident.detected_at = review.meets_at - timedelta(days=6)
    review.incident.save()
    Involvement.objects.all().delete()
    for part, user in ((Part.ON_CALL, people[0]), (Part.SUPPORT, None), (Part.COMMAND, None)):
        Involvement.objects.create(incident=review.incident, part=part, user=user, name="" if user else "Somebody")
    now = timezone.now()
    row = {"kind": "review.ready", "subject": review.topic, "due_at": now, "expires_at": now + timedelta(days=9)}
    sent = {"state": Message.State.SENT, "address": "a@example.org", "deadline_at": now + timedelta(days=1)}
    Message.objects.create(key="1", sent_at=now, **row, **sent)
    facts.take_in()
    found = figures(review)
    assert found[measures.PARTS] == [1, 3]
    assert found[measures.TO_MEETING] == [6, 1]
    assert found[measures.PROMISE] == [1, 1]
    Message.objects.create(key="2", sent_at=now + timedelta(days=2), **row, **sent)
    look_again()
    assert figures(review)[measures.PROMISE] == [0, 1]


def test_a_team_sees_its_own_people_and_whole_results_never_its_own_answers(
    ana: User, mira: User, people: list[User], client: Client
) -> None:
    storage, other = Team.objects.create(name="Storage"), Team.objects.create(name="Other")
    people[0].teams.add(storage)
    people[1].teams.add(storage)
    review = meeting(ana, people)
    survey = surveys.open_for(review)
    answer(survey, 5, (2, 3, 3, 4, 5))
    surveys.seal(survey)
    few = surveys.open_for(meeting(ana, people, weeks=3))
    answer(few, 3, (1, 1, 2))
    surveys.seal(few)
    trends.draw()
    facts.take_in()
    mine = WeekFact.objects.filter(scope=measures.scope(None, storage.pk)).latest("week")
    assert mine.figures[measures.PEOPLE] == [2, 2]
    assert mine.told["score"][:2] == [3.4, 5]
    assert not WeekFact.objects.filter(scope=measures.scope(None, other.pk)).exists()
    client.force_login(mira)
    page = client.get(reverse("surveys:trends"), {"team": storage.pk}).content.decode()
    assert "never split by team" in page
    assert "from 5 answers" in page
    assert "1.3" not in page


def test_a_point_drawn_later_joins_its_week_and_those_before_stay(ana: User, people: list[User]) -> None:
    series = [Series.objects.create(name=name) for name in ("Monday", "Tuesday")]
    for each in series:
        survey = surveys.open_for(meeting(ana, people, series=each))
        answer(survey, 5, (2, 3, 3, 4, 5))
        surveys.seal(survey)
        trends.draw()
        facts.take_in()
    total = ScoreSpan.objects.get(scope="all")
    assert (total.answers_n, total.asked_n, total.told["score"][1]) == (10, 12, 10)
    assert ScoreSpan.objects.get(scope=measures.scope(series[0].pk)).answers_n == 5
    assert not TrendPoint.objects.filter(counted=False).exists()


def test_the_sweep_asks_as_often_for_one_review_as_for_six(ana: User, people: list[User]) -> None:
    def queries() -> int:
        reviews = list(Review.objects.select_related("incident"))
        with CaptureQueriesContext(connection) as asked:
            reading.gather(reviews)
        return len(asked)

    meeting(ana, people)
    few = queries()
    for weeks in range(2, 7):
        meeting(ana, people, weeks=weeks)
    assert queries() == few
