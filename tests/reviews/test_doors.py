"""The first button of a review's page is what its reader most likely came for."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reviews.actions import room
from reviews.models import Review
from reviews.queries.doors import SOON, doors
from tests.reviews import plan_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    return plan_case.review(ana, ben)


def first(review: Review, now: datetime, *, leads: bool, report_is_out: bool = False) -> str:
    offered = doors(review, now, invited=True, leads=leads, report_is_out=report_is_out)
    return next((str(door.label) for door in offered.doors if door.first), "Read the document")


def test_a_facilitator_writes_then_leads(review: Review, ana: User) -> None:
    early, near = review.meets_at - timedelta(days=2), review.meets_at - SOON
    assert first(review, early, leads=True) == "Write the document"
    review.document.ready_at = early
    assert first(review, early, leads=True) == "Read the document"
    assert first(review, near, leads=True) == "Go to your desk"


def test_the_desk_can_be_prepared_long_before(review: Review) -> None:
    offered = doors(review, review.meets_at - timedelta(days=9), invited=True, leads=True, report_is_out=False)
    assert "Prepare the room" in [str(door.label) for door in offered.doors]


def test_everyone_else_reads_then_comes(review: Review) -> None:
    assert first(review, review.meets_at - timedelta(days=2), leads=False) == "Read the document"
    assert first(review, review.meets_at - SOON, leads=False) == "Go to the room"


def test_after_the_meeting_the_report_is_what_one_comes_for(review: Review, ana: User) -> None:
    room.open_room(review=review, by=ana)
    review.refresh_from_db()
    assert first(review, timezone.now(), leads=False) == "Go to the room"
    room.end(review=review, by=ana)
    review.refresh_from_db()
    assert first(review, timezone.now(), leads=False) == "Read the document"
    assert first(review, timezone.now(), leads=False, report_is_out=True) == "Read the report"


def test_the_page_has_one_first_button(review: Review, ana: User, ben: User, as_user: Callable[[User], Client]) -> None:
    for person, label in ((ana, "Write the document"), (ben, "Read the document")):
        page = as_user(person).get(reverse("reviews:review", args=[review.uid])).content.decode()
        head = page[page.index("page-head") : page.index("</header>", page.index("page-head"))]
        assert head.count("button-primary") == 1
        assert f"{label}</a>" in head[head.index("button-primary") :]
