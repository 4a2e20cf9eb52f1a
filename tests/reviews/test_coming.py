"""Coming for a part of the meeting: told in private when it is near, by mail when not in the room; the agenda changes from the desk."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parseaddr

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from reviews import promises
from reviews.actions import agenda, coming, part_near, reviews, room
from reviews.models import AgendaItem, Attendance, Coming, Review
from reviews.queries import room as paced
from reviews.tasks import heal_promises
from tests.reviews import plan_case
from tests.reviews.narrative_case import stale_after

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    return plan_case.review(ana, ben, cleo, reason="Soon", minutes=30)


def url(name: str, review: Review, *more: int) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def narrative(review: Review) -> AgendaItem:
    return review.agenda.get(kind="narrative")


def begins(review: Review) -> datetime:
    fresh = Review.objects.get(pk=review.pk)
    return next(slot.begins_at for item, slot in paced.agenda(fresh) if item.kind == "narrative")


def near() -> list[Message]:
    return list(Message.objects.filter(kind=promises.PART_NEAR).exclude(state=Message.State.CANCELLED))


def text(browser: Client, review: Review, name: str = "room") -> str:
    return browser.get(url(name, review)).content.decode()


def test_one_comes_for_a_part_and_the_desk_sees_it(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    for _click in range(2):
        as_user(ben).post(url("part_come", review, narrative(review).pk), {"comes": "yes"})
    assert Coming.objects.get().user == ben
    assert 'name="comes" value="no" aria-pressed="true"' in text(as_user(ben), review)
    assert "Ben comes for Narrative." in text(as_user(ana), review, "desk")
    as_user(ben).post(url("part_come", review, narrative(review).pk), {"comes": "no"})
    assert not Coming.objects.exists()


def test_five_minutes_before_the_expected_time_a_message_is_due(ben: User, review: Review) -> None:
    coming.come(item=narrative(review), user=ben, comes=True)
    [message] = near()
    assert message.recipient == ben
    assert message.due_at == begins(review) - timedelta(minutes=5)
    coming.come(item=narrative(review), user=ben, comes=False)
    assert near() == []


def test_the_message_follows_the_pace_of_the_meeting(ana: User, ben: User, review: Review) -> None:
    coming.come(item=narrative(review), user=ben, comes=True)
    opened = room.open_room(review=review, by=ana)
    due = [near()[0].due_at]
    room.extend(review=opened, by=ana)
    due.append(near()[0].due_at)
    assert due[1] > due[0]
    agenda.edit(item=opened.agenda.get(kind="overview"), by=ana, title="Overview", minutes=9, notes="")
    due.append(near()[0].due_at)
    assert due[2] > due[1]
    room.move_on(review=opened, by=ana, item=room.current(opened).pk)
    assert [message.due_at for message in near()] == [begins(review) - timedelta(minutes=5)]
    room.end(review=opened, by=ana)
    assert near() == []


def test_it_moves_with_the_meeting(ana: User, ben: User, review: Review) -> None:
    coming.come(item=narrative(review), user=ben, comes=True)
    reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=9))
    [message] = near()
    assert message.due_at == begins(review) - timedelta(minutes=5)


def go(review: Review, ana: User, kind: str) -> Review:
    opened = room.open_room(review=review, by=ana)
    while (here := room.current(opened)) and here.kind != kind:
        room.move_on(review=opened, by=ana, item=here.pk)
    return opened


def told() -> list[str]:
    mail.outbox.clear()
    messages.send_due()
    return [parseaddr(each.to[0])[1] for each in mail.outbox if "part is near" in each.subject]


def test_only_who_is_not_in_the_room_is_told(ana: User, ben: User, cleo: User, review: Review) -> None:
    for user in (ben, cleo):
        coming.come(item=narrative(review), user=user, comes=True)
    opened = go(review, ana, "overview")
    room.arrive(review=opened, user=ben)
    room.move_on(review=opened, by=ana, item=room.current(opened).pk)
    assert told() == [cleo.email]
    # Gone again before the part is over: then they are told after all.
    Attendance.objects.filter(user=ben).update(last_seen_at=timezone.now() - timedelta(minutes=5))
    room.extend(review=opened, by=ana)
    assert told() == [ben.email]


def test_nobody_is_told_before_the_meeting_has_begun_however_late_it_is(ana: User, ben: User, review: Review) -> None:
    coming.come(item=review.agenda.get(kind="opening"), user=ben, comes=True)
    Review.objects.update(meets_at=timezone.now() - timedelta(minutes=12))
    part_near.plan(Review.objects.get())
    assert near()[0].due_at < timezone.now()
    assert told() == []
    room.open_room(review=Review.objects.get(), by=ana)
    assert told() == [ben.email]


def test_while_a_part_overruns_what_is_awaited_is_told_later(ana: User, ben: User, review: Review) -> None:
    coming.come(item=review.agenda.get(kind="themes"), user=ben, comes=True)
    Review.objects.update(meets_at=timezone.now() - timedelta(minutes=20))
    opened = room.open_room(review=Review.objects.get(), by=ana)

    def due(minutes: int) -> datetime:
        began = timezone.now() - timedelta(minutes=minutes)
        Review.objects.update(started_at=began)
        opened.agenda.filter(kind="opening").update(started_at=began, minutes=10)
        heal_promises()
        return near()[0].due_at

    in_time = due(10)
    assert due(18) - in_time > timedelta(0)


def test_the_mail_of_a_restricted_review_says_no_title(ana: User, ben: User, review: Review) -> None:
    coming.come(item=narrative(review), user=ben, comes=True)
    agenda.edit(item=narrative(review), by=ana, title="The Kestrel story", minutes=9, notes="")
    Review.objects.update(restricted=True)
    go(Review.objects.get(), ana, "narrative")
    assert told() == [ben.email]
    [letter] = [each for each in mail.outbox if "part is near" in each.subject]
    assert "Kestrel" not in letter.subject + str(letter.body)
    assert "Database outage" not in letter.subject + str(letter.body)


def test_the_sweep_finds_what_was_not_planned(ana: User, ben: User, review: Review) -> None:
    room.open_room(review=review, by=ana)
    Coming.objects.create(item=narrative(review), user=ben)
    heal_promises()
    assert len(near()) == 1


def test_a_private_word_stands_on_the_page_when_the_part_is_near(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    coming.come(item=narrative(review), user=ben, comes=True)
    opened = room.open_room(review=review, by=ana)
    assert "is near: expected at" not in text(as_user(ben), review)
    assert 'hx-trigger="every 30s"' in text(as_user(ben), review)
    assert 'hx-trigger="every 30s"' not in text(as_user(cleo), review)
    review.agenda.filter(kind="opening").update(minutes=1)
    room.move_on(review=opened, by=ana, item=room.current(opened).pk)
    review.agenda.filter(kind="overview").update(minutes=3)
    assert "is near: expected at" in text(as_user(ben), review, "parts_mine")
    room.move_on(review=opened, by=ana, item=room.current(opened).pk)
    assert "which you come for, is on now" in text(as_user(ben), review)
    for other, name in ((cleo, "room"), (ana, "stage"), (ana, "desk")):
        assert "which you come for" not in text(as_user(other), review, name)


def test_building_the_agenda_anew_keeps_who_comes(ana: User, ben: User, review: Review) -> None:
    coming.come(item=narrative(review), user=ben, comes=True)
    agenda.build(review=review, by=ana)
    assert Coming.objects.get().item == narrative(review)
    assert len(near()) == 1


# ---- the agenda from the desk


def test_what_is_ahead_is_moved_changed_taken_off_and_added_in_the_meeting(
    ana: User, as_user: SignIn, review: Review
) -> None:
    opened, browser = room.open_room(review=review, by=ana), as_user(ana)
    items = {item.kind: item.pk for item in opened.agenda.all()}
    browser.post(url("agenda_desk_change", review, items["themes"]), {"do": "up"})
    browser.post(url("agenda_desk_change", review, items["steps"]), {"do": "remove"})
    browser.post(url("agenda_desk_edit", review, items["questions"]), {"title": "Your questions", "minutes": 7})
    browser.post(url("agenda_desk_add", review), {"title": "A song", "minutes": 2})
    assert [item.title for item in opened.agenda.all()] == [
        "Opening remarks",
        "Overview of the analysis",
        "Themes",
        "Narrative",
        "Your questions",
        "A song",
    ]
    assert browser.post(url("agenda_desk_add", review), {"title": "", "minutes": 2}).status_code == 422


def test_what_has_begun_keeps_its_place(ana: User, as_user: SignIn, review: Review) -> None:
    opened, browser = go(review, ana, "overview"), as_user(ana)
    items = {item.kind: item.pk for item in opened.agenda.all()}
    for kind, do in (("narrative", "up"), ("overview", "down"), ("overview", "remove")):
        browser.post(url("agenda_desk_change", review, items[kind]), {"do": do})
    assert browser.post(url("agenda_desk_change", review, items["opening"]), {"do": "down"}).status_code == 404
    assert [item.kind for item in opened.agenda.all()] == list(items)


def test_a_part_added_when_all_is_done_begins_at_once(ana: User, review: Review) -> None:
    opened = go(review, ana, "nothing")
    assert room.current(opened) is None
    added = agenda.add(review=opened, by=ana, title="A song", minutes=2)
    assert room.current(opened) == added


def test_open_pages_hear_of_each_change(ana: User, ben: User, review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = go(review, ana, "overview")
    item = {each.kind: each for each in opened.agenda.all()}
    steps: list[Callable[[], object]] = [
        lambda: agenda.move(item=item["themes"], by=ana, up=True),
        lambda: agenda.edit(item=item["overview"], by=ana, title="Overview", minutes=9, notes="x"),
        lambda: agenda.remove(item=item["steps"], by=ana),
        lambda: agenda.add(review=opened, by=ana, title="A song", minutes=2),
    ]
    assert stale_after(steps, ben, opened, monkeypatch) == [set()] * len(steps)
