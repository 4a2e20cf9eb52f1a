"""A series as a standing meeting: its weeks and which are empty, its format, and what the last meeting hands on."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.models import Incident
from reviews import slots
from reviews.actions import reviews
from reviews.models import FollowUp, Poll, Review, Series, SeriesFacilitator, StandingMeeting, TalkingPoint
from tests.reviews import plan_case, series_case

AsUser = Callable[[User], Client]
BERLIN_TUESDAY = slots.Day(1, time(15, 0), "Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


# ---- the weeks, a plain rule


def test_the_next_weeks_begin_with_the_one_whose_meeting_is_ahead() -> None:
    found = slots.weeks(BERLIN_TUESDAY, MONDAY, 3, [])
    assert [week.wall for week in found] == [datetime(2026, 11, day, 15) for day in (24,)] + [
        datetime(2026, 12, day, 15) for day in (1, 8)
    ]
    after = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    assert slots.weeks(BERLIN_TUESDAY, after, 1, [])[0].wall == datetime(2026, 12, 1, 15)


def test_a_review_fills_its_week_also_when_it_was_moved_to_another_day() -> None:
    thursday, sunday_night = datetime(2026, 11, 26, 9, tzinfo=UTC), datetime(2026, 12, 6, 23, 30, tzinfo=UTC)
    found = slots.weeks(BERLIN_TUESDAY, MONDAY, 4, [(7, thursday), (8, sunday_night)])
    assert [week.reviews for week in found] == [(7,), (), (8,), ()], "on the clocks of Berlin the last one is on Monday"


def test_the_wall_time_stays_when_the_clocks_change_and_a_skipped_hour_moves_on() -> None:
    sunday = slots.Day(6, time(2, 30), "Europe/Berlin")
    found = slots.weeks(sunday, datetime(2026, 3, 17, tzinfo=UTC), 3, [])
    assert [week.wall.time() for week in found] == [time(2, 30), time(3, 30), time(2, 30)]
    assert [week.meets_at.hour for week in found] == [1, 1, 0]


# ---- the pages


@pytest.fixture
def tuesday(ana: User) -> Series:
    series = Series.objects.create(name="Tuesday review", time_zone="Europe/Berlin")
    day = StandingMeeting(series=series, weekday=1, begins=time(15), votes_each=2, empty_week="Read an old report.")
    day.parts = {"opening": 5, "narrative": 30, "questions": 10}
    day.save()
    SeriesFacilitator.objects.create(series=series, user=ana)
    return series


def page(browser: Client, name: str, *args: object) -> str:
    answer = browser.get(reverse(f"reviews:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_anyone_starts_a_series_and_is_first_in_its_rotation(ben: User, as_user: AsUser) -> None:
    sent = {"name": "Friday review", "weekday": "4", "begins": "10:30", "time_zone": "Europe/Berlin", "minutes": "60",
            "votes_each": "1", "part_opening": "5"}  # fmt: skip
    browser = as_user(ben)
    answer = browser.post(reverse("reviews:series_new"), sent)
    series = Series.objects.get()
    assert answer.headers["Location"] == reverse("reviews:series", args=[series.pk])
    assert "Friday, 10:30 (Europe/Berlin), 60 minutes" in page(browser, "series", series.pk)
    assert series.standing.parts == {"opening": 5}
    assert series.rotation.get().user == ben
    assert "Friday review" in page(browser, "series_list")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"weekday": ""}, "Say on which day."),
        ({"begins": ""}, "Say at what time."),
        ({"time_zone": "Middle/Earth"}, "There is no time zone of this name"),
        ({"name": "tuesday REVIEW"}, "There is a series of this name already"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field_and_nothing_is_lost(
    tuesday: Series, ben: User, as_user: AsUser, wrong: dict[str, str], words: str
) -> None:
    sent = {"name": "Friday", "weekday": "4", "begins": "10:30", "time_zone": "UTC", "minutes": "60", "votes_each": "3",
            "empty_week": "Walk in the park"} | wrong  # fmt: skip
    answer = as_user(ben).post(reverse("reviews:series_new"), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Walk in the park" in answer.content.decode()


def test_an_empty_week_says_what_to_do_and_offers_incidents(tuesday: Series, ana: User, as_user: AsUser) -> None:
    incident = Incident.objects.create(title="Cache gone")
    text = page(as_user(ana), "series", tuesday.pk)
    assert text.count("Read an old report.") == 1, "for the next empty one; the others are only said to be empty"
    assert text.count("still empty") == 5
    start = reverse("reviews:start", args=[incident.uid])
    assert f"{start}?series={tuesday.pk}&amp;week=" in text
    link = text.partition(f'href="{start}')[2].partition('"')[0].replace("&amp;", "&")
    form = as_user(ana).get(start + link).content.decode()
    assert f'<option value="{tuesday.pk}" selected>Tuesday review' in form
    assert 'T15:00"' in form
    assert 'value="Europe/Berlin"' in form


def test_any_empty_week_can_be_filled_and_what_was_held_is_listed(tuesday: Series, ana: User, as_user: AsUser) -> None:
    text = page(as_user(ana), "series", tuesday.pk)
    assert "Each incident that you may see has its review." in text
    Incident.objects.create(title="Cache gone")
    series_case.held(tuesday, ana, 9)
    text = page(as_user(ana), "series", tuesday.pk)
    third = re.findall(r'href="\?week=([^"#]+)#incidents"', text)[1]
    assert text.count("Plan a review for it") == 6
    filled = as_user(ana).get(reverse("reviews:series", args=[tuesday.pk]), {"week": third}).content.decode()
    assert f"&amp;week={third}" in filled
    assert '<h2 id="held">Held</h2>' in filled
    assert '<h2 id="held">Held</h2>' not in page(as_user(ana), "series", Series.objects.create(name="New").pk)


def test_a_planned_review_fills_its_week_with_the_format_of_the_series(
    tuesday: Series, ana: User, as_user: AsUser
) -> None:
    plan = reviews.Plan(wall=plan_case.wall(days=8), time_zone="UTC", minutes=45, series=tuesday)
    review = reviews.start(incident=plan_case.incident(ana), by=ana, plan=plan, invite=[])
    assert list(review.agenda.values_list("kind", "minutes")) == [("opening", 5), ("narrative", 30), ("questions", 10)]
    assert review.poll.votes_each == 2
    text = page(as_user(ana), "series", tuesday.pk)
    assert "Database outage" in text
    assert text.count("still empty") == 4


def test_without_a_series_or_a_format_all_is_as_before(ana: User) -> None:
    plan = reviews.Plan(
        wall=plan_case.wall(days=8), time_zone="UTC", minutes=60, series=Series.objects.create(name="New")
    )
    for each in (plan, plan_case.plan()):
        review = reviews.start(incident=plan_case.incident(ana), by=ana, plan=each, invite=[])
        assert review.agenda.count() == 6
        assert review.poll.votes_each == 1


def test_a_restricted_review_fills_its_week_for_its_own_people_alone(
    tuesday: Series, ana: User, ben: User, otto: User, as_user: AsUser
) -> None:
    incident = plan_case.incident(ana, ben)
    plan = reviews.Plan(wall=plan_case.wall(days=8), time_zone="UTC", minutes=60, series=tuesday, restricted=True)
    reviews.start(incident=incident, by=ana, plan=plan, invite=[ben])
    assert "Database outage" in page(as_user(ben), "series", tuesday.pk)
    SeriesFacilitator.objects.create(series=tuesday, user=otto)
    text = page(as_user(otto), "series", tuesday.pk)
    assert "Database outage" not in text
    assert text.count("still empty") == 5
    assert "no review yet" in page(as_user(otto), "series_list")


def _known(user: User, series: Series, as_user: AsUser) -> bool:
    return as_user(user).get(reverse("reviews:series", args=[series.pk])).status_code == 200


def test_a_series_of_restricted_reviews_alone_is_nothing_to_strangers(
    tuesday: Series, ana: User, otto: User, mira: User, as_user: AsUser
) -> None:
    assert _known(otto, tuesday, as_user), "an empty one is open"
    series_case.held(tuesday, ana, 7, restricted=True)
    assert not _known(otto, tuesday, as_user)
    assert not _known(mira, tuesday, as_user)
    assert reverse("reviews:series", args=[tuesday.pk]) not in page(as_user(otto), "series_list")
    assert _known(ana, tuesday, as_user)
    series_case.held(tuesday, ana, 14)
    assert _known(otto, tuesday, as_user)
    assert "last" in page(as_user(otto), "series_list")


def test_whoever_facilitates_in_turn_looks_after_the_series_and_others_hear_why_not(
    tuesday: Series, ana: User, ben: User, cleo: User, as_user: AsUser
) -> None:
    edit = reverse("reviews:series_edit", args=[tuesday.pk])
    refused = as_user(ben).get(edit)
    assert refused.status_code == 403
    assert "Only the facilitators of this series may do this" in refused.content.decode()
    as_user(ana).post(reverse("reviews:rotation_add", args=[tuesday.pk]), {"person": ben.pk})
    assert as_user(ben).get(edit).status_code == 200
    place = tuesday.rotation.get(user=ben)
    other = SeriesFacilitator.objects.create(series=Series.objects.create(name="Another"), user=cleo)
    assert as_user(ben).post(reverse("reviews:rotation_out", args=[tuesday.pk, other.pk])).status_code == 404
    assert as_user(ben).post(reverse("reviews:rotation_out", args=[tuesday.pk, place.pk])).status_code == 302
    assert as_user(ben).get(edit).status_code == 403


# ---- what comes over from last time


@pytest.fixture
def last(tuesday: Series, ana: User, ben: User) -> Review:
    review = series_case.held(tuesday, ana, 7, [ben])
    poll = Poll.objects.get(review=review)
    make = TalkingPoint.objects.create
    make(poll=poll, kind="incident", text="Spoken of", rank=1, discussed_at=timezone.now())
    make(poll=poll, kind="common", text="Never come to", rank=2)
    FollowUp.objects.create(review=review, what="Colour the prompts", owner=ben)
    FollowUp.objects.create(review=review, what="Rewrite it all", chosen_not=True, reason="Too dear")
    return review


def next_one(series: Series, by: User) -> Review:
    plan = reviews.Plan(wall=plan_case.wall(days=6), time_zone="UTC", minutes=60, series=series)
    return reviews.start(incident=plan_case.incident(by), by=by, plan=plan, invite=[])


def test_undiscussed_points_and_follow_ups_come_to_the_next_meeting(
    tuesday: Series, last: Review, ana: User, otto: User, as_user: AsUser
) -> None:
    review = next_one(tuesday, ana)
    for text in (page(as_user(ana), "series", tuesday.pk), page(as_user(ana), "review", review.uid)):
        assert "Never come to" in text
        assert "Colour the prompts" in text
        assert "Spoken of" not in text
        assert "Rewrite it all" not in text
    assert "From last time" not in page(as_user(ana), "review", series_case.held(tuesday, ana, 1).uid), "it was held"
    Review.objects.filter(meets_at__gt=timezone.now() - timedelta(days=2), stage="held").delete()
    for text in (page(as_user(otto), "series", tuesday.pk), page(as_user(otto), "review", review.uid)):
        assert "Never come to" not in text, "who was not there reads it nowhere"
        assert "Colour the prompts" not in text
    browser, address = as_user(ana), reverse("reviews:from_last_agenda", args=[review.uid])
    for _again in range(2):
        assert browser.post(address).status_code == 302
    item = review.agenda.get(title="Follow-ups of last time")
    assert item.notes == "- Colour the prompts (Ben)"


def test_a_restricted_review_hands_nothing_on(tuesday: Series, last: Review, ana: User, as_user: AsUser) -> None:
    newer = series_case.held(tuesday, ana, 2, restricted=True)
    FollowUp.objects.create(review=newer, what="Secret promise", owner=ana)
    review = next_one(tuesday, ana)
    text = page(as_user(ana), "review", review.uid)
    assert "Secret promise" not in text
    assert "Colour the prompts" in text


def test_the_page_takes_as_many_queries_for_many_reviews_as_for_few(
    tuesday: Series, ana: User, as_user: AsUser
) -> None:
    browser = as_user(ana)

    def queries() -> int:
        page(browser, "series", tuesday.pk)
        with CaptureQueriesContext(connection) as found:
            page(browser, "series", tuesday.pk)
        return len(found)

    def plan(days: int) -> None:
        at = timezone.now() + timedelta(days=days)
        review = series_case.held(tuesday, ana, -days)
        Review.objects.filter(pk=review.pk).update(stage="preparing", meets_at=at)
        Incident.objects.create(title=f"Waits {days}")

    plan(3)
    few = queries()
    for days in range(4, 30):
        plan(days)
    assert queries() == few
