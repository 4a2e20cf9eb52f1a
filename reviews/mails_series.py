"""The words to people who are asked to facilitate, to whoever asked, and to somebody who is invited back kindly."""

from django.urls import reverse
from django.utils.translation import gettext as _

from outbox import stopping
from outbox.links import absolute
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import permissions
from reviews.mails import facilitators, name_of, page, the_review, when
from reviews.models import Attendance, FacilitatorRequest, InvitationBack, Stage
from reviews.queries.series_attendance import next_open
from reviews.series_access import claim_token


def _request(message: Message) -> FacilitatorRequest | None:
    found = FacilitatorRequest.objects.filter(pk=message.payload["request"])
    return found.select_related("review__incident", "asked_by", "claimed_by").first()


def wanted_mail(message: Message) -> Mail:
    review, request, user = the_review(message), _request(message), message.recipient
    assert request
    assert user
    return compose(
        subject=_("Would you facilitate: %(name)s") % {"name": name_of(review)},
        lines=[
            _("%(who)s looks for somebody to facilitate this learning review.")
            % {"who": request.asked_by or _("A facilitator")},
            _(
                "The first who takes it has it. If you cannot this time, do nothing; nobody sees who was asked and did not answer."
            ),
        ],
        facts=[(_("Meeting"), when(review))],
        button=(_("See it and take it"), absolute(reverse("reviews:claim", args=[claim_token(request, user)]))),
        note=_("You get this because you facilitate this series in turn. The link is for you alone."),
        reply_to=facilitators(review),
    )


def wanted_still(message: Message) -> str:
    request, user = _request(message), message.recipient
    if request is None or request.ended_at or user is None:
        return _("somebody has it, or it was taken back")
    if request.review.stage != Stage.PREPARING:
        return _("the meeting is on, over or off")
    return "" if permissions.see(user, request.review) else _("may not know of it any more")


def found_mail(message: Message) -> Mail:
    review, request = the_review(message), _request(message)
    return compose(
        subject=_("There is a facilitator: %(name)s") % {"name": name_of(review)},
        lines=[_("%(who)s facilitates this review.") % {"who": request.claimed_by if request else ""}],
        button=(_("Open the review"), page(review)),
        note=_("You get this because you looked for a facilitator."),
    )


def found_still(message: Message) -> str:
    request, user = _request(message), message.recipient
    if request is None or request.claimed_by is None or user is None:
        return _("nobody has it")
    return "" if permissions.see(user, request.review) else _("may not know of it any more")


def _invitation(message: Message) -> InvitationBack | None:
    found = InvitationBack.objects.filter(pk=message.payload["invitation"])
    return found.select_related("series", "by", "user").first()


def invited_back(message: Message) -> Mail:
    invitation = _invitation(message)
    assert invitation
    coming = next_open(invitation.series)
    lines = [
        *invitation.words.splitlines(),
        _("No is fine, and so is no answer: nobody keeps a list of who said what."),
    ]
    facts = []
    if coming:
        facts.append((_("Next meeting"), when(coming)))
    return compose(
        subject=_("From %(who)s: you are welcome at %(series)s")
        % {"who": invitation.by or "", "series": invitation.series},
        lines=lines,
        facts=facts,
        button=(_("See what is coming"), absolute(reverse("reviews:series", args=[invitation.series_id]))),
        note=_("A facilitator wrote this to you by hand. Nothing sends it by itself, and not again within a month."),
        reply_to=[invitation.by.email] if invitation.by else [],
        unsubscribe=stopping.link(message),
    )


def invited_back_still(message: Message) -> str:
    invitation = _invitation(message)
    if invitation is None or message.recipient is None or not message.recipient.is_active:
        return _("the series or the person is gone")
    since = Attendance.objects.filter(
        review__series=invitation.series, user=message.recipient, came_at__gte=invitation.written_at
    )
    return _("is back already") if since.exists() else ""
