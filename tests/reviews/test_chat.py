"""What chats hear of reviews: through the outbox, once each, of open reviews only; and the pages where webhooks are looked after."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actions import teams
from accounts.models import AuditEntry, User
from outbox.actions import sending
from outbox.models import Message
from reviews import chat_events
from reviews.actions import chat, people, reviews, room, webhooks
from reviews.models import Review, Series, Stage, Webhook
from reviews.queries import chat as queries
from tests.outbox.chat_server import ChatServer, saying
from tests.reviews import plan_case

State = Message.State
Add = Callable[..., Webhook]


@pytest.fixture
def server(settings: Any) -> Iterator[ChatServer]:
    settings.CHAT_HTTP, settings.CHAT_INSIDE = True, ["127.0.0.1"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    found = ChatServer()
    yield found
    found.stop()


@pytest.fixture
def tuesday(db: None) -> Series:
    return Series.objects.create(name="Tuesday review", time_zone="Europe/Berlin")


@pytest.fixture
def hook(tuesday: Series, ana: User, server: ChatServer) -> Webhook:
    return add(tuesday, ana, server)


def add(place: Any, by: User, server: ChatServer, service: str = "mattermost", url: str = "") -> Webhook:
    return webhooks.add(
        place=place, by=by, service=service, name="#reliability", url=url or server.url, events=chat_events.OFFERED
    )


def a_review(
    series: Series | None, by: User, *invited: User, title: str = "Outage", restricted: bool = False
) -> Review:
    found = plan_case.review(by, *invited, restricted=restricted)
    Review.objects.filter(pk=found.pk).update(series=series)
    found.incident.title = title
    found.incident.save()
    return Review.objects.select_related("incident", "document").get(pk=found.pk)


def told() -> list[tuple[str, str]]:
    rows = Message.objects.filter(channel="chat").order_by("pk")
    return [(row.kind.removeprefix("chat."), row.state) for row in rows]


# ---- what is told


def test_a_shared_document_is_told_once_however_often_the_sweep_looks(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer
) -> None:
    review = a_review(tuesday, ana, title="Disk <!channel> full")
    reviews.mark_ready(review=review, by=ana)
    chat.heal()
    sending.send_due()
    chat.heal()
    sending.send_due()
    [text] = server.texts
    assert "To read before the meeting: Disk &lt;\\!channel&gt; full" in text
    assert f"/reviews/{review.uid}/document/" in text
    assert told() == [("document.shared", State.SENT)]


def test_the_room_is_told_when_it_opens(hook: Webhook, tuesday: Series, ana: User, server: ChatServer) -> None:
    room.open_room(review=a_review(tuesday, ana), by=ana)
    sending.send_due()
    assert "The room is open: Outage" in server.texts[0]


def test_a_crash_before_planning_is_healed(hook: Webhook, tuesday: Series, ana: User, server: ChatServer) -> None:
    review = a_review(tuesday, ana)
    reviews.mark_ready(review=review, by=ana)
    Message.objects.filter(channel="chat").delete()
    chat.heal()
    assert told() == [("document.shared", State.PENDING)]


def test_each_webhook_has_a_row_of_its_own_and_one_in_trouble_does_not_hinder_the_other(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer
) -> None:
    add(tuesday, ana, server, url=server.url + "2")
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    server.answers = [saying(503)]
    sending.send_due()
    assert sorted(state for _event, state in told()) == [State.PENDING, State.SENT]


def test_a_restricted_review_is_never_told_of(hook: Webhook, tuesday: Series, ana: User, server: ChatServer) -> None:
    review = a_review(tuesday, ana, title="Kestrel", restricted=True)
    reviews.mark_ready(review=review, by=ana)
    room.open_room(review=review, by=ana)
    chat.heal()
    sending.send_due()
    assert (told(), server.posts) == ([], [])


@pytest.mark.parametrize("which", ["review", "incident"])
def test_one_that_became_restricted_after_it_was_planned_is_not_told_either(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer, which: str
) -> None:
    review = a_review(tuesday, ana, title="Kestrel")
    reviews.mark_ready(review=review, by=ana)
    thing = review if which == "review" else review.incident
    type(thing).objects.filter(pk=thing.pk).update(restricted=True)
    sending.send_due()
    assert server.posts == []
    assert told() == [("document.shared", State.CANCELLED)]


def test_a_cancelled_review_takes_its_notices_back(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer
) -> None:
    review = a_review(tuesday, ana)
    reviews.mark_ready(review=review, by=ana)
    reviews.cancel(review=review, by=ana)
    sending.send_due()
    assert server.posts == []


def test_another_series_hears_nothing(hook: Webhook, ana: User, server: ChatServer) -> None:
    reviews.mark_ready(review=a_review(None, ana), by=ana)
    sending.send_due()
    assert server.posts == []


def test_a_team_hears_of_reviews_its_people_take_part_in(ana: User, ben: User, cleo: User, server: ChatServer) -> None:
    team = teams.create(name="Storage", by=ana)
    ben.teams.add(team)
    add(team, ana, server)
    reviews.mark_ready(review=a_review(None, ana, ben, title="Theirs"), by=ana)
    reviews.mark_ready(review=a_review(None, ana, cleo, title="Others"), by=ana)
    sending.send_due()
    assert ["Theirs" in text for text in server.texts] == [True]


def test_what_happened_before_the_webhook_was_there_is_not_told(tuesday: Series, ana: User, server: ChatServer) -> None:
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    add(tuesday, ana, server)
    chat.heal()
    assert told() == []


def test_a_pause_drops_what_waits_and_what_happens_meanwhile(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer
) -> None:
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    webhooks.pause(hook=hook, by=ana)
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    webhooks.go_on(hook=hook, by=ana)
    chat.heal()
    sending.send_due()
    assert server.posts == []
    reviews.mark_ready(review=a_review(tuesday, ana, title="Afterwards"), by=ana)
    sending.send_due()
    assert "Afterwards" in server.texts[0]


# ---- trouble


def test_a_second_try_carries_the_same_id(tuesday: Series, ana: User, server: ChatServer) -> None:
    add(tuesday, ana, server, service="signed")
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    server.answers = [saying(500)]
    sending.send_due()
    sending.send_due(now=timezone.now() + timedelta(minutes=1))
    first, second = (headers["Webhook-Id"] for _path, headers, _body in server.posts)
    assert first == second
    assert told() == [("document.shared", State.SENT)]


def test_a_chat_that_asks_to_wait_is_left_alone_for_so_long(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer
) -> None:
    for _ in range(2):
        reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    server.answers = [saying(429, Retry_After="1800")]
    now = timezone.now()
    sending.send_due()
    assert len(server.posts) == 1, "the second notice waits likewise"
    sending.send_due(now=now + timedelta(minutes=29))
    assert len(server.posts) == 1
    sending.send_due(now=now + timedelta(minutes=31))
    assert [state for _event, state in told()] == [State.SENT, State.SENT]


@pytest.mark.parametrize("status", [404, 410])
def test_a_webhook_that_is_gone_is_stopped_and_its_people_are_told(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer, status: int
) -> None:
    for _ in range(2):
        reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    server.answers = [saying(status, b"channel_is_archived")]
    sending.send_due()
    assert [state for _event, state in told()] == [State.FAILED, State.CANCELLED]
    hook.refresh_from_db()
    assert "channel_is_archived" in hook.stopped_because
    mail.outbox.clear()
    chat.heal()
    chat.heal()
    sending.send_due()
    [letter] = mail.outbox
    assert letter.to == ["Ana <ana@example.org>"]
    assert letter.subject == "Chat notices of Tuesday review have stopped"
    assert "s3cr3t" not in str(letter.message())
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    assert len(told()) == 2, "nothing more is planned for it"


def test_a_chat_in_trouble_keeps_no_mail_waiting(
    hook: Webhook, tuesday: Series, ana: User, ben: User, server: ChatServer
) -> None:
    reviews.mark_ready(review=a_review(tuesday, ana, ben), by=ana)
    server.answers = [saying(503)]
    before = sending.send_due()
    assert before == len(mail.outbox) > 0


def test_the_address_stands_in_no_log_and_no_record(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer, caplog: pytest.LogCaptureFixture
) -> None:
    reviews.mark_ready(review=a_review(tuesday, ana), by=ana)
    server.answers = [saying(500)]
    with caplog.at_level("DEBUG"):
        sending.send_due()
    rows = [str(vars(each)) for each in [*Message.objects.all(), *AuditEntry.objects.all()]]
    assert "503" in caplog.text or "500" in caplog.text
    assert "s3cr3t" not in caplog.text + "".join(rows)


# ---- the digest


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-02 07:59", "2026-02-23 08:00"),
        ("2026-03-02 08:00", "2026-03-02 08:00"),
        ("2026-03-30 07:00", "2026-03-30 07:00"),  # the day after Berlin's clocks went forward
        ("2026-04-05 22:30", "2026-03-30 07:00"),  # Monday already on Berlin's clocks, but not nine yet
    ],
)
def test_the_digest_is_due_on_mondays_at_nine_on_the_series_clocks(now: str, due: str) -> None:
    at = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (now, due)]
    assert chat_events.digest_due(at[0], ZoneInfo("Europe/Berlin")) == at[1]


def test_the_digest_tells_what_was_held_and_what_is_coming_and_nothing_restricted(
    hook: Webhook, tuesday: Series, ana: User, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    hook.listens_since = now - timedelta(days=30)
    hook.save()
    monkeypatch.setattr(chat_events, "digest_due", lambda *_about: now - timedelta(hours=1))
    for title, restricted in (("Held", False), ("Kestrel", True)):
        held = a_review(tuesday, ana, title=title, restricted=restricted)
        Review.objects.filter(pk=held.pk).update(stage=Stage.HELD, ended_at=now - timedelta(days=2))
        a_review(tuesday, ana, title=f"Coming {title}", restricted=restricted)
    chat.heal()
    chat.heal()
    sending.send_due()
    [text] = server.texts
    assert "Learning reviews of Tuesday review" in text
    assert text.index("Held in the last seven days") < text.index("• Held") < text.index("• Coming Held")
    assert "Kestrel" not in text


def test_a_week_without_anything_is_not_told(
    hook: Webhook, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Webhook.objects.update(listens_since=timezone.now() - timedelta(days=30))
    monkeypatch.setattr(chat_events, "digest_due", lambda *_about: timezone.now() - timedelta(hours=1))
    chat.heal()
    sending.send_due()
    assert told() == [("digest.weekly", State.CANCELLED)]
    assert server.posts == []


def test_who_left_no_longer_makes_a_team_hear(ana: User, ben: User, server: ChatServer) -> None:
    team = teams.create(name="Storage", by=ana)
    ben.teams.add(team)
    hook = add(team, ana, server)
    review = a_review(None, ana, ben)
    people.remove(place=review.participations.get(user=ben), by=ana)
    assert not queries.hears_of(hook, review)
    assert queries.listening(review, chat_events.ROOM_OPEN, timezone.now()) == []


# ---- the page


@pytest.fixture
def page(tuesday: Series, ana: User, server: ChatServer, as_user: Callable[[User], Client]) -> Client:
    a_review(tuesday, ana)
    return as_user(ana)


def form(url: str, **more: Any) -> dict[str, Any]:
    return {"service": "mattermost", "name": "#reliability", "url": url, "events": ["room.open"], **more}


def address(series: Series) -> str:
    return f"/reviews/chat/series/{series.pk}/"


def test_a_facilitator_adds_one_and_sends_a_test_whose_answer_is_shown(
    page: Client, tuesday: Series, server: ChatServer
) -> None:
    shown = page.post(address(tuesday), form(server.url), follow=True).content.decode()
    assert "#reliability" in shown
    assert "127.0.0.1/…f-it" in shown
    assert "s3cr3t" not in shown
    hook = Webhook.objects.get()
    shown = page.post(f"/reviews/chat/{hook.uid}/test/", follow=True).content.decode()
    assert "The test arrived at “#reliability”; the answer was: 200 ok" in shown
    assert "A test from Debrief" in server.texts[0]
    server.answers = [saying(403, b"action_prohibited")]
    shown = page.post(f"/reviews/chat/{hook.uid}/test/", follow=True).content.decode()
    assert "The test did not arrive at “#reliability”. The chat refused it: 403 action_prohibited" in shown


def test_the_signing_secret_is_shown_once(page: Client, tuesday: Series, server: ChatServer) -> None:
    shown = page.post(address(tuesday), form(server.url, service="signed"), follow=True).content.decode()
    secret = Webhook.objects.get().secret
    assert secret in shown.replace("&#x2B;", "+")
    assert "whsec_" not in page.get(address(tuesday)).content.decode()


@pytest.mark.parametrize(
    ("url", "service", "why"),
    [
        ("http://10.0.0.7/x", "mattermost", "network in which Debrief itself runs"),
        ("https://u:p@8.8.8.8/x", "mattermost", "must not hold a user name or a password"),
        ("https://8.8.8.8:25/x", "mattermost", "does not post to this port"),
        ("file:///etc/passwd", "mattermost", "must begin with https://"),
        ("https://8.8.8.8/x", "slack", "begins with https://hooks.slack.com/"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_why_beside_it(
    page: Client, tuesday: Series, url: str, service: str, why: str
) -> None:
    answer = page.post(address(tuesday), form(url, service=service))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert why in shown
    assert f'value="{url}"' in shown, "nothing typed is lost"
    assert not Webhook.objects.exists()


def test_removing_one_forgets_its_address(hook: Webhook, page: Client) -> None:
    page.post(f"/reviews/chat/{hook.uid}/remove/")
    assert not Webhook.objects.exists()


def test_nobody_keeps_the_server_busy_with_tests(hook: Webhook, page: Client, server: ChatServer) -> None:
    for _ in range(8):
        page.post(f"/reviews/chat/{hook.uid}/test/")
    assert len(server.posts) == 6
