"""The mails about a report: it is published; it is past the day for which it was promised. No text of it is in them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox import stopping
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import mails
from reviews.models import Participation, Report, Review, Stage
from reviews.queries import report as queries


def _mail(message: Message, subject: str, lines: list[str], button: tuple[str, str], why: str) -> Mail:
    review = mails.the_review(message)
    return compose(
        subject=subject % {"name": mails.name_of(review)},
        lines=lines,
        button=button,
        note=why,
        reply_to=mails.facilitators(review),
        unsubscribe=stopping.link(message),
    )


def published(message: Message) -> Mail:
    first = message.version == 1
    lines = (
        [
            _("The report of the learning review is published. It tells how we got here, with what the meeting added."),
            _("You may say what it taught you, and what you saw differently: it is still open to comments."),
        ]
        if first
        else [_("There is a new version of the report. Its page says what changed.")]
    )
    subject = _("How we got here: %(name)s") if first else _("A new version of the report: %(name)s")
    button = (_("Read the report"), mails.page(mails.the_review(message), "reviews:report"))
    return _mail(message, subject, lines, button, _("You get this because you are part of this review."))


def late(message: Message) -> Mail:
    review = mails.the_review(message)
    n = max(1, queries.standing(review).days_late)
    said = ngettext(
        "The report was promised to everyone, and its day was %(n)d day ago.",
        "The report was promised to everyone, and its day was %(n)d days ago.",
        n,
    )
    return _mail(
        message,
        _("The report is awaited: %(name)s"),
        [
            said % {"n": n},
            _(
                "A short report this week is worth more than a long one next month. If it needs more time, promise another day: people are told."
            ),
        ],
        (_("Write the report"), mails.page(review, "reviews:report_write")),
        _("You get this because you facilitate this review."),
    )


def _review(message: Message) -> Review | None:
    return Review.objects.filter(uid=message.payload["review"]).first()


def published_wanted(message: Message) -> str:
    """To those still in the review, while it is the newest edition."""
    review = _review(message)
    report = Report.objects.filter(review=review).first() if review else None
    if review is None or report is None or review.stage == Stage.CANCELLED:
        return _("the review is gone or was cancelled")
    if report.latest_number != message.version:
        return _("there is a newer edition")
    return "" if mails.place(review, message.recipient) else _("no longer invited")


def late_wanted(message: Message) -> str:
    review = _review(message)
    if review is None or review.stage != Stage.HELD:
        return _("the review is gone or was cancelled")
    standing = queries.standing(review)
    if standing.number:
        return _("the report is published")
    if not standing.promised or standing.promised.toordinal() != message.version:
        return _("another day was promised")
    place = mails.place(review, message.recipient)
    return "" if place and place.role == Participation.Role.FACILITATOR else _("no longer facilitates")
