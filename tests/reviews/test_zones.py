"""Every page and mail shows the reader's own time with the meeting's beside it, whatever the clocks do there (F17)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as sent_mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.templatetags import face
from outbox.actions import sending
from outbox.models import Message
from reviews import promises, timing
from reviews.actions import reviews
from reviews.forms.plan import PlanForm
from reviews.models import Review, Series
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


def sunday_on_or_after(year: int, month: int, day: int) -> datetime:
    found = datetime(year, month, day)
    return found + timedelta(days=(6 - found.weekday()) % 7)


YEAR = timezone.now().year + 1
SPRING = {
    "Europe/Berlin": sunday_on_or_after(YEAR, 3, 25).replace(hour=2, minute=30),
    "America/New_York": sunday_on_or_after(YEAR, 3, 8).replace(hour=2, minute=30),
    "Australia/Lord_Howe": sunday_on_or_after(YEAR, 10, 1).replace(hour=2, minute=15),
}
AUTUMN = {
    "Europe/Berlin": (sunday_on_or_after(YEAR, 10, 25).replace(hour=2, minute=30), 2.0),
    "America/New_York": (sunday_on_or_after(YEAR, 11, 1).replace(hour=1, minute=30), -4.0),
    "Australia/Lord_Howe": (sunday_on_or_after(YEAR, 4, 1).replace(hour=1, minute=45), 11.0),
}


def form(wall: datetime, zone: str) -> PlanForm:
    sent = {"wall": f"{wall:%Y-%m-%dT%H:%M}", "time_zone": zone, "minutes": "60"}
    return PlanForm(sent, series=Series.objects.none())


# ---- gaps and folds


@pytest.mark.django_db
@pytest.mark.parametrize("zone", SPRING)
@pytest.mark.parametrize("reader", ["UTC", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia"])
def test_a_time_that_the_clocks_jump_over_is_an_error_beside_the_field_whoever_asks(zone: str, reader: str) -> None:
    with timezone.override(ZoneInfo(reader)):
        wanted = form(SPRING[zone], zone)
        assert wanted.errors == {"wall": ["The clocks jump over this time on that day. Choose another one."]}


@pytest.mark.django_db
@pytest.mark.parametrize("zone", AUTUMN)
@pytest.mark.parametrize("reader", ["UTC", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia"])
def test_a_time_that_comes_twice_is_always_the_first_of_the_two(zone: str, reader: str) -> None:
    wall, ahead = AUTUMN[zone]
    with timezone.override(ZoneInfo(reader)):
        wanted = form(wall, zone)
        assert wanted.is_valid()
        assert wanted.plan().meets_at == (wall - timedelta(hours=ahead)).replace(tzinfo=UTC)


def test_a_day_that_an_island_left_out_has_no_times() -> None:
    """Samoa went from Thursday the 29th to Saturday the 31st of December 2011."""
    with pytest.raises(timing.NoSuchTime):
        timing.instant(datetime(2011, 12, 30, 10), "Pacific/Apia")
    before, after = (timing.instant(datetime(2011, 12, day, 10), "Pacific/Apia") for day in (29, 31))
    assert after - before == timedelta(hours=24)
    assert timing.nearest(datetime(2011, 12, 30, 10), "Pacific/Apia") == (after, True)


def test_half_hours_stay_half_hours() -> None:
    assert timing.instant(datetime(YEAR, 3, 3, 19, 30), "Asia/Kolkata") == datetime(YEAR, 3, 3, 14, tzinfo=UTC)
    spring = SPRING["Australia/Lord_Howe"].replace(hour=12, minute=0)
    across = timing.instant(spring, "Australia/Lord_Howe") - timing.instant(
        spring - timedelta(days=1), "Australia/Lord_Howe"
    )
    assert across == timedelta(hours=23, minutes=30)


# ---- 24 hours are 24 real hours


@pytest.mark.django_db
@pytest.mark.parametrize("zone", SPRING)
def test_the_document_is_promised_24_real_hours_before_also_over_a_change_of_the_clocks(
    zone: str, ana: User, ben: User
) -> None:
    for wall in (SPRING[zone].replace(hour=12), AUTUMN[zone][0].replace(hour=12)):
        review = meeting(ana, ben, wall=wall, zone=zone)
        reviews.mark_ready(review=review, by=ana)
        rows = Message.objects.filter(subject=review.topic, kind=promises.READY)
        assert {review.meets_at - row.deadline_at for row in rows if row.deadline_at} == {timedelta(hours=24)}


# ---- what is shown


def meeting(by: User, *invited: User, wall: datetime, zone: str) -> Review:
    plan = reviews.Plan(wall=wall, time_zone=zone, minutes=60)
    return reviews.start(incident=plan_case.incident(by), by=by, plan=plan, invite=list(invited))


@pytest.mark.parametrize(
    ("reader", "zone", "text"),
    [
        ("Europe/Berlin", "Asia/Kolkata", "Tue 3 Mar 2026, 15:00 CET (19:30 IST there)"),
        ("Asia/Kolkata", "Australia/Lord_Howe", "Tue 3 Mar 2026, 19:30 IST (Wed 4 Mar, 01:00 +11 there)"),
        ("Europe/Berlin", "Pacific/Apia", "Tue 3 Mar 2026, 15:00 CET (Wed 4 Mar, 03:00 +13 there)"),
        ("Pacific/Apia", "America/New_York", "Wed 4 Mar 2026, 03:00 +13 (Tue 3 Mar, 09:00 EST there)"),
        ("Europe/Berlin", "Europe/Paris", "Tue 3 Mar 2026, 15:00 CET"),
        ("Europe/Berlin", "", "Tue 3 Mar 2026, 15:00 CET"),
    ],
)
def test_another_day_there_is_named(reader: str, zone: str, text: str) -> None:
    with timezone.override(ZoneInfo(reader)):
        assert face.moment_beside(datetime(2026, 3, 3, 14, tzinfo=UTC), zone) == text


WALL = datetime(YEAR, 3, 4, 3)
APIA = f"({WALL:%a} 4 Mar, 03:00 +13 there)"


@pytest.fixture
def far(ana: User, ben: User) -> Review:
    """A meeting in Samoa, at which it is another day there than for Ben in Berlin."""
    review = meeting(ana, ben, wall=WALL, zone="Pacific/Apia")
    reviews.mark_ready(review=review, by=ana)
    return review


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["review", "document", "room", "propose"])
def test_the_pages_of_a_review_show_both_times(page: str, far: Review, ben: User, as_user: SignIn) -> None:
    text = as_user(ben).get(reverse(f"reviews:{page}", args=[far.uid])).content.decode()
    assert "15:00 CET" in text
    assert APIA in text


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "reviews:list"])
def test_lists_show_both_times(name: str, far: Review, ben: User, as_user: SignIn) -> None:
    assert f"15:00 CET {APIA}" in as_user(ben).get(reverse(name)).content.decode()


@pytest.mark.django_db
def test_the_incidents_panel_shows_both_times(far: Review, ben: User, as_user: SignIn) -> None:
    panel = reverse("reviews:incident_panel", args=[far.incident.uid])
    assert f"15:00 CET {APIA}" in as_user(ben).get(panel).content.decode()


@pytest.mark.django_db
def test_each_mail_shows_its_readers_time_with_the_meetings_beside_it(far: Review, ana: User, ben: User) -> None:
    ana.time_zone = "Asia/Kolkata"
    ana.save()
    sending.send_due(now=far.meets_at - timedelta(hours=60))
    letters = [letter.body for letter in sent_mail.outbox]
    assert len(letters) == 4
    for body in letters:
        assert f"15:00 CET {APIA}" in body or f"19:30 IST {APIA}" in body
    assert sum("19:30 IST" in body for body in letters) == 2
