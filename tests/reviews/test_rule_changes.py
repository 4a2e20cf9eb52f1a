"""A meeting stays at the wall time people chose, also when a government changes the rules of the clocks."""

import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest
from django.core import mail as sent_mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from config.timetable import SWEEPS
from outbox.actions import sending
from outbox.models import Message
from reviews import promises
from reviews.actions import reviews
from reviews.models import MeetingEntry, Review, RuleChange
from reviews.tasks import keep_wall_times
from tests.reviews import plan_case

pytestmark = pytest.mark.django_db

Rules = Callable[[str, str], None]
SignIn = Callable[[User], Client]
SUMMER = datetime(timezone.now().year + 1, 7, 10, 15)
HOUR = timedelta(hours=1)


@pytest.fixture
def new_rules(tmp_path: Path) -> Iterator[Rules]:
    """new_rules("Europe/Berlin", "Africa/Lagos"): a newer release of the time zone database, in which the first does as the second."""

    def release(zone: str, like: str) -> None:
        target = tmp_path / zone
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(resources.files("tzdata").joinpath("zoneinfo", *like.split("/")).read_bytes())
        zoneinfo.reset_tzpath(to=[tmp_path])

    yield release
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


def meeting(by: User, *invited: User, wall: datetime = SUMMER, zone: str = "Europe/Berlin") -> Review:
    plan = reviews.Plan(wall=wall, time_zone=zone, minutes=60)
    return reviews.start(incident=plan_case.incident(by), by=by, plan=plan, invite=list(invited))


def test_the_meeting_keeps_its_wall_time_and_gets_a_new_moment(new_rules: Rules, ana: User) -> None:
    review = meeting(ana)
    assert review.meets_at == datetime(SUMMER.year, 7, 10, 13, tzinfo=UTC)
    new_rules("Europe/Berlin", "Africa/Lagos")  # no summer time any more
    keep_wall_times()
    review.refresh_from_db()
    assert review.meets_at == datetime(SUMMER.year, 7, 10, 14, tzinfo=UTC)
    assert (review.wall_time, review.time_zone) == (f"{SUMMER:%Y-%m-%dT%H:%M}", "Europe/Berlin")


def test_waiting_mails_move_along(new_rules: Rules, ana: User, ben: User) -> None:
    review = meeting(ana, ben)
    reviews.mark_ready(review=review, by=ana)
    waiting = Message.objects.filter(kind=promises.READY, state=Message.State.PENDING)
    before = {row.recipient_id: (row.due_at, row.deadline_at, row.expires_at) for row in waiting}
    new_rules("Europe/Berlin", "Africa/Lagos")
    keep_wall_times()
    after = {row.recipient_id: (row.due_at, row.deadline_at, row.expires_at) for row in waiting.all()}
    assert after == {user: tuple(at and at + HOUR for at in times) for user, times in before.items()}
    assert len(after) == 2


def test_who_knew_the_old_time_hears_why_and_calendars_follow(new_rules: Rules, ana: User, ben: User) -> None:
    review = meeting(ana, ben)
    sending.send_due()
    sequence = MeetingEntry.objects.get(review=review).sequence
    new_rules("Europe/Berlin", "Africa/Lagos")
    keep_wall_times()
    sent_mail.outbox.clear()
    sending.send_due()
    assert {letter.to[0] for letter in sent_mail.outbox} == {"Ana <ana@example.org>", "Ben <ben@example.org>"}
    assert all(
        "The rules of the clocks in Europe/Berlin have changed. The meeting stays at 15:00" in letter.body
        for letter in sent_mail.outbox
    )
    assert MeetingEntry.objects.get(review=review).sequence == sequence + 1


def test_the_facilitator_is_told_on_the_page_until_the_next_change(
    new_rules: Rules, ana: User, ben: User, as_user: SignIn
) -> None:
    review = meeting(ana, ben)
    new_rules("Europe/Berlin", "Africa/Lagos")
    keep_wall_times()
    page = reverse("reviews:review", args=[review.uid])
    told = as_user(ana).get(page).content.decode()
    assert "The rules of the clocks in Europe/Berlin have changed. The meeting stays at 15:00 there" in told
    assert "rules of the clocks" not in as_user(ben).get(page).content.decode()
    review.refresh_from_db()
    plan = reviews.Plan(wall=SUMMER + timedelta(days=1), time_zone="Europe/Berlin", minutes=60)
    reviews.change_plan(review=review, by=ana, plan=plan)
    assert "rules of the clocks" not in as_user(ana).get(page).content.decode()


def test_looking_again_changes_nothing(new_rules: Rules, ana: User) -> None:
    review = meeting(ana)
    keep_wall_times()
    assert not RuleChange.objects.exists()
    new_rules("Europe/Berlin", "Africa/Lagos")
    keep_wall_times()
    keep_wall_times()
    assert RuleChange.objects.count() == 1
    review.refresh_from_db()
    assert review.plan_version == 2


def test_a_wall_time_that_the_new_rules_jump_over_is_as_long_after_the_jump(
    new_rules: Rules, ana: User, as_user: SignIn
) -> None:
    sunday = datetime(SUMMER.year, 3, 31, 2, 30)
    sunday -= timedelta(days=(sunday.weekday() + 1) % 7)
    review = meeting(ana, wall=sunday, zone="Africa/Abidjan")
    new_rules("Africa/Abidjan", "Europe/Berlin")
    keep_wall_times()
    keep_wall_times()
    review.refresh_from_db()
    assert review.meets_at == sunday.replace(hour=1, tzinfo=UTC)  # 03:30 on the new clock
    assert RuleChange.objects.get().gone
    page = as_user(ana).get(reverse("reviews:review", args=[review.uid])).content.decode()
    assert "they now jump over 02:30 on that day" in page


def test_a_meeting_in_the_second_of_two_equal_hours_stays_there(ana: User) -> None:
    """The sample story moves its dates by days and hours; what the clock shows is right then, so nothing is changed."""
    review = meeting(ana, wall=datetime(SUMMER.year, 12, 1, 15))
    last = datetime(SUMMER.year, 10, 31, 1, 30, 25, tzinfo=UTC)
    review.meets_at = last - timedelta(days=(last.weekday() + 1) % 7)
    review.wall_time = f"{review.meets_at:%Y-%m-%d}T02:30"
    review.save()
    keep_wall_times()
    assert not RuleChange.objects.exists()


def test_a_zone_that_is_gone_stops_no_other(new_rules: Rules, ana: User, caplog: pytest.LogCaptureFixture) -> None:
    lost, other = meeting(ana), meeting(ana, zone="Europe/Paris")
    Review.objects.filter(pk=lost.pk).update(time_zone="Europe/Atlantis")
    new_rules("Europe/Paris", "Africa/Lagos")
    keep_wall_times()
    other.refresh_from_db()
    assert other.meets_at.hour == 14
    assert "Europe/Atlantis" in caplog.text


def test_the_rules_are_looked_at_every_hour() -> None:
    [sweep] = [sweep for sweep in SWEEPS if sweep.task == "reviews.tasks.keep_wall_times"]
    assert sweep.every <= 3600
