"""Which messages a review needs, and when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reviews import promises

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
REVIEW = promises.Situation(
    now=NOW,
    meets_at=NOW + timedelta(days=5),
    ready_at=None,
    facilitators=frozenset({1}),
    people=frozenset({1, 2, 3}),
    told_before=frozenset(),
    has_document=frozenset(),
)


def of_kind(kind: str, review: promises.Situation = REVIEW) -> list[promises.Need]:
    return [need for need in promises.needs(review) if need.kind == kind]


def test_everyone_is_invited_at_once() -> None:
    assert {need.person for need in of_kind(promises.INVITATION)} == {1, 2, 3}
    assert all(need.due_at == NOW for need in of_kind(promises.INVITATION))


def test_a_new_time_is_told_to_those_who_knew_an_earlier_one() -> None:
    moved = replace(REVIEW, told_before=frozenset({2}))
    assert [need.person for need in of_kind(promises.MOVED, moved)] == [2]
    assert {need.person for need in of_kind(promises.INVITATION, moved)} == {1, 3}


def test_without_a_ready_document_the_facilitator_is_reminded_48_hours_ahead() -> None:
    [reminder] = of_kind(promises.UNREADY)
    assert (reminder.person, reminder.due_at) == (1, REVIEW.meets_at - timedelta(hours=48))


def test_a_ready_document_goes_to_everyone_within_72_hours_and_24_hours_before() -> None:
    ready = replace(REVIEW, ready_at=NOW)
    needs = of_kind(promises.READY, ready)
    assert {need.person for need in needs} == {1, 2, 3}
    assert all(need.due_at == REVIEW.meets_at - timedelta(hours=72) for need in needs)
    assert all(need.deadline_at == REVIEW.meets_at - timedelta(hours=24) for need in needs)
    soon = replace(ready, meets_at=NOW + timedelta(hours=30))
    assert all(need.due_at == NOW for need in of_kind(promises.READY, soon))
    assert of_kind(promises.UNREADY, ready) == []


def test_who_has_the_document_does_not_get_it_twice() -> None:
    ready = replace(REVIEW, ready_at=NOW, has_document=frozenset({1, 2}))
    assert [need.person for need in of_kind(promises.READY, ready)] == [3]


def test_nothing_is_planned_once_the_meeting_has_begun() -> None:
    assert promises.needs(replace(REVIEW, meets_at=NOW)) == []


def test_within_the_last_hour_nobody_is_reminded_of_what_is_too_late() -> None:
    assert of_kind(promises.UNREADY, replace(REVIEW, meets_at=NOW + timedelta(minutes=40))) == []
