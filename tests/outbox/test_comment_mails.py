"""Mails about comments: to whom, how often, and what they say; and what they must not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox import choices
from outbox.actions import choices as choosing
from outbox.actions import sending
from outbox.models import Message
from reviews.actions import comments, people
from reviews.actions.comment_news import COMMENTS
from reviews.models import Comment, Participation, Review, Thread
from tests.outbox.sink import Sink
from tests.reviews import document_case as case

State = Message.State
WORDS = "on the secondary"


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    return case.review(ana, ben, cleo)


def send() -> int:
    return sending.send_due()


def age(minutes: int) -> None:
    """As if the mails had gone out so long ago."""
    for message in Message.objects.filter(kind=COMMENTS, state=State.SENT):
        message.sent_at = (message.sent_at or timezone.now()) - timedelta(minutes=minutes)
        message.due_at -= timedelta(minutes=minutes)
        message.save()


def text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def waiting(user: User) -> list[Message]:
    return list(Message.objects.filter(kind=COMMENTS, recipient=user, state=State.PENDING).order_by("pk"))


def thread(review: Review, by: User, words: str = "Was it so?") -> Thread:
    return case.thread(review, by, WORDS, words)


def test_who_is_mentioned_gets_a_mail_at_once_that_leads_to_the_comment(
    review: Review, ana: User, ben: User, sink: Sink
) -> None:
    made = thread(review, ana, "Was it so, @Ben? The password was hunter2.")
    assert send() == 1
    [mail] = sink.mails
    assert sink.addresses == ["ben@example.org"]
    assert mail["Subject"] == "Ana mentioned you in a comment: Database outage"
    assert f"#thread-{made.pk}" in text(mail)
    assert "hunter2" not in mail.as_string()


def test_an_answer_is_told_to_everyone_who_wrote_in_the_thread_but_its_writer(
    review: Review, ana: User, ben: User, cleo: User, sink: Sink
) -> None:
    made = thread(review, ana)
    comments.reply(thread=made, by=ben, text="I think so.")
    comments.reply(thread=made, by=cleo, text="I do not.")
    send()
    assert sorted(sink.addresses) == ["ana@example.org", "ben@example.org"]
    subjects = {address: mail["Subject"] for mail, address in zip(sink.mails, sink.addresses, strict=True)}
    assert subjects["ben@example.org"] == "Cleo answered in a thread of yours: Database outage"
    assert subjects["ana@example.org"] == "2 new comments for you: Database outage"


def test_at_most_one_mail_in_ten_minutes_and_then_a_digest(review: Review, ana: User, ben: User, sink: Sink) -> None:
    made = thread(review, ana, "@Ben, one")
    send()
    for number in range(3):
        comments.reply(thread=made, by=ana, text=f"@Ben, and {number}")
    assert send() == 0
    [row] = waiting(ben)
    assert timedelta(minutes=9) < row.due_at - timezone.now() <= timedelta(minutes=10)
    assert sending.send_due(now=row.due_at) == 1
    digest = sink.mails[-1]
    assert digest["Subject"] == "3 new comments for you: Database outage"
    assert text(digest).count("Ana mentioned you in a comment.") == 3
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    age(minutes=21)
    comments.reply(thread=made, by=ana, text="@Ben, the last")
    assert send() == 1


def test_a_long_digest_names_eight_and_counts_the_rest(review: Review, ana: User, ben: User, sink: Sink) -> None:
    made = thread(review, ana)
    for number in range(11):
        comments.reply(thread=made, by=ana, text=f"@Ben, {number}")
    send()
    assert text(sink.mails[0]).count("#thread-") == 8
    assert "The document holds 3 more." in text(sink.mails[0])


def test_what_was_read_meanwhile_is_not_told(
    review: Review, ana: User, ben: User, sink: Sink, as_user: Callable[[User], Client]
) -> None:
    made = thread(review, ben)
    comments.reply(thread=made, by=ana, text="Yes, @Ben.")
    as_user(ben).get(reverse("reviews:document", args=[review.uid]))
    assert send() == 0
    assert Message.objects.get(kind=COMMENTS).last_error == "has seen them"


@pytest.mark.parametrize("act", ["take back", "resolve"])
def test_what_was_taken_back_or_settled_is_not_told(review: Review, ana: User, ben: User, sink: Sink, act: str) -> None:
    made = thread(review, ana, "@Ben?")
    if act == "resolve":
        comments.resolve(thread=made, by=ana)
    else:
        comments.take_back(comment=made.comments.get())
    assert send() == 0


def test_a_changed_comment_is_told_to_those_who_are_newly_called_alone(
    review: Review, ana: User, ben: User, cleo: User, sink: Sink
) -> None:
    made = thread(review, ana, "@Ben?")
    comments.reply(thread=made, by=ben, text="Later.")
    comments.edit(comment=made.comments.first(), text="@Ben? @Cleo?")
    send()
    assert sorted(sink.addresses) == ["ana@example.org", "ben@example.org", "cleo@example.org"]


def test_who_joined_later_is_not_told_that_an_older_comment_was_changed(
    review: Review, ana: User, ben: User, sink: Sink
) -> None:
    made = thread(review, ana)
    comments.reply(thread=made, by=ben, text="Yes.")
    comments.edit(comment=made.comments.first(), text="Was it really so?")
    send()
    assert sink.addresses == ["ana@example.org"]


def test_whose_name_was_taken_out_again_is_not_told(review: Review, ana: User, ben: User, sink: Sink) -> None:
    made = thread(review, ana, "@Ben?")
    comments.edit(comment=made.comments.get(), text="Was it so?")
    assert send() == 0


def test_who_was_removed_or_does_not_want_it_hears_nothing(
    review: Review, ana: User, ben: User, cleo: User, sink: Sink
) -> None:
    chosen = choices.named("comments")
    assert chosen
    choosing.switch(person=cleo, choice=chosen, on=False)
    thread(review, ana, "@Ben? @Cleo?")
    people.remove(place=Participation.objects.get(user=ben), by=ana)
    assert send() == 0
    assert Message.objects.get(kind=COMMENTS).recipient == ben


def test_who_switches_them_off_gets_not_even_what_waits(review: Review, ana: User, ben: User, sink: Sink) -> None:
    thread(review, ana, "@Ben?")
    chosen = choices.named("comments")
    assert chosen
    choosing.switch(person=ben, choice=chosen, on=False)
    assert send() == 0


def test_a_comment_that_comes_while_the_mail_is_in_hand_goes_into_the_next(
    review: Review, ana: User, ben: User, sink: Sink
) -> None:
    made = thread(review, ana, "@Ben, one")
    token = sending.claim(now=timezone.now())
    assert token
    comments.reply(thread=made, by=ana, text="@Ben, two")
    [row] = waiting(ben)
    assert row.payload["comments"] == [Comment.objects.latest("pk").pk]
    assert row.due_at > datetime.now(tz=row.due_at.tzinfo)


def test_a_restricted_reviews_mail_names_nobody_and_no_title(ana: User, ben: User, sink: Sink) -> None:
    review = case.review(ana, ben, restricted=True)
    made = thread(review, ben)
    comments.reply(thread=made, by=ana, text="Yes, @Ben.")
    send()
    [mail] = sink.mails
    assert mail["Subject"] == "Somebody mentioned you in a comment: Learning review"
    words = mail.as_string()
    assert "outage" not in words
    assert "Ana" not in words


def test_a_name_is_only_a_name(review: Review, ana: User, ben: User, sink: Sink) -> None:
    """Placeholders in names and titles are text (attack 23), and a line break makes no header (attack 24)."""
    User.objects.filter(pk=ana.pk).update(name="%(name)s {{ settings.SECRET_KEY }} 100 %\r\nBcc: e@example.org")
    thread(review, User.objects.get(pk=ana.pk), "@Ben?")
    send()
    assert sink.mails[0]["Subject"] == (
        "%(name)s {{ settings.SECRET_KEY }} 100 % Bcc: e@example.org mentioned you in a comment: Database outage"
    )
    assert sink.mails[0]["Bcc"] is None
