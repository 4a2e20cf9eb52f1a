"""Every mail of a review and its survey as the mail server gets it: whole in text and HTML, in one thread, and discreet."""

from collections.abc import Callable, Collection
from datetime import timedelta
from email.message import EmailMessage
from typing import NamedTuple

import pytest

from accounts.models import User
from outbox import choices, kinds
from outbox.actions import sending
from outbox.models import Message
from reviews import promises, reminders
from reviews.actions import coming, documents, looks, people, polls, reviews, room
from reviews.actions import promises as planning
from reviews.actions.comment_news import COMMENTS
from reviews.models import Review, TalkingPoint
from surveys import tokens
from surveys.actions import heard, surveys
from surveys.actions.heard import HEARD
from surveys.actions.surveys import QUESTION, REMINDER
from surveys.models import Statement, Survey
from tests.outbox.sink import Sink
from tests.outbox.test_reminders_sent import mark
from tests.reviews import document_case, plan_case

SECRET = "Kestrel"  # in every text of the review; its incident's title, of an open one, may be told
CONFIDENTIAL = (
    *(f"{SECRET} {what}" for what in ("document", "point", "answer", "heard", "change")),
    f"{SECRET}, @",
    "saw it",
)
BY_ADDRESS = ", by address"  # behind the kind of what goes to somebody who has no account
EVERY = {
    *(kind + BY_ADDRESS for kind in (promises.MOVED, promises.READY)),
    promises.INVITATION,
    promises.MOVED,
    promises.READY,
    promises.UNREADY,
    promises.CANCELLED,
    promises.DOCUMENT_CHANGED,
    promises.PART_NEAR,
    promises.ACCOUNT_INVITATION,
    *reminders.KINDS,
    COMMENTS,
    QUESTION,
    REMINDER,
    HEARD,
}
STOPPED_BY_A_CLICK = {
    promises.PART_NEAR,
    COMMENTS,
    REMINDER,
    HEARD,
    reminders.UNREAD,
    reminders.ROOM_OPENS,
    reminders.UNREADY_EARLY,
    reminders.UNCHECKED,
}


class Letters(NamedTuple):
    """One mail of every kind, by kind."""

    mails: dict[str, EmailMessage]
    restricted: bool


def fresh(review: Review) -> Review:
    return Review.objects.get(pk=review.pk)


def go_to(review: Review, **before: float) -> None:
    """Everything planned, and what is due so long before the meeting is sent."""
    planning.plan(fresh(review))
    sending.send_due(now=fresh(review).meets_at - timedelta(**before))


def live_through(ana: User, ben: User, others: list[User], *, restricted: bool) -> Review:
    """A whole review: moved, unready, asked, read, changed, announced, held, asked about; and beside it one that is cancelled."""
    review = plan_case.review(ana, ben, *others, restricted=restricted)
    review.incident.title = f"{SECRET} outage"
    review.incident.save()
    people.invite_address(review=review, by=ana, email="new@example.org")
    text = f"{SECRET} document: the engineer of {SECRET} saw it."
    documents.save(document=review.document, by=ana, base_number=1, text=text)
    polls.offer(poll=review.poll, by=ana, kind=TalkingPoint.Kind.INCIDENT, text=f"{SECRET} point")
    sending.send_due()
    reviews.change_plan(review=fresh(review), by=ana, plan=plan_case.plan(restricted, days=4))
    mark(review, ana, ben)
    document_case.thread(review, ana, f"{SECRET} document", f"{SECRET}, @{ben}?")
    for hours in (72, 48):
        go_to(review, hours=hours)
    prepare(review, ana, ben)
    go_to(review, hours=23)
    go_to(review, minutes=10)
    hold(review, ana, [ben, *others])
    return review


def prepare(review: Review, ana: User, ben: User) -> None:
    """Ready 71 hours before, by moving the meeting on; ana has read an earlier text, and ben has not opened it."""
    reviews.mark_ready(review=fresh(review), by=ana)
    looks.looked(document=document_case.latest(review), by=ben)
    document_case.rewrite(review, ana, "saw it", "saw it all")
    looks.tell(document=document_case.latest(review), by=ana)
    go_to(review, hours=71)
    had = Message.objects.filter(kind=promises.READY, state=Message.State.SENT)
    had.update(sent_at=review.meets_at - timedelta(hours=90))
    review.person_parts.update(marked_at=review.meets_at - timedelta(hours=90))


def hold(review: Review, ana: User, came: list[User]) -> None:
    Statement.objects.get_or_create(slug="safe", defaults={"text": "I felt safe.", "position": 1})
    coming.come(item=review.agenda.all()[0], user=came[0], comes=True)
    held = room.open_room(review=fresh(review), by=ana)
    sending.send_due()
    for user in came:
        room.arrive(review=held, user=user)
    room.end(review=held, by=ana)
    survey = surveys.open_for(fresh(review))
    sending.send_due()
    sending.send_due(now=survey.closes_at - timedelta(hours=23))


def tell_what_was_heard(review: Review, ana: User) -> None:
    survey = Survey.objects.get(review=review)
    ratings = dict.fromkeys(survey.counts.values_list("statement", flat=True), 4)
    for invite in survey.invites.all():
        surveys.submit(token=tokens.token(survey, invite.user_id), ratings=ratings, text=f"{SECRET} answer")
    surveys.seal(survey)
    heard.publish(survey=survey, by=ana, heard=f"{SECRET} heard", change=f"{SECRET} change")
    sending.send_due()


@pytest.fixture(params=[False, True], ids=["open", "restricted"])
def letters(request: pytest.FixtureRequest, ana: User, ben: User, person: Callable[..., User], sink: Sink) -> Letters:
    """Of a review that is open to all, and of a restricted one."""
    others = [person(f"Came{number}") for number in range(5)]
    review = live_through(ana, ben, others, restricted=request.param)
    off = plan_case.review(ana, ben, restricted=request.param)
    off.incident.title = f"{SECRET} again"
    off.incident.save()
    sending.send_due()
    reviews.cancel(review=off, by=ana)
    sending.send_due()
    found = sent_by_kind(sink)  # sealing deletes the row of who was reminded
    tell_what_was_heard(review, ana)
    return Letters(found | sent_by_kind(sink), request.param)


def sent_by_kind(sink: Sink) -> dict[str, EmailMessage]:
    by_id = {mail["Message-ID"]: mail for mail in sink.mails}
    sent = Message.objects.filter(state=Message.State.SENT)
    return {_name(message): by_id[message.message_id] for message in sent}


def _name(message: Message) -> str:
    by_address = message.recipient is None and message.kind != promises.ACCOUNT_INVITATION
    return message.kind + (BY_ADDRESS if by_address else "")


def test_every_mail_is_whole_and_discreet_and_all_are_one_thread(letters: Letters) -> None:
    assert set(letters.mails) == EVERY
    for kind, mail in letters.mails.items():
        whole(kind, mail)
        discreet(kind, mail, letters.restricted)
    assert letters.restricted or SECRET in letters.mails[promises.READY]["Subject"]
    of_both = {promises.INVITATION, promises.CANCELLED}  # which of the two reviews one gets is left to chance
    assert len({mail["References"] for kind, mail in letters.mails.items() if kind not in of_both}) == 1


def whole(kind: str, mail: EmailMessage, by_click: Collection[str] = frozenset(STOPPED_BY_A_CLICK)) -> None:
    """The headers that mail programs expect, and a text beside the HTML."""
    types = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert types[:2] == ["text/plain", "text/html"], kind
    assert mail["Auto-Submitted"] == "auto-generated", kind
    assert mail["X-Auto-Response-Suppress"], kind
    assert mail["List-Id"].startswith("Debrief <debrief."), kind
    assert mail["References"] == mail["In-Reply-To"] != mail["Message-ID"], kind
    assert bool(mail["List-Unsubscribe"]) == (kind in by_click), kind
    assert bool(mail["List-Unsubscribe-Post"]) == (kind in by_click), kind
    assert all(len(line) <= 998 for line in mail.as_bytes().splitlines()), kind


def discreet(kind: str, mail: EmailMessage, restricted: bool) -> None:
    """No text of the document; of a restricted review not even its title."""
    parts = [str(part.get_content()) for part in mail.walk() if part.get_content_maintype() == "text"]
    said = "\n".join([*(f"{name}: {value}" for name, value in mail.items()), *parts])
    assert [words for words in CONFIDENTIAL if words in said] == [], kind
    assert not restricted or SECRET not in said, kind


def test_every_kind_belongs_to_one_choice_or_is_always_sent() -> None:
    for kind in (each for each in EVERY if BY_ADDRESS not in each):
        covering = [one for one in (*choices.free(), *choices.fixed()) if kind in one.kinds]
        assert len(covering) == 1, kind
        assert kinds.kind_of(kind)
    assert {kind for one in choices.free() if one.one_click for kind in one.kinds} >= STOPPED_BY_A_CLICK
    for promised in (promises.INVITATION, promises.READY, promises.MOVED, promises.CANCELLED, QUESTION):
        choice = choices.of_kind(promised)
        assert choice
        assert choice.fixed, promised
