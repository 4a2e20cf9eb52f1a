"""What each message of a review says. Mails of a restricted review carry no title; no mail carries text of the document."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.templatetags.face import moment_beside
from outbox.links import absolute
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import answer_links, meeting_entry
from reviews import mails_around_time as around_time
from reviews.models import Participation, Review, Stage
from reviews.queries import sign_offs


def _review(message: Message) -> Review | None:
    return Review.objects.select_related("incident", "document").filter(uid=message.payload["review"]).first()


def the_review(message: Message) -> Review:
    return Review.objects.select_related("incident", "document").get(uid=message.payload["review"])


name_of = meeting_entry.outside_name


def when(review: Review) -> str:
    return moment_beside(review.meets_at, review.time_zone)


def page(review: Review, name: str = "reviews:review") -> str:
    return absolute(reverse(name, args=[review.uid]))


def facilitators(review: Review) -> list[str]:
    places = review.participations.filter(removed_at=None, role=Participation.Role.FACILITATOR)
    return list(places.values_list("user__email", flat=True))


def _mail(
    message: Message,
    subject: str,
    lines: list[str],
    button: tuple[str, str] | None = None,
    calendar: bool = True,
    answers: bool = False,
) -> Mail:
    review = the_review(message)
    seat = place(review, message.recipient) if answers else None
    return compose(
        subject=subject,
        lines=lines,
        button=button,
        links=answer_links.links(seat) if seat else (),
        facts=[(_("Meeting"), when(review)), (_("Length"), _("%(n)d minutes") % {"n": review.minutes})],
        note=_("You get this because you are part of this review."),
        calendar=meeting_entry.for_mail(review) if calendar else None,
        reply_to=facilitators(review),
    )


def when_to_read(review: Review, *, with_reason: bool = True) -> str:
    if not review.due_passed:
        return _(
            "The calibration document reaches you at least 24 hours before, so that you can read it and say what is missing."
        )
    soon = _("It is at short notice: the calibration document reaches you as soon as it is ready.")
    if not (with_reason and review.short_notice) or meeting_entry.hidden(review):  # a reason may tell what happened
        return soon
    return _("%(soon)s The reason: %(reason)s") % {"soon": soon, "reason": review.short_notice_reason}


def invitation_subject(review: Review) -> str:
    subject = _("Invitation to a learning review")
    return subject if meeting_entry.hidden(review) else f"{subject}: {name_of(review)}"


def invitation(message: Message) -> Mail:
    review = the_review(message)
    seat = place(review, message.recipient)
    by = seat.invited_by if seat and seat.invited_by != message.recipient else None
    return _mail(
        message,
        invitation_subject(review),
        [f"{around_time.invites(review, by)} {around_time.meaning()}", when_to_read(review)],
        (_("Open the review"), page(review)),
        answers=True,
    )


def _why_moved(message: Message, review: Review) -> list[str]:
    rules = review.rule_changes.filter(plan_version=message.version).first()
    if rules is None:
        return list(around_time.moved_by_people(message, review))
    if rules.gone:
        text = _("The rules of the clocks in %(zone)s have changed: they now jump over %(wall)s on that day.")
    else:
        text = _(
            "The rules of the clocks in %(zone)s have changed. The meeting stays at %(wall)s on the clock there, which is "
            "another time elsewhere than before."
        )
    return [text % {"zone": rules.time_zone, "wall": review.wall_time[11:]}]


def moved(message: Message) -> Mail:
    review = the_review(message)
    return _mail(
        message,
        _("Moved: %(name)s") % {"name": name_of(review)},
        [*_why_moved(message, review), _("The calendar entry in this mail replaces the earlier one.")],
        (_("Open the review"), page(review)),
        answers=True,
    )


def ready(message: Message) -> Mail:
    review = the_review(message)
    return _mail(
        message,
        _("To read before the meeting: %(name)s") % {"name": name_of(review)},
        [
            _("The calibration document is ready. It says what is known so far, and from whom."),
            _(
                "Please read it before the meeting. Select any words to comment on them: what you saw differently is worth the most."
            ),
        ],
        (_("Read the document"), page(review, "reviews:document")),
    )


def unchecked_lines(review: Review) -> list[str]:
    """A sentence about those who have not checked what is about them, if there are any."""
    n = sign_offs.not_checked(review)
    said = ngettext(
        "%(n)d person has not checked what is about them.", "%(n)d people have not checked what is about them.", n
    )
    return [said % {"n": n}] if n else []


def unready(message: Message) -> Mail:
    review = the_review(message)
    return _mail(
        message,
        _("The document is not ready yet: %(name)s") % {"name": name_of(review)},
        [
            _("The meeting is in less than 48 hours and its calibration document is not marked ready."),
            _(
                "It should reach everyone at least 24 hours before. If that is no longer possible, moving the meeting is kinder than asking people to read in a hurry."
            ),
            *unchecked_lines(review),
        ],
        (_("Open the document"), page(review, "reviews:document")),
        calendar=False,
    )


def document_changed(message: Message) -> Mail:
    review = the_review(message)
    return _mail(
        message,
        _("The document changed: %(name)s") % {"name": name_of(review)},
        [
            _("The calibration document has changed since you read it."),
            _("Its page shows you what is different, so there is no need to read all of it again."),
        ],
        (_("See what changed"), page(review, "reviews:document")),
        calendar=False,
    )


def cancelled(message: Message) -> Mail:
    review = the_review(message)
    return _mail(
        message,
        _("Cancelled: %(name)s") % {"name": name_of(review)},
        [_("This learning review will not take place. The calendar entry in this mail takes the earlier one away.")],
    )


def place(review: Review, user: User | None) -> Participation | None:
    return review.participations.filter(user=user, removed_at=None).first() if user else None


def wanted(message: Message) -> str:
    """ "" while the message still tells the truth to somebody who should hear it; otherwise why not."""
    review = _review(message)
    if review is None:
        return _("the review is gone")
    if review.stage == Stage.CANCELLED:
        return _("the review was cancelled")
    if message.version != review.plan_version:
        return _("the meeting was moved")
    if place(review, message.recipient) is None:
        return _("no longer invited")
    return ""


def ready_wanted(message: Message) -> str:
    review = _review(message)
    return wanted(message) or ("" if review and review.document.ready_at else _("the document is not ready"))


def unready_wanted(message: Message) -> str:
    review = _review(message)
    return wanted(message) or (_("the document is ready") if review and review.document.ready_at else "")


def cancelled_wanted(message: Message) -> str:
    review = _review(message)
    return "" if review and review.stage == Stage.CANCELLED else _("the review is on again")


def changed_wanted(message: Message) -> str:
    """Only while it is news: to somebody still invited who has opened an earlier revision and not this one."""
    review = _review(message)
    if review is None or review.stage == Stage.CANCELLED:
        return _("the review was cancelled")
    if review.document.ready_at is None:
        return _("the document is not ready")
    if place(review, message.recipient) is None:
        return _("no longer invited")
    seen = review.document.looks.filter(user=message.recipient, number__gte=message.version).exists()
    return _("has opened the newer text") if seen else ""
