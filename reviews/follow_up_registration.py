"""Hands the messages about follow-ups to the outbox, and follow-ups to the search."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from incidents.search import kinds as search
from outbox import choices
from outbox.choices import Choice
from outbox.kinds import NOTICE, OPTIONAL, Kind, register
from reviews import chat_events, chat_notes, chat_notes_follow_ups, mails_follow_ups
from reviews.actions import choosing, follow_up_news
from reviews.models import FollowUp, Review
from reviews.queries import follow_ups

CHOICES = (
    Choice(
        "follow_ups",
        _("Reminders of follow-ups"),
        _(
            "The day before something that you took on is due, and once more a week after, if it is still open; at most one mail a morning, and one in the afternoon for what came up since."
        ),
        follow_up_news.KINDS,
        one_click=True,
    ),
    Choice(
        "ideas",
        _("Ideas to choose from"),
        _("Two working days after a meeting, when a facilitator asks for your word or its ideas wait for yours."),
        (choosing.CHOOSE, choosing.RIPE),
    ),
)
CHAT_LABELS = {
    chat_events.FOLLOW_UP_AGREED: _("chat: follow-up agreed"),
    chat_events.FOLLOW_UP_SETTLED: _("chat: follow-up settled"),
}


def everything() -> None:
    for kind, label, render, wanted in mails_follow_ups.ALL:
        register(Kind(kind, label, render, wanted, optional=True, priority=NOTICE))
    for event, write, asked in chat_notes_follow_ups.ALL:
        name = chat_events.kind_of(event)
        kind_ = Kind(name, CHAT_LABELS[event], write, asked, optional=True, priority=OPTIONAL, gone=chat_notes.gone)
        register(kind_)
    for choice in CHOICES:
        choices.register(choice)
    search.register(search.Kind("follow-up", _("Follow-ups"), _("follow-up"), _sources, _keys, _links, order=5))


def _sources(keys: Sequence[int] | None) -> Iterator[search.Source]:
    rows = FollowUp.objects.order_by("pk")
    for each in (rows if keys is None else rows.filter(pk__in=keys)).iterator():
        yield search.Source(each.pk, each.what, "\n".join(filter(None, [each.why, each.reason])), each.agreed_at)


def _keys(user: User) -> QuerySet[FollowUp, int]:
    return follow_ups.visible(user).values_list("pk", flat=True)


def _links(user: User, keys: Sequence[int]) -> dict[int, search.Link]:
    rows = FollowUp.objects.filter(pk__in=keys).select_related("review__incident")
    return {each.pk: _link(each, each.review) for each in rows}


def _link(follow_up: FollowUp, review: Review) -> search.Link:
    url = reverse("reviews:follow_up", args=[review.uid, follow_up.pk])
    return search.Link(follow_up.what, url, review.incident.title, review.restricted or review.incident.restricted)
