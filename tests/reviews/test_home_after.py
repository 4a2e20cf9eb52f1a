"""After a meeting the home page tells of what one took on there: the report that was promised, and follow-ups, with a day or without."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from reviews.actions import follow_ups
from tests.reviews import report_case as case


@pytest.fixture
def home(as_user: Callable[[User], Client]) -> Callable[[User], str]:
    return lambda user: " ".join(as_user(user).get("/").content.decode().split())


@pytest.mark.parametrize(("days", "badge"), [(3, "badge-care"), (-1, "badge-late"), (20, "promised for")])
def test_a_promised_report_waits_for_the_facilitator_until_it_is_out(
    ana: User, ben: User, home: Callable[[User], str], days: int, badge: str
) -> None:
    report = case.begun(ana, ben)
    assert "Write the report" not in home(ana), "nobody promised one"
    case.promise(report.review, days=days)
    row = home(ana).split("Write the report")[1].split("</li>")[0]
    assert badge in row
    assert "promised for" in row
    assert "Write the report" not in home(ben)
    case.publish(report, ana)
    assert "Write the report" not in home(ana)


def test_what_one_took_on_without_a_day_stands_there_too_and_last(
    ana: User, ben: User, home: Callable[[User], str]
) -> None:
    review = case.held(ana, ben)
    today = timezone.localdate()
    follow_ups.agree(review=review, by=ana, what="Sometime", owner=ben, due=None)
    follow_ups.agree(review=review, by=ana, what="Tomorrow", owner=ben, due=today + timedelta(days=1))
    follow_ups.agree(review=review, by=ana, what="Next year", owner=ben, due=today + timedelta(days=400))
    page = home(ben)
    assert page.index("Tomorrow") < page.index("Sometime")
    assert "no day is set" in page.split("Sometime")[1].split("</li>")[0]
    assert "Next year" not in page
    assert "Sometime" not in home(ana)
