"""Mails to somebody who is invited by their address and has no account yet: the same promises, and the way in.

Nobody has confirmed the address, so they list nobody else who is invited; of a restricted review they name nobody at all.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.invitations import link as account_link
from accounts.templatetags.face import moment
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import mails, meeting_entry
from reviews import mails_around_time as around_time
from reviews.models import PendingInvitation, Report, Review, Stage

Run = Callable[[Message], Any]


def either(with_account: Run, by_address: Run) -> Run:
    """For kinds that go to both. Whose account is gone has neither; such a message is stopped before it is asked about."""
    return lambda message: (with_account if message.recipient else by_address)(message)


def _pending(message: Message) -> PendingInvitation | None:
    return (
        PendingInvitation.objects.select_related("invitation", "invited_by")
        .filter(pk=message.payload["pending"])
        .first()
    )


def _mail(
    message: Message, subject: str, lines: list[str], label: str, *, to: str = "", calendar: bool = True, why: str = ""
) -> Mail:
    """`to`: the page of the review on which the link ends, once there is an account; without it the review's own."""
    review, pending = mails.the_review(message), _pending(message)
    assert pending
    then = reverse("reviews:welcome", args=[review.uid]) + (f"?to={to}" if to else "")
    return compose(
        subject=subject,
        lines=lines,
        button=(label, account_link(pending.invitation, then=then)),
        facts=[(_("Meeting"), _when(review)), (_("Length"), _("%(n)d minutes") % {"n": review.minutes})],
        note=why or _("You get this because a facilitator wrote down your address for this review."),
        calendar=meeting_entry.versioned(review) if calendar else None,
        reply_to=mails.facilitators(review),
    )


def _named(message: Message, subject: str) -> str:
    return subject % {"name": mails.name_of(mails.the_review(message))}


def _when(review: Review) -> str:
    """On the clocks of the meeting: those of the reader are not known yet."""
    with timezone.override(review.zone):
        return moment(review.meets_at)


def _way_in() -> str:
    return _("You have no account yet: the button makes one, which takes a minute, and leads on to it.")


def invitation(message: Message) -> Mail:
    review, pending = mails.the_review(message), _pending(message)
    return _mail(
        message,
        mails.invitation_subject(review),
        [
            around_time.invites(review, pending.invited_by if pending else None),
            around_time.meaning(),
            mails.when_to_read(review, with_reason=False),
            _("The link creates your account; nothing else is needed."),
        ],
        _("Accept the invitation"),
    )


def moved(message: Message) -> Mail:
    return _mail(
        message,
        _named(message, _("Moved: %(name)s")),
        [
            _("The learning review that you are invited to has a new time."),
            _("The calendar entry in this mail replaces the earlier one."),
        ],
        _("Accept the invitation"),
    )


def ready(message: Message) -> Mail:
    return _mail(
        message,
        _named(message, _("To read before the meeting: %(name)s")),
        [
            _("The calibration document of the learning review is ready. It says what is known so far, and from whom."),
            _way_in(),
        ],
        _("Read the document"),
        to="document",
    )


def cancelled(message: Message) -> Mail:
    """No button: there is nothing to come to."""
    review = mails.the_review(message)
    return compose(
        subject=_named(message, _("Cancelled: %(name)s")),
        lines=[
            _("The learning review that you were invited to will not take place."),
            _("The calendar entry in this mail takes the earlier one away."),
        ],
        facts=[(_("Meeting"), _when(review))],
        note=_("You get this because a facilitator wrote down your address for this review."),
        calendar=meeting_entry.versioned(review),
        reply_to=mails.facilitators(review),
    )


def published(message: Message) -> Mail:
    first = message.version == 1
    return _mail(
        message,
        _named(message, _("How we got here: %(name)s") if first else _("A new version of the report: %(name)s")),
        [
            _("The report of the learning review that you were invited to is published.")
            if first
            else _("There is a new version of the report. Its page says what changed."),
            _way_in(),
        ],
        _("Read the report"),
        to="report",
        calendar=False,
    )


def _still_invited(message: Message) -> str:
    return "" if _pending(message) else _("no longer invited, or has an account now")


def wanted(message: Message) -> str:
    """ "" while the review is ahead at the time that was planned, and the place still waits for them."""
    review = Review.objects.select_related("document").filter(uid=message.payload["review"]).first()
    if review is None or review.stage == Stage.CANCELLED:
        return _("the review was cancelled")
    if message.version != review.plan_version:
        return _("the meeting was moved")
    return _still_invited(message)


def invitation_wanted(message: Message) -> str:
    pending = _pending(message)
    if pending and pending.invitation.is_used:
        return _("already accepted")
    return wanted(message)


def ready_wanted(message: Message) -> str:
    return wanted(message) or ("" if mails.the_review(message).document.ready_at else _("the document is not ready"))


def published_wanted(message: Message) -> str:
    report = Report.objects.filter(review__uid=message.payload["review"]).exclude(review__stage=Stage.CANCELLED).first()
    if report is None or report.latest_number != message.version:
        return _("there is a newer edition")
    return _still_invited(message)
