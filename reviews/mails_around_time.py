"""Who invites and who moved, and what the time was before: sentences of the mails about a meeting's time.

A restricted review's mails name nobody and give no reason, for a reason may tell what happened.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import AuditEntry, User
from accounts.templatetags.face import moment_beside
from outbox.models import Message
from reviews import meeting_entry, promises
from reviews.models import Review


def invites(review: Review, by: User | None) -> str:
    """By whom, so that a mail is told from a trick."""
    if by is None or meeting_entry.hidden(review):
        return _("You are invited to a learning review.")
    return _("%(who)s invites you to a learning review.") % {"who": by}


def meaning() -> str:
    return _(
        "It is a meeting to understand together what happened and how it made sense at the time, not to find somebody at fault."
    )


def _moves(review: Review) -> dict[int, AuditEntry]:
    """By the version of the plan that each began."""
    entries = AuditEntry.objects.filter(subject_kind="reviews.review", subject_id=str(review.pk), did="review.moved")
    return {entry.detail["version"]: entry for entry in entries.select_related("by") if "version" in entry.detail}


def _told(message: Message) -> int:
    """The version of the plan whose time the recipient heard last."""
    rows = Message.objects.filter(subject=message.subject, recipient=message.recipient, state=Message.State.SENT)
    rows = rows.filter(kind__in=(promises.INVITATION, promises.MOVED), version__lt=message.version)
    return rows.order_by("-version").values_list("version", flat=True).first() or 0


def moved_by_people(message: Message, review: Review) -> Iterator[str]:
    """That somebody moved it, from the time that the recipient knows, and why at short notice."""
    moves, hidden = _moves(review), meeting_entry.hidden(review)
    this, earlier = moves.get(message.version), moves.get(_told(message) + 1)
    who = this.by if this and not hidden else None
    yield (
        _("%(who)s has moved the learning review.") % {"who": who} if who else _("The learning review has a new time.")
    )
    if earlier:
        was = datetime.fromisoformat(earlier.detail["was"])
        yield _("You knew it for %(when)s.") % {"when": moment_beside(was, review.time_zone)}
    if review.short_notice and not hidden:
        yield _("It is at short notice. The reason: %(reason)s") % {"reason": review.short_notice_reason}
    yield _("Please say anew whether you come: what you said before was about the earlier time.")
