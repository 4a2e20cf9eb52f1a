"""Who is reminded of what, and when: the plain rule."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reviews import reminders
from reviews.comment_news import Batch, Mailed, batch
from reviews.reminders import Person

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MEETS = NOW + timedelta(days=5)
ANA, BEN, CLEO = Person(1, facilitates=True), Person(2), Person(3)
REVIEW = reminders.Preparation(now=NOW, begun_at=NOW, meets_at=MEETS, ready=False, people=(ANA, BEN, CLEO))


def before(**time: float) -> datetime:
    return MEETS - timedelta(**time)


def found(kind: str, review: reminders.Preparation) -> list[tuple[int, datetime]]:
    return [(need.person, need.due_at) for need in reminders.needs(review) if need.kind == kind]


def with_ben(**more: object) -> reminders.Preparation:
    return replace(REVIEW, ready=True, people=(ANA, replace(BEN, **more), CLEO))


def test_nobody_is_reminded_of_a_meeting_that_has_begun() -> None:
    assert reminders.needs(replace(REVIEW, now=MEETS)) == []


def test_the_room_is_announced_ten_minutes_before_to_those_who_come() -> None:
    assert found(reminders.ROOM_OPENS, REVIEW) == [(number, before(minutes=10)) for number in (1, 2, 3)]
    assert [person for person, _at in found(reminders.ROOM_OPENS, with_ben(comes=False))] == [1, 3]


# ---- not yet read


def test_who_has_not_opened_the_document_is_reminded_24_hours_before() -> None:
    assert found(reminders.UNREAD, with_ben(document_at=before(hours=70))) == [(2, before(hours=24))]


@pytest.mark.parametrize("of_ben", [{"read": True}, {"comes": False}, {"document_at": None}])
def test_who_read_it_does_not_come_or_never_got_it_is_not(of_ben: dict[str, object]) -> None:
    assert found(reminders.UNREAD, with_ben(**({"document_at": before(hours=70)} | of_ben))) == []


def test_of_a_document_that_was_taken_back_nobody_is_reminded() -> None:
    taken_back = replace(with_ben(document_at=before(hours=70)), ready=False)
    assert found(reminders.UNREAD, taken_back) == []


def test_who_wrote_it_is_not_asked_to_read_it() -> None:
    assert found(reminders.UNREAD, with_ben(document_at=before(hours=70), facilitates=True)) == []


def test_who_got_it_late_is_left_twelve_hours_to_read() -> None:
    assert found(reminders.UNREAD, with_ben(document_at=before(hours=26))) == [(2, before(hours=14))]
    assert found(reminders.UNREAD, with_ben(document_at=before(hours=13))) == []


# ---- your part


def test_what_is_marked_in_one_sitting_is_one_mail_ten_minutes_after_the_last() -> None:
    asked = with_ben(asked_at=NOW, waits_since=NOW - timedelta(minutes=9))
    assert found(reminders.YOUR_PART, asked) == [(2, NOW + timedelta(minutes=10))]
    assert found(reminders.YOUR_PART, REVIEW) == []


def test_about_their_part_people_hear_once_a_day_at_most() -> None:
    again = with_ben(asked_at=NOW, parts_told=1, parts_told_at=NOW - timedelta(hours=1))
    [need] = [need for need in reminders.needs(again) if need.kind == reminders.YOUR_PART]
    assert (need.due_at, need.part) == (NOW + timedelta(hours=23), "1")


# ---- facilitators


def test_without_a_ready_document_facilitators_hear_it_at_72_hours() -> None:
    assert found(reminders.UNREADY_EARLY, REVIEW) == [(1, before(hours=72))]
    assert found(reminders.UNREADY_EARLY, with_ben()) == []
    begun_late = replace(REVIEW, begun_at=before(hours=71), now=before(hours=71))
    assert found(reminders.UNREADY_EARLY, begun_late) == []


def test_facilitators_hear_48_hours_before_that_parts_are_not_checked() -> None:
    waiting = with_ben(waits_since=before(hours=90))
    assert found(reminders.UNCHECKED, waiting) == [(1, before(hours=48))]
    assert found(reminders.UNCHECKED, with_ben()) == []


def test_while_the_document_is_not_ready_its_own_reminder_says_that_too() -> None:
    assert found(reminders.UNCHECKED, replace(with_ben(waits_since=before(hours=90)), ready=False)) == []


def test_who_was_asked_an_hour_ago_is_not_reported() -> None:
    assert found(reminders.UNCHECKED, with_ben(waits_since=before(hours=41))) == [(1, before(hours=29))]
    assert found(reminders.UNCHECKED, with_ben(waits_since=before(hours=13))) == []


# ---- comments


def mailed(minutes_ago: int, *comments: int, waits: bool = False, part: str = "0") -> Mailed:
    return Mailed(NOW - timedelta(minutes=minutes_ago), frozenset(comments), waits, part)


def test_the_first_comment_is_told_at_once() -> None:
    assert batch(7, [], NOW) == Batch(NOW, frozenset({7}), "0")


def test_the_next_one_waits_until_ten_minutes_are_over() -> None:
    assert batch(8, [mailed(3, 7)], NOW) == Batch(NOW + timedelta(minutes=7), frozenset({8}), "1")
    assert batch(8, [mailed(30, 7)], NOW) == Batch(NOW, frozenset({8}), "1")


def test_nobody_waits_because_of_a_mail_that_was_never_sent() -> None:
    seen = Mailed(None, frozenset({7}), waits=False, part="0")
    assert batch(8, [seen], NOW) == Batch(NOW, frozenset({8}), "1")


def test_what_comes_meanwhile_goes_into_the_waiting_mail() -> None:
    waiting = mailed(-7, 8, waits=True, part="1")
    assert batch(9, [mailed(3, 7), waiting], NOW) == Batch(waiting.at, frozenset({8, 9}), "1")


def test_a_comment_is_told_once() -> None:
    assert batch(7, [mailed(3, 7)], NOW) is None
    assert batch(8, [mailed(3, 7), mailed(-7, 8, waits=True)], NOW) is None
