"""The record of a meeting says who was there as it is corrected afterwards: how many, and for how long."""

from datetime import timedelta

from accounts.models import User
from reviews.actions import attendance, records
from reviews.models import Review
from reviews.queries import records as queries
from tests.reviews import report_case


def said(review: Review) -> tuple[int, dict[str, int]]:
    shown = queries.shown(Review.objects.get(pk=review.pk))
    assert shown
    return shown["came"], {each["name"]: each["minutes"] for each in shown["attendance"]}


def test_every_correction_of_who_came_stands_in_the_record(ana: User, ben: User) -> None:
    review = report_case.held(ana, ben)
    Review.objects.filter(pk=review.pk).update(ended_at=review.started_at + timedelta(hours=1))
    review.refresh_from_db()
    records.write(review=review)
    assert said(review) == (0, {})
    one = attendance.add_person(review=review, user=ben, by=ana)
    guest = attendance.add_others(review=review, by=ana, name="Vera")
    attendance.add_others(review=review, by=ana, people=3)
    assert said(review) == (5, {"Ben": 60, "Vera": 60, "": 60})
    span = one.spans.get()
    attendance.correct_span(span=span, by=ana, from_at=span.from_at, to_at=span.from_at + timedelta(minutes=20))
    attendance.remove_others(guest=guest, by=ana)
    assert said(review) == (4, {"Ben": 20, "": 60})
    attendance.remove_span(span=one.spans.get(), by=ana)
    assert said(review) == (3, {"": 60})
