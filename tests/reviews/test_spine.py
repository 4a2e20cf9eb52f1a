"""The path on top of a review's pages: what facilitators alone see of it, and days that are the same for everybody."""

import re
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reviews.actions import interviews
from reviews.models import MeetingRecord, Review, Stage
from reviews.queries import plan
from tests.reviews import interview_case, plan_case

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def path_of(browser: Client, review: Review, page: str = "review") -> str:
    whole = browser.get(reverse(f"reviews:{page}", args=[review.uid])).content.decode()
    return whole[whole.index('id="spine"') : whole.index("</nav>", whole.index('id="spine"'))]


def test_interviews_are_a_station_of_facilitators_alone(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    assert "nobody asked" in path_of(as_user(ana), review)
    interview_case.ask(review, ben, ana)
    assert "0 of 1 held" in path_of(as_user(ana), review)
    assert "Interviews" not in path_of(as_user(ben), review)


def test_who_said_no_is_not_waited_for(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    interviews.answer(interview=interview_case.ask(review, ben, ana), answer="no", word="")
    assert "nobody asked" in path_of(as_user(ana), review)


def test_one_stands_on_that_station_while_interviewing(ana: User, ben: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    assert 'interviews/" aria-current="page"' in path_of(as_user(ana), review, "interviews")
    assert 'interviews/" aria-current="page"' not in path_of(as_user(ana), review)


def test_nothing_leads_to_a_page_that_refuses(ana: User, ben: User, otto: User, mira: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    Review.objects.filter(pk=review.pk).update(stage=Stage.HELD, ended_at=timezone.now())
    for person in (ana, ben, otto, mira):
        browser = as_user(person)
        links = re.findall(r'<a href="([^"]+)"', path_of(browser, review))
        assert [link for link in links if browser.get(link).status_code == 403] == []
    assert (
        "The survey and its result" in as_user(mira).get(reverse("reviews:review", args=[review.uid])).content.decode()
    )
    assert (
        "The survey and its result"
        not in as_user(otto).get(reverse("reviews:review", args=[review.uid])).content.decode()
    )


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles"])
def test_the_promised_day_of_the_report_is_the_same_for_all(ana: User, zone: str) -> None:
    review = plan_case.review(ana)
    Review.objects.filter(pk=review.pk).update(stage=Stage.HELD, time_zone="Europe/Lisbon", ended_at=timezone.now())
    review.refresh_from_db()
    MeetingRecord.objects.create(review=review, report_promised_on=date(2031, 12, 4))
    with timezone.override(ZoneInfo(zone)):
        report = plan.spine(review)[-1]
    assert report["when"] == "Thu 4 Dec 2031"
