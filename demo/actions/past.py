"""Builds the reviews of the weeks before the story: each is prepared, held, asked about and sealed by the same actions that
people use, and then all its dates are moved to where they belong."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.test.utils import override_settings
from django.utils import timezone

from accounts.models import User
from demo.actions import clock, others, writing
from demo.earlier import CHANGES, EARLIER, Agreed, Earlier
from incidents.models import Incident
from outbox.actions import messages
from reviews.actions import follow_up_changes, follow_ups_in, reviews, room
from reviews.models import FollowUp, Review, Series
from surveys.actions import facts, surveys, trends
from surveys.models import FormatChange, Statement

# Nobody wants to find the mails of two months in the demo's mailbox: they are sent, and go nowhere.
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
HALF_PAST_TEN, THREE = time(10, 30), time(15)


def tuesday(weeks: int, zone: str, at: time = THREE) -> datetime:
    """The Tuesday of so many weeks before the last full one, at that time of the clock there."""
    today = timezone.localdate()
    day = today - timedelta(days=today.weekday()) - timedelta(weeks=weeks + 1) + timedelta(days=1)
    return datetime.combine(day, at, ZoneInfo(zone))


def hold(earlier: Earlier, incident: Incident, series: Series, people: dict[str, User]) -> Review:
    """One earlier review from its start to its sealed survey. `people` by first name."""
    ana, came = people["Ana"], [people[name] for name in earlier.came.split()]
    wall = (timezone.now() + timedelta(days=2)).astimezone(ZoneInfo(series.time_zone)).replace(tzinfo=None, second=0)
    plan = reviews.Plan(wall=wall, time_zone=series.time_zone, minutes=60, series=series)
    review = reviews.start(incident=incident, by=ana, plan=plan, invite=came)
    reviews.mark_ready(review=review, by=ana)
    with override_settings(EMAIL_BACKEND=NOWHERE):
        messages.send_due()
        _meet(review, ana, came)
        _ask(review, earlier, people)
    clock.shift(review=review, delta=tuesday(earlier.weeks, series.time_zone) - review.meets_at)
    for agreed in earlier.agreed:
        _agree(review, agreed, ana, people[agreed.who])
    return review


def _agree(review: Review, agreed: Agreed, by: User, owner: User) -> None:
    """At the end of the meeting; what became of it came some weeks later."""
    due = review.meets_at.date() + timedelta(weeks=agreed.due)
    made = follow_ups_in.bring_in(
        review=review, by=by, what=agreed.what, owner=owner, due=due, why=agreed.why, reason=agreed.because
    )
    if agreed.done:
        follow_up_changes.done(follow_up=made, by=owner)
    settled = review.meets_at + timedelta(weeks=agreed.done) if agreed.done or agreed.because else None
    FollowUp.objects.filter(pk=made.pk).update(agreed_at=review.ended_at, settled_at=settled)


def _meet(review: Review, ana: User, came: list[User]) -> None:
    clock.shift(review=review, delta=timezone.now() - review.meets_at)
    messages.send_due()
    held = room.open_room(review=review, by=ana)
    for user in came:
        room.arrive(review=held, user=user)
    clock.sit_through(review=held)
    for user in came:
        room.arrive(review=held, user=user)
    room.end(review=held, by=ana)
    review.refresh_from_db()


def _ask(review: Review, earlier: Earlier, people: dict[str, User]) -> None:
    survey = surveys.open_for(review)
    messages.send_due()
    statements = list(Statement.objects.filter(retired=False))
    for number, (name, digits) in enumerate(zip(earlier.came.split(), earlier.answers, strict=False)):
        text = earlier.texts[number] if number < len(earlier.texts) else ""
        others.send(survey, people[name].pk, digits, text, statements)
    surveys.seal(survey)


def build(incidents: dict[str, Incident], series: Series, people: dict[str, User]) -> None:
    """All earlier reviews, the points of their weeks, and what was tried in between. `incidents` by title."""
    for earlier in EARLIER:
        review = hold(earlier, incidents[earlier.title], series, people)
        if earlier.report:
            writing.report(review, people["Ana"], [people[name] for name in earlier.report.split()])
    trends.draw()
    facts.take_in()
    for weeks, what, why in CHANGES:
        since = tuesday(weeks, series.time_zone).date()
        if not FormatChange.objects.filter(what=what).exists():
            trends.note_change(by=people["Ana"], since=since, what=what, why=why, series=series)
