"""The reminders of a review, from what people do to what the mail server gets."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from outbox import choices
from outbox.actions import choices as choosing
from outbox.actions import sending
from outbox.models import Message
from reviews import reminders
from reviews.actions import comments, documents, people, reviews, room, sign_offs
from reviews.actions import promises as planning
from reviews.models import Attendance, PersonPart, Review
from reviews.queries.document import find, shown
from tests.outbox.sink import Sink
from tests.reviews import document_case, plan_case

State = Message.State
SECRET = "Database outage"  # the title
TEXT = "At 23:27 the engineer removed the data directory."


def heal(review: Review) -> None:
    """What the sweep does."""
    planning.plan(Review.objects.get(pk=review.pk))


def rows(kind: str, state: str = State.PENDING) -> dict[str, Message]:
    return {message.to_name: message for message in Message.objects.filter(kind=kind, state=state)}


def begun(ana: User, *invited: User, restricted: bool = False, days: int = 5) -> Review:
    review = plan_case.review(ana, *invited, restricted=restricted, days=days)
    documents.save(document=review.document, by=ana, base_number=1, text=TEXT)
    return Review.objects.get(pk=review.pk)


def mark(review: Review, ana: User, person: User, quote: str = "the engineer") -> PersonPart:
    document = document_case.latest(review)
    span = find(shown(document.latest), quote)
    assert span
    passage = comments.Passage(document.latest, *span)
    return sign_offs.mark_passage(document=document, by=ana, person=person, passage=passage)


def body(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def to(sink: Sink, person: User) -> list[EmailMessage]:
    return [mail for mail, address in zip(sink.mails, sink.addresses, strict=True) if address == person.email]


def send_at(moment: datetime) -> int:
    return sending.send_due(now=moment)


# ---- not yet read


def test_only_those_who_have_not_opened_the_document_are_reminded(
    ana: User, ben: User, cleo: User, mira: User, sink: Sink
) -> None:
    review = begun(ana, ben, cleo, mira, days=2)
    reviews.mark_ready(review=review, by=ana)
    sending.send_due()
    heal(review)
    assert set(rows(reminders.UNREAD)) == {"Ben", "Cleo", "Mira"}
    documents.opened(document=document_case.latest(review), by=ben)
    heal(review)
    assert set(rows(reminders.UNREAD)) == {"Cleo", "Mira"}
    # Cleo opens it when the mail is due and no sweep has come by since.
    documents.opened(document=document_case.latest(review), by=cleo)
    sink.mails.clear()
    sink.addresses.clear()
    assert send_at(review.meets_at - timedelta(hours=23)) == 1
    assert sink.addresses == ["mira@example.org"]
    assert rows(reminders.UNREAD, State.CANCELLED)["Cleo"].last_error == "has opened the document"


def test_who_does_not_want_the_reminder_gets_the_document_all_the_same(
    ana: User, ben: User, cleo: User, sink: Sink
) -> None:
    review = begun(ana, ben, cleo, days=2)
    unread = choices.named("unread")
    assert unread
    choosing.switch(person=ben, choice=unread, on=False)
    reviews.mark_ready(review=review, by=ana)
    sending.send_due()
    assert any("To read before" in mail["Subject"] for mail in to(sink, ben))
    heal(review)
    assert set(rows(reminders.UNREAD)) == {"Cleo"}


# ---- your part


def test_who_is_asked_about_passages_gets_one_mail_for_all_of_them(ana: User, ben: User, sink: Sink) -> None:
    review = begun(ana, ben)
    mark(review, ana, ben)
    mark(review, ana, ben, "the data directory")
    [row] = rows(reminders.YOUR_PART).values()
    assert row.recipient == ben
    assert timezone.now() < row.due_at <= timezone.now() + timedelta(minutes=10)
    send_at(row.due_at)
    mail = to(sink, ben)[-1]
    assert "2 passages or events of the calibration document are about you" in body(mail)
    assert f"/reviews/{review.uid}/your-part/" in body(mail)
    heal(review)
    assert rows(reminders.YOUR_PART) == {}


def test_who_has_checked_everything_meanwhile_is_not_asked(ana: User, ben: User, sink: Sink) -> None:
    review = begun(ana, ben)
    part = mark(review, ana, ben)
    [row] = rows(reminders.YOUR_PART).values()
    sign_offs.answer(part=part, answer="checked", seen=part.seen)
    send_at(row.due_at)
    row.refresh_from_db()
    assert (row.state, row.last_error) == (State.CANCELLED, "all of it is checked")
    heal(review)
    assert rows(reminders.YOUR_PART) == {}


def test_whose_words_changed_after_they_checked_them_is_asked_anew_a_day_later(
    ana: User, ben: User, sink: Sink
) -> None:
    review = begun(ana, ben)
    part = mark(review, ana, ben)
    [row] = rows(reminders.YOUR_PART).values()
    send_at(row.due_at)
    Message.objects.filter(pk=row.pk).update(sent_at=timezone.now())
    part = PersonPart.objects.get(pk=part.pk)
    sign_offs.answer(part=part, answer="checked", seen=part.seen)
    document_case.rewrite(review, ana, "the engineer", "the tired engineer")
    heal(review)
    again = rows(reminders.YOUR_PART).values()
    assert [one.due_at - timezone.now() > timedelta(hours=23) for one in again] == [True]


# ---- facilitators


def test_a_document_that_is_not_ready_is_told_at_72_and_at_48_hours_to_facilitators(
    ana: User, ben: User, sink: Sink
) -> None:
    review = begun(ana, ben)
    mark(review, ana, ben)
    send_at(review.meets_at - timedelta(hours=71, minutes=59))
    send_at(review.meets_at - timedelta(hours=47, minutes=59))
    subjects = [mail["Subject"] for mail in to(sink, ana)]
    assert [s for s in subjects if s.startswith("Three days left")] == [f"Three days left for the document: {SECRET}"]
    assert [s for s in subjects if "not ready" in s] == [f"The document is not ready yet: {SECRET}"]
    assert not any("document" in mail["Subject"] for mail in to(sink, ben))
    assert all("1 person has not checked what is about them." in body(mail) for mail in to(sink, ana)[-2:])


def test_once_it_is_ready_nobody_is_told_that_it_is_not(ana: User, sink: Sink) -> None:
    review = begun(ana)
    reviews.mark_ready(review=review, by=ana)
    assert rows(reminders.UNREADY_EARLY) == {}
    reviews.mark_unready(review=Review.objects.get(pk=review.pk), by=ana)
    assert set(rows(reminders.UNREADY_EARLY)) == {"Ana"}


def test_parts_that_nobody_checked_are_told_to_facilitators_48_hours_before(ana: User, ben: User, sink: Sink) -> None:
    review = begun(ana, ben)
    part = mark(review, ana, ben)
    reviews.mark_ready(review=Review.objects.get(pk=review.pk), by=ana)
    heal(review)
    assert set(rows(reminders.UNCHECKED)) == {"Ana"}
    sign_offs.answer(part=part, answer="checked", seen=part.seen)
    send_at(review.meets_at - timedelta(hours=48))
    assert rows(reminders.UNCHECKED, State.CANCELLED)["Ana"].last_error == "everyone has checked their part"


# ---- the room


def test_the_room_is_announced_but_not_to_who_is_in_it_or_cannot_come(
    ana: User, ben: User, cleo: User, sink: Sink
) -> None:
    review = begun(ana, ben, cleo, days=2)
    people.reply(review=review, user=cleo, answer="no")
    room.open_room(review=review, by=ana)
    sink.mails.clear()
    sink.addresses.clear()
    send_at(review.meets_at - timedelta(minutes=10))
    assert [
        address for mail, address in zip(sink.mails, sink.addresses, strict=True) if "in 10 minutes" in mail["Subject"]
    ] == ["ben@example.org"]
    assert Attendance.objects.get().user == ana
    assert rows(reminders.ROOM_OPENS, State.CANCELLED)["Ana"].last_error == "is in the room"
    assert rows(reminders.ROOM_OPENS, State.CANCELLED)["Cleo"].last_error == "does not come to the meeting"


def test_a_moved_meeting_takes_its_reminders_along_and_a_cancelled_one_has_none(ana: User, ben: User) -> None:
    review = begun(ana, ben)
    reviews.change_plan(review=review, by=ana, plan=plan_case.plan(days=6))
    fresh = Review.objects.get(pk=review.pk)
    assert {row.due_at for row in rows(reminders.ROOM_OPENS).values()} == {fresh.meets_at - timedelta(minutes=10)}
    reviews.cancel(review=fresh, by=ana)
    assert not Message.objects.filter(kind__in=reminders.KINDS, state=State.PENDING).exists()


def test_planning_asks_as_often_for_2_as_for_20(ana: User, person: Callable[..., User]) -> None:
    counts = []
    for number in (2, 20):
        review = begun(ana, *[person(f"P{number}n{n}") for n in range(number)])
        for place in review.participations.exclude(user=ana):
            mark(review, ana, place.user)
        reviews.mark_ready(review=Review.objects.get(pk=review.pk), by=ana)
        with CaptureQueriesContext(connection) as queries:
            heal(review)
        counts.append(len(queries))
    assert counts[0] == counts[1]
