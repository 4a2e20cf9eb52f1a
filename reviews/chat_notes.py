"""What each notice in chat says, and whether it is still wanted; never text of a document, and nothing of a restricted review."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox.chat import ToChat
from outbox.chat_words import Line, Note
from outbox.links import absolute
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import chat_events
from reviews.actions import webhooks
from reviews.models import Report, Review, Stage, Webhook
from reviews.queries import chat as queries

MOST_IN_A_DIGEST = 10


def hook_of(message: Message) -> Webhook | None:
    return Webhook.objects.select_related("series", "team").filter(uid=message.payload["webhook"]).first()


def review_of(message: Message) -> Review | None:
    return Review.objects.select_related("incident", "document").filter(uid=message.payload["review"]).first()


def _both(message: Message) -> tuple[Webhook, Review]:
    hook, review = hook_of(message), review_of(message)
    assert hook  # `wanted` was asked a moment ago
    assert review
    return hook, review


def _moment(at: datetime, review: Review) -> str:
    there = at.astimezone(review.zone)
    return f"{date_format(there, 'D j M Y, H:i')} {there.tzname()}"


def link(review: Review, name: str = "reviews:review") -> str:
    return absolute(reverse(name, args=[review.uid]))


def _meeting(review: Review, words: str) -> Line:
    return Line(words, moment=review.meets_at, moment_words=_moment(review.meets_at, review))


def data(review: Review) -> dict[str, Any]:
    """What a program is told of a review; times in ISO 8601 with their offset."""
    return {
        "review": {
            "id": str(review.uid),
            "title": review.incident.title,
            "url": link(review),
            "meets_at": review.meets_at.astimezone(review.zone).isoformat(),
            "time_zone": review.time_zone,
            "minutes": review.minutes,
        }
    }


def note(message: Message, headline: str, *lines: Line) -> ToChat:
    """About one review."""
    hook, review = _both(message)
    event = message.kind.removeprefix("chat.")
    return ToChat(hook.door, Note(event=event, headline=headline, lines=lines, data=data(review)))


def document_shared(message: Message) -> ToChat:
    review = _both(message)[1]
    return note(
        message,
        _("To read before the meeting: %(title)s") % {"title": review.incident.title},
        _meeting(review, _("The calibration document is ready. The meeting:")),
        Line("", link=link(review, "reviews:document"), label=_("Read the document")),
    )


def room_open(message: Message) -> ToChat:
    review = _both(message)[1]
    return note(
        message,
        _("The room is open: %(title)s") % {"title": review.incident.title},
        Line(_("The learning review has begun."), link=link(review, "reviews:room"), label=_("Come in")),
    )


def report_published(message: Message) -> ToChat:
    review = _both(message)[1]
    return note(
        message,
        _("How we got here: %(title)s") % {"title": review.incident.title},
        Line(
            _("The report of this learning review is published."),
            link=link(review, "reviews:report"),
            label=_("Read it"),
        ),
    )


def digest(message: Message) -> ToChat:
    hook = hook_of(message)
    assert hook
    week = queries.week(hook, _digest_moment(message))
    found = {
        "held": [data(each)["review"] for each in week.held],
        "coming": [data(each)["review"] for each in week.coming],
    }
    lines = [
        *_listed(_("Held in the last seven days:"), week.held),
        *_listed(_("In the coming seven days:"), week.coming),
    ]
    headline = _("Learning reviews of %(place)s") % {"place": hook.series or hook.team}
    return ToChat(hook.door, Note(event=chat_events.WEEKLY_DIGEST, headline=headline, lines=lines, data=found))


def _listed(heading: str, reviews: list[Review]) -> list[Line]:
    if not reviews:
        return []
    lines = [Line(heading)]
    for review in reviews[:MOST_IN_A_DIGEST]:
        words = f"• {review.incident.title} —"
        moment_words = _moment(review.meets_at, review)
        lines.append(Line(words, link(review), _("Open"), moment=review.meets_at, moment_words=moment_words))
    more = len(reviews) - MOST_IN_A_DIGEST
    if more > 0:
        lines.append(Line(ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}))
    return lines


def _digest_moment(message: Message) -> datetime:
    return datetime.fromisoformat(message.payload["moment"])


def trial(hook: Webhook) -> ToChat:
    """What "Send a test" posts."""
    words = _("Notices of %(place)s will arrive here.") % {"place": hook.series or hook.team}
    return ToChat(hook.door, Note(event="test", headline=_("A test from Debrief"), lines=[Line(words)]))


def not_listening(message: Message) -> str:
    """ "" while the webhook still asks for this event; otherwise why not."""
    hook = hook_of(message)
    if hook is None:
        return _("the webhook was removed")
    if not hook.is_listening:
        return _("the webhook is paused")
    return "" if message.kind.removeprefix("chat.") in hook.events else _("the webhook no longer asks for this")


def wanted(message: Message) -> str:
    """Of one review, asked at the last moment: it may have become restricted, cancelled, or another series' since."""
    review, hook = review_of(message), hook_of(message)
    if review is None or queries.is_private(review):
        return _("the review is not open to everyone")
    if review.stage == Stage.CANCELLED:
        return _("the review was cancelled")
    if hook and not queries.hears_of(hook, review):
        return _("the review belongs elsewhere now")
    return not_listening(message)


def document_wanted(message: Message) -> str:
    review = review_of(message)
    ready = review and review.document.ready_at and review.stage in (Stage.PREPARING, Stage.MEETING)
    return wanted(message) or ("" if ready else _("the document is not ready"))


def room_wanted(message: Message) -> str:
    review = review_of(message)
    return wanted(message) or ("" if review and review.stage == Stage.MEETING else _("the meeting is over"))


def report_wanted(message: Message) -> str:
    review = review_of(message)
    out = review and Report.objects.filter(review=review, for_company=True, latest_number__gt=0).exists()
    return wanted(message) or ("" if out else _("the report is not published for the company"))


def digest_wanted(message: Message) -> str:
    hook = hook_of(message)
    if hook is None or not_listening(message):
        return not_listening(message)
    week = queries.week(hook, _digest_moment(message))
    return "" if week.held or week.coming else _("nothing was held and nothing is coming")


def gone(message: Message, reason: str) -> None:
    hook = hook_of(message)
    if hook:
        webhooks.stop(hook=hook, because=reason)


def stopped(message: Message) -> Mail:
    """To those who look after it: the chat no longer knows the webhook."""
    hook = hook_of(message)
    assert hook
    place = hook.series or hook.team
    name = "reviews:chat_series" if hook.series else "reviews:chat_team"
    return compose(
        subject=_("Chat notices of %(place)s have stopped") % {"place": place},
        lines=[
            _("The chat answered that the webhook “%(name)s” no longer exists, so nothing more is sent there.")
            % {"name": hook.name},
            _("To have notices again, make a new webhook in the chat, add it here, and remove this one."),
        ],
        facts=[(_("What it answered"), hook.stopped_because)],
        button=(_("Look after the webhooks"), absolute(reverse(name, args=[place.pk if place else 0]))),
        note=_("You get this because you look after the chat notices of this series or team."),
    )


def stopped_wanted(message: Message) -> str:
    hook = hook_of(message)
    return "" if hook and hook.stopped_at and hook.stopped_at < timezone.now() else _("the webhook was removed")
