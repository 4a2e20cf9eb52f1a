"""What chats are told of follow-ups: that one was agreed or settled and where; of open reviews alone."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from outbox.chat import ToChat
from outbox.chat_words import Line, Note
from outbox.links import absolute
from outbox.models import Message
from reviews import chat_events, chat_notes
from reviews.models import FollowUp


def _follow_up(message: Message) -> FollowUp | None:
    rows = FollowUp.objects.select_related("owner", "review", "tracked")
    return rows.filter(pk=message.payload["follow_up"]).first()


def _note(message: Message, headline: str, follow_up: FollowUp) -> ToChat:
    review = chat_notes.review_of(message)
    hook = chat_notes.hook_of(message)
    assert review
    assert hook
    url = absolute(reverse("reviews:follow_up", args=[review.uid, follow_up.pk]))
    lines = [Line(follow_up.what, link=url, label=_("Open the follow-up"))]
    if follow_up.reason:
        lines.append(Line(_("Why not: %(reason)s") % {"reason": follow_up.reason}))
    told = {"follow_up": _data(follow_up, url)}
    event = message.kind.removeprefix("chat.")
    return ToChat(hook.door, Note(event=event, headline=headline, lines=lines, data=chat_notes.data(review) | told))


def _data(follow_up: FollowUp, url: str) -> dict[str, Any]:
    """For a program; days in ISO 8601. No addresses of people, only their names."""
    return {
        "id": follow_up.pk,
        "url": url,
        "what": follow_up.what,
        "owner": str(follow_up.owner or ""),
        "due": follow_up.due.isoformat() if follow_up.due else None,
        "state": follow_up.state,
        "reason": follow_up.reason,
        "tracked_at": follow_up.tracked.url if hasattr(follow_up, "tracked") else "",
    }


def agreed(message: Message) -> ToChat:
    follow_up = _follow_up(message)
    assert follow_up  # `wanted` was asked a moment ago
    return _note(message, _("%(owner)s takes on a follow-up") % {"owner": follow_up.owner or _("Somebody")}, follow_up)


def settled(message: Message) -> ToChat:
    follow_up = _follow_up(message)
    assert follow_up
    return _note(message, _("We chose not to") if follow_up.chosen_not else _("A follow-up is done"), follow_up)


def agreed_wanted(message: Message) -> str:
    follow_up = _follow_up(message)
    if follow_up is None or not follow_up.is_open:
        return _("the follow-up is gone")
    return chat_notes.wanted(message)


def settled_wanted(message: Message) -> str:
    follow_up = _follow_up(message)
    if follow_up is None or follow_up.is_open:
        return _("the follow-up is open again")
    return chat_notes.wanted(message)


ALL = (
    (chat_events.FOLLOW_UP_AGREED, agreed, agreed_wanted),
    (chat_events.FOLLOW_UP_SETTLED, settled, settled_wanted),
)
