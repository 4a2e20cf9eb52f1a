"""Writes into the outbox what chats shall hear of a review: in the transaction of the change, and again by the healing sweep."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from outbox.actions import messages
from outbox.models import Message
from outbox.planning import Planned
from reviews import chat_events
from reviews.models import Edition, Report, Review, Stage, Webhook
from reviews.queries import chat as queries

STOPPED = "review.webhook_stopped"
TOLD_WITHIN = timedelta(days=2)


@transaction.atomic
def tell(review: Review, event: str, *, happened_at: datetime, until: datetime, part: str = "", **payload: str) -> None:
    """Let every webhook that asks for it hear of the event, once; of a restricted review nothing. Twice does no more than once."""
    if queries.is_private(review) or until <= timezone.now():
        return
    rows = [
        _row(hook, event, happened_at, until, part=part, review=str(review.uid), **payload)
        for hook in queries.listening(review, event, happened_at)
    ]
    if rows:
        messages.plan(subject=review.topic, rows=rows)


def _row(hook: Webhook, event: str, due: datetime, until: datetime, *, part: str = "", **payload: str) -> Planned:
    return Planned(
        kind=chat_events.kind_of(event),
        channel=Message.Channel.CHAT,
        address=hook.shown,
        due_at=due,
        expires_at=until,
        payload={"webhook": str(hook.uid), **payload},
        part=f"{hook.uid}{part}",
    )


def document(review: Review) -> None:
    ready_at = review.document.ready_at
    if ready_at and review.stage == Stage.PREPARING:
        tell(review, chat_events.DOCUMENT_SHARED, happened_at=ready_at, until=review.meets_at)


def room(review: Review) -> None:
    if review.started_at and review.stage == Stage.MEETING:
        until = review.started_at + timedelta(minutes=review.minutes)
        tell(review, chat_events.ROOM_OPEN, happened_at=review.started_at, until=until)


def published(report: Report, *, opened_at: datetime | None = None) -> None:
    """The report's newest edition, if the company may read it; one webhook hears of one report once. opened_at: when it was
    opened to the company, if that was after its edition."""
    if report.for_company:
        at = opened_at or report.latest.published_at
        tell(report.review, chat_events.REPORT_PUBLISHED, happened_at=at, until=at + TOLD_WITHIN)


def _published() -> QuerySet[Report]:
    """Those with an edition of the last days; what an archive brought in was no news."""
    lately = Edition.objects.filter(published_at__gt=timezone.now() - TOLD_WITHIN)
    found = Report.objects.filter(for_company=True, pk__in=lately.values("report"), review__brought_in=None)
    return found.select_related("review__incident")


@transaction.atomic
def heal() -> None:
    """What a crash may have left out, the digests of this week, and word of webhooks that stopped."""
    if not Webhook.objects.exists():
        return
    ahead = Review.objects.filter(stage__in=(Stage.PREPARING, Stage.MEETING), document__ready_at__isnull=False)
    running = Review.objects.filter(stage=Stage.MEETING)
    for review in (ahead | running).select_related("document", "incident"):
        document(review)
        room(review)
    for report in _published():
        published(report)
    for hook in Webhook.objects.filter(paused_at=None, stopped_at=None).select_related("series"):
        _digest(hook)
    for hook in Webhook.objects.filter(stopped_at__gt=timezone.now() - TOLD_WITHIN):
        _word_of_stop(hook)


def _digest(hook: Webhook) -> None:
    if chat_events.WEEKLY_DIGEST not in hook.events:
        return
    zone = ZoneInfo(hook.series.time_zone if hook.series else settings.DEFAULT_ZONE)
    due = chat_events.digest_due(timezone.now(), zone)
    until = due + chat_events.DIGEST_USEFUL
    if due >= hook.listens_since and until > timezone.now():
        row = _row(hook, chat_events.WEEKLY_DIGEST, due, until, part=f"|{due:%Y-%m-%d}", moment=due.isoformat())
        messages.plan(subject=hook.topic, rows=[row])


def _word_of_stop(hook: Webhook) -> None:
    assert hook.stopped_at
    rows = [
        Planned(
            kind=STOPPED,
            recipient=person,
            due_at=hook.stopped_at,
            expires_at=hook.stopped_at + TOLD_WITHIN,
            payload={"webhook": str(hook.uid)},
        )
        for person in queries.who_manages(hook)
    ]
    messages.plan(subject=hook.topic, rows=rows)
